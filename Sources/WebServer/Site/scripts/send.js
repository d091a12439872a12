/** What our own server says of an answer that it will never take, however often it is sent. */
const refusals = ["request.malformed", "body.too-large", "change.differs", "value.bad", "attempt.confirmed"];

/** Sends one change; answers what became of it, as `AnswerQueue` wants it, and never throws. */
export async function send(change, timeout, { data, clock }) {
    const isFlag = change.kind === "flag";
    const url = isFlag ? `${data.path}/q/${change.number}` : `/api/v1/attempts/${data.attempt}/responses`;
    const body = isFlag
        ? new URLSearchParams({ csrf: data.csrf, epoch: change.epoch, go: change.isFlagged ? "flag" : "unflag" })
        : JSON.stringify({ change: change.id, epoch: change.epoch, sequence: change.sequence, position: change.position, response: change.response });
    const headers = isFlag ? {} : { "Content-Type": "application/json" };
    const askedAt = performance.now();
    try {
        // A browser refuses to keep alive what is larger than 64 KiB.
        const keepalive = String(body).length < 60000;
        const response = await fetch(url, { method: "POST", body, headers, keepalive, signal: AbortSignal.timeout(timeout) });
        if (isFlag && response.ok) return flagOutcome(response.url, data.path);
        const type = response.headers.get("Content-Type") ?? "";
        const answer = type.includes("json") ? await response.json() : {};
        if (answer.now) clock.sample(askedAt, performance.now(), Date.parse(answer.now));
        if (response.ok) return answer.change === change.id ? { outcome: "kept", ...answer } : { outcome: "failed" };
        if (response.status === 401) return { outcome: "signedOut" };
        // A network that shows its own page, and a fault of ours, refuse nothing: the answer is kept and sent again.
        if (type.includes("problem+json") && refusals.includes(answer.code)) {
            return { outcome: "refused", reason: answer.detail ?? answer.title ?? String(response.status) };
        }
        return { outcome: "failed", retryAfter: Number(response.headers.get("Retry-After") ?? 0) * 1000 };
    } catch {
        return { outcome: "failed" };
    }
}

function flagOutcome(url, path) {
    if (url.includes("/sign-in")) return { outcome: "signedOut" };
    return { outcome: url.includes(`${path}/`) ? "kept" : "failed" };
}
