"""The harness itself: each check must see a fault when there is one, and be silent when there is none."""

import gzip
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from accessibility import axe_findings, focus_findings, page_findings, source_findings
from keyboard import Keyboard
from weight import BUDGETS, Scale, Weight

RINGS = "outline:3px solid #FFD43B; outline-offset:2px; box-shadow:0 0 0 7px #14202B"
GOOD = """<!doctype html><html lang="en-GB" dir="ltr"><head><title>Question 1</title><style>
:focus-visible {%s} main {padding: 20px}</style></head><body><main><h1>Question 1</h1><form>
<p><label><input type="radio" name="a" value="A"> A</label> <label><input type="radio" name="a" value="B"> B</label></p>
<p><label>List <select><option value=""></option><option value="1">One</option></select></label></p>
<p><label>Dose <input type="text" name="dose"></label></p>
<p><label>Given <input type="text" value="kept"></label></p>
<button type="button">Next</button></form></main></body></html>""" % RINGS


def test_a_clean_page_has_no_finding(visit):
    page = visit().page
    page.set_content(GOOD)
    assert axe_findings(page) == []
    assert page_findings(page) == []


@pytest.mark.parametrize(
    ("good", "bad", "word"),
    [
        ('<label>Dose <input type="text" name="dose"></label>', '<input type="text" name="dose">', "label"),
        ("<h1>Question 1</h1>", '<h1 style="color:#bbb">Question 1</h1>', "color-contrast"),
        ("<main>", "<div>", "region"),
    ],
)
def test_axe_sees_a_fault(visit, good, bad, word):
    page = visit().page
    assert good in GOOD
    page.set_content(GOOD.replace(good, bad))
    assert any(finding.startswith(word) for finding in axe_findings(page))


@pytest.mark.parametrize(
    ("good", "bad"),
    [
        (' lang="en-GB"', ""),
        (' dir="ltr"', ""),
        ("<title>Question 1</title>", "<title> </title>"),
        ("<h1>Question 1</h1>", "<h1>a</h1><h1>b</h1>"),
        ("<h1>Question 1</h1>", '<h1>a</h1><p class="w">wide</p><style>.w {width: 3000px}</style>'),
    ],
)
def test_page_rules_see_a_fault(visit, good, bad):
    page = visit().page
    assert good in GOOD
    page.set_content(GOOD.replace(good, bad))
    assert len(page_findings(page)) == 1


@pytest.mark.parametrize(
    "fault", ['<p style="color:red">a</p>', '<a href="#" onclick="go()">a</a>', "<script>go()</script>", "<style>p{}</style>"]
)
def test_inline_styles_and_scripts_are_seen(fault):
    assert len(source_findings(f"<!doctype html><main>{fault}</main>")) == 1
    assert source_findings('<!doctype html><p class="style">on style=x</p><script src="a.js"></script>') == []


def test_rings_and_order_of_a_clean_page(visit):
    page = visit().page
    page.set_content(GOOD)
    keys = Keyboard(page)
    assert keys.answer(until=page.get_by_role("button", name="Next"), text="12") == 3
    assert keys.findings == []
    assert page.get_by_role("radio", name="A").is_checked()
    assert page.get_by_role("combobox").input_value() == "1"
    assert page.get_by_label("Dose").input_value() == "12"
    assert page.get_by_label("Given").input_value() == "kept"


@pytest.mark.parametrize(
    "rings",
    ["outline:none", "outline:3px solid #FFD43B", "outline:3px solid #FFD43B; box-shadow:0 0 0 7px #FFE27A",
     "outline:1px solid #FFD43B; box-shadow:0 0 0 7px #14202B", "box-shadow:0 0 0 7px #14202B; outline:3px solid #14202B"],
)
def test_missing_rings_are_seen(visit, rings):
    page = visit().page
    page.set_content(GOOD.replace(RINGS, rings))
    keys = Keyboard(page)
    keys.reach(page.get_by_role("button", name="Next"))
    assert len([finding for finding in keys.findings if "ring" in finding]) == 5


def test_a_covered_focus_is_seen(visit):
    page = visit().page
    bar = '<div class="bar">bar</div><style>.bar {position:fixed; inset:0; background:#fff}</style></body>'
    page.set_content(GOOD.replace("</body>", bar))
    page.keyboard.press("Tab")
    assert any("covered" in finding for finding in focus_findings(page))


def test_a_button_that_keys_cannot_reach_is_an_error(visit):
    page = visit().page
    page.set_content(GOOD.replace("<button ", '<button tabindex="-1" '))
    with pytest.raises(AssertionError, match="cannot be reached"):
        Keyboard(page).reach(page.get_by_role("button", name="Next"))


class _Site(BaseHTTPRequestHandler):
    """Serves one page with a style, one of them compressed, and an endpoint for a save."""

    protocol_version = "HTTP/1.1"
    style = gzip.compress(b"a {color: red}\n" * 500)

    def do_GET(self):
        if self.path.endswith(".css"):
            self._answer(self.style, "text/css", ("Content-Encoding", "gzip"), ("Cache-Control", "max-age=3600, immutable"))
        elif self.path == "/hop":
            self.send_response(303)
            self.send_header("Location", "/")
            self.send_header("Content-Length", "0")
            self.end_headers()
        else:
            head = b'<!doctype html><title>t</title><link rel=icon href="data:,"><link rel=stylesheet href=/a.css>'
            self._answer(head.ljust(3000), "text/html")

    def do_POST(self):
        self.rfile.read(int(self.headers["Content-Length"]))
        self._answer(b"x" * 321, "application/json")

    def _answer(self, body, kind, *headers):
        self.send_response(200)
        for name, value in (("Content-Type", kind), ("Content-Length", str(len(body))), *headers):
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *words):
        pass


@pytest.fixture
def site():
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


def test_bodies_are_weighed_as_they_travelled(visit, site):
    visitor = visit()
    scale = Scale(visitor.context, visitor.page)
    cold = scale.weigh(lambda: visitor.page.goto(site))
    assert (cold.requests, cold.bytes) == (2, 3000 + len(_Site.style))
    warm = scale.weigh(lambda: visitor.page.goto(f"{site}/hop"))
    assert (warm.requests, warm.bytes) == (2, 3000)
    save = "() => fetch('/save', {method: 'POST', body: 'y'.repeat(200)})"
    saved = scale.weigh(lambda: visitor.page.evaluate(save))
    assert (saved.requests, saved.bytes, saved.sent) == (1, 321, 200)


def test_a_weight_over_its_budget_is_named():
    assert Weight(requests=3, bytes=20001).over(BUDGETS["sign-in cold"])
    assert Weight(requests=4, bytes=1).over(BUDGETS["sign-in cold"])
    assert Weight(requests=3, bytes=20000).over(BUDGETS["sign-in cold"]) == []
    assert Weight(requests=1, bytes=19000).near(BUDGETS["sign-in cold"]) == ["bytes: 19000 of 20000"]
