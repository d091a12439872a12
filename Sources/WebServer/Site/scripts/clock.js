/**
 * The exam clock: the server's time, counted on with a monotonic clock. The device's own clock is never asked.
 * Times are milliseconds; `monotonic` is a function that never goes back.
 */
export class ExamClock {
    constructor(monotonic) {
        this.monotonic = monotonic;
        this.samples = [];
        this.endsAt = null;
    }

    /** One exchange: when we asked, when the answer came (both monotonic), and what the server's clock said. */
    sample(askedAt, answeredAt, serverNow) {
        this.samples.push({ trip: answeredAt - askedAt, offset: serverNow - (askedAt + answeredAt) / 2 });
        this.samples = this.samples.slice(-8);
    }

    /** Forgets all samples: after a sleep the monotonic clock may have stood still. */
    forget() {
        this.samples = this.samples.slice(-1);
        this.stale = true;
    }

    get offset() {
        return this.samples.reduce((best, sample) => (best && best.trip <= sample.trip ? best : sample), null)?.offset ?? 0;
    }

    /** The server's time now. */
    now() {
        return this.monotonic() + this.offset;
    }

    /** Milliseconds until the end; infinite without a limit. */
    left() {
        return this.endsAt === null ? Infinity : this.endsAt - this.now();
    }
}

/** The words for what is left: minutes rounded up, below 5 minutes "4:59". */
export function leftWords(left) {
    const seconds = Math.max(0, Math.floor(left / 1000));
    if (seconds >= 300) return ["clock.minutes", { minutes: Math.ceil(left / 60000) }];
    return ["clock.seconds", { time: `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}` }];
}

/**
 * The mark of the clock (minutes left; 0 is the end) that lies between two looks at it, or null.
 * Marks above half of the total are skipped; after a long sleep only the last one counts.
 */
export function markBetween(before, after, total, announcements) {
    const marks = [60, 30, 15, 5, 1, 0].filter((mark) => {
        if (announcements === "end" && mark > 0) return false;
        if (announcements === "last" && mark > 5) return false;
        return mark * 60000 <= total / 2;
    });
    const passed = marks.filter((mark) => before > mark * 60000 && after <= mark * 60000);
    return passed.length ? passed[passed.length - 1] : null;
}
