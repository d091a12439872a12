"""The main job from end to end, once with scripts and once without."""

import pytest
from exam import CANDIDATES, Candidate, import_package, mark, open_sitting, release, seal_paper, see_result
from playwright.sync_api import expect
from words import words

# The corpus package that the examiner brings in: QTI 2.2, three items.
PACKAGE = "qti/tao-itemqti/test/integration/samples/package/QTI/qti22.zip"
ITEMS = ["Q01", "Q02", "Q03"]


@pytest.fixture(scope="module")
def sealed(browser, school, sign_in, corpora):
    """A package imported and a paper sealed, once for both runs."""
    from conftest import Visitor

    author = Visitor(browser, storage_state=sign_in("examiner"))
    approver = Visitor(browser, storage_state=sign_in("second-examiner"))
    import_package(author.page, school.url, corpora / PACKAGE, ITEMS)
    seal_paper(author.page, approver.page, school.url)
    faults = author.faults + approver.faults
    author.context.close()
    approver.context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_exam_is_sat_and_its_result_is_seen(scripts, visit, school, sign_in, sealed):
    officer = visit(storage_state=sign_in("exam-officer")).page
    sitting = open_sitting(officer, school.url, f"Browser check, {'with' if scripts else 'without'} scripts")

    page = visit(java_script_enabled=scripts).page
    candidate = Candidate(page, school.url, scripts)
    number = CANDIDATES[0][0]
    candidate.sign_in(number, sitting.codes[number])
    count = candidate.start()
    assert count >= 5
    candidate.answer_all(count, leave_blank={3})
    code = candidate.hand_in(count, leave_blank={3})
    assert len(code.replace("-", "")) >= 12
    assert not candidate.keys.findings, "\n".join(sorted(set(candidate.keys.findings)))

    officer.goto(f"{sitting.url}/live")
    expect(officer.get_by_role("row").filter(has_text=number)).to_contain_text(words("watch.count.handed-in"))
    score = mark(officer, sitting, present=number)
    board = [visit(storage_state=sign_in(role)).page for role in ("board", "second-board")]
    release(*board, sitting)
    see_result(page, school.url, scripts, score)
