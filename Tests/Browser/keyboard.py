"""Works a page with keys alone, and checks at every stop that the focus can be seen."""

from accessibility import focus_findings
from playwright.sync_api import Locator, Page

MOST_STOPS = 150


class Keyboard:
    """Tab, arrows, Space and Enter on one page; `findings` collects every stop whose focus cannot be seen."""

    def __init__(self, page: Page):
        self.page = page
        self.findings: list[str] = []
        self.stops = 0

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)

    def tab(self) -> None:
        self.page.keyboard.press("Tab")
        self.stops += 1
        self.findings += [f"{self.page.url}: {finding}" for finding in focus_findings(self.page)]

    def reach(self, target: Locator) -> None:
        """Tabs forward until `target` has the focus; going through the page once must be enough."""
        target.wait_for(state="attached")
        for _ in range(MOST_STOPS):
            if target.evaluate("element => element === document.activeElement"):
                return
            self.tab()
        raise AssertionError(f"{target} cannot be reached with Tab on {self.page.url}")

    def activate(self, target: Locator) -> None:
        """Presses Enter on a button or link that was reached with Tab."""
        self.reach(target)
        self.press("Enter")

    def choose(self, target: Locator) -> None:
        """Presses Space on a radio button or checkbox that was reached with Tab."""
        self.reach(target)
        self.press("Space")

    def answer(self, until: Locator, text: str = "4") -> int:
        """Tabs through the question up to the button `until` and answers every control on the way.

        Takes the first option of a group, the first real entry of a list, and types `text` into fields. Returns how
        many controls were answered.
        """
        answered = 0
        for _ in range(MOST_STOPS):
            if until.evaluate("element => element === document.activeElement"):
                return answered
            kind = self.page.evaluate(_KIND)
            if kind == "pick":
                self.press("Space")
                answered += 1
            elif kind == "list":
                self.press("ArrowDown")
                answered += 1
            elif kind == "field":
                self.page.keyboard.type(text)
                answered += 1
            self.tab()
        raise AssertionError(f"{until} cannot be reached with Tab on {self.page.url}")


# What sort of control has the focus, if it is an unanswered one of the question.
_KIND = """() => {
    const element = document.activeElement
    if (!element || !element.closest('main form') || element.disabled || element.readOnly) return ''
    if (element.matches('input[type=radio]')) {
        const group = element.form.elements[element.name]
        const isAnswered = [...(group.length ? group : [group])].some((option) => option.checked)
        return isAnswered ? '' : 'pick'
    }
    if (element.matches('select')) return element.value ? '' : 'list'
    if (element.matches('textarea, input[type=text], input[type=number], input:not([type])')) {
        return element.value ? '' : 'field'
    }
    return ''
}"""
