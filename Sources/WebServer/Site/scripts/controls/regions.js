/**
 * The areas of an image are targets for those who point: a tap does what the list beside it would do. Outlines follow
 * what is chosen there.
 */
export function setUpRegions(box, { changed }) {
    const partName = (region) => `response.${box.dataset.response}.${region}`;
    const stage = box.closest(".stage-sides")?.querySelector(".stage-box");
    if (!stage) return;
    stage.classList.add("clickable");
    show();
    box.addEventListener("change", show);
    stage.addEventListener("click", (event) => {
        const region = event.target.closest("[data-region]")?.dataset.region;
        if (region === undefined || box.closest("fieldset")?.disabled) return;
        press(region);
    });

    function press(region) {
        const { kind } = box.dataset;
        if (kind === "choice") return [...box.querySelectorAll("input")].find((field) => field.value === region)?.click();
        if (kind === "order") return place(region);
        if (kind === "pairs") return join(region);
        return [...box.querySelectorAll("li[data-region]")].find((row) => row.dataset.region === region)?.querySelector("select, input")?.focus();
    }

    /** The next place; a second tap on the last one takes it back. */
    function place(region) {
        const fields = [...box.querySelectorAll(".order-rows input")];
        const own = fields.find((field) => field.name === partName(region));
        const last = Math.max(0, ...fields.map((field) => Number(field.value) || 0));
        if (!own || (own.value && Number(own.value) !== last)) return;
        own.value = own.value ? "" : last + 1;
        changed();
    }

    /** The first list that is still empty. */
    function join(region) {
        const field = [...box.querySelectorAll("select")].find((each) => !each.value);
        if (!field) return;
        field.value = region;
        changed();
    }

    function show() {
        const fields = [...box.querySelectorAll("input, select")];
        for (const area of stage.querySelectorAll("[data-region]")) {
            const name = area.dataset.region;
            area.classList.toggle("chosen", fields.some((field) => isGiven(field, name)));
        }
    }

    function isGiven(field, name) {
        if (field.type === "checkbox" || field.type === "radio") return field.checked && (field.value === name || field.name === partName(name));
        if (!field.value) return false;
        return field.value === name || field.name === partName(name);
    }
}
