"""Weights and requests of ux.md 1.1, measured with an empty cache and then with a warm one."""

import warnings

import pytest
from exam import Candidate
from weight import BUDGETS, Scale


def hold(name: str, weight) -> None:
    """Fails above the budget, warns from 90 % of it."""
    for near in weight.near(BUDGETS[name]):
        warnings.warn(f"{name} uses most of its budget, {near}", stacklevel=2)
    over = weight.over(BUDGETS[name])
    assert not over, f"{name}: {'; '.join(over)}"


def test_sign_in(visit, school):
    visitor = visit()
    scale = Scale(visitor.context, visitor.page)
    cold = scale.weigh(lambda: visitor.page.goto(f"{school.url}/sign-in"))
    assert cold.requests > 0
    hold("sign-in cold", cold)
    hold("sign-in warm", scale.weigh(lambda: visitor.page.goto(f"{school.url}/sign-in/code")))


@pytest.mark.parametrize("path", ["/bank", "/papers"])
def test_staff_pages(path, visit, school, sign_in):
    visitor = visit(storage_state=sign_in("examiner"))
    scale = Scale(visitor.context, visitor.page)

    def open_page() -> None:
        assert visitor.page.goto(school.url + path).status == 200

    hold("staff cold", scale.weigh(open_page))
    hold("staff warm", scale.weigh(open_page))


def first_exam(page, school) -> str:
    """The address of the lobby of the candidate's first exam."""
    page.goto(f"{school.url}/my")
    return school.url + page.get_by_role("main").locator("a[href^='/sit/']").first.get_attribute("href")


def test_the_lobby(visit, school, sign_in):
    visitor = visit(storage_state=sign_in("candidate"))
    lobby = first_exam(visitor.page, school)
    # A browser that has never seen this server, with the candidate's cookies alone.
    fresh = visit(storage_state=visitor.context.storage_state())
    scale = Scale(fresh.context, fresh.page)
    hold("lobby cold", scale.weigh(lambda: fresh.page.goto(lobby)))
    hold("lobby warm", scale.weigh(lambda: fresh.page.goto(lobby)))


def test_questions_and_saves(visit, school, sign_in):
    visitor = visit(storage_state=sign_in("candidate"))
    page = visitor.page
    page.goto(first_exam(page, school))
    Candidate(page, school.url, scripts=True).start()
    path = page.url.split("/q/")[0]
    state = visitor.context.storage_state()

    # The first question as a browser with nothing in its cache receives it.
    empty = visit(storage_state=state)
    scale = Scale(empty.context, empty.page)
    hold("first question cold", scale.weigh(lambda: empty.page.goto(f"{path}/q/1")))
    option = empty.page.locator("main form input[type=radio]").first
    for _ in range(20):
        if option.count():
            break
        empty.page.locator("#next").click()
        empty.page.wait_for_load_state("load")
    empty.page.wait_for_timeout(1000)
    saved = scale.weigh(lambda: option.check())
    assert saved.sent > 0, "choosing an option saved nothing"
    hold("autosave", saved)
    hold("next question", scale.weigh(lambda: empty.page.locator("#next").click()))
    hold("review page", scale.weigh(lambda: empty.page.goto(f"{path}/review")))
