import { leftWords, markBetween } from "./clock.js";
import { showLine, speak } from "./speak.js";
import { remember, remembered } from "./store.js";
import { say } from "./words.js";

/** The clock in the top bar and its announcements; `end` is called at every look after the end. */
export class TimeDisplay {
    constructor(clock, end) {
        Object.assign(this, { clock, end });
    }

    /** Takes what the page that is now shown says about time. */
    enter(data) {
        this.data = data;
        tellZone();
        if (data.endsAt) this.clock.endsAt ??= Date.parse(data.endsAt);
        this.tick();
    }

    /** Takes an end that the server names; a changed one is never silent. */
    hear(endsAt) {
        if (!endsAt) return;
        const end = Date.parse(endsAt);
        if (this.clock.endsAt !== null && end !== this.clock.endsAt) {
            const minutes = Math.round((end - this.clock.endsAt) / 60000);
            const time = timeIn(end, this.data.zone);
            const text = minutes > 0 ? say("clock.changed", { time, minutes }) : say("clock.changed-less", { time });
            showLine(text);
            speak(text);
        }
        this.clock.endsAt = end;
        this.tick();
    }

    /** Looks at the clock; twice a second. */
    tick() {
        const left = this.clock.left();
        if (left === Infinity || this.data.page === "receipt") return;
        this.show(left);
        const total = this.clock.endsAt - Date.parse(this.data.startedAt);
        const mark = this.before === undefined ? null : markBetween(this.before, left, total, document.body.dataset.announce);
        this.before = left;
        if (mark !== null) this.announce(mark);
        if (left <= 0) this.end();
    }

    show(left) {
        const shown = document.querySelector("#clock .left");
        if (!shown) return;
        const isHidden = remembered("avicenna.hide-time") === "yes";
        put(shown, left <= 0 ? say("clock.over") : say(...leftWords(left)));
        shown.hidden = isHidden;
        document.getElementById("clock").classList.toggle("short", left < 300000);
        put(document.getElementById("hide-time"), say(isHidden ? "clock.show" : "clock.hide"));
        const end = this.clock.endsAt;
        const words = { time: timeIn(end, this.data.zone), zone: this.data.zoneName };
        put(document.querySelector("#clock .ends"), say("clock.ends", words));
        const local = document.querySelector("#clock .local");
        local.hidden = !differs(end, this.data.zone);
        put(local, say("clock.local", { time: timeIn(end) }));
    }

    toggle() {
        remember("avicenna.hide-time", remembered("avicenna.hide-time") === "yes" ? "no" : "yes");
        this.show(this.clock.left());
    }

    speakLeft() {
        const left = this.clock.left();
        if (left === Infinity) return;
        speak(say(...leftWords(left)));
        showLine(say(...leftWords(left)));
    }

    announce(mark) {
        const text = mark === 0 ? say("mark.end") : mark === 1 ? say("mark.1") : say("mark", { count: mark });
        showLine(text);
        speak(text, mark <= 1);
    }
}

/** Writes only what changed, so that nothing is drawn or read out twice. */
function put(element, text) {
    if (element.textContent !== text) element.textContent = text;
}

/** "10:42" in a zone; in the device's own without one. */
export function timeIn(instant, zone, seconds = false) {
    const format = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone: zone };
    return new Intl.DateTimeFormat("en-GB", seconds ? { ...format, second: "2-digit" } : format).format(instant);
}

/** Tells the server the device's zone: the next page comes with the candidate's own time and moves nothing. */
export function tellZone() {
    const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
    if (timeZone) document.cookie = `zone=${timeZone}; path=/; max-age=86400; samesite=lax`;
}

/** Whether an instant reads differently where the device is. */
export function differs(instant, zone) {
    return timeIn(instant, zone) !== timeIn(instant);
}
