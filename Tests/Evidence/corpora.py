"""corpora: what the corpora of ../shared say of the formats, in one line a figure.

Runs the suites of `Tests/InterchangeTests` that hold the formats to the corpora and reads the figures that they print:
`expected-outcomes ok 820/859 doctype=32 weak=7`, `moodle short 36/37 …`. A figure falls short when it is below its
promise or a suite of it failed; it is skipped, with a word, when its corpus is not there. Ends with 0 only when all hold,
with 69 when nothing fell short and something was skipped.
"""

import argparse
import re
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Figure:
    """One line of the report: the suite that it comes from, what that prints, and its promise."""

    name: str
    suite: str
    line: re.Pattern
    # Of what the pattern finds by name: whether the promise holds. Numbers come as integers.
    holds: object


def whole(found: dict[str, int]) -> bool:
    return found["right"] == found["all"]


def share(least: float, part: str, total: str):
    return lambda found: found[part] >= least * found[total]


FIGURES = [
    # What has a DOCTYPE is refused by rule I3 of the threat model; the weak ones are named in the suite.
    Figure("expected-outcomes", "QTIProcessingTests",
           re.compile(r"interpreted outcomes: (?P<right>\d+) of (?P<all>\d+) cases .*; (?P<doctype>\d+) have a DOCTYPE .*, (?P<weak>\d+) weak"),
           lambda found: found["right"] + found["doctype"] + found["weak"] == found["all"]),
    Figure("expected-validity", "QTIValidityTests", re.compile(r"verdicts: (?P<right>\d+) of (?P<all>\d+) as expected"), whole),
    Figure("disputed", "QTIDisputedTests", re.compile(r"disputed outcomes: (?P<right>\d+) of (?P<all>\d+) as recommended"), whole),
    Figure("moodle", "QuizCorpusTests", re.compile(r"moodle corpus: (?P<right>\d+) of (?P<all>\d+) files"), whole),
    Figure("round-trip-tree", "QTICorpusTripTests", re.compile(r"same version: rule 1 (?P<right>\d+)/(?P<all>\d+)"),
           share(0.98, "right", "all")),
    Figure("round-trip-identifiers", "QTICorpusTripTests", re.compile(r"same version: .*rule 2 (?P<right>\d+)/(?P<all>\d+)"), whole),
    Figure("round-trip-unknown-parts", "QTICorpusTripTests", re.compile(r"same version: .*rule 5 (?P<right>\d+)/(?P<all>\d+)"), whole),
    Figure("round-trip-second", "QTICorpusTripTests", re.compile(r"same version: .*rule 8 (?P<right>\d+)/(?P<all>\d+)"), whole),
    Figure("round-trip-files", "QTIPackageTripTests", re.compile(r"packages: .*rule 3 (?P<right>\d+)/(?P<all>\d+)"), whole),
    Figure("round-trip-metadata", "QTIPackageTripTests", re.compile(r"packages: .*rule 4 (?P<right>\d+)/(?P<all>\d+)"),
           share(0.98, "right", "all")),
    Figure("round-trip-behaviour", "QTIBehaviourTripTests",
           re.compile(r"behaviour as it came: (?P<right>\d+)/(?P<all>\d+) items, (?P<cases>\d+) cases"), whole),
    # The exceptions are in the table that the suite holds; anything else fails it.
    Figure("behaviour-written-anew", "QTIBehaviourTripTests",
           re.compile(r"behaviour written anew: (?P<right>\d+)/(?P<all>\d+) items, (?P<cases>\d+) cases"),
           share(0.95, "right", "all")),
]


def failed(log: str) -> set[str]:
    """The suites that did not pass."""
    return set(re.findall(r"^\S+ Suite (\w+) failed", log, re.M))


def report(log: str) -> tuple[list[str], int]:
    """One line a figure, and the exit code, from what the suites printed."""
    bad = failed(log)
    lines, code, skipped = [], 0, False
    absent = re.findall(r"^skipped: (\.\./shared/corpora/\S+) is not there", log, re.M)
    for figure in FIGURES:
        match = figure.line.search(log)
        found = {name: int(value) for name, value in match.groupdict().items()} if match else {}
        # Without a corpus the suites have nothing to hold and print nothing or 0 of 0.
        if not found.get("all"):
            corpus = "../shared/corpora/" + ("moodle" if figure.name == "moodle" else "qti")
            if corpus in absent:
                lines.append(f"{figure.name} skipped {corpus} is not there")
                skipped = True
            else:
                lines.append(f"{figure.name} short reason={figure.suite} said nothing")
                code = 1
            continue
        reason = f" reason={figure.suite} failed" if figure.suite in bad else ""
        if not reason and not figure.holds(found):
            reason = " reason=below its promise"
        rest = "".join(f" {name}={value}" for name, value in found.items() if name not in ("right", "all"))
        lines.append(f"{figure.name} {'short' if reason else 'ok'} {found['right']}/{found['all']}{rest}{reason}")
        code = 1 if reason else code
    return lines, code or (69 if skipped else 0)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="use the tests that are built")
    parser.add_argument("--seed", help="of no use here: nothing is drawn")
    options = parser.parse_args()
    suites = "|".join(sorted({figure.suite for figure in FIGURES}))
    command = ["swift", "test", "--traits", "PostgreSQL", "--filter", suites]
    if options.small:
        command.append("--skip-build")
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    log = run.stdout + run.stderr
    if "Test run with" not in log:
        print("\n".join(log.splitlines()[-20:]), file=sys.stderr)
        return 70
    lines, code = report(log)
    print("\n".join(lines), flush=True)
    return code


if __name__ == "__main__":
    sys.exit(main())
