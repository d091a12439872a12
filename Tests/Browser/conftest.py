"""Fixtures of the browser checks: the running school, Debian's Chromium, people who are signed in."""

import os
import shutil
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright
from school import ROOT, School, program

# What a page shows of a fault in a script or a broken rule of the content policy; other console lines are free.
FAULTS = ("error",)

# A busy machine may take its time; what is right is still right after some seconds.
expect.set_options(timeout=15_000)


def pytest_collection_modifyitems(items):
    """The harness proves itself first: when it is blind, nothing that follows means anything."""
    items.sort(key=lambda item: item.path.name != "test_harness.py")


@pytest.fixture(scope="session")
def browser():
    path = shutil.which("chromium")
    assert path, "Debian's chromium is not installed: apt-get install chromium"
    with sync_playwright() as playwright:
        # As root, and in most containers, Chromium's own sandbox cannot be set up.
        running = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        yield running
        running.close()


@pytest.fixture(scope="session")
def school():
    assert program().exists(), f"{program()} is not built: swift build"
    running = School()
    yield running
    running.stop()


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The reference data beside the checkout; without it the check is skipped, and fails where CI is set."""
    folder = ROOT.parent / "shared" / "corpora"
    if not folder.is_dir():
        if os.environ.get("CI"):
            pytest.fail("../shared/corpora is missing")
        pytest.skip("../shared/corpora is missing")
    return folder


class Visitor:
    """One person at one browser of their own."""

    def __init__(self, browser: Browser, **settings):
        settings.setdefault("locale", "en-GB")
        settings.setdefault("viewport", {"width": 1280, "height": 800})
        # Without smooth scrolling the page stands still at once, and what has the focus can be looked at.
        settings.setdefault("reduced_motion", "reduce")
        self.context: BrowserContext = browser.new_context(**settings)
        self.context.set_default_timeout(30_000)
        self.page: Page = self.context.new_page()
        self.faults: list[str] = []
        self.page.on("pageerror", lambda error: self.faults.append(f"{self.page.url}: {error.stack or error}"))
        self.page.on("console", self._hear)

    def _hear(self, message) -> None:
        if message.type in FAULTS:
            self.faults.append(f"{self.page.url}: {message.text} {message.location.get('url', '')}")


@pytest.fixture
def visit(browser):
    """Makes visitors: `visit()`, `visit(java_script_enabled=False)`, `visit(color_scheme="dark")`."""
    visitors: list[Visitor] = []

    def make(**settings) -> Visitor:
        visitors.append(Visitor(browser, **settings))
        return visitors[-1]

    yield make
    faults = [fault for visitor in visitors for fault in visitor.faults]
    for visitor in visitors:
        visitor.context.close()
    assert not faults, "\n".join(faults)


@pytest.fixture(scope="session")
def sign_in(browser, school):
    """Cookies of each role, won once through its sign-in link: `visit(storage_state=sign_in("examiner"))`."""
    states: dict[tuple[str, bool], dict] = {}

    def state(role: str) -> dict:
        if role not in states:
            assert role in school.links, f"the school printed no link for {role}: {sorted(school.links)}"
            visitor = Visitor(browser)
            visitor.page.goto(school.links[role])
            # A link may ask for one press of a button, so that a mail scanner cannot use it up.
            press = visitor.page.get_by_role("button", name="Sign in")
            if press.count():
                press.first.click()
            visitor.page.wait_for_url(lambda url: "/sign-in" not in url)
            states[role] = visitor.context.storage_state()
            visitor.context.close()
        return states[role]

    return state


@pytest.fixture(scope="session")
def contact() -> Path:
    """Where screenshots go, one folder a run: .build/screenshots, or AVICENNA_SCREENSHOTS."""
    folder = Path(os.environ.get("AVICENNA_SCREENSHOTS", ROOT / ".build/screenshots"))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
