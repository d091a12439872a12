"""axe, and what axe does not see: focus rings, covered focus, sideways scroll, language, title."""

from html.parser import HTMLParser

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

_axe = Axe()


def axe_findings(page: Page) -> list[str]:
    """One line a finding: rule, impact, where, and what to do."""
    options = {"runOnly": {"type": "tag", "values": TAGS}, "resultTypes": ["violations"]}
    # The script is half a megabyte: a page that is looked at in several modes gets it once.
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(_axe.axe_script)
    violations = page.evaluate("options => axe.run(document, options).then(found => found.violations)", options)
    return [
        f"{rule['id']} ({rule['impact']}): {node['target']} {rule['help']}: {node['html'][:160]}"
        for rule in violations
        for node in rule["nodes"]
    ]


# Language and direction on the page, one main heading, a title, no sideways scroll.
_PAGE_RULES = """() => {
    const findings = []
    const root = document.documentElement
    if (!root.lang) findings.push('the page has no lang')
    if (!['ltr', 'rtl'].includes(root.dir)) findings.push('the page has no dir')
    if (!document.title.trim()) findings.push('the page has no title')
    const headings = document.querySelectorAll('h1').length
    if (headings !== 1) findings.push(`${headings} main headings instead of one`)
    if (root.scrollWidth > root.clientWidth) {
        const wide = [...document.body.querySelectorAll('*')].filter(
            (element) => element.getBoundingClientRect().right > root.clientWidth + 1)
        const at = wide.slice(0, 3).map((element) => element.outerHTML.slice(0, 80))
        findings.push(`scrolls sideways: ${root.scrollWidth} > ${root.clientWidth} px at ${at.join(' | ')}`)
    }
    return findings
}"""


def page_findings(page: Page) -> list[str]:
    return page.evaluate(_PAGE_RULES)


class _Source(HTMLParser):
    """Looks for what the content policy forbids; in the source, since axe and scripts may add styles of their own."""

    def __init__(self):
        super().__init__()
        self.findings: list[str] = []

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.findings += [f"<{tag}> carries {name}" for name in given if name == "style" or name.startswith("on")]
        if tag == "style" or (tag == "script" and "src" not in given):
            self.findings.append(f"an inline <{tag}>")


def source_findings(text: str) -> list[str]:
    """Inline styles and scripts in a page as the server sent it."""
    source = _Source()
    source.feed(text)
    return source.findings


# Both rings of the focus: the yellow outline of 3 px and, outside it, a ring that contrasts with it. The ring may be
# drawn by the row that a radio button or checkbox stands in, because the whole row is the target.
_FOCUS_RULES = """() => {
    const element = document.activeElement
    if (!element || element === document.body) return ['nothing has the focus']
    const name = element.outerHTML.slice(0, 100)
    const findings = []
    const parts = (colour) => (colour.match(/[\\d.]+/g) || []).map(Number)
    const light = (colour) => {
        const [r, g, b] = parts(colour).map((part) => {
            const share = part / 255
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const contrast = (a, b) => {
        const [low, high] = [light(a), light(b)].sort((x, y) => x - y)
        return (high + 0.05) / (low + 0.05)
    }
    const hasRings = (candidate) => {
        const style = getComputedStyle(candidate)
        const isYellow = parts(style.outlineColor).slice(0, 3).join() === '255,212,59'
        const isThick = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 3
        const ring = style.boxShadow.match(/(rgba?\\([^)]*\\)) 0px 0px 0px ([\\d.]+)px/)
        if (!isYellow || !isThick || !ring || ring[0].includes('inset')) return false
        const reach = parseFloat(style.outlineOffset) + parseFloat(style.outlineWidth)
        return parseFloat(ring[2]) >= reach + 2 && contrast(ring[1], style.outlineColor) >= 3
    }
    const drawers = [element]
    if (element.matches('input[type=radio], input[type=checkbox]')) {
        drawers.push(...['label', '.option', 'li, tr'].map((row) => element.closest(row)).filter(Boolean))
        if (element.nextElementSibling) drawers.push(element.nextElementSibling)
    }
    const isTarget = !element.matches('main, h1, [tabindex="-1"]')
    if (isTarget && !drawers.some(hasRings)) findings.push(`no double focus ring: ${name}`)
    const box = element.getBoundingClientRect()
    const shown = box.width > 1 && box.height > 1 ? box : (drawers[1] || element).getBoundingClientRect()
    const line = element.getClientRects()[0] || shown
    const [x, y] = element.matches('a') ? [line.left + line.width / 2, line.top + line.height / 2]
        : [shown.left + shown.width / 2, Math.min(shown.top + shown.height / 2, innerHeight - 1)]
    const top = document.elementFromPoint(x, y)
    const isSeen = top && (drawers.some((drawer) => drawer.contains(top)) || top.contains(element))
    if (isTarget && !isSeen) findings.push(`the focus is covered or out of sight: ${name}`)
    return findings
}"""


def focus_findings(page: Page) -> list[str]:
    """What is wrong with how the focused element shows that it has the focus."""
    return page.evaluate(_FOCUS_RULES)
