"""The proof itself: it must pass workers that keep their promises and catch one that crashes, hangs or breaks a rule."""

import sys
import textwrap
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import fuzz_workers  # noqa: E402
from fuzz_workers import Findings, Workers  # noqa: E402
from import_api import Imports  # noqa: E402
from item_pages import Shown  # noqa: E402
from p14_imports import SLIP, judge, strays  # noqa: E402

# A worker by the protocol of `Fuzzing run`, with a fault of its own at number 7.
SAMPLE = textwrap.dedent(
    """
    import json, os, sys, time
    fault = sys.argv[1]
    options = dict(zip(sys.argv[3::2], sys.argv[4::2]))
    first, end = int(options["--first"]), int(options["--end"])
    print(json.dumps({"specimens": 3, "corpora": 2}), flush=True)
    for number in range(first, end):
        open(options["--state"], "w").write(f"{number}\\n")
        time.sleep(0.001)
        if number == 7 and fault == "crash": os.abort()
        if number == 7 and fault == "hang":
            while True: pass
        if number == 7 and fault == "rule": print(json.dumps({"number": 7, "fault": "a rule"}), flush=True)
    open(options["--state"], "w").write(f"{end}\\n")
    print(json.dumps({"done": end, "accepted": end - first, "kept": 0, "rejected": 0, "peak": 300 << 10 if fault == "memory"
        else 1, "slowest": 0.1}), flush=True)
    """
)


def tried(fault: str, folder: Path) -> Findings:
    program = folder / "sample.py"
    program.write_text(SAMPLE)
    workers = Workers(1, 40, folder, 2, [sys.executable, str(program), fault])
    found = workers.result()
    assert workers.problems == []
    return found


@pytest.mark.parametrize(
    ("fault", "word"),
    [("none", None), ("crash", "crashes ['7 "), ("hang", "hangs [7]"), ("rule", "broken rules"), ("memory", "memory")],
)
def test_a_worker_is_judged_by_what_it_does(fault, word, tmp_path, monkeypatch):
    monkeypatch.setattr(fuzz_workers, "BUSY", 1.0)
    found = tried(fault, tmp_path)
    # The numbers behind a crash or hang are tried all the same; those before it died with their worker's closing line.
    assert found.tried == 40
    held = judge(found, Imports(applied=1), Shown(pages=1), [], 40)
    short = [reason for reason, holds in held.items() if not holds]
    assert short == [] if word is None else [reason for reason in short if word in reason]


def test_what_server_and_browser_found_counts():
    good = Findings(tried=1, accepted=1)
    for imports, shown, stray in [
        (Imports(applied=1, partial=["x"]), Shown(pages=1), []),
        (Imports(applied=1, broken=["x"]), Shown(pages=1), []),
        (Imports(applied=1), Shown(pages=1, ran=["x"]), []),
        (Imports(applied=1), Shown(pages=1, blocked=["x"]), []),
        (Imports(applied=1), Shown(pages=1, reached=["x"]), []),
        (Imports(applied=1), Shown(pages=1, missing=["x"]), []),
        (Imports(applied=1), Shown(pages=1), ["x"]),
        (Imports(), Shown(), []),
    ]:
        assert not all(judge(good, imports, shown, stray, 1).values())


def test_a_file_outside_the_data_folder_is_seen(tmp_path):
    for name in ("data", "cwd", "home", "temporary"):
        (tmp_path / name).mkdir()
    assert strays(tmp_path, tmp_path / "data") == []
    (tmp_path / "home/.cache").write_text("")
    assert len(strays(tmp_path, tmp_path / "data")) == 1
    (tmp_path / f"{SLIP}.xml").write_text("")
    (tmp_path / f"data/{SLIP}.xml").write_text("")
    assert len(strays(tmp_path, tmp_path / "data")) == 3


