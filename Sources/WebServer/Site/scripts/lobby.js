import { openStore } from "./store.js";
import { icon } from "./speak.js";
import { differs, tellZone, timeIn } from "./time.js";
import { say } from "./words.js";

/** The door of a sitting: fills the system check row by row and opens Start at its time. */
export async function startLobby(main, clock) {
    showLocalTimes(main.dataset);
    countDown(main, clock);
    checkStorage();
    await checkConnection(clock);
}

function showRow(name, symbol, text) {
    const row = document.querySelector(`[data-check="${name}"]`);
    row.dataset.state = symbol;
    row.replaceChildren(icon(symbol), Object.assign(document.createElement("span"), { textContent: text }));
}

/** One short exchange says how far away the server is; the clock of the device comes with it. */
async function checkConnection(clock) {
    const trips = [];
    try {
        for (let turn = 0; turn < 1; turn += 1) {
            const askedAt = performance.now();
            const response = await fetch("/api/v1/ping", { cache: "no-store", signal: AbortSignal.timeout(10000) });
            const answer = await response.json();
            const answeredAt = performance.now();
            if (answer.now) clock.sample(askedAt, answeredAt, Date.parse(answer.now));
            trips.push(answeredAt - askedAt);
        }
    } catch {
        showRow("connection", "problem", say("check.connection.bad"));
        showRow("clock", "info", say("check.clock.unknown"));
        return;
    }
    const ping = Math.round(Math.min(...trips));
    const save = (trips.reduce((sum, trip) => sum + trip, 0) / trips.length / 1000).toFixed(1);
    const key = ping > 1500 ? "check.connection.slow" : "check.connection.ok";
    showRow("connection", ping > 1500 ? "warning" : "check", say(key, { ping, save }));
    showSkew(Date.now() - clock.now());
}

function showSkew(skew) {
    const count = Math.round(Math.abs(skew) / 60000);
    if (count < 2) return showRow("clock", "check", say("check.clock.ok"));
    showRow("clock", "info", say(skew > 0 ? "check.clock.fast" : "check.clock.slow", { count }));
}

async function checkStorage() {
    try {
        const store = await openStore("check");
        await store.put({ id: "check", sequence: 0 });
        await store.remove("check");
        await navigator.storage?.persist?.();
        showRow("storage", "check", say("check.storage.ok"));
    } catch {
        showRow("storage", "warning", say("check.storage.bad"));
    }
}

function countDown(main, clock) {
    if (!main.dataset.opensAt) return;
    const opensAt = Date.parse(main.dataset.opensAt);
    const reason = document.getElementById("start-reason");
    const [first, start] = [reason.textContent, document.getElementById("start")];
    const look = () => {
        const left = opensAt - clock.now();
        if (left <= 0) {
            start.disabled = false;
            reason.textContent = say("lobby.open");
            return;
        }
        const time = `${Math.floor(left / 60000)}:${String(Math.floor(left / 1000) % 60).padStart(2, "0")}`;
        reason.textContent = left < 3600000 ? say("lobby.starts", { time }) : first;
        setTimeout(look, 500);
    };
    look();
}

/** The candidate's own times in brackets, where they differ from those of the exam. */
function showLocalTimes({ startsAt, endsAt, zone }) {
    tellZone();
    const local = document.getElementById("local");
    if (!startsAt || !differs(Date.parse(startsAt), zone)) return;
    const times = [startsAt, endsAt].filter(Boolean).map((instant) => timeIn(Date.parse(instant)));
    local.textContent = say("clock.local", { time: times.join("–") });
    local.hidden = false;
}
