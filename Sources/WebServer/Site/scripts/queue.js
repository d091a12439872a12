/**
 * Changes on their way to the server. Nothing here knows the page, the network or the time: they are arguments.
 *
 * `store` keeps changes over a restart: `put(change)`, `remove(id)`, both may fail.
 * `send(change, timeout)` answers `{ outcome, … }`: `kept` (with `standing`, `savedAt`), `refused` (with `reason`),
 * `signedOut`, or `failed` (with `retryAfter` in ms, if the server named one). It never throws.
 * `now()` is monotonic; `later(ms, run)` gives a handle for `cancel(handle)`; `random()` is 0…1.
 * `tell(event, details)` hears what happened: state, late, locked, refused, elsewhere, back, noStore, signedOut.
 */
export class AnswerQueue {
    static delays = [2000, 4000, 8000, 15000, 30000];

    constructor({ store, send, now, later, cancel, random, tell }) {
        Object.assign(this, { store, send, now, later, cancel, random, tell });
        this.changes = [];
        this.failures = 0;
        this.failingSince = null;
        this.sending = null;
        this.savedAt = null;
        this.troubled = 0;
        this.isStopped = false;
        this.timers = {};
    }

    /** Changes that the server has not acknowledged. */
    get unsent() {
        return this.changes.length;
    }

    /** Changes kept from an earlier page, oldest first. */
    restore(changes) {
        const known = new Set(this.changes.map((change) => change.id));
        this.changes = [...changes.filter((change) => !known.has(change.id)), ...this.changes];
        for (const change of changes) change.due = change.since = this.now();
        if (changes.length) this.troubled = this.unsent;
        this.pump();
    }

    /**
     * Takes a change and keeps it at once; sends it now, or after `hold` ms when more is expected. A change of the
     * same `key` that has not been sent is replaced by it, but does not wait longer than 3 s in all.
     */
    add(change, hold = 0) {
        const waiting = this.changes.find((other) => other.key === change.key && other !== this.sending);
        const since = waiting?.since ?? this.now();
        const entry = { ...change, since, due: Math.min(this.now() + hold, since + (hold ? 3000 : 0)) };
        this.changes.push(entry);
        // First kept, then forgotten: a crash between the two leaves one too many, not none.
        this.keep(entry);
        if (waiting) this.drop(waiting);
        this.later(400, () => this.report());
        this.report();
        this.pump();
    }

    /** Sends everything now: the page is left, or the person asks. */
    flush() {
        for (const change of this.changes) Object.assign(change, { due: this.now(), isParked: false });
        this.cancel(this.timers.retry);
        this.timers.retry = null;
        this.pump();
    }

    /** Settles when nothing waits any more, or after `ms`. */
    async drained(ms) {
        const until = this.now() + ms;
        while (this.unsent && this.now() < until) await new Promise((resume) => this.later(50, resume));
    }

    /** The server was heard, here or elsewhere: what waits may go at once. */
    heard() {
        const wasFailing = this.failures > 0;
        this.failures = 0;
        this.failingSince = null;
        if (wasFailing) this.flush();
        this.report();
    }

    /** The server was not heard. */
    missed() {
        this.failures += 1;
        this.failingSince ??= this.now();
        this.cancel(this.timers.offline);
        this.timers.offline = this.later(20000 - (this.now() - this.failingSince) + 1, () => this.report());
        this.report();
    }

    /** The person has to sign in again: nothing is sent until `go`. */
    stop() {
        this.isStopped = true;
    }

    go() {
        this.isStopped = false;
        this.flush();
    }

    /** none, pending (too short to be shown), saving, saved, waiting or offline. */
    get state() {
        if (this.failingSince !== null && this.now() - this.failingSince >= 20000) return "offline";
        const oldest = this.changes.find((change) => !change.isParked);
        if (!oldest) return this.savedAt === null ? "none" : "saved";
        if (this.failures >= 2 || this.now() - Math.max(oldest.due, oldest.since) >= 6000) return "waiting";
        return this.now() - oldest.since >= 400 ? "saving" : "pending";
    }

    pump() {
        if (this.sending || this.isStopped || this.timers.retry) return;
        const due = this.changes.filter((change) => change.due <= this.now());
        // Whatever becomes of a flag, it holds up no answer.
        const next = due.find((change) => change.kind !== "flag") ?? due[0];
        if (next) {
            this.deliver(next);
        } else if (this.changes.length) {
            this.cancel(this.timers.due);
            const due = Math.min(...this.changes.map((change) => change.due));
            this.timers.due = this.later(due - this.now(), () => this.pump());
        }
    }

    async deliver(change) {
        this.sending = change;
        const looks = [400, 6000].map((ms) => this.later(ms, () => this.report()));
        const answer = await this.send(change, Math.min(20000, 6000 * 2 ** this.failures));
        looks.forEach((look) => this.cancel(look));
        this.sending = null;
        this.took(change, answer);
        this.report();
        this.pump();
    }

    took(change, answer) {
        switch (answer.outcome) {
            // Dropped before `heard`, which sends what waits: else the same change would go once more.
            case "kept":
                this.savedAt = answer.savedAt ?? this.savedAt;
                this.drop(change);
                this.heard();
                if (answer.standing === "late") this.tell("late", { change });
                if (answer.standing === "locked") this.tell("locked", { change });
                if (answer.standing === "misfit") this.tell("refused", { change, reason: answer.reason ?? "" });
                if (answer.standing === "oldDevice") this.tell("elsewhere", { change });
                this.tell("kept", { change, answer });
                break;
            case "refused":
                this.drop(change);
                // It is told by itself, not among those that were sent.
                this.troubled = Math.max(0, this.troubled - 1);
                this.heard();
                this.tell("refused", { change, reason: answer.reason ?? "" });
                break;
            case "signedOut":
                // A sign-in that has expired opens no page and still delivers: a flag waits alone.
                if (change.kind === "flag") Object.assign(change, { due: this.now() + 30000, isParked: true });
                else this.stop();
                this.tell("signedOut", {});
                break;
            default:
                this.missed();
                this.wait(change, answer.retryAfter ?? 0);
        }
        this.tellBack();
    }

    /** Waits before the next try: 2, 4, 8, 15, 30 s, then every 30 s, up to a tenth longer by chance. A flag waits alone. */
    wait(change, atLeast) {
        const delays = AnswerQueue.delays;
        const delay = delays[Math.min(this.failures, delays.length) - 1] ?? delays[0];
        const ms = Math.max(atLeast, delay * (1 + this.random() / 10));
        this.nextTry = this.now() + ms;
        if (change.kind === "flag") {
            change.due = this.nextTry;
            return;
        }
        this.timers.retry = this.later(ms, () => {
            this.timers.retry = null;
            this.pump();
        });
    }

    report() {
        const state = this.state;
        if (state === "waiting" || state === "offline") this.troubled = Math.max(this.troubled, this.unsent);
        this.tell("state", { state, unsent: this.unsent, savedAt: this.savedAt, nextTry: this.nextTry });
    }

    tellBack() {
        if (this.unsent || !this.troubled) return;
        this.tell("back", { count: this.troubled });
        this.troubled = 0;
    }

    drop(change) {
        this.changes = this.changes.filter((other) => other.id !== change.id);
        Promise.resolve(this.store.remove(change.id)).catch(() => {});
    }

    keep(change) {
        Promise.resolve(this.store.put(change)).catch(() => this.tell("noStore", {}));
    }
}
