import { say } from "../words.js";

/** Counts how often a recording is begun, and lets it be begun no oftener than the author allows. */
export function setUpPlays(box, { speak, changed }) {
    const [player, field] = [box.querySelector("audio, video"), box.querySelector("input")];
    const limit = Number(box.dataset.limit);
    const note = Object.assign(document.createElement("p"), { className: "muted" });
    box.append(note);
    let isRunning = false;
    let furthest = 0;
    show();

    function show() {
        const count = Number(field.value);
        note.textContent = limit ? say("plays.count", { count, limit }) : "";
        if (!limit || count < limit || isRunning) return;
        player.controls = false;
        player.pause();
        note.textContent = say("plays.over");
    }

    function begin() {
        isRunning = true;
        furthest = player.currentTime;
        field.value = Number(field.value) + 1;
        changed();
        show();
    }

    player.addEventListener("play", () => { if (!isRunning) begin(); });
    player.addEventListener("timeupdate", () => { furthest = Math.max(furthest, player.currentTime); });
    // Going back is hearing it again: one more play, or none at all.
    player.addEventListener("seeking", () => {
        if (!limit || !isRunning || player.currentTime > furthest - 1) return;
        if (Number(field.value) >= limit) player.currentTime = furthest;
        else begin();
    });
    player.addEventListener("ended", () => {
        isRunning = false;
        show();
        if (limit && Number(field.value) >= limit) speak(say("plays.over"));
    });
}
