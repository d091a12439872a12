"""The main job, step by step, as people do it: import, paper, sitting, exam, results."""

import re
from dataclasses import dataclass
from pathlib import Path

from accessibility import axe_findings, page_findings
from keyboard import Keyboard
from playwright.sync_api import Locator, Page, expect
from words import pattern, words

CODE = re.compile(r"\b[A-Z0-9]{4}(?:[ -][A-Z0-9]{4}){3}\b")

# Names in four scripts, one of them very long: each must come back exactly as it was given.
CANDIDATES = [
    ("70101", "Ada Okafor"),
    ("70102", "محمد بن عبد الله الأنصاري"),
    ("70103", "王小明"),
    ("70104", "María de los Ángeles Fernández-Villaverde y García de la Concepción Rodríguez"),
]


def press(page: Page, *names: str | re.Pattern) -> None:
    """Presses the button, or follows the link, that has one of these names."""
    for name in names:
        exact = isinstance(name, str)
        for role in ("button", "link"):
            found = page.get_by_role(role, name=name, exact=exact)
            if found.count():
                found.first.click()
                page.wait_for_load_state("load")
                return
    raise AssertionError(f"nothing on {page.url} is called {' or '.join(map(str, names))}")


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
    codes: dict[str, str]


def import_package(page: Page, school: str, package: Path) -> None:
    """An examiner imports a package: the plan first, then the application of it."""
    page.goto(f"{school}/bank")
    press(page, "Import")
    page.locator("input[type=file]").set_input_files(package)
    press(page, "Show the plan", re.compile("plan", re.I))
    healthy(page)
    expect(page.get_by_role("main")).to_contain_text(re.compile("new", re.I))
    press(page, "Apply plan")
    expect(page.get_by_role("status").first).to_contain_text(re.compile(r"\d"))
    healthy(page)


def seal_paper(author: Page, approver: Page, school: str) -> str:
    """An examiner builds a paper from a blueprint, a second person approves it, and it is sealed."""
    author.goto(f"{school}/papers")
    press(author, "New paper")
    author.get_by_label("Name", exact=True).fill("Paper of the browser check")
    author.get_by_label("Blueprint").select_option(index=1)
    press(author, "Save", "Make the paper")
    address = author.url.split("?")[0]
    press(author, "Assemble")
    press(author, "Fill gaps")
    healthy(author)
    press(author, "Apply plan")
    author.goto(address)
    press(author, "Send to review")
    approver.goto(address)
    press(approver, "Approve")
    author.goto(address)
    press(author, "Seal")
    expect(author.get_by_role("main")).to_contain_text(re.compile("sealed", re.I))
    healthy(author)
    return address


def open_sitting(page: Page, school: str, folder: Path) -> Sitting:
    """An exam officer plans a sitting of that paper, imports the candidates and opens it."""
    page.goto(f"{school}/sittings")
    press(page, "New sitting")
    page.get_by_label("Paper").select_option(label="Paper of the browser check")
    press(page, "Save", "Plan the sitting")
    address = page.url.split("?")[0]
    table = folder / "candidates.csv"
    table.write_text("number,name\n" + "".join(f'{number},"{name}"\n' for number, name in CANDIDATES))
    page.locator("input[type=file]").set_input_files(table)
    press(page, "Show the plan", re.compile("plan", re.I))
    healthy(page)
    press(page, "Apply plan")
    for number, name in CANDIDATES:
        expect(page.get_by_role("row").filter(has_text=number)).to_contain_text(name)
    press(page, "Exam tickets", re.compile("ticket", re.I))
    codes = {number: CODE.search(_row(page, number).inner_text()).group() for number, _ in CANDIDATES}
    page.goto(address)
    press(page, "Open")
    expect(page.get_by_role("main")).to_contain_text(re.compile("open", re.I))
    healthy(page)
    return Sitting(address, codes)


def _row(page: Page, number: str) -> Locator:
    return page.locator("tr, li, section").filter(has_text=number).last


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


def release(officer: Page, board: Page, sitting: Sitting) -> None:
    """The sitting is closed and marked; one person proposes the release, another confirms it."""
    officer.goto(sitting.url)
    press(officer, "Close")
    press(officer, "Confirm closing", "Close")
    name = sitting.url.rstrip("/").split("/")[-1]
    results = sitting.url.split("/sittings/")[0] + f"/results/{name}"
    officer.goto(results)
    healthy(officer)
    officer.goto(f"{results}/release")
    press(officer, "Propose release", "Release")
    # The same person cannot do both.
    officer.goto(f"{results}/release")
    assert not officer.get_by_role("button", name=re.compile("^(Release|Confirm)")).count()
    board.goto(f"{results}/release")
    healthy(board)
    press(board, "Release", "Confirm release")
    expect(board.get_by_role("main")).to_contain_text(re.compile("released", re.I))


def see_result(page: Page, school: str, scripts: bool) -> None:
    """The candidate finds the released result from the home page."""
    page.goto(f"{school}/my")
    page.get_by_role("link", name=re.compile("result", re.I)).first.click()
    expect(page).to_have_url(re.compile("/my/results/"))
    expect(page.get_by_role("main")).to_contain_text(re.compile(r"\d+(\.\d)? %"))
    healthy(page, scripts)
