import { say } from "../words.js";

/** Files on their way, by attempt, position and response: they outlast the page that they were chosen on. */
const onTheWay = new Map();
/** What the server says of a file that it does not take, by the same names in the texts. */
const refusals = ["file.empty", "file.too-large", "file.too-many", "file.type"];
/** How long nothing may move before a connection is given up for dead, in ms. */
const stalledAfter = 30000;
const triesAfter = [2000, 4000, 8000, 15000, 30000];

/** Sends a file as soon as it is chosen, shows how far it is, and names it in the response once it has arrived. */
export function setUpUpload(box, { speak, changed, desk }) {
    const id = box.dataset.response;
    const key = `${desk.attempt} ${desk.position} ${id}`;
    const [held, field] = [box.querySelector("input[type=hidden]"), box.querySelector("input[type=file]")];
    const [handed, label] = [box.querySelector(".handed"), box.querySelector(".file-label")];
    const [send, remove] = box.querySelectorAll(".file-buttons button");
    if (!send) return;
    const state = Object.assign(document.createElement("div"), { className: "file-state", hidden: true });
    field.after(state);
    send.hidden = true;

    const heldFile = () => (held.value ? JSON.parse(held.value).file : null);

    function showHeld() {
        const file = heldFile();
        handed.hidden = remove.hidden = !file;
        label.textContent = say(file ? "file.another" : "file.choose");
        if (!file) return;
        const link = handed.querySelector("a");
        link.textContent = file.name;
        link.href = `${desk.path}/files/${file.hash}`;
        handed.querySelector("span").textContent = sizeOf(file.bytes);
    }

    function showState(text, ...more) {
        // What is pressed there goes away with it.
        if (state.contains(document.activeElement)) field.focus();
        state.replaceChildren(Object.assign(document.createElement("p"), { textContent: text }), ...more);
        state.hidden = !text;
    }

    function tell(text) {
        showState(text);
        speak(text);
    }

    /** What the page that is shown now says of a file that may have been chosen on an earlier one. */
    const view = {
        progress(entry) {
            const share = Math.floor(entry.share * 100);
            const text = say("file.sending", { name: entry.file.name, share });
            const bar = state.querySelector("progress");
            if (!bar) showState(text, progressBar(text), pressable("file.stop", () => stop(entry)));
            state.querySelector("p").textContent = text;
            Object.assign(state.querySelector("progress"), { value: entry.share, ariaLabel: text });
        },
        waiting(entry, seconds) {
            const text = say("file.waiting", { name: entry.file.name, seconds });
            const retry = pressable("file.try", () => { clearTimeout(entry.timer); post(entry); });
            showState(text, retry, pressable("file.stop", () => stop(entry)));
            speak(text);
        },
        tell,
    };

    function begin(file) {
        const limit = Number(box.dataset.limit);
        const reason = file.size === 0 ? "file.empty" : file.size > limit ? "file.too-large" : null;
        if (reason) return tell(say(reason, { name: file.name, limit: sizeOf(limit) }));
        const old = onTheWay.get(key);
        if (old) stop(old);
        const entry = { key, id, file, desk, view, share: 0, tries: 0, limit: sizeOf(limit) };
        onTheWay.set(key, entry);
        desk.sends(key, true);
        speak(say("file.sending", { name: file.name, share: 0 }));
        return post(entry);
    }

    function take() {
        const file = field.files[0];
        field.value = "";
        if (file) begin(file);
    }

    for (const event of ["input", "change"]) field.addEventListener(event, (heard) => heard.stopPropagation());
    field.addEventListener("change", take);
    box.addEventListener("shown", () => {
        showHeld();
        // Cleared meanwhile: what is on its way is not wanted either.
        if (!held.value && onTheWay.get(key)?.view === view) stop(onTheWay.get(key));
    });
    remove.addEventListener("click", (event) => {
        event.preventDefault();
        const { name } = heldFile();
        held.value = "";
        showHeld();
        field.focus();
        changed();
        tell(say("file.removed", { name }));
    });
    showHeld();
    const running = onTheWay.get(key);
    if (running) {
        running.view = view;
        view.progress(running);
    }
    take();
}

function post(entry) {
    const request = new XMLHttpRequest();
    entry.request = request;
    entry.view.progress(entry);
    const query = new URLSearchParams({ name: entry.file.name, position: entry.desk.position, response: entry.id });
    request.open("POST", `/api/v1/attempts/${entry.desk.attempt}/files?${query}`);
    // A type of our own: no page of another site can send it unasked.
    request.setRequestHeader("Content-Type", "application/vnd.avicenna.handed-file");
    request.responseType = "json";
    let watch;
    const moved = () => {
        clearTimeout(watch);
        watch = setTimeout(() => { request.abort(); again(entry); }, stalledAfter);
    };
    request.addEventListener("loadend", () => clearTimeout(watch));
    request.addEventListener("progress", moved);
    request.upload.addEventListener("progress", (event) => {
        moved();
        if (!event.lengthComputable) return;
        entry.share = event.loaded / event.total;
        entry.view.progress(entry);
    });
    request.addEventListener("load", () => took(entry, request.status, request.response ?? {}));
    request.addEventListener("error", () => again(entry));
    moved();
    request.send(entry.file);
}

/** Only a file that the server says it has is named in the response, which is saved by the way of all answers. */
function took(entry, status, answer) {
    const { name } = entry.file;
    if (status === 201 && answer.file) {
        // In this order: between the two nothing may look saved.
        entry.desk.handed(entry.id, { file: answer.file });
        end(entry);
        return entry.view.tell(say("file.sent", { name }));
    }
    if (status >= 500 || status < 400 || [401, 408, 425, 429].includes(status)) return again(entry);
    end(entry);
    const isKnown = refusals.includes(answer.code);
    const reason = answer.detail ?? String(status);
    return entry.view.tell(say(isKnown ? answer.code : "file.refused", { name, reason, limit: entry.limit }));
}

/** Tries again for as long as the page is open: the file is kept nowhere else. */
function again(entry) {
    const delay = triesAfter[Math.min(entry.tries, triesAfter.length - 1)];
    entry.tries += 1;
    entry.share = 0;
    entry.view.waiting(entry, delay / 1000);
    entry.timer = setTimeout(() => post(entry), delay);
}

function stop(entry) {
    clearTimeout(entry.timer);
    entry.request.abort();
    end(entry);
    entry.view.tell(say("file.stopped", { name: entry.file.name }));
}

function end(entry) {
    if (onTheWay.get(entry.key) === entry) onTheWay.delete(entry.key);
    entry.desk.sends(entry.key, false);
}

function progressBar(text) {
    const bar = document.createElement("progress");
    return Object.assign(bar, { max: 1, value: 0, ariaLabel: text });
}

function pressable(key, press) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: say(key) });
    made.addEventListener("click", press);
    return made;
}

/** As the server writes sizes. */
function sizeOf(bytes) {
    if (bytes < 1024) return `${bytes}\u00a0B`;
    return bytes < 1 << 20 ? `${bytes >> 10}\u00a0KB` : `${bytes >> 20}\u00a0MB`;
}
