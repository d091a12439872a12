import { remember, remembered } from "./store.js";
import { say } from "./words.js";

/** Struck-out options stay choosable; they are remembered on this device, by question. */
export function setUpStrikes(form, attempt, position) {
    const key = `avicenna.struck.${attempt}`;
    const all = JSON.parse(remembered(key) ?? "{}");
    const struck = new Set(all[position] ?? []);
    for (const button of form.querySelectorAll(".strike")) {
        const row = button.closest(".option");
        const field = row.querySelector("input");
        const name = `${field.name} ${field.value}`;
        if (struck.has(name)) show(row, button, true);
        button.addEventListener("click", () => {
            const isStruck = button.getAttribute("aria-pressed") !== "true";
            if (isStruck) struck.add(name);
            else struck.delete(name);
            show(row, button, isStruck);
            const latest = JSON.parse(remembered(key) ?? "{}");
            remember(key, JSON.stringify({ ...latest, [position]: [...struck] }));
        });
    }
}

function show(row, button, isStruck) {
    row.classList.toggle("struck", isStruck);
    button.setAttribute("aria-pressed", String(isStruck));
    row.querySelector("label > .unseen")?.remove();
    if (!isStruck) return;
    const word = Object.assign(document.createElement("span"), { className: "unseen", textContent: ` ${say("struck")}` });
    row.querySelector("label").append(word);
}
