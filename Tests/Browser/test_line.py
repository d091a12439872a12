"""Answers over a bad line: a fault on the way is tried again until the answer has arrived, a refusal is not."""

import json

import pytest
from exam import CANDIDATES, Candidate, pattern_inside
from line import answers, bad_line, drops, loses_the_answer, spoils
from office import Office
from playwright.sync_api import expect
from words import words

NUMBER = CANDIDATES[0][0]
# Ten seconds are longer than the two waits before the third try.
SOON = 10_000


class Seat:
    """A candidate who sits before a question with options, over a line that can be broken."""

    def __init__(self, visitor, office: Office, line):
        self.office = office
        self.line = line
        self.sitting, codes = office.open_sitting(CANDIDATES)
        self.page = visitor.page
        self.candidate = Candidate(self.page, line.url, scripts=True)
        self.candidate.sign_in(NUMBER, codes[NUMBER])
        count = self.candidate.start()
        # The order of the questions is this candidate's own.
        choices = self.page.locator("#question input[type=radio]")
        for number in range(1, count + 1):
            if choices.count():
                break
            self.page.goto(f"{line.url}/sit/{self.sitting}/q/{number}")
        self.save = self.page.locator("#save")

    def choose(self, which: int) -> None:
        self.page.locator("#question input[type=radio]").nth(which).check()

    def stored(self) -> list[dict]:
        return self.office.get(f"/sittings/{self.sitting}/responses")["responses"]

    def shown(self) -> list[str]:
        """What the save line has said since `watch`, each wording once in its turn."""
        return self.page.evaluate("window.shownBySave")

    def watch(self) -> None:
        self.page.evaluate(
            """() => {
                window.shownBySave = [];
                const look = () => {
                    const text = document.querySelector("#save span").textContent;
                    if (window.shownBySave.at(-1) !== text) window.shownBySave.push(text);
                };
                new MutationObserver(look).observe(document.getElementById("save"), { childList: true, subtree: true, characterData: true });
            }"""
        )


@pytest.fixture
def seat(visit, sign_in, school):
    office = Office(visit(storage_state=sign_in("exam-officer")).context, school.url)
    visitor = visit()
    with bad_line(school.port) as line:
        taken = Seat(visitor, office, line)
        taken.watch()
        yield taken
        visitor.context.close()
    # The faults of the line are meant; anything else on the console is not.
    visitor.faults[:] = [fault for fault in visitor.faults if "Failed to load resource" not in fault]


ONCE = {
    "408": answers(408),
    "503": answers(503, **{"Retry-After": "1"}),
    "429": answers(429),
    "a proxy’s 400": answers(400),
    "a page of the network": answers(200),
    "a foreign refusal": answers(403, kind="application/json"),
    "dropped": drops,
    "answer lost": loses_the_answer,
}


@pytest.mark.parametrize("fault", ONCE.values(), ids=ONCE)
def test_an_answer_arrives_after_a_fault_on_the_way(fault, seat):
    seat.line.faults = [fault]
    seat.choose(0)
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    assert seat.line.saves == 2
    # Said once the server has it, and not before.
    assert seat.shown()[0] == words("live.save.saving")
    assert len(seat.shown()) == 2
    stored = seat.stored()
    assert [event["standing"] for event in stored] == ["counts"]
    expect(seat.page.locator("#banner")).to_be_hidden()


def test_an_answer_that_fails_twice_is_called_not_sent_until_it_has_arrived(seat):
    seat.line.faults = [answers(408), drops]
    seat.choose(1)
    expect(seat.save).to_contain_text(pattern_inside("live.save.waiting"), timeout=SOON)
    expect(seat.save.get_by_role("button", name=words("live.save.try"))).to_be_visible()
    assert not seat.stored()
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    expect(seat.page.locator("#said")).to_have_text(pattern_inside("live.save.back"))
    assert seat.line.saves == 3
    assert len(seat.stored()) == 1


def other_position(body: bytes) -> bytes:
    change = json.loads(body)
    return json.dumps(change | {"position": change["position"] + 1}).encode()


# What stands in the list of `send.js`, as the real server says it.
REFUSED = {
    "request.malformed": [spoils(lambda body: body[:-1])],
    "body.too-large": [spoils(lambda body: body + b" " * (600 << 10))],
    "change.differs": [loses_the_answer, spoils(other_position)],
}


@pytest.mark.parametrize("faults", REFUSED.values(), ids=REFUSED)
def test_a_refused_answer_is_named_and_not_sent_again(faults, seat):
    seat.line.faults = list(faults)
    seat.choose(0)
    banner = seat.page.locator("#banner")
    expect(banner).to_contain_text(pattern_inside("live.save.refused"), timeout=SOON)
    expect(seat.page.locator("#assertive")).to_have_text(pattern_inside("live.save.refused"))
    assert not any(pattern_inside("live.save.saved").search(text) for text in seat.shown())
    # The first wait before a next try is two seconds.
    seat.page.wait_for_timeout(5000)
    assert seat.line.saves == len(faults)
    # What was chosen stands there still, and another choice goes its way.
    assert seat.page.locator("#question input[type=radio]").nth(0).is_checked()
    seat.choose(1)
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    assert seat.line.saves == len(faults) + 1
