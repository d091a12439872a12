import { readNumber, readResponse, showResponse } from "./answers.js";
import { loadControls } from "./controls.js";
import { setUpStrikes } from "./strike.js";
import { button, hideBanner, icon, showBanner, showLine, showSave, speak } from "./speak.js";
import { nextSequence } from "./store.js";
import { TimeDisplay, timeIn } from "./time.js";
import { say } from "./words.js";

/** The pages of a running attempt: saves in place, keeps the save line true, ends when the time does. */
export class Exam {
    constructor({ clock, queue, newID }) {
        Object.assign(this, { clock, queue, newID });
        this.given = new Map();
        this.savedAt = new Map();
        this.flags = new Map();
        /** The position of each file that is on its way. */
        this.handing = new Map();
        this.isElsewhere = false;
        this.isOver = false;
        this.isSignedOut = false;
        this.hasSpokenSaved = false;
        this.time = new TimeDisplay(clock, () => this.end());
    }

    /** Takes the page that is now shown. */
    enter(main) {
        this.main = main;
        this.data = main.dataset;
        this.position = Number(this.data.position);
        this.form = document.getElementById("question");
        if (this.form) this.enterQuestion();
        this.showState();
        this.time.enter(this.data);
    }

    enterQuestion() {
        const given = this.given.get(this.position);
        if (given) showResponse(this.form, given);
        setUpStrikes(this.form, this.data.attempt, this.position);
        if (this.flags.has(this.position)) this.showFlag(this.flags.get(this.position));
        this.form.addEventListener("input", (event) => this.changed(event.target));
        this.form.addEventListener("change", (event) => this.changed(event.target));
        for (const box of this.form.querySelectorAll('[data-kind="number"]')) this.echo(box);
        this.setUpControls(this.form);
        if (this.form.querySelector('button[value="here"]')) this.isElsewhere = true;
        if (this.isElsewhere || this.isOver) this.freeze();
    }

    /** Rare controls bring scripts of their own; where these do not come, the fields answer without them. */
    async setUpControls(form) {
        if (!form.querySelector("[data-control]")) return;
        const desk = this.deskOf(form);
        const controls = await loadControls().catch(() => null);
        if (form.isConnected) controls?.setUpControls(form, { speak, desk });
    }

    /** Where a control hands in files. They may arrive when the form has left the page, or the time is over. */
    deskOf(form) {
        const position = this.position;
        const { attempt, path } = this.data;
        const number = Number(this.data.number);
        return {
            attempt,
            path,
            position,
            sends: (key, isSending) => {
                if (isSending) this.handing.set(key, position);
                else this.handing.delete(key);
                this.showState();
            },
            handed: (id, value) => {
                const isShown = position === this.position && this.form;
                const shown = isShown ? this.form : form;
                showResponse(shown, { [id]: value });
                const response = { ...readResponse(shown), ...(isShown ? {} : this.given.get(position)), [id]: value };
                this.given.set(position, response);
                this.queue.add(this.change("response", { position, number, response }));
            },
        };
    }

    /** Answers that the server has not acknowledged, files on their way among them. */
    get unsent() {
        return this.queue.unsent + this.handing.size;
    }

    /** A field changed: choices go at once, typing and sliding after a pause of 1.5 s. */
    changed(field) {
        const box = field.closest("[data-response]");
        if (!this.form || this.isOver || this.isElsewhere || !box) return;
        if (box.dataset.kind === "number") this.echo(box);
        const response = readResponse(this.form);
        const before = JSON.stringify(this.given.get(this.position));
        if (JSON.stringify(response) === before) return;
        this.given.set(this.position, response);
        const isTyping = field.matches("textarea, input[type=text], input[type=range]");
        this.queue.add(this.change("response", { position: this.position, response }), isTyping ? 1500 : 0);
    }

    change(kind, details) {
        return {
            id: this.newID(),
            kind,
            key: `${kind} ${details.position}`,
            epoch: Number(this.data.epoch),
            sequence: nextSequence(this.data.attempt, this.clock.now()),
            number: Number(this.data.number),
            ...details,
        };
    }

    /** What waits on this device is what was given last. */
    remember(changes) {
        for (const change of changes) {
            if (change.kind === "response") this.given.set(change.position, change.response);
            if (change.kind === "flag") this.flags.set(change.position, change.isFlagged);
        }
    }

    /** Forgets the answer; plays are counted, not answered. */
    clear() {
        const isCount = (id) => [...this.form.querySelectorAll('[data-kind="plays"]')].some((box) => box.dataset.response === id);
        const none = Object.fromEntries(Object.entries(readResponse(this.form)).map(([id, value]) => [id, isCount(id) ? value : null]));
        showResponse(this.form, none);
        this.given.set(this.position, none);
        this.queue.add(this.change("response", { position: this.position, response: none }));
    }

    /**
     * An end-attempt button, or without `id` ours that takes a turn: what it says of itself is saved, then the page is
     * asked for again. A turn is taken once, and nothing is changed until the server has told where the question stands.
     */
    pressEnd(id) {
        const { position, form } = this;
        const key = `turn ${position}`;
        if (this.isOver || this.isElsewhere || this.queue.changes.some((change) => change.key === key)) return;
        const ends = [...form.querySelectorAll('[data-kind="press"]')];
        const mark = (pressed) => ends.forEach((box) => (box.querySelector("input").value = pressed && box.dataset.response === pressed ? "true" : ""));
        mark(id);
        const response = readResponse(form);
        const field = form.querySelector("input[name=turn]");
        const turn = field ? { turn: Number(field.value), key } : {};
        if (field) mark();
        this.given.set(position, readResponse(form));
        this.queue.add(this.change("response", { position, response, isPress: true, ...turn }));
        if (field) this.freeze();
    }

    flag() {
        const isFlagged = document.getElementById("flag").value === "flag";
        this.showFlag(isFlagged);
        this.flags.set(this.position, isFlagged);
        this.queue.add(this.change("flag", { position: this.position, isFlagged }));
        speak(say(isFlagged ? "flagged" : "unflagged"));
    }

    showFlag(isFlagged) {
        const flag = document.getElementById("flag");
        if (!flag) return;
        flag.value = isFlagged ? "unflag" : "flag";
        flag.classList.toggle("flagged", isFlagged);
        const word = Object.assign(document.createElement("span"), { textContent: say(isFlagged ? "unflag" : "flag") });
        flag.replaceChildren(icon(isFlagged ? "flagged" : "flag"), word);
    }

    /** Says what a typed number is read as, when that is not what stands there. */
    echo(box) {
        const field = box.querySelector("input");
        let echo = box.querySelector("output");
        if (!echo) {
            echo = Object.assign(document.createElement("output"), { className: "echo muted" });
            box.append(echo);
        }
        const typed = field.value.trim();
        const number = readNumber(typed);
        const unit = box.querySelector("select")?.value || box.querySelector(".unit")?.textContent || "";
        if (!typed) echo.textContent = "";
        else echo.textContent = number === null ? say("number.none") : say("number", { number: `${number} ${unit}`.trim() });
    }

    /** Hears what became of a change, and of the way to the server. */
    heard(event, details) {
        switch (event) {
            case "kept":
                if (details.change.kind === "response") this.savedAt.set(details.change.position, details.answer.savedAt);
                this.hear(details.answer);
                if (details.change.isPress) {
                    const { number, position } = details.change;
                    document.dispatchEvent(new CustomEvent("exam:again", { detail: { number, isHere: position === this.position } }));
                }
                break;
            case "back": {
                const text = say("save.back", { count: details.count, time: timeIn(this.clock.now(), this.data.zone, true) });
                hideBanner("offline");
                showLine(text);
                speak(text);
                break;
            }
            case "late": showLine(say("save.late")); speak(say("save.late")); break;
            case "locked": showLine(say("save.locked")); speak(say("save.locked")); break;
            case "refused": this.refused(details); break;
            case "elsewhere": if (details.change.epoch === Number(this.data.epoch)) this.elsewhere(); break;
            case "signedOut": this.signedOut(); break;
            case "noStore": if (!this.saidNoStore) { this.saidNoStore = true; showLine(say("save.no-store")); speak(say("save.no-store"), true); } break;
            default: this.showState();
        }
    }

    showState() {
        const { state, unsent, nextTry } = this.queue;
        if (state !== "offline") hideBanner("offline");
        if (state === "waiting" || state === "offline") {
            const seconds = Math.max(0, Math.ceil(((nextTry ?? 0) - this.queue.now()) / 1000));
            showSave(state, "waiting", say("save.waiting", { count: unsent, seconds }), this.tryButton());
        } else if (state === "saving" || [...this.handing.values()].includes(this.position)) {
            showSave("saving", "saving", say("save.saving"));
        } else if (this.savedAt.has(this.position) && state !== "pending") {
            const text = say("save.saved", { time: timeIn(Date.parse(this.savedAt.get(this.position)), this.data.zone, true) });
            showSave("saved", "check", text);
            if (!this.hasSpokenSaved) speak(text);
            this.hasSpokenSaved = true;
        }
        if (state !== this.state && state === "waiting") speak(document.querySelector("#save span")?.textContent ?? "");
        if (state !== this.state && state === "offline") {
            showBanner("offline", say("save.offline"));
            speak(say("save.offline"), true);
        }
        if (state === "waiting" || state === "offline") this.hasSpokenSaved = false;
        this.state = state;
        this.showUnsent();
    }

    tryButton() {
        const old = document.querySelector("#save button");
        return old ?? button(say("save.try"), () => this.queue.flush());
    }

    /** On the pages without a question: how many answers are not sent. */
    showUnsent() {
        const place = document.getElementById("unsent");
        if (!place) return;
        const count = this.unsent;
        place.hidden = count === 0;
        place.textContent = count ? say(this.data.page === "receipt" ? "sending" : "unsent", { count }) : "";
    }

    refused({ change, reason }) {
        if (change.kind === "flag") return this.flagRefused(change);
        const text = say("save.refused", { reason });
        showBanner("refused", text, button(say("save.refused.go", { number: change.number }), () => {
            hideBanner("refused");
            if (change.position === this.position) this.form?.querySelector("input, select, textarea")?.focus();
            else document.dispatchEvent(new CustomEvent("exam:go", { detail: change.number }));
        }));
        speak(text, true);
    }

    /** The question shows what the server holds, unless the flag was pressed again. */
    flagRefused({ key, position, number, isFlagged }) {
        if (!this.queue.changes.some((other) => other.key === key)) {
            this.flags.set(position, !isFlagged);
            if (position === this.position && this.form) this.showFlag(!isFlagged);
        }
        const text = say("flag.refused", { number });
        showLine(text);
        speak(text);
    }

    /** Another window or device writes now. */
    elsewhere() {
        if (this.isElsewhere) return;
        this.isElsewhere = true;
        this.freeze();
        const here = button(say("save.here"), () => {
            sessionStorage.setItem("avicenna.steal", this.data.attempt);
            const form = document.getElementById("question");
            if (!form) return location.reload();
            form.append(Object.assign(document.createElement("input"), { type: "hidden", name: "go", value: "here" }));
            form.submit();
        });
        showBanner("elsewhere", say("save.elsewhere"), here);
        speak(say("save.elsewhere"), true);
    }

    signedOut() {
        // Said once; shown again when another banner has come and gone.
        if (this.isSignedOut && !document.getElementById("banner")?.hidden) return;
        const link = Object.assign(document.createElement("a"), { className: "button", target: "_blank", href: "/sign-in" });
        link.textContent = say("save.sign-in.go");
        showBanner("signed-out", say("save.sign-in"), link);
        if (!this.isSignedOut) speak(say("save.sign-in"), true);
        this.isSignedOut = true;
    }

    signedIn() {
        if (!this.isSignedOut) return;
        this.isSignedOut = false;
        hideBanner("signed-out");
        this.queue.go();
    }

    freeze() {
        const boxes = this.form?.querySelectorAll("[data-response]") ?? [];
        for (const box of boxes) box.closest("fieldset").disabled = true;
    }

    /** Takes what an answer of the server says about the attempt. */
    hear({ endsAt, epoch }) {
        if (epoch && Number(epoch) > Number(this.data.epoch)) this.elsewhere();
        this.time.hear(endsAt);
    }

    /** Time is up: nothing can be changed, what waits is sent, then the page becomes the receipt. */
    end() {
        if (!this.isOver) {
            this.isOver = true;
            this.freeze();
            this.queue.flush();
        }
        if (this.data.page === "receipt") return;
        if (!this.unsent) {
            location.assign(`${this.data.path}/receipt`);
        } else if (this.state === "waiting" || this.state === "offline" || this.handing.size) {
            hideBanner("offline");
            showBanner("offline-end", say("offline-end", { count: this.unsent }));
        }
    }
}
