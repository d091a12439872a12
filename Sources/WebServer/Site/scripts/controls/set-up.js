import { setUpOrder } from "./order.js";
import { setUpPlays } from "./plays.js";
import { setUpPoints } from "./points.js";
import { setUpRegions } from "./regions.js";
import { setUpSlider } from "./slider.js";
import { setUpUpload } from "./upload.js";

/**
 * What only some controls need; the exam loads this when a question has one. `speak(text)` says something without moving
 * the focus. What they change they tell by an event at the box, which saves it like a change by hand; `desk` is where
 * files go that outlast the page (see `deskOf` of the exam).
 */
export function setUpControls(form, { speak, desk }) {
    const setUps = { order: [setUpOrder, setUpRegions], plays: [setUpPlays], points: [setUpPoints], regions: [setUpRegions], slider: [setUpSlider], upload: [setUpUpload] };
    for (const box of form.querySelectorAll("[data-control]")) {
        if (box.dataset.isSetUp) continue;
        box.dataset.isSetUp = "true";
        const changed = () => box.dispatchEvent(new Event("change", { bubbles: true }));
        for (const setUp of setUps[box.dataset.control] ?? []) setUp(box, { speak, changed, desk });
    }
}
