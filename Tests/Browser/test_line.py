"""Answers over a bad line: a fault on the way is tried again until the answer has arrived, a refusal is not.

No flag and no ended sign-in holds up an answer, and nothing that can be typed fails to arrive.
"""

import json

import pytest
from exam import CANDIDATES, Candidate, pattern_inside
from line import answers, bad_line, drops, loses_the_answer, spoils
from office import Office
from playwright.sync_api import expect
from words import pattern, words

NUMBER = CANDIDATES[0][0]
# Ten seconds are longer than the two waits before the third try.
SOON = 10_000
TYPED = "[data-kind=text] :is(input, textarea)"


class Seat:
    """A candidate who sits before a question with options, over a line that can be broken."""

    def __init__(self, visitor, office: Office, line):
        self.office = office
        self.line = line
        self.sitting, codes = office.open_sitting(CANDIDATES)
        self.page = visitor.page
        self.candidate = Candidate(self.page, line.url, scripts=True)
        self.code = codes[NUMBER]
        self.candidate.sign_in(NUMBER, self.code)
        self.count = self.candidate.start()
        self.open("input[type=radio]")
        self.save = self.page.locator("#save")
        self.flag = self.page.locator("#flag")
        self.banner = self.page.locator("#banner")

    def open(self, field: str) -> None:
        """Opens a question that has such a field; the order of the questions is this candidate's own."""
        fields = self.page.locator(f"#question {field}")
        for number in range(1, self.count + 1):
            if fields.count():
                return
            self.page.goto(f"{self.line.url}/sit/{self.sitting}/q/{number}")
        assert fields.count(), f"no question has {field}"

    def choose(self, which: int) -> None:
        self.page.locator("#question input[type=radio]").nth(which).check()

    def type(self, text: str) -> None:
        """Puts into a text field what the JavaScript expression `text` gives, as typing would."""
        self.open(TYPED)
        self.page.evaluate(
            f"""() => {{
                const field = document.querySelector("#question {TYPED}");
                field.value = {text};
                field.dispatchEvent(new Event("input", {{ bubbles: true }}));
            }}"""
        )

    def beat(self) -> None:
        """The next heartbeat at once: a network that returns asks for one."""
        self.page.evaluate("dispatchEvent(new Event('online'))")

    def sign_in_again(self) -> None:
        """In another tab, as the banner asks for: what this browser holds is then another session."""
        tab = self.page.context.new_page()
        Candidate(tab, self.line.url, scripts=True).sign_in(NUMBER, self.code)
        tab.close()

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


def test_a_flag_after_a_new_sign_in_arrives_and_holds_up_no_answer(seat):
    seat.sign_in_again()
    seat.flag.click()
    seat.choose(0)
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    assert len(seat.stored()) == 1
    seat.page.wait_for_timeout(1000)
    # Refused with the token of the earlier sign-in, taken with that of this one.
    assert seat.line.flags == 2
    seat.page.reload()
    expect(seat.flag).to_have_text(words("live.unflag"))


def test_a_refused_flag_is_told_and_taken_back(seat):
    seat.line.on_flag = answers(403)
    seat.flag.click()
    expect(seat.page.locator("#said")).to_have_text(pattern("live.flag.refused"), timeout=SOON)
    expect(seat.page.locator("#polite")).to_have_text(pattern("live.flag.refused"))
    expect(seat.flag).to_have_text(words("live.flag"))
    seat.choose(0)
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    assert len(seat.stored()) == 1
    tries = seat.line.flags
    # Nothing waits any more that handing in would wait for.
    seat.page.goto(f"{seat.line.url}/sit/{seat.sitting}/hand-in")
    seat.page.get_by_role("button", name=words("hand-in.do")).click()
    expect(seat.page).to_have_title(pattern("receipt.title"), timeout=SOON)
    assert seat.line.flags == tries


def test_an_answer_goes_before_a_flag_that_fails(seat):
    seat.line.on_flag = answers(503)
    seat.flag.click()
    expect(seat.save).to_contain_text(pattern_inside("live.save.waiting"), timeout=SOON)
    seat.page.wait_for_timeout(4500)
    # The flag has failed three times and waits eight seconds; the answer does not.
    assert seat.line.flags == 3
    seat.choose(0)
    seat.page.wait_for_timeout(2000)
    assert len(seat.stored()) == 1
    seat.line.on_flag = None
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    seat.page.reload()
    expect(seat.flag).to_have_text(words("live.unflag"))


SIGNED_OUT = answers(401, kind="application/problem+json")


def test_an_ended_sign_in_is_told_by_the_heartbeat_and_answers_go_on(seat):
    seat.line.on_beat = SIGNED_OUT
    seat.beat()
    expect(seat.banner).to_contain_text(words("live.save.sign-in"))
    seat.choose(0)
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    assert len(seat.stored()) == 1
    expect(seat.banner).to_contain_text(words("live.save.sign-in"))
    seat.line.on_beat = None
    seat.beat()
    expect(seat.banner).to_be_hidden()


def test_a_flag_waits_for_the_next_sign_in_alone(seat):
    seat.line.on_flag = answers(303, Location="/sign-in")
    seat.flag.click()
    expect(seat.banner).to_contain_text(words("live.save.sign-in"), timeout=SOON)
    seat.choose(0)
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    assert len(seat.stored()) == 1
    seat.line.on_flag = None
    seat.beat()
    expect(seat.banner).to_be_hidden()
    seat.page.wait_for_timeout(1000)
    seat.page.reload()
    expect(seat.flag).to_have_text(words("live.unflag"))


def test_an_answer_that_needs_a_sign_in_waits_for_it(seat):
    seat.line.on_beat = SIGNED_OUT
    seat.line.faults = [SIGNED_OUT]
    seat.choose(0)
    expect(seat.banner).to_contain_text(words("live.save.sign-in"), timeout=SOON)
    # The first wait before a next try is two seconds; here there is none.
    seat.page.wait_for_timeout(5000)
    assert seat.line.saves == 1
    seat.line.on_beat = None
    seat.beat()
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    assert len(seat.stored()) == 1


# What may be typed, as JavaScript writes it, and what is kept of it.
TEXTS = {
    "more bytes than a browser keeps alive": ("'胸'.repeat(22000)", "胸" * 22000),
    "half of a pair of UTF-16": (r"'aorta \ud83d \ud83e\uddb4'", "aorta \ufffd \U0001f9b4"),
}


@pytest.mark.parametrize("typed, kept", TEXTS.values(), ids=TEXTS)
def test_every_text_that_can_be_typed_arrives(typed, kept, seat):
    seat.type(typed)
    expect(seat.save).to_contain_text(pattern_inside("live.save.saved"), timeout=SOON)
    (event,) = seat.stored()
    assert kept in json.dumps(event["response"], ensure_ascii=False)
