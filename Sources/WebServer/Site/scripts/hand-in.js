import { showBanner } from "./speak.js";
import { nextSequence } from "./store.js";
import { say } from "./words.js";

/** Hands in or passes a lockpoint once everything is sent and the server is heard; until then says so and keeps trying. */
export async function leave(event, exam) {
    event.preventDefault();
    const form = event.target;
    form.querySelector("button").disabled = true;
    exam.queue.flush();
    for (;;) {
        try {
            if (!exam.unsent && (await fetch("/api/v1/ping", { cache: "no-store", signal: AbortSignal.timeout(6000) })).ok) {
                if (form.elements.sequence) form.elements.sequence.value = String(nextSequence(exam.data.attempt, exam.clock.now()));
                form.submit();
                return;
            }
        } catch {
            // Said below, then tried again.
        }
        if (exam.unsent && exam.state !== "offline" && exam.state !== "waiting") exam.showUnsent();
        else showBanner("hand-in", say(`${form.id}.failed`));
        await new Promise((resume) => setTimeout(resume, 2000));
    }
}
