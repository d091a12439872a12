import { showBanner } from "./speak.js";
import { say } from "./words.js";

/** Hands in once everything is sent and the server is heard; until then says so and keeps trying. */
export async function handIn(event, exam) {
    event.preventDefault();
    const form = event.target;
    form.querySelector("button").disabled = true;
    exam.queue.flush();
    for (;;) {
        try {
            if (!exam.unsent && (await fetch("/api/v1/ping", { cache: "no-store", signal: AbortSignal.timeout(6000) })).ok) {
                form.submit();
                return;
            }
        } catch {
            // Said below, then tried again.
        }
        if (exam.unsent && exam.state !== "offline" && exam.state !== "waiting") exam.showUnsent();
        else showBanner("hand-in", say("hand-in.failed"));
        await new Promise((resume) => setTimeout(resume, 2000));
    }
}
