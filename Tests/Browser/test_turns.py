"""A question that goes on in steps, from its QTI to its mark."""

from pathlib import Path

import pytest
from exam import Candidate, healthy
from office import Office
from playwright.sync_api import expect
from words import words

CANDIDATES = [("80201", "Ada Okafor"), ("80202", "王小明")]
ITEM = "browser-next-step"
QTI = (Path(__file__).parent / "next-step.xml").read_text(encoding="utf-8")
TRACE = "ST elevation in leads II, III and aVF"


@pytest.fixture(scope="module")
def form(browser, school, sign_in):
    from conftest import Visitor

    author, approver = [Visitor(browser, storage_state=sign_in(role)) for role in ("examiner", "second-examiner")]
    office = Office(author.context, school.url)
    office.import_file("next-step.xml", QTI)
    sealed = office.seal("Step by step", [ITEM], Office(approver.context, school.url))
    for visitor in (author, approver):
        visitor.context.close()
    return sealed


def submit(page) -> None:
    page.get_by_role("button", name=words("turn.submit")).click()


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_question_in_steps_is_sat_and_marked(scripts, visit, school, sign_in, form):
    officer = visit(storage_state=sign_in("exam-officer"))
    office = Office(officer.context, school.url)
    sitting, codes = office.open_sitting(CANDIDATES[:1], f"Steps, scripts {scripts}", form)
    page = visit(java_script_enabled=scripts).page
    candidate = Candidate(page, school.url, scripts)
    number = CANDIDATES[0][0]
    candidate.sign_in(number, codes[number])
    assert candidate.start() == 1
    main = page.get_by_role("main")
    expect(main).to_contain_text(words("turn.about"))
    expect(main).not_to_contain_text(TRACE)
    expect(main).not_to_contain_text("Hint:")
    healthy(page, scripts)

    main.get_by_role("button", name="Show a hint").click()
    expect(main).to_contain_text("Hint: what shows a blocked coronary artery")

    main.get_by_role("radio", name="Record a 12-lead electrocardiogram").check()
    submit(page)
    expect(main).to_contain_text(TRACE)
    # What belongs to the steps before is gone, and nothing is taken back.
    expect(main).not_to_contain_text("Hint:")
    expect(main.get_by_role("radio", name="Record a 12-lead electrocardiogram")).to_have_count(0)
    page.reload()
    expect(main).to_contain_text(TRACE)
    page.set_viewport_size({"width": 320, "height": 800})
    healthy(page, scripts)

    main.get_by_role("radio", name="Aspirin, and transfer at once").check()
    submit(page)
    expect(main).to_contain_text("opens his right coronary artery")
    expect(main).to_contain_text(words("turn.completed"))
    expect(page.get_by_role("button", name=words("turn.submit"))).to_have_count(0)
    healthy(page, scripts)
    page.locator("#next").click()
    page.get_by_role("link", name=words("review.hand-in")).click()
    page.get_by_role("button", name=words("hand-in.do")).click()
    page.wait_for_url("**/receipt*")
    page.locator("details summary").first.click()
    expect(main.locator("table")).to_contain_text("3 answers submitted")

    office.post(f"/sittings/{sitting}/state", {"state": "closed"})
    officer.page.goto(f"{school.url}/results/{sitting}")
    mean = officer.page.locator(".tile").filter(has=officer.page.locator("dt", has_text=words("results.mean")))
    expect(mean).to_contain_text("100.0")
    officer.page.goto(f"{school.url}/results/{sitting}/items/1")
    expect(officer.page.get_by_role("main")).to_contain_text("3 to 3 answers submitted")
    healthy(officer.page)


def test_staff_read_every_part_with_its_condition(visit, school, sign_in, form):
    page = visit(storage_state=sign_in("examiner")).page
    page.goto(f"{school.url}/bank/items/{ITEM}")
    main = page.get_by_role("main")
    expect(main).to_contain_text(words("item.turns"))
    expect(main).to_contain_text(TRACE)
    expect(main).to_contain_text("Shown while STEP is then")
    healthy(page)
    page.set_viewport_size({"width": 320, "height": 800})
    healthy(page)
