/** What our own server says of an answer that it will never take, however often it is sent. */
const refusals = ["request.malformed", "body.too-large", "change.differs", "value.bad", "attempt.confirmed"];

/** Sends one change; answers what became of it, as `AnswerQueue` wants it, and never throws. */
export async function send(change, timeout, { data, clock }) {
    const signal = AbortSignal.timeout(timeout);
    try {
        return await (change.kind === "flag" ? sendFlag(change, signal, data) : sendResponse(change, signal, data, clock));
    } catch {
        return { outcome: "failed" };
    }
}

async function sendResponse(change, signal, data, clock) {
    const { id, epoch, sequence, position, response: given, turn } = change;
    const body = JSON.stringify({ change: id, epoch, sequence, position, response: given, turn }, wellFormed);
    const askedAt = performance.now();
    const response = await post(`/api/v1/attempts/${data.attempt}/responses`, body, signal, { "Content-Type": "application/json" });
    const type = response.headers.get("Content-Type") ?? "";
    const answer = type.includes("json") ? await response.json() : {};
    if (answer.now) clock.sample(askedAt, performance.now(), Date.parse(answer.now));
    if (response.ok) return answer.change === id ? { outcome: "kept", ...answer } : { outcome: "failed" };
    if (response.status === 401) return { outcome: "signedOut" };
    // A network that shows its own page, and a fault of ours, refuse nothing: the answer is kept and sent again.
    if (type.includes("problem+json") && refusals.includes(answer.code)) {
        return { outcome: "refused", reason: answer.detail ?? answer.title ?? String(response.status) };
    }
    return failed(response);
}

/** Half of a pair of UTF-16 can be typed, but is no text: the server would refuse all that stands beside it. */
function wellFormed(_, value) {
    return typeof value === "string" ? value.replace(/\p{Surrogate}/gu, "\ufffd") : value;
}

/** Flags go to the page of their question, which answers with a page: its status alone says what became of them. */
async function sendFlag(change, signal, data) {
    const page = `${data.path}/q/${change.number}`;
    const go = change.isFlagged ? "flag" : "unflag";
    const press = () => post(page, new URLSearchParams({ csrf: data.csrf, epoch: change.epoch, go }), signal);
    let response = await press();
    if (response.status === 403 && (await renewToken(page, signal, data))) response = await press();
    if (response.ok && response.url.includes("/sign-in")) return { outcome: "signedOut" };
    if (response.ok) return { outcome: response.url.includes(`${data.path}/`) ? "kept" : "failed" };
    const mayPass = response.status >= 500 || [408, 425, 429].includes(response.status);
    return mayPass ? failed(response) : { outcome: "refused" };
}

/** After a new sign-in in this browser the page that is shown still holds the token of the earlier one. */
async function renewToken(page, signal, data) {
    const response = await fetch(page, { headers: { "X-Purpose": "prefetch" }, signal });
    const fresh = new DOMParser().parseFromString(await response.text(), "text/html").querySelector("main")?.dataset.csrf;
    if (fresh) data.csrf = fresh;
    return Boolean(fresh);
}

function post(url, body, signal, headers) {
    // A browser refuses to keep alive what is larger than 64 KiB, and counts bytes.
    return fetch(url, { method: "POST", body, headers, keepalive: new Blob([body]).size < 60000, signal });
}

function failed(response) {
    return { outcome: "failed", retryAfter: Number(response.headers.get("Retry-After") ?? 0) * 1000 };
}
