"""A candidate sits an exam by keyboard alone, with and without scripts; what was given is what is stored."""

import pytest
from exam import CANDIDATES, Candidate
from office import Office
from playwright.sync_api import expect
from words import words


@pytest.fixture
def office(visit, sign_in, school) -> Office:
    return Office(visit(storage_state=sign_in("exam-officer")).context, school.url)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_exam_is_sat_by_keyboard(scripts, office, visit, school):
    sitting, codes = office.open_sitting(CANDIDATES)
    number = CANDIDATES[1][0]
    candidate = Candidate(visit(java_script_enabled=scripts).page, school.url, scripts)
    candidate.sign_in(number, codes[number])
    count = candidate.start()
    candidate.answer_all(count, leave_blank={3})
    code = candidate.hand_in(count, leave_blank={3})
    assert len(code.replace("-", "")) >= 12
    assert not candidate.keys.findings, "\n".join(sorted(set(candidate.keys.findings)))

    stored = office.get(f"/sittings/{sitting}/responses")["responses"]
    assert {event["candidate"] for event in stored} == {number}
    assert {event["standing"] for event in stored} == {"counts"}
    last = {event["position"]: event["response"] for event in stored}
    assert len([response for response in last.values() if response]) == count - 1


def test_a_code_opens_nothing_for_another_candidate(office, visit, school):
    _, codes = office.open_sitting(CANDIDATES)
    page = visit().page
    # The refusal answers 422, which the browser's console counts as an error of its own.
    page.goto(f"{school.url}/sign-in/code")
    answer = page.request.post(
        f"{school.url}/sign-in/code", form={"code": codes[CANDIDATES[0][0]], "candidate": CANDIDATES[1][0]}
    )
    assert answer.status == 422
    assert "That code is not valid at this time. Check date and room." in answer.text()
    page.goto(f"{school.url}/my")
    assert "/sign-in" in page.url


def test_an_answer_given_offline_is_kept_and_sent(office, visit, school):
    sitting, codes = office.open_sitting(CANDIDATES)
    number = CANDIDATES[0][0]
    visitor = visit()
    candidate = Candidate(visitor.page, school.url, scripts=True)
    candidate.sign_in(number, codes[number])
    candidate.start()
    page = visitor.page
    visitor.context.set_offline(True)
    assert candidate.keys.answer(until=page.locator("#next")) > 0
    page.wait_for_timeout(7000)
    # Never “saved” before the server has said so.
    assert "Saved" not in page.locator("#save").inner_text()
    assert not office.get(f"/sittings/{sitting}/responses")["responses"]
    visitor.context.set_offline(False)
    expect(page.locator("#save")).to_contain_text("Saved", timeout=40_000)
    stored = office.get(f"/sittings/{sitting}/responses")["responses"]
    assert len(stored) == 1
    visitor.faults[:] = [fault for fault in visitor.faults if "ERR_INTERNET_DISCONNECTED" not in fault]


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_a_message_is_shown_on_the_question_and_kept(scripts, office, visit, school):
    sitting, codes = office.open_sitting(CANDIDATES)
    number = CANDIDATES[0][0]
    page = visit(java_script_enabled=scripts).page
    candidate = Candidate(page, school.url, scripts)
    candidate.sign_in(number, codes[number])
    candidate.start()
    text = "Fire alarm: leave everything."
    office.post(f"/sittings/{sitting}/messages", {"text": text, "candidate": number})
    if scripts:
        focused = page.evaluate("document.activeElement.id")
        # The next heartbeat at once: a network that returns asks for one.
        page.evaluate("dispatchEvent(new Event('online'))")
        expect(page.locator("#said")).to_have_text(text)
        expect(page.locator("#polite")).to_have_text(text)
        assert page.evaluate("document.activeElement.id") == focused
    else:
        page.reload()
        expect(page.get_by_role("banner")).to_contain_text(text)
    page.goto(f"{school.url}/messages")
    expect(page.get_by_role("main")).to_contain_text(text)
    page.get_by_role("button", name=words("messages.read")).click()
    expect(page.get_by_role("button", name=words("messages.read"))).to_have_count(0)
    sent = office.get(f"/sittings/{sitting}/messages")["messages"]
    assert [(message["text"], message["read"], message["recipients"]) for message in sent] == [(text, 1, 1)]


SHIFTS = """
    window.shifted = [];
    const place = ({ x, y, width, height }) => [x, y, width, height].map(Math.round).join(" ");
    new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            for (const { node, previousRect, currentRect } of entry.sources) {
                const name = (node?.parentElement ?? node)?.outerHTML.slice(0, 80);
                window.shifted.push(`${name}: ${place(previousRect)} → ${place(currentRect)}`);
            }
        }
    }).observe({ type: "layout-shift", buffered: true });
"""


@pytest.mark.parametrize("width", [320, 480, 768, 1280])
def test_nothing_moves_when_a_question_comes_and_is_saved(width, office, visit, school):
    """`ux.md` 1.1: layout shift is 0, here on a slow line and far from the exam's time zone."""
    _, codes = office.open_sitting(CANDIDATES)
    number = CANDIDATES[0][0]
    visitor = visit(viewport={"width": width, "height": 800}, timezone_id="America/New_York")
    page = visitor.page
    candidate = Candidate(page, school.url, scripts=True)
    candidate.sign_in(number, codes[number])
    candidate.start()
    page.add_init_script(SHIFTS)
    line = visitor.context.new_cdp_session(page)
    line.send("Network.enable")
    slow = {"offline": False, "latency": 150, "downloadThroughput": 50_000, "uploadThroughput": 50_000}
    line.send("Network.emulateNetworkConditions", slow)
    page.reload()
    expect(page.locator("#clock .local")).to_be_visible()
    before = page.locator("main h1").bounding_box()
    assert candidate.keys.answer(until=page.locator("#next")) > 0
    expect(page.locator("#save")).to_have_attribute("data-state", "saved")
    page.evaluate("scrollTo(0, 0)")
    assert page.locator("main h1").bounding_box() == before
    assert page.evaluate("window.shifted") == []
