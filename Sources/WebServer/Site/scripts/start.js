import { addLine } from "./answers.js";
import { beat } from "./beat.js";
import { ExamClock } from "./clock.js";
import { loadControls } from "./controls.js";
import { Exam } from "./exam.js";
import { leave } from "./hand-in.js";
import { actionOf } from "./keys.js";
import { startLobby } from "./lobby.js";
import { Pages } from "./pages.js";
import { closePanel, openPanel } from "./panel.js";
import { AnswerQueue } from "./queue.js";
import { send } from "./send.js";
import { showLine, speak } from "./speak.js";
import { memoryStore, openStore } from "./store.js";
import { say } from "./words.js";

const monotonic = () => performance.now();
const newID = () =>
    crypto.randomUUID?.() ?? "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (digit) =>
        (digit ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (digit / 4)))).toString(16));

async function startExam(main, clock) {
    const data = main.dataset;
    let store;
    let noStore = false;
    try {
        store = await openStore(data.attempt);
    } catch {
        store = memoryStore();
        noStore = true;
    }
    let exam;
    const queue = new AnswerQueue({
        store,
        send: (change, timeout) => send(change, timeout, { data: exam.data, clock }),
        now: monotonic,
        later: (ms, run) => setTimeout(run, ms),
        cancel: (handle) => clearTimeout(handle),
        random: () => Math.random(),
        tell: (event, details) => exam?.heard(event, details),
    });
    exam = new Exam({ clock, queue, newID });
    const kept = await store.all().catch(() => []);
    exam.remember(kept);
    exam.enter(main);
    if (noStore) exam.heard("noStore", {});
    queue.restore(kept);

    const pages = new Pages({
        show: (fresh) => { exam.enter(fresh); prefetch(); },
        fail: () => { showLine(say("page.failed")); speak(say("page.failed")); },
    });
    const go = (path) => pages.go(new URL(path, location.href).href);
    const prefetch = () => {
        const number = Number(exam.data.number);
        const last = Number(exam.data.lockpoint ?? exam.data.questions);
        const next = [number + 1, number + 2].filter((other) => number > 0 && other <= last);
        if (navigator.connection?.saveData) next.length = Math.min(next.length, 1);
        setTimeout(async () => {
            for (const url of next.map((other) => new URL(`${exam.data.path}/q/${other}`, location.href).href)) {
                await pages.prefetch(url);
                if (pages.kept.get(url)?.includes("data-control=")) loadControls().catch(() => {});
            }
        }, 800);
    };
    prefetch();
    document.addEventListener("exam:again", ({ detail }) => {
        pages.kept.delete(new URL(`${exam.data.path}/q/${detail.number}`, location.href).href);
        if (!detail.isHere) return;
        pages.kept.delete(location.href);
        pages.go(location.href, { push: false });
    });
    takeWriting(exam);
    listen(exam, go, newPress(exam, go));
    if (data.page !== "receipt") beat(exam, clock);
    setInterval(() => { exam.time.tick(); if (["waiting", "offline"].includes(exam.state)) exam.showState(); }, 500);
}

/** One window writes: the one that holds the lock of this attempt. */
function takeWriting(exam) {
    if (!navigator.locks || exam.data.page === "receipt") return;
    const steal = sessionStorage.getItem("avicenna.steal") === exam.data.attempt;
    sessionStorage.removeItem("avicenna.steal");
    navigator.locks
        .request(`avicenna.${exam.data.attempt}`, steal ? { steal } : { ifAvailable: true }, (lock) => {
            if (!lock) return exam.elsewhere();
            return new Promise(() => {});
        })
        .catch(() => exam.elsewhere());
}

/** What the buttons of the question mean; answers are already on their way when they are pressed. */
function newPress(exam, go) {
    return (value) => {
        const [number, path] = [Number(exam.data.number), exam.data.path];
        if (value !== "stay") exam.queue.flush();
        switch (value) {
            case "next":
                // The page counts what has no answer: the last answers go first.
                if (number === Number(exam.data.lockpoint) && !exam.isOver) return exam.queue.drained(3000).then(() => go(`${path}/lockpoint`));
                return go(number < Number(exam.data.questions) ? `${path}/q/${number + 1}` : `${path}/review?from=${number}`);
            case "previous": return number > 1 && go(`${path}/q/${number - 1}`);
            case "review": return go(`${path}/review?from=${number}`);
            case "flag": case "unflag": return exam.flag();
            case "clear": return exam.clear();
            case "stay": return exam.queue.flush();
            case "turn": return exam.pressEnd();
            default: return value.startsWith("press:") ? exam.pressEnd(value.slice("press:".length)) : null;
        }
    };
}

function listen(exam, go, press) {
    document.addEventListener("submit", (event) => {
        if (event.target.id === "hand-in" || event.target.id === "lockpoint") return leave(event, exam);
        if (event.target.id !== "question") return null;
        const value = event.submitter?.value ?? "stay";
        if (value === "here") return null;
        // A control whose script did not come hands in its file as a form does.
        if (/^(file|remove):/.test(value)) { exam.isLeaving = true; return null; }
        event.preventDefault();
        return press(value);
    });
    document.addEventListener("click", (event) => {
        if (event.target.closest("#hide-time")) return exam.time.toggle();
        const more = event.target.closest("[data-more]");
        if (more) {
            event.preventDefault();
            return addLine(more.parentElement.querySelector(".lines"))?.querySelector("input, select").focus();
        }
        const link = event.target.closest("a[href]");
        if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return null;
        if (link.hasAttribute("data-resource") && matchMedia("(min-width: 56rem)").matches) {
            event.preventDefault();
            document.getElementById("tools").open = false;
            return openPanel(link.href);
        }
        const url = new URL(link.href);
        const isOurs = url.pathname.startsWith(`${exam.data.path}/q/`) || url.pathname === `${exam.data.path}/review`;
        if (!isOurs || link.target) return null;
        event.preventDefault();
        return go(link.href);
    });
    document.addEventListener("keydown", (event) => {
        const typing = event.target.matches?.("input:not([type=radio], [type=checkbox]), textarea, select");
        const action = actionOf(event, navigator.userAgent, { letters: document.body.dataset.letters === "on", typing });
        if (action && act(action, exam, press)) event.preventDefault();
    });
    document.addEventListener("exam:go", (event) => go(`${exam.data.path}/q/${event.detail}`));
    addEventListener("beforeunload", (event) => { if (exam.unsent && !exam.isOver && !exam.isElsewhere && !exam.isLeaving) event.preventDefault(); });
    addEventListener("pagehide", () => exam.queue.flush());
    addEventListener("online", () => exam.queue.flush());
}

function act(action, exam, press) {
    const [name, place] = action.split(":");
    const row = place && document.querySelectorAll("#question .option")[place];
    switch (name) {
        case "close": {
            const tools = document.getElementById("tools");
            if (tools?.open) { tools.open = false; tools.querySelector("summary").focus(); return true; }
            return closePanel();
        }
        case "time": exam.time.speakLeft(); return true;
        case "messages": open("/messages", "_blank"); return true;
        case "resources": document.querySelector("[data-resource]")?.click(); return true;
        case "choose": row?.querySelector("input").click(); return Boolean(row);
        case "strike": row?.querySelector(".strike").click(); return Boolean(row);
        case "flag": if (document.getElementById("flag")) press("flag"); return true;
        default: if (document.getElementById("question")) press(name); return true;
    }
}

function start() {
    document.documentElement.dataset.script = "";
    const main = document.querySelector("main");
    document.getElementById("print")?.addEventListener("click", () => print());
    const clock = new ExamClock(monotonic);
    if (main.dataset.now) {
        const load = performance.getEntriesByType("navigation")[0];
        const isFresh = load && load.type !== "back_forward" && load.responseStart > 0;
        clock.sample(isFresh ? load.requestStart : 0, isFresh ? load.responseStart : monotonic(), Date.parse(main.dataset.now));
    }
    if (main.dataset.page === "lobby") startLobby(main, clock);
    else if (main.dataset.attempt) startExam(main, clock);
}

start();
