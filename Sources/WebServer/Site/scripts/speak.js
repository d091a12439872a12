/** The live regions and the status line of the exam pages. */
export function icon(name) {
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    svg.setAttribute("class", "icon");
    svg.setAttribute("aria-hidden", "true");
    const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
    use.setAttribute("href", `${document.body.dataset.icons}#${name}`);
    svg.append(use);
    return svg;
}

/** Speaks without moving the focus; `urgent` interrupts. The same words twice are heard twice. */
export function speak(text, urgent = false) {
    const region = document.getElementById(urgent ? "assertive" : "polite");
    if (!region) return;
    region.textContent = "";
    setTimeout(() => (region.textContent = text), 50);
}

let lineTimer;

/** Shows a sentence under the top bar for 10 s. */
export function showLine(text) {
    const line = document.getElementById("said");
    if (!line) return;
    line.textContent = text;
    line.hidden = false;
    clearTimeout(lineTimer);
    lineTimer = setTimeout(() => (line.hidden = true), 10000);
}

/** A state that lasts: its sentence and buttons stay until the banner of that name is taken away. */
export function showBanner(name, text, ...buttons) {
    const banner = document.getElementById("banner");
    if (!banner || banner.dataset.name === name) return;
    banner.dataset.name = name;
    banner.replaceChildren(icon("warning"), Object.assign(document.createElement("p"), { textContent: text }), ...buttons);
    banner.hidden = false;
}

export function hideBanner(name) {
    const banner = document.getElementById("banner");
    if (!banner || banner.dataset.name !== name) return;
    banner.hidden = true;
    delete banner.dataset.name;
}

export function button(text, press) {
    const made = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: text });
    made.addEventListener("click", press);
    return made;
}

/** The save line in the top bar. */
export function showSave(state, name, text, ...more) {
    const line = document.getElementById("save");
    if (!line) return;
    const isSame = line.dataset.state === state && line.querySelector("span")?.textContent === text;
    if (isSame) return;
    line.dataset.state = state;
    line.replaceChildren(icon(name), Object.assign(document.createElement("span"), { textContent: text }), ...more);
}
