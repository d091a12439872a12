"""Every page that a role can reach by links: axe and the page rules, light and dark, at 360 and 1280 px."""

import re
from urllib.parse import urljoin, urlsplit

import pytest
from accessibility import axe_findings, page_findings, source_findings
from conftest import Visitor
from exam import BLUEPRINT, CANDIDATES, Candidate, candidate_table, draft_paper, plan_sitting, press
from office import Office
from words import pattern, words

# The corpus package that an examiner brings in, and one with XML that cannot be read.
PACKAGE = "qti/tao-itemqti/test/integration/samples/package/QTI/package.zip"
BROKEN_PACKAGE = "qti/tao-itemqti/test/integration/samples/package/wrong/MalformedItemXml.zip"

MODES = [(scheme, width) for scheme in ("light", "dark") for width in (360, 1280)]

# Those of which a picture is kept; a picture of each would take as long as axe does.
PICTURES = [("light", 1280), ("dark", 360)]

# What each role must at least have reached, or the walk has seen nothing.
MUST_REACH = {
    None: ["/sign-in", "/sign-in/code", "/help", "/help/keys"],
    "candidate": ["/", "/my", "/sit/*", "/me/display", "/messages"],
    "examiner": [
        "/", "/bank", "/bank/import", "/bank/items/*", "/papers", "/papers/*", "/papers/*/assemble", "/blueprints/*",
    ],
    "exam-officer": [
        "/", "/sittings", "/sittings/*", "/sittings/*/candidates", "/sittings/*/live", "/papers", "/results/*",
        "/results/*/items/*",
    ],
    "invigilator": ["/", "/sittings", "/sittings/*", "/sittings/*/live"],
    "second-board": ["/", "/sittings", "/sittings/*", "/results/*", "/results/*/items/*", "/results/*/release"],
    "administrator": ["/", "/messages"],
}

# Pages that say the same to all of the staff: looked at for one of them, whose row of links is the longest.
COMMON = ["/help", "/help/keys", "/me/display", "/messages"]

# One page of a shape is looked at; there are fewer shapes than this.
MOST_PAGES = 120

_PART = re.compile(r"^(\d+|[0-9a-f-]{16,}|[a-z0-9-]*\d[a-z0-9-]*|practice-paper)$", re.I)


def shape(path: str) -> str:
    """The path with ids and numbers as `*`."""
    return "/".join("*" if _PART.match(part) else part for part in path.split("/")) or "/"


def walk(page, starts: list[str]):
    """Goes to the pages of `starts` and to one page of every shape that links lead to.

    Yields, while a page is shown: the shapes of where it was looked for and where it is, and what is wrong in its
    source. The two shapes differ where one page sends the browser on to another.
    """
    host = urlsplit(starts[0]).netloc
    seen: set[str] = set()
    shapes: set[str] = set()
    waiting = list(starts)
    while waiting:
        assert len(seen) < MOST_PAGES, f"more than {MOST_PAGES} shapes of pages: are these ids? {sorted(shapes)}"
        url = waiting.pop(0)
        if url in seen or (url not in starts and shape(urlsplit(url).path) in shapes):
            continue
        answer = page.goto(url)
        places = [shape(urlsplit(address).path) for address in (url, page.url)]
        is_new = page.url not in seen
        seen |= {url, page.url}
        shapes |= set(places)
        if not is_new or "text/html" not in (answer.headers.get("content-type") or ""):
            continue
        if answer.status >= 400:
            yield *places, [f"a link leads here, and the answer is {answer.status}: {url}"]
            continue
        links = page.locator("a[href]:not([download])").evaluate_all("links => links.map((link) => link.href)")
        yield *places, source_findings(answer.text())
        for link in links:
            parts = urlsplit(urljoin(url, link))
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
    """What axe and the page rules find on the page that is shown, in every mode; leaves two pictures."""
    findings = []
    for scheme, width in MODES:
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size({"width": width, "height": 800})
        found = axe_findings(page) + page_findings(page)
        findings += [f"{place} ({role}, {scheme}, {width}): {finding}" for finding in found]
        name = f"{role}{place.replace('/', '-').replace('*', 'n').replace('?', '-')}-{scheme}-{width}.png"
        if (scheme, width) in PICTURES:
            page.screenshot(path=contact / name, full_page=True)
    return findings


@pytest.fixture(scope="module")
def draft(browser, school, sign_in) -> str:
    """The address of a paper that is still a draft."""
    visitor = Visitor(browser, storage_state=sign_in("examiner"))
    address = draft_paper(visitor.page, school.url, "Draft of the browser check", BLUEPRINT)
    visitor.context.close()
    return address


@pytest.fixture(scope="module")
def sittings(browser, school, sign_in) -> dict[str, str]:
    """Addresses of one planned, one open and one marked sitting; the demo school has the last two."""
    visitor = Visitor(browser, storage_state=sign_in("exam-officer"))
    page = visitor.page
    page.goto(f"{school.url}/sittings")
    paper = page.get_by_label(words("sittings.paper"), exact=True).locator("option").first.inner_text()
    plan_sitting(page, school.url, "Planned in the browser check", paper)
    listed = Office(visitor.context, school.url).get("/sittings")["sittings"]
    visitor.context.close()
    return {each["state"]: f"{school.url}/sittings/{each['sitting']}" for each in listed}


def starts(role: str | None, draft: str, sittings: dict[str, str]) -> list[str]:
    """Where the walk of a role begins besides the pages that it must reach: one page of a shape is not enough when
    the page differs much from state to state.
    """
    results = sittings["marked"].replace("/sittings/", "/results/")
    return {
        "examiner": [draft],
        "exam-officer": [sittings["planned"], sittings["open"], results],
        "invigilator": [sittings["open"]],
        "second-board": [results, f"{results}/release"],
    }.get(role, [])


@pytest.mark.parametrize("role", list(MUST_REACH))
def test_every_page_of_a_role_is_accessible(role, visit, school, sign_in, contact, draft, sittings):
    visitor = visit(**({"storage_state": sign_in(role)} if role else {}))
    page = visitor.page
    findings: list[str] = []
    reached: set[str] = set()
    begin = starts(role, draft, sittings) + [school.url + path for path in MUST_REACH[role] if "*" not in path]
    for asked, place, faults in walk(page, begin):
        # A second page of a shape gets a name of its own.
        name = place if place not in reached else f"{place}/{len(reached)}"
        findings += [f"{place}: {fault}" for fault in faults]
        if place not in COMMON or role in (None, "candidate", "exam-officer"):
            findings += look(page, name, role or "anyone", contact)
        reached |= {asked, place}
    missing = [place for place in MUST_REACH[role] if place not in reached]
    # Links that lead to a refusal are among the findings already, and the browser's console repeats them.
    visitor.faults[:] = [fault for fault in visitor.faults if "the server responded with a status of 4" not in fault]
    assert not missing, f"no link led {role} to {missing}; reached: {sorted(reached)}"
    assert not findings, "\n".join(findings)


def test_pages_that_answer_an_examiner_are_accessible(visit, school, sign_in, contact, draft, corpora):
    """What no link leads to: the plan of an import, the plan of the solver, suggestions for a cell, a swap."""
    visitor = visit(storage_state=sign_in("examiner"))
    page = visitor.page
    findings: list[str] = []
    for name, package in (("good", PACKAGE), ("broken", BROKEN_PACKAGE)):
        page.goto(f"{school.url}/bank/import")
        page.get_by_label(words("import.file"), exact=True).set_input_files(corpora / package)
        press(page, words("import.do"))
        # A busy machine may still be reading; the page changes by itself when it has read all.
        page.get_by_role("button", name=words("plan.discard"), exact=True).wait_for()
        findings += look(page, f"/bank/imports/{name}", "examiner", contact)
    page.goto(f"{school.url}/bank?words=pain")
    findings += look(page, "/bank?words", "examiner", contact)
    page.goto(f"{school.url}/bank?words=nothing-is-called-so")
    findings += look(page, "/bank?none", "examiner", contact)
    page.goto(f"{draft}/assemble")
    press(page, words("assemble.fill"))
    findings += look(page, "/papers/*/assemble/fill", "examiner", contact)
    press(page, words("assemble.plan.apply"))
    findings += look(page, "/papers/*/assemble/full", "examiner", contact)
    for key in ("swap", "move-to"):
        link = page.get_by_role("main").locator(f"a[href*='{key.split('-')[0]}=']").first
        page.goto(school.url + link.get_attribute("href"))
        findings += look(page, f"/papers/*/assemble/{key}", "examiner", contact)
    page.goto(draft)
    findings += look(page, "/papers/*/full", "examiner", contact)
    assert not findings, "\n".join(findings)


def test_pages_that_answer_an_officer_are_accessible(visit, school, sign_in, contact, sittings):
    """What no link leads to: a checked list, one with errors, tickets, added time, a refused form."""
    visitor = visit(storage_state=sign_in("exam-officer"))
    page = visitor.page
    findings: list[str] = []
    for name, people in (("wrong", [CANDIDATES[0], CANDIDATES[0]]), ("right", CANDIDATES)):
        page.goto(f"{sittings['planned']}/candidates")
        page.get_by_label(words("candidates.file"), exact=True).set_input_files(candidate_table(people))
        press(page, words("candidates.check"))
        findings += look(page, f"/sittings/*/candidates/{name}", "exam-officer", contact)
    press(page, pattern("candidates.apply"))
    findings += look(page, "/sittings/*/tickets", "exam-officer", contact)
    page.goto(sittings["planned"])
    findings += look(page, "/sittings/*/planned", "exam-officer", contact)
    results = sittings["marked"].replace("/sittings/", "/results/")
    page.goto(results)
    page.get_by_label(words("results.percent")).fill("120")
    press(page, words("results.set"))
    findings += look(page, "/results/*/refused", "exam-officer", contact)
    # The refusals answer 422, which the browser's console counts as an error of its own.
    visitor.faults[:] = [fault for fault in visitor.faults if "status of 422" not in fault]
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
    # The exam office sees somebody at work, and can add time.
    officer = visit(storage_state=sign_in("exam-officer")).page
    officer.goto(f"{school.url}/sittings/{path.split('/')[-1]}/live")
    findings += look(officer, "/sittings/*/live/working", "exam-officer", contact)
    press(officer, re.compile(f"^{re.escape(words('watch.add'))}"))
    findings += look(officer, "/sittings/*/live/time", "exam-officer", contact)
    press(officer, words("watch.message.all"))
    findings += look(officer, "/sittings/*/live/message", "exam-officer", contact)
    officer.get_by_label(words("watch.message.text"), exact=True).fill("Fire alarm:\nleave everything.")
    press(officer, words("watch.message.do"))
    findings += look(officer, "/sittings/*/live/sent", "exam-officer", contact)
    page.goto(f"{school.url}/messages")
    findings += look(page, "/messages/new", "candidate", contact)
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
