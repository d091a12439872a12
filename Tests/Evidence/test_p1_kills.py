"""The proof itself: it must pass a server that keeps its promise and catch one that does not."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

from p1_kills import Verdict, judge  # noqa: E402
from robots import Ledger  # noqa: E402

GIVEN = {"c1": ("a1", 1, {"R": {"choices": ["A"]}}), "c2": ("a2", 2, {"R": {"text": "x"}}), "c3": ("a2", 2, {"R": {}})}


def stored(*changes: str) -> list[dict]:
    events = []
    for change in changes:
        attempt, position, response = GIVEN.get(change, ("a9", 9, {}))
        events.append({"change": change, "attempt": attempt, "position": position, "response": response})
    return events


@pytest.mark.parametrize(
    ("events", "verdict"),
    [
        (stored("c1", "c2"), Verdict(0, 0, 0)),
        # Given and not acknowledged may be stored or not: nothing was promised.
        (stored("c1", "c2", "c3"), Verdict(0, 0, 0)),
        (stored("c2"), Verdict(1, 0, 0)),
        (stored("c1", "c2", "c2", "c2"), Verdict(0, 2, 0)),
        (stored("c1", "c2", "other"), Verdict(0, 0, 1)),
        ([stored("c1")[0] | {"response": {}}, *stored("c2")], Verdict(1, 0, 0)),
        ([stored("c1")[0] | {"position": 2}, *stored("c2")], Verdict(1, 0, 0)),
        ([stored("c1")[0] | {"attempt": "a2"}, *stored("c2")], Verdict(1, 0, 0)),
    ],
)
def test_the_ledger_is_compared_with_what_is_stored(events, verdict):
    assert judge(Ledger(given=GIVEN, acknowledged={"c1", "c2"}), events) == verdict


@pytest.mark.parametrize(
    ("fault", "word"),
    [
        ("none", " lost=0 doubled=0 "),
        ("lossy", "answers were lost"),
        ("doubling", "answers were doubled"),
        ("garbling", "answers were lost"),
        ("drifting", "end was off"),
    ],
)
def test_a_server_is_judged_by_what_it_does(fault, word):
    command = json.dumps([sys.executable, "-B", str(HERE / "sample_server.py"), fault])
    done = subprocess.run(
        [sys.executable, "-B", HERE / "p1_kills.py", "--small", "--program", command],
        capture_output=True, text=True, timeout=120,
    )
    assert done.stderr == ""
    assert done.stdout.startswith("P1 ok " if fault == "none" else "P1 short ")
    assert word in done.stdout
    assert done.returncode == (0 if fault == "none" else 1)
