"""Reads what a robot needs out of the exam's pages: the attempt, its times, and what each question can be answered with."""

from html.parser import HTMLParser


class ExamPage(HTMLParser):
    """One page of an exam.

    `facts` holds what the page says of itself (`attempt`, `epoch`, `now`, `ends-at`, `questions`, `position`), `fields`
    the hidden fields of its forms, `responses` one entry for each response: its kind, the values that can be picked, the
    rows of a match with the columns that each can be joined to, and the units of a number.
    """

    def __init__(self, text: str):
        super().__init__()
        self.facts: dict[str, str] = {}
        self.fields: dict[str, str] = {}
        self.responses: dict[str, dict] = {}
        self._current: dict | None = None
        self._select: str | None = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        if tag == "main":
            self.facts = {name.removeprefix("data-"): value for name, value in given.items() if name.startswith("data-")}
        if "data-response" in given:
            self._current = {"kind": given["data-kind"], "picks": [], "rows": {}, "units": []}
            self.responses[given["data-response"]] = self._current
        name, value = given.get("name") or "", given.get("value") or ""
        if tag == "select":
            self._select = name
        elif tag == "option" and self._select and value:
            self._offer(self._select, value)
        elif tag == "input" and name.startswith("response."):
            self._offer(name, value)
        elif tag == "input" and given.get("type") == "hidden":
            self.fields[name] = value

    def handle_endtag(self, tag):
        if tag == "select":
            self._select = None

    def _offer(self, name: str, value: str) -> None:
        if self._current is None or not name.startswith("response."):
            return
        rest = name.split(".")[2:]
        if self._current["kind"] == "choice":
            self._current["picks"].append(value)
        elif self._current["kind"] == "match" and rest:
            self._current["rows"].setdefault(rest[0], []).append(value)
        elif rest == ["unit"]:
            self._current["units"].append(value)
