/** What every staff page may use: filters folded on narrow screens, the print button, problems in focus. */
export function foldWhenNarrow() {
    if (!matchMedia("(max-width: 60rem)").matches) return;
    for (const details of document.querySelectorAll("details[data-closes-when-narrow]")) {
        if (!details.querySelector("[aria-current]")) details.open = false;
    }
}

export function armPrintButtons() {
    document.documentElement.dataset.script = "on";
    for (const button of document.querySelectorAll("[data-print]")) button.addEventListener("click", () => print());
}

export function focusProblems() {
    document.getElementById("problems")?.focus();
}

foldWhenNarrow();
armPrintButtons();
focusProblems();
