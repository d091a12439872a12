import { placed } from "../answers.js";
import { say } from "../words.js";

/**
 * Buttons and Alt with the arrows move a row. Where all are put in order, the first move numbers all rows as they
 * stand; where some are picked, a row moved up from below the last place gets the next one.
 */
export function setUpOrder(box, { speak, changed }) {
    const list = box.querySelector(".order-rows");
    const fields = () => [...list.querySelectorAll("input")];
    const rowOf = (field) => field.closest("li");
    arrange();

    /** Placed rows first, by place. */
    function arrange() {
        const first = placed(fields());
        if (first.every((field, index) => list.children[index] === rowOf(field))) return;
        list.prepend(...first.map(rowOf));
    }

    function move(row, step, focus) {
        arrange();
        const rows = [...list.children];
        const count = "whole" in box.dataset && !placed(fields()).length ? rows.length : placed(fields()).length;
        const isWhole = "whole" in box.dataset;
        const from = rows.indexOf(row);
        const [to, total] = target(from, step, isWhole ? rows.length : count, isWhole);
        if (to === null) return;
        rows.splice(from, 1);
        rows.splice(to, 0, row);
        list.append(...rows);
        rows.forEach((each, index) => (each.querySelector("input").value = index < total ? index + 1 : ""));
        const next = focus.disabled || focus.hidden ? row.querySelector("input") : focus;
        next.focus();
        const name = row.querySelector(".order-text").textContent.trim();
        speak(to < total ? say("order.place", { name, place: to + 1, count: total }) : say("order.none", { name }));
        changed();
    }

    box.addEventListener("click", (event) => {
        const button = event.target.closest("[data-move]");
        if (button) move(button.closest("li"), Number(button.dataset.move), button);
    });
    box.addEventListener("keydown", (event) => {
        const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
        const row = event.target.closest("li.order-row");
        if (!step || !row || !event.altKey || event.ctrlKey || event.metaKey) return;
        event.preventDefault();
        move(row, step, event.target);
    });
}

/** Where a row goes and how many have a place then; null where there is nowhere to go. */
function target(from, step, count, isWhole) {
    if (from >= count) return step < 0 ? [count, count + 1] : [null, count];
    if (step > 0 && from === count - 1) return isWhole ? [null, count] : [count - 1, count - 1];
    const to = from + step;
    return to < 0 ? [null, count] : [to, count];
}
