import { icon } from "./speak.js";
import { say } from "./words.js";

/** Opens a resource beside the question (below it on narrow screens); Escape or Close closes it. */
export async function openPanel(url) {
    const panel = document.getElementById("panel") ?? makePanel();
    try {
        const page = new DOMParser().parseFromString(await (await fetch(url)).text(), "text/html");
        const resource = page.querySelector(".resource");
        if (!resource) return open(url, "_blank");
        panel.querySelector(".panel-body").replaceChildren(document.adoptNode(resource));
        panel.hidden = false;
        document.body.dataset.panel = "open";
        panel.querySelector("h1")?.setAttribute("tabindex", "-1");
        panel.querySelector("h1")?.focus();
    } catch {
        open(url, "_blank");
    }
}

/** Closes the panel, if it is open; says whether it was. */
export function closePanel() {
    const panel = document.getElementById("panel");
    if (!panel || panel.hidden) return false;
    panel.hidden = true;
    delete document.body.dataset.panel;
    document.querySelector("#tools summary")?.focus();
    return true;
}

function makePanel() {
    const panel = Object.assign(document.createElement("aside"), { id: "panel", className: "side-panel" });
    panel.setAttribute("aria-label", document.querySelector("#tools summary")?.textContent.trim() ?? "");
    const close = Object.assign(document.createElement("button"), { type: "button", className: "button plain" });
    close.append(icon("problem"), say("page.close"));
    close.addEventListener("click", closePanel);
    const body = Object.assign(document.createElement("div"), { className: "panel-body" });
    panel.append(close, body);
    panel.addEventListener("click", (event) => {
        const link = event.target.closest("a[href]");
        if (!link) return;
        event.preventDefault();
        openPanel(link.href);
    });
    panel.addEventListener("submit", (event) => {
        event.preventDefault();
        openPanel(`${event.target.action}?${new URLSearchParams(new FormData(event.target))}`);
    });
    document.querySelector("main").after(panel);
    return panel;
}
