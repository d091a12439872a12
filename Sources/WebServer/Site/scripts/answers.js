/** Reads what a question's form holds, as the API takes it; a response without a value is null. */
export function readResponse(form) {
    const response = {};
    for (const box of form.querySelectorAll("[data-response]")) {
        response[box.dataset.response] = valueOf(box);
    }
    return response;
}

const fieldsOf = (box) => [...box.querySelectorAll("input[name]:not([type=file]), select, textarea")];
const partOf = (box, field) => field.name.slice(`response.${box.dataset.response}.`.length);
const twos = (list) => list.flatMap((item, index) => (index % 2 ? [] : [[item, list[index + 1]]]));
const filled = (name, list) => (list.length ? { [name]: list } : null);

function valueOf(box) {
    const fields = fieldsOf(box);
    const [first, second] = fields;
    switch (box.dataset.kind) {
        case "choice": return filled("choices", fields.filter((field) => field.checked).map((field) => field.value));
        case "pick": return filled("choices", first.value ? [first.value] : []);
        case "order": return filled("choices", placed(fields).map((field) => partOf(box, field)));
        case "match": return filled("pairs", given(fields).map((field) => [partOf(box, field), field.value]));
        case "gaps": return filled("pairs", given(fields).map((field) => [field.value, partOf(box, field)]));
        case "pairs": return filled("pairs", twos(fields.map((field) => field.value)).filter(([from, to]) => from && to));
        case "points": return filled("points", twos(fields.map((field) => readWhole(field.value))).filter(([x, y]) => x !== null && y !== null));
        case "texts": return filled("texts", fields.map((field) => field.value).filter((text) => text.trim()));
        case "number": {
            if (!first.value.trim()) return null;
            return second?.value ? { number: first.value, unit: second.value } : { number: first.value };
        }
        case "slider": return first.value.trim() ? { number: readNumber(first.value) ?? first.value } : null;
        case "plays": return first.value ? { number: first.value } : null;
        case "file": return first.value ? JSON.parse(first.value) : null;
        case "press": return first.value ? { pressed: true } : null;
        default: return first.value.trim() ? { text: first.value } : null;
    }
}

const given = (fields) => fields.filter((field) => (field.type === "checkbox" ? field.checked : field.value));

/** The fields that hold a place, in the order of places; of equal ones the first on the page goes first. */
export function placed(fields) {
    return fields.filter((field) => readWhole(field.value) !== null).sort((a, b) => readWhole(a.value) - readWhole(b.value));
}

/** Puts a response back into the form: one that waits on this device, or was given on a page kept in memory. */
export function showResponse(form, response) {
    for (const box of form.querySelectorAll("[data-response]")) {
        if (box.dataset.response in response) showValue(box, response[box.dataset.response]);
    }
}

function showValue(box, value) {
    const { kind } = box.dataset;
    const values = linesIn(kind, value);
    if (values) while (fieldsOf(box).length < values.length && addLine(box.querySelector(".lines"), true));
    const pairs = value?.pairs ?? [];
    for (const [index, field] of fieldsOf(box).entries()) {
        const part = partOf(box, field);
        const isOne = ([row, column]) => (kind === "gaps" ? column === part && row === field.value : row === part && column === field.value);
        if (kind === "choice") field.checked = (value?.choices ?? []).includes(field.value);
        else if (kind === "order") field.value = ((value?.choices ?? []).indexOf(part) + 1) || "";
        else if (field.type === "checkbox") field.checked = pairs.some(isOne);
        else if (kind === "gaps") field.value = pairs.find((pair) => pair[1] === part)?.[0] ?? "";
        else if (kind === "match") field.value = pairs.find((pair) => pair[0] === part)?.[1] ?? "";
        else if (kind === "number") { if (field.type !== "hidden") field.value = (index ? value?.unit : value?.number) ?? ""; }
        else if (kind === "file") field.value = value ? JSON.stringify(value) : "";
        else if (values) field.value = values[index] ?? "";
        else field.value = value?.text ?? value?.number ?? (value?.pressed ? "true" : value?.choices?.[0]) ?? "";
    }
    if (kind === "file") box.dispatchEvent(new Event("shown"));
}

/** The values of a response of several lines, field by field; undefined where there are no lines. */
function linesIn(kind, value) {
    if (kind === "pairs") return (value?.pairs ?? []).flat();
    if (kind === "points") return (value?.points ?? []).flat();
    if (kind === "texts") return value?.texts ?? (value?.text ? [value.text] : []);
    return undefined;
}

/** One more empty line, its labels counted on; past the limit only for what was given already. Says the line. */
export function addLine(list, isGiven = false) {
    const lines = list.querySelectorAll("li");
    if (!isGiven && lines.length >= Number(list.dataset.limit)) return null;
    const line = lines[lines.length - 1].cloneNode(true);
    for (const field of line.querySelectorAll("input, select")) {
        field.value = "";
        field.setAttribute("aria-label", field.getAttribute("aria-label").replace(String(lines.length), lines.length + 1));
    }
    list.append(line);
    const more = list.parentElement.querySelector("[data-more]");
    if (more) more.hidden = lines.length + 1 >= Number(list.dataset.limit);
    return line;
}

/** The number that a typed text is read as: all three digit sets and both decimal marks; null if none. */
export function readNumber(text) {
    const digits = text
        .trim()
        .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
        .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
        .replace(/[٫,]/, ".")
        .replace(/\u2212/, "-");
    if (!/^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(digits)) return null;
    return digits.replace(/^\+/, "").replace(/^(-?)\./, "$10.").replace(/\.$/, "");
}

/** The whole number that a place or a point is read as; null if none. */
export function readWhole(text) {
    const number = readNumber(text);
    return number !== null && /^-?\d{1,6}$/.test(number) ? Number(number) : null;
}
