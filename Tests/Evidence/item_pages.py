"""Shows imported items in a real Chromium and counts what ran, was blocked, or reached for another host."""

import shutil
from dataclasses import dataclass, field
from urllib.parse import quote, urlsplit

MARKER = "avicennaHostile"
# Defined before any script of a page: whatever calls it has run.
TRAP = f"window.{MARKER} = () => window.reportHostile(location.href);"


@dataclass
class Shown:
    """What the browser saw; all lists are empty when nothing of what was imported acts."""

    pages: int = 0
    ran: list[str] = field(default_factory=list)
    blocked: list[str] = field(default_factory=list)
    reached: list[str] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)


def show(url: str, cookies: dict[str, str], items: list[str]) -> Shown:
    """Opens the page of every item, and every picture on it as a document of its own."""
    from playwright.sync_api import sync_playwright

    shown = Shown()
    host = urlsplit(url).netloc
    with sync_playwright() as playwright:
        path = shutil.which("chromium")
        # As root, and in most containers, Chromium's own sandbox cannot be set up.
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])
        context = browser.new_context()
        context.add_cookies([{"name": name, "value": value, "url": url} for name, value in cookies.items()])
        context.expose_function("reportHostile", lambda place: shown.ran.append(place))
        context.add_init_script(TRAP)

        def guard(route):
            if urlsplit(route.request.url).netloc != host:
                shown.reached.append(route.request.url)
                return route.abort()
            return route.continue_()

        context.route("**/*", guard)
        page = context.new_page()
        page.on("dialog", lambda dialog: (shown.ran.append(f"{page.url}: {dialog.message}"), dialog.dismiss()))
        page.on("pageerror", lambda error: shown.ran.append(f"{page.url}: {error}"))
        heard = lambda message: shown.blocked.append(f"{page.url}: {message.text}") if message.type == "error" else None
        prove_sight(page, shown)
        for item in items:
            page.on("console", heard)
            answer = page.goto(f"{url}/bank/items/{quote(item, safe='')}", wait_until="load")
            if answer is None or answer.status != 200:
                shown.missing.append(f"{item}: {answer and answer.status}")
                continue
            shown.pages += 1
            # What waits for a pointer or for the focus would act now.
            page.evaluate("document.querySelectorAll('main *').forEach(e => {e.dispatchEvent(new Event('mouseover')); e.focus?.()})")
            media = page.eval_on_selector_all("main img, main video, main audio", "all => all.map(e => e.currentSrc || e.src)")
            page.remove_listener("console", heard)
            # As a document the policy of its answer stops it, and Chromium says so: that is no fault.
            for address in dict.fromkeys(media):
                if address.startswith(url):
                    page.goto(address, wait_until="load")
        browser.close()
    return shown


def prove_sight(page, shown: Shown) -> None:
    """The trap and the guard see what they are made for; otherwise what they do not see would mean nothing."""
    page.set_content(f"<script>{MARKER}()</script><img src='https://hostile.invalid/a.gif'>")
    page.wait_for_function("document.readyState === 'complete'")
    page.wait_for_timeout(200)
    if not shown.ran or not shown.reached:
        raise RuntimeError(f"the browser check is blind: {shown}")
    shown.ran.clear()
    shown.reached.clear()
    shown.blocked.clear()
