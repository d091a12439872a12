"""The main job from end to end, once with scripts and once without."""

import pytest
from exam import CANDIDATES, Candidate, import_package, open_sitting, release, seal_paper, see_result

# The corpus package that the examiner brings in: QTI 2.2, three items.
PACKAGE = "qti/tao-itemqti/test/integration/samples/package/QTI/qti22.zip"


@pytest.fixture(scope="module")
def sealed(browser, school, sign_in, corpora):
    """A package imported and a paper sealed, once for both runs."""
    from conftest import Visitor

    author = Visitor(browser, storage_state=sign_in("examiner"))
    approver = Visitor(browser, storage_state=sign_in("board"))
    import_package(author.page, school.url, corpora / PACKAGE)
    seal_paper(author.page, approver.page, school.url)
    faults = author.faults + approver.faults
    author.context.close()
    approver.context.close()
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("scripts", [True, False], ids=["with scripts", "without scripts"])
def test_an_exam_is_sat_and_its_result_is_seen(scripts, visit, school, sign_in, sealed, tmp_path):
    officer = visit(storage_state=sign_in("exam-officer")).page
    board = visit(storage_state=sign_in("board")).page
    sitting = open_sitting(officer, school.url, tmp_path)

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
    assert number in officer.get_by_role("main").inner_text()
    release(officer, board, sitting)
    see_result(page, school.url, scripts)
