import { showLine, speak } from "./speak.js";

/** Hears the server every 30 s and whenever the device wakes; a gap between two clocks means that it slept. */
export function beat(exam, clock) {
    let after = "";
    let [lastWall, lastMonotonic] = [Date.now(), performance.now()];
    const hear = async () => {
        const askedAt = performance.now();
        try {
            const response = await fetch(`/api/v1/attempts/${exam.data.attempt}/heartbeat${after && `?after=${after}`}`, { cache: "no-store", signal: AbortSignal.timeout(10000) });
            if (response.status === 401) {
                // An expired sign-in still delivers answers: the queue goes on until one of them is turned away.
                exam.queue.heard();
                exam.signedOut();
                return null;
            }
            if (!response.ok) throw new Error(String(response.status));
            const answer = await response.json();
            if (clock.stale) clock.samples = [];
            clock.stale = false;
            clock.sample(askedAt, performance.now(), Date.parse(answer.now));
            exam.signedIn();
            exam.queue.heard();
            exam.hear(answer);
            // Two beats may cross; a message is told once. Those that come together are told together.
            const fresh = (answer.messages ?? []).filter((message) => message.sentAt > after);
            if (fresh.length) {
                after = fresh.at(-1).sentAt;
                const text = fresh.map((message) => message.text).join("\n");
                showLine(text);
                speak(text);
            }
        } catch {
            exam.queue.missed();
        }
        return null;
    };
    const plan = () => setTimeout(() => hear().then(plan), 30000 + Math.random() * 5000);
    plan();
    setInterval(() => {
        const slept = Math.abs(Date.now() - lastWall - (performance.now() - lastMonotonic)) > 2000;
        [lastWall, lastMonotonic] = [Date.now(), performance.now()];
        if (!slept) return;
        clock.forget();
        hear();
    }, 2000);
    document.addEventListener("visibilitychange", () => { if (document.hidden) exam.queue.flush(); else hear(); });
    addEventListener("online", hear);
}
