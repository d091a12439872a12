"""The proof itself: it must read what the suites print, and see a short figure, a failed suite and a missing corpus."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpora import FIGURES, report  # noqa: E402

GOOD = """
interpreted outcomes: 820 of 859 cases of 253 items are right; 32 have a DOCTYPE and are refused, 7 weak ones differ by name
verdicts: 28 of 28 as expected
disputed outcomes: 8 of 8 as recommended
moodle corpus: 37 of 37 files hold what is known to stand in them
round trip, same version: rule 1 421/421, rule 2 421/421, rule 5 421/421, rule 7 421/421, rule 8 421/421
packages: rule 2 239/239, rule 3 239/239, rule 4 78/78, rule 8 29/29 packages
round trip, behaviour as it came: 242/242 items, 821 cases; 9 not on the way, 2 that cannot be run
round trip, behaviour written anew: 174/182 items, 654 cases; 71 not on the way, 0 that cannot be run
"""


def test_all_figures_hold():
    lines, code = report(GOOD)
    assert code == 0
    assert lines[0] == "expected-outcomes ok 820/859 doctype=32 weak=7"
    assert lines[3] == "moodle ok 37/37"
    assert len(lines) == len(FIGURES) and all(" ok " in line for line in lines)


def test_each_figure_falls_short_alone():
    changes = {
        "820 of 859": ("700 of 859", "expected-outcomes"),
        "verdicts: 28 of": ("verdicts: 27 of", "expected-validity"),
        "outcomes: 8 of 8": ("outcomes: 7 of 8", "disputed"),
        "corpus: 37 of": ("corpus: 36 of", "moodle"),
        "rule 1 421/": ("rule 1 400/", "round-trip-tree"),
        "rule 2 421/": ("rule 2 420/", "round-trip-identifiers"),
        "rule 5 421/": ("rule 5 420/", "round-trip-unknown-parts"),
        "rule 8 421/": ("rule 8 420/", "round-trip-second"),
        "rule 3 239/": ("rule 3 238/", "round-trip-files"),
        "rule 4 78/": ("rule 4 70/", "round-trip-metadata"),
        "came: 242/": ("came: 241/", "round-trip-behaviour"),
        "anew: 174/": ("anew: 150/", "behaviour-written-anew"),
    }
    assert len(changes) == len(FIGURES)
    for words, (worse, name) in changes.items():
        assert words in GOOD
        lines, code = report(GOOD.replace(words, worse, 1))
        assert code == 1
        short = [line for line in lines if " short " in line]
        assert len(short) == 1 and short[0].startswith(f"{name} short") and short[0].endswith("below its promise")


def test_a_suite_that_failed_makes_its_figures_short():
    lines, code = report(GOOD + "\n✘ Suite QTIDisputedTests failed after 1.0 seconds with 1 issue.\n")
    assert code == 1
    assert [line for line in lines if " short " in line] == ["disputed short 8/8 reason=QTIDisputedTests failed"]


def test_a_missing_corpus_is_skipped_with_a_word_and_silence_is_not():
    lines, code = report("skipped: ../shared/corpora/qti is not there\nskipped: ../shared/corpora/moodle is not there\n"
                         "interpreted outcomes: 0 of 0 cases of 0 items are right; 0 have a DOCTYPE and are refused, 0 weak ones")
    assert code == 69 and all(" skipped " in line for line in lines)
    lines, code = report(GOOD.replace("verdicts: 28 of 28 as expected\n", ""))
    assert code == 1 and "expected-validity short reason=QTIValidityTests said nothing" in lines
