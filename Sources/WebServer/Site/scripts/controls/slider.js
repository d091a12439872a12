import { readNumber } from "../answers.js";

/** The slider sets the field, the field sets the slider; untouched it answers nothing. */
export function setUpSlider(box) {
    const [range, field] = [box.querySelector("input[type=range]"), box.querySelector("input[name]")];
    const follow = () => {
        const number = readNumber(field.value);
        box.classList.toggle("untouched", number === null);
        if (number !== null) range.value = number;
    };
    follow();
    field.addEventListener("input", follow);
    range.addEventListener("input", () => {
        field.value = range.value;
        box.classList.remove("untouched");
    });
}
