"""import-kill: an import that is killed at any moment leaves the bank as it was, or all of the import in it.

Starts the real server on a real data folder, kills it with `kill -9` while a package is read, staged or applied, starts
it again and compares the bank with what it was before and with the whole package. Then what was staged must be gone and
a further import must work. Prints one line, `import-kill ok kills=12 items=1500 before=9 after=3 between=0 cut=4 left=0 seed=7`, or
`import-kill short … reason=…`, and ends with 0 only when the promise held.
"""

import argparse
import json
import random
import sqlite3
import sys
import tempfile
import threading
import time
from pathlib import Path

from import_api import Broken, Examiner
from server import Server, ServerProblem

# How long the server may take to clear away what was cut off, in seconds.
PATIENCE = 30.0


def package(life: int, items: int) -> bytes:
    """A table of items that no other life brings."""
    rows = ["id,kind,stem,lead-in,option-a,option-b,option-c,key"]
    words = "single-best-answer,A patient coughs.,What is it?,flu,gout,burn,A"
    rows += [f"kill-{life}-{number},{words}" for number in range(items)]
    return ("\n".join(rows) + "\n").encode()


def held(examiner: Examiner) -> int:
    return examiner.json("/api/v1/items?limit=1")["total"]


def left(database: Path) -> int:
    """Rows of imports that are neither applied nor whole plans that wait for somebody."""
    tables = ("import_entry", "import_lineage", "item_version", "media_name")
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return sum(
            connection.execute(
                f"SELECT COUNT(*) FROM {table} t JOIN import i ON i.id = t.import"
                " WHERE i.state NOT IN ('applied', 'staged')"
            ).fetchone()[0]
            for table in tables
        )


def judge(before: int, brought: int, after: int) -> str:
    """Whether the bank is as before, holds the whole import, or something between."""
    return {before: "before", before + brought: "after"}.get(after, "between")


class Importer(threading.Thread):
    """Uploads a package and applies its plan; the server may die at any moment of it."""

    def __init__(self, examiner: Examiner, content: bytes):
        super().__init__(daemon=True)
        self.examiner = examiner
        self.content = content
        self.staged = threading.Event()
        self.problem = ""
        self.is_applied = False

    def run(self) -> None:
        try:
            status, answer = self.examiner.upload("kill.csv", self.content)
            if status != 201:
                self.problem = f"the package was not taken: {status} {answer[:200]!r}"
                return
            plan = json.loads(answer)["import"]
            self.staged.set()
            status, answer = self.examiner.ask("POST", f"/api/v1/imports/{plan}/apply", b"{}")
            self.is_applied = status == 200
            if status != 200:
                self.problem = f"the plan was not applied: {status} {answer[:200]!r}"
        except (Broken, OSError, ValueError):
            pass  # Killed: what became of it is read from the bank.
        finally:
            self.staged.set()


def whole(examiner: Examiner, life: int, items: int) -> tuple[float, float]:
    """One import that nobody kills; returns how long staging and applying took."""
    importer = Importer(examiner, package(life, items))
    began = time.monotonic()
    importer.start()
    importer.staged.wait()
    staged = time.monotonic()
    importer.join()
    if not importer.is_applied:
        raise ServerProblem(importer.problem or "an import that nobody killed was not applied")
    return staged - began, time.monotonic() - staged


def prove(server: Server, kills: int, items: int, chance: random.Random) -> tuple[dict, list[str]]:
    link = next(link["url"] for link in server.start()["links"] if link["role"] == "examiner")
    examiner = Examiner(server.port, link)
    reading, applying = whole(examiner, 0, items)
    ends = {"before": 0, "after": 0, "between": 0}
    trouble: list[str] = []
    rows = cut = 0
    database = server.data / "avicenna.sqlite"
    for life in range(1, kills + 1):
        before = held(examiner)
        importer = Importer(examiner, package(life, items))
        importer.start()
        # A third of the kills aims at the moments after the first staged row, a third at the short time of applying.
        if life % 3 == 0:
            importer.staged.wait()
            time.sleep(chance.random() * applying)
        elif life % 3 == 1:
            while not importer.staged.is_set() and not left(database):
                time.sleep(0.002)
            time.sleep(chance.random() * reading * 0.1)
        else:
            time.sleep(chance.random() * reading)
        server.kill()
        importer.join()
        if importer.problem:
            trouble.append(importer.problem)
        cut += left(database) > 0
        # An import that had ended left its connection open, to a server that is gone.
        examiner.connection.close()
        server.start()
        end = judge(before, items, held(examiner))
        ends[end] += 1
        if importer.is_applied and end != "after":
            trouble.append(f"kill {life}: an import that was said to be applied is {end}")
        began = time.monotonic()
        found = left(database)
        while found and time.monotonic() - began < PATIENCE:
            time.sleep(0.1)
            found = left(database)
        rows += found
    whole(examiner, kills + 1, items)
    figures = {"kills": kills, "items": items, **ends, "cut": cut, "left": rows}
    held_all = {
        "an import came in part": ends["between"] == 0,
        f"{rows} rows of cut imports are left": rows == 0,
        "no kill fell while rows were staged": cut > 0,
        "no kill fell before the end of an import": ends["before"] > 0,
    }
    return figures, trouble + [reason for reason, holds in held_all.items() if not holds]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="12 kills of 1,500 items instead of 100 of 5,000")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    kills, items = (12, 1_500) if options.small else (100, 5_000)
    with tempfile.TemporaryDirectory(prefix="avicenna-import-kill-") as name:
        server = Server(Path(name) / "data")
        figures, short = {"kills": 0}, []
        try:
            figures, short = prove(server, kills, items, random.Random(options.seed))
        except (ServerProblem, Broken, OSError, ValueError, KeyError, sqlite3.Error) as problem:
            short = [repr(problem)]
        finally:
            server.stop()
    line = " ".join(f"{name}={value}" for name, value in figures.items())
    reason = f" reason={'; '.join(short)}" if short else ""
    print(f"import-kill {'short' if short else 'ok'} {line} seed={options.seed}{reason}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
