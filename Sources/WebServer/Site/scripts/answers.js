/** Reads what a question's form holds, as the API takes it; a response without a value is null. */
export function readResponse(form) {
    const response = {};
    for (const box of form.querySelectorAll("[data-response]")) {
        response[box.dataset.response] = valueOf(box);
    }
    return response;
}

function valueOf(box) {
    const fields = [...box.querySelectorAll("input, select, textarea")];
    switch (box.dataset.kind) {
        case "choice": {
            const choices = fields.filter((field) => field.checked).map((field) => field.value);
            return choices.length ? { choices } : null;
        }
        case "match": {
            const start = `response.${box.dataset.response}.`;
            const pairs = fields
                .filter((field) => (field.type === "checkbox" ? field.checked : field.value))
                .map((field) => [field.name.slice(start.length), field.value]);
            return pairs.length ? { pairs } : null;
        }
        case "number": {
            const [number, unit] = fields;
            if (!number.value.trim()) return null;
            return unit?.value ? { number: number.value, unit: unit.value } : { number: number.value };
        }
        default:
            return fields[0].value.trim() ? { text: fields[0].value } : null;
    }
}

/** Puts a response back into the form: one that waits on this device, or was given on a page kept in memory. */
export function showResponse(form, response) {
    for (const box of form.querySelectorAll("[data-response]")) {
        if (!(box.dataset.response in response)) continue;
        const value = response[box.dataset.response];
        const pairs = (value?.pairs ?? []).map(([row, column]) => `${row} ${column}`);
        const start = `response.${box.dataset.response}.`;
        for (const [index, field] of [...box.querySelectorAll("input, select, textarea")].entries()) {
            const row = field.name.slice(start.length);
            if (box.dataset.kind === "choice") field.checked = (value?.choices ?? []).includes(field.value);
            else if (field.type === "checkbox") field.checked = pairs.includes(`${row} ${field.value}`);
            else if (box.dataset.kind === "match") field.value = (value?.pairs ?? []).find((pair) => pair[0] === row)?.[1] ?? "";
            else if (box.dataset.kind === "number") { if (field.type !== "hidden") field.value = (index ? value?.unit : value?.number) ?? ""; }
            else field.value = value?.text ?? "";
        }
    }
}

/** The number that a typed text is read as: all three digit sets and both decimal marks; null if none. */
export function readNumber(text) {
    const digits = text
        .trim()
        .replace(/[٠-٩]/g, (digit) => digit.charCodeAt(0) - 0x660)
        .replace(/[۰-۹]/g, (digit) => digit.charCodeAt(0) - 0x6f0)
        .replace(/[٫,]/, ".")
        .replace(/\u2212/, "-");
    return /^[+-]?(\d+(\.\d*)?|\.\d+)$/.test(digits) ? digits.replace(/^\./, "0.").replace(/^\+/, "") : null;
}
