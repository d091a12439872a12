"""Every page that a role can reach by links: axe and the page rules, light and dark, at 360 and 1280 px."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from accessibility import axe_findings, page_findings, source_findings
from exam import Candidate
from words import words

MODES = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]

# What each role must at least have reached, or the walk has seen nothing.
MUST_REACH = {
    None: ["/sign-in", "/sign-in/code", "/help", "/help/keys"],
    "candidate": ["/", "/my", "/sit/*", "/me/display", "/messages"],
    "examiner": ["/", "/bank", "/bank/items/*", "/papers", "/papers/*", "/papers/*/assemble"],
    "exam-officer": ["/", "/sittings", "/sittings/*", "/sittings/*/live"],
    "board": ["/", "/results/*"],
}

# One page of a shape is looked at; this many addresses are followed to find the shapes.
MOST_PAGES = 120

_PART = re.compile(r"^(\d+|[0-9a-f-]{16,}|[a-z0-9-]*\d[a-z0-9-]*)$", re.I)


def shape(path: str) -> str:
    """The path with ids and numbers as `*`."""
    return "/".join("*" if _PART.match(part) else part for part in path.split("/")) or "/"


def walk(page, start: str):
    """Goes to one page of every shape that links lead to; yields the shape while its page is shown."""
    host = urlsplit(start).netloc
    seen: set[str] = set()
    waiting = [start]
    for _ in range(MOST_PAGES):
        if not waiting:
            return
        url = waiting.pop(0)
        if shape(urlsplit(url).path) in seen:
            continue
        seen.add(shape(urlsplit(url).path))
        answer = page.goto(url)
        assert answer.status < 400, f"{url} answers {answer.status}"
        if "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        seen.add(shape(urlsplit(page.url).path))
        yield shape(urlsplit(page.url).path), source_findings(answer.text())
        links = page.locator("a[href]:not([download])").evaluate_all("links => links.map((link) => link.href)")
        for link in links:
            parts = urlsplit(urljoin(page.url, link))
            if parts.netloc == host and parts.scheme.startswith("http"):
                waiting.append(parts._replace(fragment="", query="").geturl())


@pytest.mark.parametrize(
    ("path", "expected"),
    [("/", "/"), ("/sit/018f-22aa/q/14", "/sit/*/q/*"), ("/bank/items/cardio-0001", "/bank/items/*"),
     ("/sign-in/code", "/sign-in/code"), ("/help/keys", "/help/keys")],
)
def test_a_shape_has_no_ids(path, expected):
    assert shape(path) == expected


def look(page, place: str, role: str, contact) -> list[str]:
    """What axe and the page rules find on the page that is shown, in every mode; leaves a screenshot of each."""
    findings = []
    for scheme, width in MODES:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found = axe_findings(page) + page_findings(page)
        findings += [f"{place} ({role}, {scheme}, {width}): {finding}" for finding in found]
        name = f"{role}{place.replace('/', '-').replace('*', 'n')}-{scheme}-{width}.png"
        page.screenshot(path=contact / name, full_page=True)
    return findings


@pytest.mark.parametrize("role", list(MUST_REACH))
def test_every_page_of_a_role_is_accessible(role, visit, school, sign_in, contact):
    page = visit(**({"storage_state": sign_in(role)} if role else {})).page
    findings: list[str] = []
    reached: set[str] = set()
    for path in [path for path in MUST_REACH[role] if "*" not in path]:
        for place, faults in walk(page, school.url + path):
            if place not in reached:
                findings += [f"{place}: {fault}" for fault in faults] + look(page, place, role or "anyone", contact)
            reached |= {place, path}
    missing = [place for place in MUST_REACH[role] if place not in reached]
    assert not missing, f"no link led {role} to {missing}; reached: {sorted(reached)}"
    assert not findings, "\n".join(findings)


def test_every_page_of_a_running_exam_is_accessible(visit, school, sign_in, contact):
    """The pages that only a started exam has, in the demo's practice sitting, with every kind of question."""
    page = visit(storage_state=sign_in("candidate")).page
    page.goto(f"{school.url}/my")
    page.goto(school.url + page.get_by_role("main").locator("a[href^='/sit/']").last.get_attribute("href"))
    candidate = Candidate(page, school.url, scripts=True)
    count = candidate.start()
    path = page.url.split("/q/")[0]
    findings = []
    for number in range(1, count + 1):
        page.goto(f"{path}/q/{number}")
        findings += look(page, f"/sit/*/q/{number}", "candidate", contact)
        page.set_viewport_size({"width": 1280, "height": 800})
        candidate.keys.answer(until=page.locator("#next"))
    for name in ("review", "hand-in"):
        page.goto(f"{path}/{name}")
        findings += look(page, f"/sit/*/{name}", "candidate", contact)
    page.get_by_role("button", name=words("hand-in.do")).click()
    page.wait_for_url("**/receipt")
    findings += look(page, "/sit/*/receipt", "candidate", contact)
    assert not findings, "\n".join(findings)
