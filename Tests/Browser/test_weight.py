"""Weights and requests of ux.md 1.1, measured with an empty cache and then with a warm one."""

import warnings

import pytest
from exam import Candidate
from office import Office
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


def weigh_twice(visitor, url: str, name: str) -> None:
    """The page at first sight, and again with what the browser has kept."""
    scale = Scale(visitor.context, visitor.page)

    def open_page() -> None:
        assert visitor.page.goto(url).status == 200

    cold = scale.weigh(open_page)
    assert cold.bytes > 1000, f"{url} weighs nothing"
    hold(f"{name} cold", cold)
    hold(f"{name} warm", scale.weigh(open_page))


@pytest.mark.parametrize(
    ("role", "path"),
    [("examiner", "/"), ("examiner", "/bank"), ("examiner", "/bank/import"), ("examiner", "/papers"),
     ("examiner", "/blueprints/year-5-paper-a"), ("exam-officer", "/sittings")],
)
def test_staff_pages(role, path, visit, school, sign_in):
    weigh_twice(visit(storage_state=sign_in(role)), school.url + path, "staff")


@pytest.mark.parametrize(
    ("name", "path"),
    [("staff", "/sittings/{}"), ("staff", "/sittings/{}/live"), ("results", "/results/{}"),
     ("results", "/results/{}/items/1"), ("results", "/results/{}/release")],
)
def test_pages_of_a_sitting_of_forty(name, path, visit, school, sign_in):
    """The demo's sitting that is over and marked: forty candidates, twenty questions, all plots."""
    office = Office(visit(storage_state=sign_in("exam-officer")).context, school.url)
    sitting = next(each["sitting"] for each in office.get("/sittings")["sittings"] if each["state"] == "marked")
    visitor = visit(storage_state=sign_in("exam-officer"))
    weigh_twice(visitor, school.url + path.format(sitting), name)


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
    for number in range(2, 21):
        if option.count():
            break
        empty.page.locator("#next").click()
        # Scripts change the page in place, without a load: the address tells when it is there.
        empty.page.wait_for_url(f"{path}/q/{number}")
        empty.page.wait_for_timeout(300)
    empty.page.wait_for_timeout(1000)
    saved = scale.weigh(lambda: option.check())
    assert saved.sent > 0, "choosing an option saved nothing"
    hold("autosave", saved)
    hold("next question", scale.weigh(lambda: empty.page.locator("#next").click()))
    hold("review page", scale.weigh(lambda: empty.page.goto(f"{path}/review")))
