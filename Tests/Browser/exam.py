"""The main job, step by step, as people do it: import, paper, sitting, exam, results."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path

from accessibility import axe_findings, page_findings
from keyboard import Keyboard
from playwright.sync_api import Locator, Page, expect
from words import pattern, words

# A ticket's code, and a share as pages print it, with a blank that does not break.
CODE = re.compile(r"[A-Z0-9]{4}(?:[ -][A-Z0-9]{4})+")
SHARE = re.compile(r"(\d+\.\d+)\s%")

PAPER = "Paper of the browser check"
BLUEPRINT = "year-5-paper-a"
# With this seed the demo's bank gives a paper of every kind: best answer, matching, numeric, very short answer.
SEED = "8"

# The solver thinks for some seconds, and longer in a debug build on a busy machine.
PATIENCE = 60_000

# Names in four scripts, one of them very long: each must come back exactly as it was given.
CANDIDATES = [
    ("70101", "Ada Okafor"),
    ("70102", "محمد بن عبد الله الأنصاري"),
    ("70103", "王小明"),
    ("70104", "María de los Ángeles Fernández-Villaverde y García de la Concepción Rodríguez"),
]


def press(page: Page, name: str | re.Pattern) -> None:
    """Presses the button, or follows the link, of this name in the main part, and waits for the page that comes."""
    main = page.get_by_role("main")
    for role in ("button", "link"):
        found = main.get_by_role(role, name=name, exact=isinstance(name, str))
        if found.count():
            with page.expect_navigation(timeout=PATIENCE):
                found.first.click()
            return
    raise AssertionError(f"nothing on {page.url} is called {name}")


def stands_at(page: Page, key: str) -> None:
    """The line of states on a paper or a sitting says that it stands here now."""
    expect(page.locator("[aria-current=step]")).to_contain_text(words(key))


def healthy(page: Page, scripts: bool = True) -> None:
    """The page that is shown now has no finding of axe or of the page rules.

    axe itself is a script with timers, so a browser without scripts is held to the page rules alone.
    """
    found = page_findings(page) + (axe_findings(page) if scripts else [])
    findings = [f"{page.url}: {finding}" for finding in found]
    assert not findings, "\n".join(findings)


@dataclass
class Sitting:
    """What the later steps need to know of the sitting that was opened."""

    url: str
    results: str
    codes: dict[str, str]


def import_package(page: Page, school: str, package: Path, ids: list[str]) -> None:
    """An examiner uploads a package, sees what it would do, and applies it; its items are then in the bank."""
    page.goto(f"{school}/bank")
    press(page, words("bank.import"))
    healthy(page)
    page.get_by_label(words("import.file"), exact=True).set_input_files(package)
    press(page, words("import.do"))
    standing = page.get_by_role("status").locator("p")
    expect(standing).to_have_text(pattern("plan.standing.staged.items"))
    expect(standing).to_contain_text(str(len(ids)))
    for item in ids:
        expect(page.get_by_role("row").filter(has_text=item)).to_contain_text(words("plan.outcome.new"))
    healthy(page)
    press(page, pattern("plan.apply.items"))
    expect(standing).to_have_text(pattern("plan.standing.applied.items"))
    healthy(page)
    press(page, re.compile(f"^{re.escape(ids[0])}"))
    expect(page.get_by_role("main")).to_contain_text(ids[0])
    healthy(page)


def draft_paper(page: Page, school: str, title: str, blueprint: str) -> str:
    """An examiner begins a paper from a blueprint; returns its address."""
    page.goto(f"{school}/papers")
    page.get_by_label(words("papers.title"), exact=True).fill(title)
    page.get_by_label(words("papers.blueprint"), exact=True).select_option(blueprint)
    page.get_by_label(words("papers.seed"), exact=True).fill(SEED)
    press(page, words("papers.create"))
    stands_at(page, "paper.state.draft")
    return page.url


def seal_paper(author: Page, approver: Page, school: str) -> str:
    """An examiner fills a paper from a blueprint, a second one approves it and seals it; returns its address."""
    address = draft_paper(author, school, PAPER, BLUEPRINT)
    press(author, words("paper.assemble"))
    press(author, words("assemble.fill"))
    plan = author.get_by_role("region", name=words("assemble.plan"))
    count = plan.locator("input[name=set]").count()
    assert count >= 5, f"the plan holds {count} items"
    healthy(author)
    press(author, words("assemble.plan.apply"))
    healthy(author)
    author.goto(address)
    expect(author.locator("ol.lines > li")).to_have_count(count)
    press(author, words("paper.step.review"))
    stands_at(author, "paper.state.in-review")
    # Nobody approves a paper of their own.
    expect(author.get_by_role("main")).to_contain_text(words("paper.waiting.other"))
    assert not author.get_by_role("button", name=words("paper.step.approve")).count()
    approver.goto(address)
    press(approver, words("paper.step.approve"))
    stands_at(approver, "paper.state.approved")
    press(approver, words("paper.step.seal"))
    stands_at(approver, "paper.state.sealed")
    expect(approver.locator("ol.lines > li")).to_have_count(count)
    healthy(approver)
    return address


def plan_sitting(page: Page, school: str, title: str, paper: str) -> str:
    """An exam officer plans a sitting of a sealed paper that is open from now on; returns its address."""
    now = datetime.now(timezone.utc)
    page.goto(f"{school}/sittings")
    page.get_by_label(words("sittings.title"), exact=True).fill(title)
    page.get_by_label(words("sittings.paper"), exact=True).select_option(label=paper)
    for key, moment in (("opens", now - timedelta(hours=1)), ("closes", now + timedelta(hours=8))):
        page.get_by_label(words(f"sittings.{key}"), exact=True).fill(moment.strftime("%Y-%m-%dT%H:%M"))
    page.get_by_label(words("sittings.zone"), exact=True).select_option("UTC")
    page.get_by_label(words("sittings.minutes"), exact=True).fill("60")
    press(page, words("sittings.plan"))
    stands_at(page, "sitting.state.planned")
    return page.url


def candidate_table(candidates: list[tuple[str, str]]) -> dict:
    """The upload of a candidate list as CSV."""
    text = "number,name\n" + "".join(f'{number},"{name}"\n' for number, name in candidates)
    return {"name": "candidates.csv", "mimeType": "text/csv", "buffer": text.encode()}


def add_candidates(page: Page) -> dict[str, str]:
    """The officer checks a candidate list, applies it, and is shown the tickets once; returns their codes."""
    press(page, words("sitting.add-candidates"))
    page.get_by_label(words("candidates.file"), exact=True).set_input_files(candidate_table(CANDIDATES))
    press(page, words("candidates.check"))
    expect(page.get_by_role("status").first).to_contain_text(words("candidates.checked"))
    for number, name in CANDIDATES:
        row = page.get_by_role("row").filter(has_text=number)
        expect(row).to_contain_text(name)
        expect(row).to_contain_text(words("candidates.added"))
    healthy(page)
    press(page, pattern("candidates.apply"))
    tickets = page.locator(".ticket")
    expect(tickets).to_have_count(len(CANDIDATES))
    codes = {}
    for number, name in CANDIDATES:
        ticket = tickets.filter(has_text=number)
        expect(ticket).to_contain_text(name)
        codes[number] = ticket.locator(".ticket-code").inner_text()
        assert CODE.fullmatch(codes[number]), f"{codes[number]} does not look like an exam code"
    healthy(page)
    press(page, words("tickets.done"))
    return codes


def open_sitting(page: Page, school: str, title: str) -> Sitting:
    """An exam officer plans a sitting of that paper, imports the candidates and opens it."""
    address = plan_sitting(page, school, title, PAPER)
    healthy(page)
    expect(page.get_by_role("main")).to_contain_text(words("sitting.waiting.candidates"))
    codes = add_candidates(page)
    for number, name in CANDIDATES:
        expect(page.get_by_role("row").filter(has_text=number)).to_contain_text(name)
    press(page, words("sitting.step.open"))
    stands_at(page, "sitting.state.open")
    healthy(page)
    return Sitting(address, address.replace("/sittings/", "/results/"), codes)


class Candidate:
    """Sits an exam with the keyboard alone."""

    def __init__(self, page: Page, school: str, scripts: bool):
        self.page = page
        self.school = school
        self.scripts = scripts
        self.keys = Keyboard(page)

    def sign_in(self, number: str, code: str) -> None:
        self.page.goto(f"{self.school}/sign-in/code")
        healthy(self.page, self.scripts)
        self.keys.reach(self.page.get_by_label(words("code.code")))
        self.page.keyboard.type(code)
        self.keys.reach(self.page.get_by_label(words("code.candidate")))
        self.page.keyboard.type(number)
        self._go(self.page.get_by_role("button", name=words("sign-in.do")))

    def start(self) -> int:
        """From the lobby to question 1; returns how many questions there are."""
        if "/sit/" not in self.page.url:
            self.page.goto(f"{self.school}/my")
            healthy(self.page, self.scripts)
            self._go(self.page.get_by_role("main").get_by_role("link").first)
        healthy(self.page, self.scripts)
        agree = self.page.get_by_label(words("lobby.agree"))
        if agree.count():
            self.keys.choose(agree)
        self._go(self.page.get_by_role("button", name=words("lobby.start")))
        expect(self.page).to_have_title(pattern("question.title"))
        return int(re.search(r"\d+\D+(\d+)", self.page.title()).group(1))

    def answer_all(self, count: int, leave_blank: set[int]) -> None:
        """Answers every question but those left blank, each by Tab, Space, arrows and typing."""
        for number in range(1, count + 1):
            expect(self.page).to_have_title(re.compile(rf"^\D+{number}\D+{count}\D"))
            if self.scripts and number > 1:
                expect(self.page.locator("h1")).to_be_focused()
            if number in (1, 2, count):
                healthy(self.page, self.scripts)
            ahead = self.page.locator("#next")
            if number not in leave_blank:
                assert self.keys.answer(until=ahead) > 0, f"question {number} offers nothing to answer"
                if self.scripts:
                    expect(self.page.locator("#save")).to_contain_text(pattern_inside("live.save.saved"))
            if number == 1:
                self._flag()
            self._go(ahead)

    def _flag(self) -> None:
        # Back to the question's start, so that the flag lies ahead again.
        self.page.locator("#heading").focus()
        self._go(self.page.locator("#flag"), leads_on=False)
        expect(self.page.locator("#flag")).to_contain_text(words("live.unflag"))
        self.page.locator("#heading").focus()

    def hand_in(self, count: int, leave_blank: set[int]) -> str:
        """From the review page to the receipt; returns the receipt's code."""
        expect(self.page).to_have_title(pattern("review.title"))
        healthy(self.page, self.scripts)
        for number in leave_blank:
            link = self.page.get_by_role("link", name=pattern_for("review.cell.blank", number=number))
            expect(link).to_be_visible()
        expect(self.page.locator("[data-question]")).to_have_count(count)
        # Handing in exists on this page alone, never beside “Next”.
        self._go(self.page.get_by_role("link", name=words("review.hand-in")))
        healthy(self.page, self.scripts)
        self._go(self.page.get_by_role("button", name=words("hand-in.do")))
        expect(self.page).to_have_title(pattern("receipt.title"))
        healthy(self.page, self.scripts)
        return self.page.locator(".receipt-code").inner_text()

    def _go(self, target: Locator, leads_on: bool = True) -> None:
        """Activates with Enter and waits for what it leads to."""
        before = self.page.url
        self.keys.reach(target)
        self.page.keyboard.press("Enter")
        if leads_on:
            self.page.wait_for_url(lambda url: url != before)
        self.page.wait_for_load_state("load")


def pattern_inside(key: str) -> re.Pattern:
    """The pattern of a text anywhere in what is shown."""
    return re.compile(pattern(key).pattern[1:-1])


def pattern_for(key: str, **values) -> re.Pattern:
    """The pattern of a text with some of its parameters filled in."""
    text = pattern(key).pattern
    for value in values.values():
        text = text.replace(".+", str(value), 1)
    return re.compile(text)


def mark(officer: Page, sitting: Sitting, present: str) -> str:
    """The officer closes the sitting, scores it, sets the pass mark and confirms; returns the mean in per cent.

    Only the candidate of number `present` sat the exam, so the mean is that person's score.
    """
    officer.goto(sitting.url)
    press(officer, words("sitting.step.close"))
    stands_at(officer, "sitting.state.closed")
    row = officer.get_by_role("row").filter(has_text=present)
    expect(row).to_contain_text(words("candidate.standing.handed-in"))
    press(officer, words("sitting.link.results"))
    healthy(officer)
    press(officer, words("results.score"))
    stands_at(officer, "sitting.state.marked")
    confirm_new_answers(officer, sitting)
    officer.get_by_label(words("results.percent")).fill("50")
    press(officer, words("results.set"))
    expect(officer.get_by_label(words("results.percent"))).to_have_value("50")
    # A new pass mark takes the results back, so that nobody confirms what was marked against another one.
    stands_at(officer, "sitting.state.closed")
    press(officer, words("results.score"))
    press(officer, words("results.confirm"))
    stands_at(officer, "sitting.state.confirmed")
    healthy(officer)
    mean = officer.locator(".tile").filter(has=officer.locator("dt", has_text=words("results.mean")))
    return SHARE.search(mean.inner_text()).group(1)


def confirm_new_answers(officer: Page, sitting: Sitting) -> None:
    """The officer looks at every typed answer that no key names; until then nobody can confirm the results."""
    flagged = officer.get_by_role("row").filter(has_text=pattern_inside("flag.new-strings"))
    count = flagged.count()
    assert count, "the paper was to have a typed answer that no key names"
    assert not officer.get_by_role("button", name=words("results.confirm")).count()
    for _ in range(count):
        press_in = flagged.first.get_by_role("link").first
        with officer.expect_navigation():
            press_in.click()
        healthy(officer)
        officer.locator("input[name=accept][type=checkbox]").first.check()
        press(officer, words("analysis.new.do"))
        assert not officer.locator("input[name=accept][type=checkbox]").count()
        officer.goto(sitting.results)
    assert not flagged.count()
    stands_at(officer, "sitting.state.closed")


def release(proposer: Page, confirmer: Page, sitting: Sitting) -> None:
    """One of the board proposes the release, a second one who sees the same digest confirms it."""
    address = f"{sitting.results}/release"
    proposer.goto(address)
    healthy(proposer)
    digest = proposer.locator("code.hash").first.inner_text()
    proposer.get_by_label(words("release.seen")).check()
    press(proposer, words("release.propose"))
    # The same person cannot do both.
    expect(proposer.get_by_role("main")).to_contain_text(words("release.blocked.own"))
    assert not proposer.get_by_role("button", name=words("release.confirm")).count()
    healthy(proposer)
    confirmer.goto(address)
    assert confirmer.locator("code.hash").first.inner_text() == digest
    healthy(confirmer)
    confirmer.get_by_label(words("release.seen")).check()
    press(confirmer, words("release.confirm"))
    stands_at(confirmer, "sitting.state.released")
    expect(confirmer.get_by_role("status").locator("p")).to_have_text(pattern("release.released"))
    healthy(confirmer)


def see_result(page: Page, school: str, scripts: bool, score: str) -> None:
    """The candidate finds the released result from the list of exams: the score that the board released."""
    page.goto(f"{school}/my")
    press(page, re.compile(f"^{re.escape(words('exam.see-result'))}"))
    expect(page).to_have_title(pattern("feedback.title"))
    # The board's table keeps one place; the candidate reads a whole share without it.
    share = re.escape(score.removesuffix(".0"))
    expect(page.locator("main .notice")).to_contain_text(re.compile(rf" · {share}\s% · "))
    healthy(page, scripts)
