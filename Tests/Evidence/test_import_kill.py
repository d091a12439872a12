"""The proof itself: it must tell a bank that holds a part of an import, and rows that nobody cleared away."""

import sqlite3
import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from import_kill import judge, left, package  # noqa: E402


@pytest.mark.parametrize(("after", "end"), [(64, "before"), (74, "after"), (65, "between"), (63, "between")])
def test_a_bank_is_told_from_one_that_took_a_part(after, end):
    assert judge(64, 10, after) == end


def test_rows_of_an_import_that_was_cut_off_are_seen(tmp_path):
    database = tmp_path / "avicenna.sqlite"
    with sqlite3.connect(database) as connection:
        connection.execute("CREATE TABLE import (id, state)")
        for table in ("import_entry", "import_lineage", "item_version", "media_name"):
            connection.execute(f"CREATE TABLE {table} (import)")
        connection.executemany("INSERT INTO import VALUES (?, ?)", [("a", "applied"), ("b", "staged"), ("c", "staging")])
        connection.executemany("INSERT INTO item_version VALUES (?)", [("a",), ("b",)])
    assert left(database) == 0
    with sqlite3.connect(database) as connection:
        connection.execute("INSERT INTO import_lineage VALUES ('c')")
    assert left(database) == 1


def test_no_two_lives_bring_the_same_item():
    assert not set(package(1, 3).splitlines()[1:]) & set(package(2, 3).splitlines()[1:])
