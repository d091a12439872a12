"""A question with a number drawn for each candidate and a file to hand in, from its QTI to its mark."""

import re

import pytest
from exam import Candidate, healthy
from office import Office
from playwright.sync_api import expect
from words import words

CANDIDATES = [("80101", "Ada Okafor"), ("80102", "王小明")]
PICTURE = {"name": "my drawing.png", "mimeType": "image/png", "buffer": b"\x89PNG\r\n\x1a\n" + bytes(3000)}
ITEM = "browser-drawn"
QTI = f"""<?xml version="1.0" encoding="UTF-8"?>
<qti-assessment-item xmlns="http://www.imsglobal.org/xsd/imsqtiasi_v3p0" identifier="{ITEM}" title="Dose by weight"
    adaptive="false" time-dependent="false" xml:lang="en">
  <qti-response-declaration identifier="DOSE" cardinality="single" base-type="float"/>
  <qti-response-declaration identifier="FILE" cardinality="single" base-type="file"/>
  <qti-outcome-declaration identifier="SCORE" cardinality="single" base-type="float" normal-maximum="1"/>
  <qti-template-declaration identifier="WEIGHT" cardinality="single" base-type="integer"/>
  <qti-template-processing>
    <qti-set-template-value identifier="WEIGHT"><qti-random-integer min="40" max="120"/></qti-set-template-value>
    <qti-set-correct-response identifier="DOSE"><qti-product><qti-variable identifier="WEIGHT"/>
      <qti-base-value base-type="float">2</qti-base-value></qti-product></qti-set-correct-response>
  </qti-template-processing>
  <qti-item-body>
    <p>A woman of <qti-printed-variable identifier="WEIGHT"/> kg needs 2 mg of the drug for each kilogram.</p>
    <p>The dose in mg is <qti-text-entry-interaction response-identifier="DOSE"/>.</p>
    <qti-upload-interaction response-identifier="FILE" type="image/png">
      <qti-prompt>Hand in how you came to it.</qti-prompt></qti-upload-interaction>
  </qti-item-body>
  <qti-response-processing><qti-response-condition><qti-response-if>
    <qti-match><qti-variable identifier="DOSE"/><qti-correct identifier="DOSE"/></qti-match>
    <qti-set-outcome-value identifier="SCORE"><qti-base-value base-type="float">1</qti-base-value></qti-set-outcome-value>
  </qti-response-if></qti-response-condition></qti-response-processing>
</qti-assessment-item>
"""


@pytest.fixture(scope="module")
def form(browser, school, sign_in):
    from conftest import Visitor

    author, approver = [Visitor(browser, storage_state=sign_in(role)) for role in ("examiner", "second-examiner")]
    office = Office(author.context, school.url)
    office.import_file("dose.xml", QTI)
    sealed = office.seal("Drawn numbers", [ITEM], Office(approver.context, school.url))
    for visitor in (author, approver):
        visitor.context.close()
    return sealed


def weight_on(page) -> int:
    return int(re.search(r"A woman of (\d+) kg", page.locator("main").inner_text()).group(1))


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_drawn_question_with_a_file_is_sat_and_marked(scripts, visit, school, sign_in, form):
    officer = visit(storage_state=sign_in("exam-officer"))
    office = Office(officer.context, school.url)
    sitting, codes = office.open_sitting(CANDIDATES[:1], f"Drawn, scripts {scripts}", form)
    page = visit(java_script_enabled=scripts).page
    candidate = Candidate(page, school.url, scripts)
    number = CANDIDATES[0][0]
    candidate.sign_in(number, codes[number])
    assert candidate.start() == 1
    question = page.url
    weight = weight_on(page)
    page.locator("input[name='response.DOSE']").fill(str(weight * 2))
    box = page.locator("[data-response=FILE]")
    if scripts:
        expect(box).to_have_attribute("data-is-set-up", "true")
    box.locator("input[type=file]").set_input_files(PICTURE)
    if not scripts:
        box.get_by_role("button", name=words("question.file.send")).click()
        page.wait_for_url(question)
    expect(box.locator(".handed")).to_contain_text("my drawing.png")
    expect(page.locator("#save")).to_have_attribute("data-state", "saved")
    healthy(page, scripts)
    page.set_viewport_size({"width": 320, "height": 800})
    healthy(page, scripts)
    # The same number on every visit, and the file as it was given.
    page.goto(question)
    assert weight_on(page) == weight
    expect(page.locator("input[name='response.DOSE']")).to_have_value(str(weight * 2))
    with page.expect_download() as download:
        box.get_by_role("link", name="my drawing.png").click()
    assert download.value.path().read_bytes() == PICTURE["buffer"]
    page.locator("#next").click()
    page.get_by_role("link", name=words("review.hand-in")).click()
    page.get_by_role("button", name=words("hand-in.do")).click()
    page.wait_for_url("**/receipt*")

    office.post(f"/sittings/{sitting}/state", {"state": "closed"})
    officer.page.goto(f"{school.url}/results/{sitting}/items/1")
    healthy(officer.page)
    with officer.page.expect_download() as download:
        officer.page.get_by_role("link", name=f"Candidate {number}: PNG").click()
    assert download.value.path().read_bytes() == PICTURE["buffer"]
    officer.page.goto(f"{school.url}/results/{sitting}")
    mean = officer.page.locator(".tile").filter(has=officer.page.locator("dt", has_text=words("results.mean")))
    expect(mean).to_contain_text("100.0")


def test_staff_draw_again(visit, school, sign_in, form):
    page = visit(storage_state=sign_in("examiner")).page
    page.goto(f"{school.url}/bank/items/{ITEM}")
    healthy(page)
    seen = set()
    for _ in range(6):
        weight = weight_on(page)
        seen.add(weight)
        expect(page.get_by_role("main").locator("dl.facts").first).to_contain_text(str(weight * 2))
        page.get_by_role("link", name=words("item.draw.again")).click()
    assert len(seen) > 2
