"""A file of some thousand items: its page tells how far it is, leads to the plan by itself, and can be left."""

import re

import pytest
from exam import press
from playwright.sync_api import expect
from test_pages import look
from words import pattern, words

ITEMS = 2_000


def table(name: str) -> dict:
    """A file of items that nobody has brought before."""
    rows = ["id,kind,stem,lead-in,option-a,option-b,option-c,key"]
    rows += [f"{name}-{n},single-best-answer,A patient coughs.,What is it?,flu,gout,burn,A" for n in range(ITEMS)]
    return {"name": f"{name}.csv", "mimeType": "text/csv", "buffer": ("\n".join(rows) + "\n").encode()}


def bring(page, school, name: str) -> None:
    """Uploads a file and stands on its page while it is still being read."""
    page.goto(f"{school.url}/bank/import")
    page.get_by_label(words("import.file"), exact=True).set_input_files(table(name))
    press(page, words("import.do"))
    expect(page.get_by_role("progressbar", name=words("plan.making"))).to_be_visible()


@pytest.mark.parametrize("has_scripts", [True, False])
def test_a_long_import_leads_to_its_plan_by_itself(visit, school, sign_in, has_scripts):
    visitor = visit(storage_state=sign_in("examiner"), java_script_enabled=has_scripts)
    page = visitor.page
    bring(page, school, f"plan-{has_scripts}")
    discard = page.get_by_role("button", name=words("plan.discard"), exact=True)
    discard.wait_for(timeout=120_000)
    expect(page.get_by_role("button", name=pattern("plan.apply.items"))).to_be_visible()
    expect(page.get_by_role("progressbar")).to_have_count(0)
    press(page, words("plan.discard"))
    expect(page.get_by_text(words("plan.standing.discarded"))).to_be_visible()


def test_a_long_import_is_accessible_and_can_be_cancelled(visit, school, sign_in, contact):
    visitor = visit(storage_state=sign_in("examiner"))
    page = visitor.page
    bring(page, school, "cancelled")
    # As it stands when somebody has asked it not to change.
    page.goto(f"{page.url}?still=yes")
    findings = look(page, "/bank/imports/reading", "examiner", contact)
    assert not findings, "\n".join(findings)
    page.goto(re.sub(r"\?.*", "", page.url))
    press(page, words("plan.cancel"))
    expect(page.get_by_text(words("plan.standing.discarded"))).to_be_visible()
    # The way is free for the next file at once.
    bring(page, school, "next")
    press(page, words("plan.cancel"))
