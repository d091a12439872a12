import { addLine, readWhole } from "../answers.js";
import { say } from "../words.js";

const drawing = "http://www.w3.org/2000/svg";

/** Points are set by tap, click or a crosshair; the fields beside hold them and can be typed into as before. */
export function setUpPoints(box, { speak, changed }) {
    const [stage, image, list] = [box.querySelector(".stage-box"), box.querySelector(".stage-box img"), box.querySelector(".lines")];
    const limit = Number(box.dataset.limit);
    const layer = stage.querySelector(".marks") ?? stage.appendChild(made("svg", { class: "marks", "aria-hidden": "true" }));
    const cross = made("svg", { class: "cross", x: "50%", y: "50%" });
    cross.append(made("path", { d: "M-16 0H16M0-16V16", class: "under" }), made("path", { d: "M-16 0H16M0-16V16", class: "over" }));
    layer.append(cross);
    const place = { x: null, y: null };
    const size = () => ({ width: Number(box.dataset.width) || image.naturalWidth || 1, height: Number(box.dataset.height) || image.naturalHeight || 1 });
    const lines = () => [...list.children].map((line) => [...line.querySelectorAll("input")]);
    function points() {
        return lines().filter(([x, y]) => readWhole(x.value) !== null && readWhole(y.value) !== null);
    }

    stage.tabIndex = 0;
    stage.setAttribute("role", "application");
    stage.setAttribute("aria-label", say("points.name"));
    const keys = Object.assign(document.createElement("p"), { className: "hint", id: `${list.querySelector("input").name}-keys`, textContent: say("points.keys") });
    stage.setAttribute("aria-describedby", keys.id);
    stage.closest("figure").before(keys);
    box.classList.add("pointed");
    draw();

    function draw() {
        for (const old of layer.querySelectorAll(".mark, image")) old.remove();
        const { width, height } = size();
        const percent = (part, whole) => `${Math.min(100, Math.max(0, (part / whole) * 100))}%`;
        points().forEach(([x, y], index) => {
            const at = { x: percent(readWhole(x.value), width), y: percent(readWhole(y.value), height) };
            const mark = made("svg", { class: "mark", ...at });
            const number = made("g", { transform: "translate(17 -17)" });
            number.append(made("circle", { r: 12 }), Object.assign(made("text", { dy: ".36em", "text-anchor": "middle" }), { textContent: index + 1 }));
            mark.append(made("path", { d: "M-9 0H9M0-9V9", class: "under" }), made("path", { d: "M-9 0H9M0-9V9", class: "over" }), number);
            const object = box.querySelector(".placed img");
            if (object) drawObject(object, readWhole(x.value), readWhole(y.value));
            layer.insertBefore(mark, cross);
        });
        cross.setAttribute("x", percent(place.x ?? width / 2, width));
        cross.setAttribute("y", percent(place.y ?? height / 2, height));
    }

    /** In the image's own pixels, so that it grows and shrinks with it. */
    function drawObject(object, x, y) {
        const inner = layer.querySelector("svg[viewBox]");
        const [width, height] = [Number(object.getAttribute("width")) || 24, Number(object.getAttribute("height")) || 24];
        inner?.append(made("image", { href: object.src, width, height, x: x - width / 2, y: y - height / 2 }));
    }

    function set(x, y) {
        const { width, height } = size();
        const [atX, atY] = [Math.min(width, Math.max(0, Math.round(x))), Math.min(height, Math.max(0, Math.round(y)))];
        let line = limit === 1 ? lines()[0] : lines().find((each) => !points().some((point) => point[0] === each[0]));
        if (!line && addLine(list)) line = lines().at(-1);
        if (!line) return speak(say("points.full", { count: limit }));
        [line[0].value, line[1].value] = [atX, atY];
        draw();
        speak(say("points.set", { number: points().indexOf(points().find(([field]) => field === line[0])) + 1, x: atX, y: atY }));
        return changed();
    }

    function remove(index) {
        const all = points().map(([x, y]) => [x.value, y.value]);
        if (!all.length || index < 0) return;
        all.splice(index, 1);
        lines().forEach(([x, y], number) => ([x.value, y.value] = all[number] ?? ["", ""]));
        draw();
        speak(say("points.removed", { number: index + 1 }));
        changed();
    }

    stage.addEventListener("click", (event) => {
        if (isFrozen()) return;
        const area = image.getBoundingClientRect();
        const { width, height } = size();
        const [x, y] = [((event.clientX - area.left) / area.width) * width, ((event.clientY - area.top) / area.height) * height];
        // A tap on a point takes it away.
        const near = points().findIndex(([fieldX, fieldY]) =>
            Math.hypot((readWhole(fieldX.value) - x) * (area.width / width), (readWhole(fieldY.value) - y) * (area.height / height)) < 14);
        if (near >= 0) return remove(near);
        [place.x, place.y] = [Math.round(x), Math.round(y)];
        return set(x, y);
    });
    stage.addEventListener("keydown", (event) => {
        const step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
        if (isFrozen() || event.altKey || event.ctrlKey || event.metaKey) return;
        if (step) {
            const { width, height } = size();
            const far = event.shiftKey ? 10 : 1;
            place.x = Math.min(width, Math.max(0, (place.x ?? Math.round(width / 2)) + step[0] * far));
            place.y = Math.min(height, Math.max(0, (place.y ?? Math.round(height / 2)) + step[1] * far));
            draw();
            speak(say("points.at", place));
        } else if (event.key === "Enter") {
            const { width, height } = size();
            set(place.x ?? width / 2, place.y ?? height / 2);
        } else if (event.key === "Delete" || event.key === "Backspace") {
            remove(points().length - 1);
        } else {
            return;
        }
        event.preventDefault();
    });
    list.addEventListener("input", draw);
    if (!image.complete) image.addEventListener("load", draw, { once: true });

    function isFrozen() {
        return Boolean(box.closest("fieldset")?.disabled);
    }
}

function made(name, attributes) {
    const element = document.createElementNS(drawing, name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    return element;
}
