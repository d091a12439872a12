"""Every interaction as its page: keys alone, a finger at 320 px, no scripts, axe in every look.

The pages are the specimens of the Swift tests; what is answered on them is compared with what `ResponseForm` reads from
the same fields, which the Swift tests hold.
"""

from itertools import product

import pytest
from accessibility import axe_findings, focus_findings, page_findings, source_findings
from keyboard import Keyboard
from playwright.sync_api import Page, expect
from specimens import Specimens
from words import words

CONTROLS = ["order", "hot-text", "associate", "gap-match", "slider", "inline", "hotspot", "image-order",
            "image-associate", "label", "point", "place", "media", "texts", "held", "layout", "drawn"]


@pytest.fixture(scope="module")
def specimens():
    running = Specimens()
    yield running
    running.stop()


@pytest.fixture(autouse=True)
def fresh(request):
    if "specimens" in request.fixturenames:
        running = request.getfixturevalue("specimens")
        running.saved.clear()
        running.posted.clear()
        running.files.clear()
        running.failing = running.unheard = 0


def opened(visitor, specimens: Specimens, name: str, locale: str = "en") -> Page:
    """The page, its scripts at work; what the static server lacks is no fault of the page."""
    visitor.faults = Faults()
    visitor.page.goto(specimens.address(name, locale))
    if visitor.page.locator("[data-control]").count() and visitor.page.locator("html[data-script]").count():
        expect(visitor.page.locator("[data-control]").first).to_have_attribute("data-is-set-up", "true")
    return visitor.page


class Faults(list):
    """Faults of scripts; the heartbeat and the neighbouring questions are not there in a folder of pages."""

    def append(self, fault: str) -> None:
        if "Failed to load resource" not in fault:
            super().append(fault)


def until_saved(page: Page, specimens: Specimens, value, response: str = "RESPONSE") -> None:
    """Waits until the script has sent this value; typing is sent after a pause."""
    for _ in range(60):
        if specimens.saved and specimens.saved[-1].get(response, ()) == value:
            return
        page.wait_for_timeout(100)
    raise AssertionError(f"wanted {value}, saved {specimens.saved[-1:]}")


def listen(page: Page) -> None:
    """Keeps what the polite region says: the next sentence takes the place of the last."""
    page.evaluate(
        """() => {
            window.heard = []
            const region = document.getElementById("polite")
            new MutationObserver(() => window.heard.push(region.textContent)).observe(region, { childList: true })
        }"""
    )


def until_heard(page: Page, text: str) -> None:
    page.wait_for_function("text => window.heard.some((said) => said.includes(text))", arg=text, timeout=15_000)


@pytest.mark.parametrize("name", CONTROLS)
def test_a_control_is_accessible_in_every_look(name, visit, specimens, contact):
    findings = []
    visitor = visit()
    for locale, schemes, widths in (("en", ("light", "dark"), (320, 1280)), ("ar-XB", ("dark",), (320,))):
        page = opened(visitor, specimens, name, locale)
        findings += source_findings(page.request.get(page.url).text())
        for scheme, width in product(schemes, widths):
            page.emulate_media(color_scheme=scheme)
            page.set_viewport_size({"width": width, "height": 800})
            found = axe_findings(page) + page_findings(page)
            findings += [f"{name} ({locale}, {scheme}, {width}): {finding}" for finding in found]
            page.screenshot(path=contact / f"control-{name}-{locale}-{scheme}-{width}.png", full_page=True)
    page = opened(visit(forced_colors="active"), specimens, name)
    findings += axe_findings(page)
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("name", CONTROLS)
def test_every_stop_of_a_control_shows_its_focus(name, visit, specimens):
    page = opened(visit(), specimens, name)
    page.locator("#heading").focus()
    findings, ahead = [], page.locator("#next")
    for _ in range(80):
        page.keyboard.press("Tab")
        # The players' own buttons are drawn by the browser.
        if not page.evaluate("() => document.activeElement.matches('audio, video')"):
            findings += focus_findings(page)
        if ahead.evaluate("element => element === document.activeElement"):
            break
    else:
        raise AssertionError("Tab does not come to Next")
    assert not findings, "\n".join(findings)


@pytest.mark.parametrize("name", CONTROLS)
def test_an_untouched_control_posts_what_it_shows(name, visit, specimens):
    """With and without scripts the form is the same form, and nothing is sent that nobody gave."""
    with_scripts = opened(visit(), specimens, name)
    entries = "() => [...new FormData(document.getElementById('question'))].filter(([name]) => name.startsWith('response.'))"
    seen = [tuple(entry) for entry in with_scripts.evaluate(entries)]
    with_scripts.wait_for_timeout(600)
    assert specimens.saved == []
    plain = opened(visit(java_script_enabled=False), specimens, name)
    plain.locator("#next").click()
    plain.wait_for_url("**/sit/**")
    posted = [entry for entry in specimens.posted[-1] if entry[0].startswith("response.")]
    assert sorted(posted) == sorted(seen)


def test_order_by_buttons_keys_and_numbers(visit, specimens):
    page = opened(visit(), specimens, "order")
    listen(page)
    keys = Keyboard(page)
    up = page.locator("button[data-move='-1']")
    # Given so far: C, A. Up on A, whose button is the second.
    keys.reach(up.nth(1))
    keys.press("Enter")
    until_saved(page, specimens, {"choices": ["A", "C", "B", "D"]})
    expect(up.first).to_be_focused()
    page.keyboard.press("Alt+ArrowDown")
    until_saved(page, specimens, {"choices": ["C", "A", "B", "D"]})
    until_heard(page, "place 2 of 4")
    # The end of the list is the end.
    page.locator("button[data-move='1']").last.click()
    assert specimens.saved[-1]["RESPONSE"] == {"choices": ["C", "A", "B", "D"]}
    page.locator(".order-row input").first.fill("9")
    until_saved(page, specimens, {"choices": ["A", "B", "D", "C"]})
    page.locator(".order-row input").nth(1).fill("")
    page.locator(".order-row input").nth(2).fill("٣")
    until_saved(page, specimens, {"choices": ["B", "D", "C"]})


def test_order_without_scripts(visit, specimens):
    page = opened(visit(java_script_enabled=False), specimens, "order")
    assert not page.get_by_role("button", name=words("question.order.up")).count()
    page.locator("input[name='response.RESPONSE.B']").fill("3")
    page.locator("#next").click()
    assert sorted(specimens.fields()) == [("RESPONSE.A", "2"), ("RESPONSE.B", "3"), ("RESPONSE.C", "1")]


def test_passages_and_lists_in_a_sentence(visit, specimens):
    page = opened(visit(), specimens, "hot-text")
    keys = Keyboard(page)
    keys.choose(page.locator("input[value=H1]"))
    until_saved(page, specimens, {"choices": ["H1", "H2"]})
    # The words are the label: a tap on them is a tap on the box.
    page.get_by_text("spleen").click()
    until_saved(page, specimens, {"choices": ["H1", "H2", "H3"]})
    page = opened(visit(), specimens, "inline")
    page.locator("select").select_option("A")
    until_saved(page, specimens, {"choices": ["A"]}, "PICK")
    page.locator("math").last.click()
    until_saved(page, specimens, {"choices": ["B"]}, "FORMULA")
    page.get_by_role("button", name="Show me a hint").click()
    until_saved(page, specimens, {"pressed": True}, "END")
    assert specimens.saved[-1]["PICK"] == {"choices": ["A"]}


def test_an_end_attempt_button_without_scripts(visit, specimens):
    page = opened(visit(java_script_enabled=False), specimens, "inline")
    page.get_by_role("button", name="Show me a hint").click()
    assert ("go", "press:END") in specimens.posted[-1]
    assert ("response.PICK", "B") in specimens.posted[-1]


def test_pairs_with_more_lines(visit, specimens):
    page = opened(visit(), specimens, "associate")
    keys = Keyboard(page)
    first = page.locator("select[name='response.ANY.from']").first
    keys.reach(first)
    keys.press("ArrowDown")
    keys.tab()
    page.keyboard.type("Acid")
    page.keyboard.press("C")
    page.locator("select[name='response.ANY.to']").first.select_option("C")
    until_saved(page, specimens, {"pairs": [["A", "C"]]}, "ANY")
    assert specimens.saved[-1]["RESPONSE"] == {"pairs": [["A", "C"]]}
    more = page.locator("[data-more]")
    assert page.locator("select[name='response.ANY.from']").count() == 3
    keys.activate(more)
    last = page.locator("select[name='response.ANY.from']").nth(3)
    expect(last).to_be_focused()
    expect(last).to_have_attribute("aria-label", "Pair 4, first")
    for _ in range(2):
        more.click()
    # Six pairs can be made of four: there are no more lines.
    expect(more).to_be_hidden()
    last.select_option("B")
    page.locator("select[name='response.ANY.to']").nth(3).select_option("D")
    until_saved(page, specimens, {"pairs": [["A", "C"], ["B", "D"]]}, "ANY")


def test_gaps_and_labels_on_an_image(visit, specimens):
    page = opened(visit(), specimens, "gap-match")
    page.get_by_label("Gap 2").select_option("C")
    until_saved(page, specimens, {"pairs": [["B", "G1"], ["C", "G2"]]})
    page = opened(visit(), specimens, "label")
    page.locator("g[data-region=R2] .under").click(force=True)
    expect(page.locator("li[data-region=R2] select")).to_be_focused()
    page.keyboard.press("ArrowDown")
    until_saved(page, specimens, {"pairs": [["L2", "R1"], ["L1", "R2"]]})
    expect(page.locator("g[data-region=R2]")).to_have_class("chosen")


def test_areas_by_list_and_by_finger(visit, specimens):
    touch = visit(has_touch=True, viewport={"width": 320, "height": 700})
    page = opened(touch, specimens, "hotspot")
    box = page.locator("g[data-region=R1] .under").bounding_box()
    page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    until_saved(page, specimens, {"choices": ["R1"]})
    expect(page.locator("input[value=R1]")).to_be_checked()
    expect(page.locator("g[data-region=R1]")).to_have_class("chosen")
    expect(page.locator("g[data-region=R2]")).not_to_have_class("chosen")
    page.get_by_text("Left atrium").click()
    until_saved(page, specimens, {"choices": ["R4"]})
    page = opened(visit(), specimens, "image-order")
    page.locator("g[data-region=R2] .under").click(force=True)
    until_saved(page, specimens, {"choices": ["R3", "R1", "R2"]})
    page = opened(visit(), specimens, "image-associate")
    for region in ("R1", "R2"):
        page.locator(f"g[data-region={region}] .under").click(force=True)
    until_saved(page, specimens, {"pairs": [["R1", "R2"]]})


def test_points_by_key_and_finger(visit, specimens):
    page = opened(visit(), specimens, "place")
    listen(page)
    keys = Keyboard(page)
    stage = page.locator(".stage-box")
    keys.reach(stage)
    for key in ("ArrowRight", "ArrowRight", "Shift+ArrowDown", "ArrowUp", "Enter"):
        page.keyboard.press(key)
    until_saved(page, specimens, {"points": [[302, 209]]})
    until_heard(page, "302 across, 209 down")
    page.keyboard.press("Delete")
    until_saved(page, specimens, None)
    assert keys.findings == []
    page.locator("input[name='response.RESPONSE.x']").fill("١٢")
    page.locator("input[name='response.RESPONSE.y']").fill("40")
    until_saved(page, specimens, {"points": [[12, 40]]})

    touch = visit(has_touch=True, viewport={"width": 320, "height": 700})
    page = opened(touch, specimens, "point")
    listen(page)
    # Two are set, and two are all: a third is refused until one is taken away by a tap on it.
    def at(x, y):
        box = page.locator(".stage-box img").bounding_box()
        page.touchscreen.tap(box["x"] + x * box["width"] / 600, box["y"] + y * box["height"] / 400)

    at(500, 300)
    until_heard(page, "Remove one first")
    at(150, 80)
    until_saved(page, specimens, {"points": [[300, 200]]})
    at(450, 300)
    page.wait_for_timeout(300)
    saved = specimens.saved[-1]["RESPONSE"]["points"]
    assert saved[0] == [300, 200] and abs(saved[1][0] - 450) <= 2 and abs(saved[1][1] - 300) <= 2


def test_a_scale_by_slider_and_field(visit, specimens):
    page = opened(visit(), specimens, "slider")
    slider = page.get_by_role("slider").first
    keys = Keyboard(page)
    keys.reach(slider)
    keys.press("ArrowRight")
    until_saved(page, specimens, {"number": "5"})
    # Untouched it says nothing.
    assert specimens.saved[-1]["DOWN"] is None
    page.locator("input[name='response.RESPONSE']").fill("٧")
    until_saved(page, specimens, {"number": "7"})
    assert slider.input_value() == "7"


def test_plays_are_counted_and_end(visit, specimens):
    visitor = visit()
    page = opened(visitor, specimens, "media")
    player = page.locator("[data-control=plays] audio")
    player.evaluate("player => player.play()")
    until_saved(page, specimens, {"number": "2"})
    page.wait_for_function("() => document.querySelector('[data-control=plays] audio').ended", timeout=15_000)
    expect(page.locator("[data-control=plays]")).to_contain_text(words("control.plays.over"))
    assert player.evaluate("player => player.controls") is False
    # Forgetting the answer forgets no play.
    page.locator("button[value=clear]").click()
    page.wait_for_timeout(500)
    assert specimens.saved[-1]["RESPONSE"] == {"number": "2"}


def test_several_texts_and_what_cannot_be_answered_here(visit, specimens):
    page = opened(visit(), specimens, "texts")
    page.get_by_label("Line 3").fill("rash")
    until_saved(page, specimens, {"texts": ["anaemia", "purpura", "rash"]})
    page = opened(visit(), specimens, "held")
    assert page.locator("main").get_by_role("textbox").count() == 0
    page.get_by_role("button", name=words("question.try")).click()
    until_saved(page, specimens, {"pressed": True}, "END")
    # What was handed in another way is in every later answer.
    assert specimens.saved[-1]["FILE"]["file"]["name"] == 'plan "x".pdf'
    assert "KEPT" not in specimens.saved[-1]


NOTES = {"name": "my notes.txt", "mimeType": "text/plain", "buffer": b"Sinus rhythm, 72 a minute."}


def until_file(page: Page, specimens: Specimens, name: str | None) -> None:
    """Waits until the response names this file, or none."""
    for _ in range(100):
        if specimens.saved:
            given = specimens.saved[-1].get("MORE")
            if (given["file"]["name"] if given else None) == name:
                return
        page.wait_for_timeout(100)
    raise AssertionError(f"wanted {name}, saved {specimens.saved[-1:]}")


def test_a_file_goes_when_it_is_chosen_and_is_taken_back_by_keys(visit, specimens):
    page = opened(visit(), specimens, "held")
    listen(page)
    box = page.locator("[data-response=MORE]")
    page.get_by_label(words("control.file.choose"), exact=True).set_input_files(NOTES)
    until_file(page, specimens, "my notes.txt")
    assert specimens.files == [NOTES["buffer"]]
    # The other file, handed in before, is in the same answer.
    assert specimens.saved[-1]["FILE"]["file"]["name"] == 'plan "x".pdf'
    until_heard(page, "my notes.txt has arrived.")
    expect(box.locator(".handed")).to_contain_text("my notes.txt")
    expect(box.locator(".handed")).to_contain_text("26\u00a0B")
    expect(page.locator("#save")).to_have_attribute("data-state", "saved")
    keys = Keyboard(page)
    keys.activate(box.get_by_role("button", name=words("question.file.remove")))
    until_file(page, specimens, None)
    expect(box.locator("input[type=file]")).to_be_focused()
    expect(box.locator(".handed")).to_be_hidden()
    assert keys.findings == []


def test_a_file_that_cannot_be_sent_is_tried_again_and_nothing_looks_saved(visit, specimens):
    specimens.failing = 1
    page = opened(visit(), specimens, "held")
    box = page.locator("[data-response=MORE]")
    box.locator("input[type=file]").set_input_files(NOTES)
    expect(box.locator(".file-state")).to_contain_text("is not sent yet")
    expect(page.locator("#save")).to_have_attribute("data-state", "saving")
    box.get_by_role("button", name=words("control.file.try")).click()
    until_file(page, specimens, "my notes.txt")
    expect(page.locator("#save")).to_have_attribute("data-state", "saved")


def test_a_file_on_a_dead_connection_is_given_up_and_tried_again(visit, specimens):
    specimens.unheard = 1
    visitor = visit()
    # Half a minute without a sign passes in a moment.
    visitor.page.add_init_script("{ const own = setTimeout; window.setTimeout = (run, ms) => own(run, ms === 30000 ? 300 : ms); }")
    page = opened(visitor, specimens, "held")
    box = page.locator("[data-response=MORE]")
    box.locator("input[type=file]").set_input_files(NOTES)
    expect(box.locator(".file-state")).to_contain_text("is not sent yet", timeout=3000)
    expect(page.locator("#save")).to_have_attribute("data-state", "saving")
    box.get_by_role("button", name=words("control.file.try")).click()
    until_file(page, specimens, "my notes.txt")
    assert specimens.files == [NOTES["buffer"]]


def test_a_file_that_is_too_large_or_empty_is_told_at_once(visit, specimens):
    page = opened(visit(), specimens, "held")
    box = page.locator("[data-response=MORE]")
    field = box.locator("input[type=file]")
    field.set_input_files({**NOTES, "buffer": b"0" * ((20 << 20) + 1)})
    expect(box.locator(".file-state")).to_contain_text("larger than 20\u00a0MB")
    field.set_input_files({**NOTES, "buffer": b""})
    expect(box.locator(".file-state")).to_contain_text("is empty")
    assert specimens.files == []


def test_a_file_without_scripts_brings_the_whole_form(visit, specimens):
    page = opened(visit(java_script_enabled=False), specimens, "held")
    box = page.locator("[data-response=MORE]")
    box.locator("input[type=file]").set_input_files(NOTES)
    box.get_by_role("button", name=words("question.file.send")).click()
    page.wait_for_url("**/sit/1/q/1/file")
    sent = specimens.forms[-1]
    assert NOTES["buffer"] in sent and b'name="file.MORE"; filename="my notes.txt"' in sent
    assert b'name="go"\r\n\r\nfile:MORE' in sent and b'name="response.END"' in sent


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_enter_in_a_field_saves_and_forgets_nothing(scripts, visit, specimens):
    """The first button of a form is the one that Enter presses: it must not be the one that clears."""
    page = opened(visit(java_script_enabled=scripts), specimens, "texts")
    page.get_by_label("Line 3").fill("rash")
    page.keyboard.press("Enter")
    if scripts:
        until_saved(page, specimens, {"texts": ["anaemia", "purpura", "rash"]})
        expect(page.get_by_label("Line 3")).to_have_value("rash")
    else:
        page.wait_for_url("**/sit/**")
        assert ("go", "stay") in specimens.posted[-1]
        assert ("RESPONSE", "rash") in specimens.fields()


@pytest.mark.parametrize("name", [name for name in CONTROLS if name not in ("media", "held", "inline", "drawn", "layout")])
def test_an_answer_that_waits_on_this_device_comes_back_into_the_fields(name, visit, specimens):
    """What was given before the page was left stands in its fields again, more lines and all."""
    values = {
        "order": {"choices": ["D", "B"]}, "hot-text": {"choices": ["H3"]}, "hotspot": {"choices": ["R4"]},
        "associate": {"pairs": [["A", "B"], ["C", "D"], ["B", "C"]]}, "image-associate": {"pairs": [["R1", "R4"]]},
        "gap-match": {"pairs": [["C", "G1"], ["A", "G2"]]}, "slider": {"number": "9"},
        "image-order": {"choices": ["R4"]}, "label": {"pairs": [["L3", "R2"]]},
        "point": {"points": [[1, 2], [3, 4], [5, 6]]}, "place": {"points": [[7, 8]]},
        "texts": {"texts": ["a", "b", "c", "d"]},
    }
    page = opened(visit(), specimens, name)
    given = values[name]
    # As the page does with what its queue kept: through the very functions of the exam's script.
    found = page.evaluate(
        """async (given) => {
            const source = document.querySelector("script[type=module]").src
            const text = await (await fetch(source)).text()
            const own = text.replace(/\\nstart\\(\\);\\s*$/, "\\nexport { readResponse, showResponse };")
            const module = await import(URL.createObjectURL(new Blob([own], { type: "text/javascript" })))
            const form = document.getElementById("question")
            module.showResponse(form, { RESPONSE: given })
            const shown = module.readResponse(form).RESPONSE
            module.showResponse(form, { RESPONSE: null })
            return [shown, module.readResponse(form).RESPONSE]
        }""",
        given,
    )
    assert found == [given, None]
