"""A paper whose answers are closed after each question: set by an examiner, sat with scripts and without."""

import re

import pytest
from conftest import Visitor
from exam import (
    BLUEPRINT, CANDIDATES, Candidate, add_candidates, draft_paper, healthy, plan_sitting, press, stands_at,
)
from playwright.sync_api import expect
from words import pattern, words

PAPER = "Paper with lockpoints"


@pytest.fixture(scope="module")
def sealed(browser, school, sign_in):
    """An examiner sets the lockpoint of a filled draft, a second one seals it."""
    author = Visitor(browser, storage_state=sign_in("examiner"))
    approver = Visitor(browser, storage_state=sign_in("second-examiner"))
    page = author.page
    address = draft_paper(page, school.url, PAPER, BLUEPRINT)
    press(page, words("paper.assemble"))
    press(page, words("assemble.fill"))
    press(page, words("assemble.plan.apply"))
    page.goto(address)
    page.locator("[id='lockpoint.0']").select_option(label=words("paper.lockpoint.afterEach"))
    press(page, words("paper.lockpoints.save"))
    expect(page.get_by_role("status")).to_contain_text(words("notice.paper-sections"))
    expect(page.locator("[id='lockpoint.0']")).to_have_value("afterEach")
    healthy(page)
    press(page, words("paper.step.review"))
    approver.page.goto(address)
    press(approver.page, words("paper.step.approve"))
    press(approver.page, words("paper.step.seal"))
    stands_at(approver.page, "paper.state.sealed")
    healthy(approver.page)
    faults = author.faults + approver.faults
    author.context.close()
    approver.context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_answers_are_closed_behind_and_questions_ahead(scripts, visit, school, sign_in, sealed):
    officer = visit(storage_state=sign_in("exam-officer")).page
    plan_sitting(officer, school.url, f"Lockpoints, {'with' if scripts else 'without'} scripts", PAPER)
    codes = add_candidates(officer)
    press(officer, words("sitting.step.open"))
    stands_at(officer, "sitting.state.open")

    page = visit(java_script_enabled=scripts).page
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    candidate = Candidate(page, school.url, scripts)
    number = CANDIDATES[0][0]
    candidate.sign_in(number, codes[number])
    count = candidate.start()
    exam = page.url.removesuffix("/q/1")
    ahead = page.locator("#next")
    assert candidate.keys.answer(until=ahead) > 0
    expect(ahead).to_have_text(words("question.go-on"))
    # Time enough for what scripts would fetch ahead.
    page.wait_for_timeout(1500)
    candidate._go(ahead)
    expect(page).to_have_title(pattern("lockpoint.title"))
    expect(page.get_by_role("main")).to_contain_text(words("lockpoint.final"))
    healthy(page, scripts)
    assert not [url for url in asked if re.search(r"/q/([2-9]|\d\d)", url)], "a question past the lockpoint was fetched"

    # Back changes nothing; then on.
    candidate._go(page.get_by_role("main").get_by_role("link").first)
    expect(page).to_have_title(re.compile(rf"^\D+1\D+{count}\D"))
    assert page.locator("#question [data-response] :enabled").count()
    candidate._go(page.locator("#next"))
    candidate._go(page.get_by_role("button", name=words("lockpoint.do")))
    expect(page).to_have_title(re.compile(rf"^\D+2\D+{count}\D"))

    # Behind: readable, and nothing to change. Ahead: nothing.
    page.goto(f"{exam}/q/1")
    expect(page.get_by_role("main")).to_contain_text(words("question.locked"))
    assert not page.locator("#question [data-response] :enabled").count()
    healthy(page, scripts)
    candidate._go(page.locator("#next"))
    expect(page).to_have_title(re.compile(rf"^\D+2\D+{count}\D"))
    page.goto(f"{exam}/q/{count}")
    expect(page).to_have_title(re.compile(rf"^\D+2\D+{count}\D"))
    page.goto(f"{exam}/review")
    expect(page.locator("[data-question]")).to_have_count(2)
    healthy(page, scripts)
    page.goto(f"{exam}/hand-in")
    expect(page.get_by_role("main")).to_contain_text(re.compile(pattern("hand-in.ahead").pattern.strip("^$")))
    healthy(page, scripts)
    assert not candidate.keys.findings, "\n".join(sorted(set(candidate.keys.findings)))
