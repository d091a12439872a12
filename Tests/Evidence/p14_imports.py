"""P14: damaged and evil files neither crash nor hang the readers, come in whole or not at all, and do nothing once shown.

Part one gives damaged files to the readers alone; part two gives one in a hundred of them, and the evil corpus, to the
real server, and shows what came in to a real Chromium. Prints one line, `P14 ok inputs=100000 crashes=0 hangs=0 …` or
`P14 short … reason=…`, and ends with 0 only when the promise held. An input is made again by
`Fuzzing write --seed S --number N --folder F`.
"""

import argparse
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from fuzz_workers import Findings, Workers, program
from import_api import Broken, Examiner, Imports, import_all
from item_pages import Shown, show
from server import ROOT, Server, ServerProblem

MEMORY_KIBIBYTES = 256 << 10
# One input in so many goes through the real server.
SHARE = 100
# What a file would be called that an archive wrote where it should not.
SLIP = "avicenna-slip"


def require_browser() -> None:
    """Goes on in the environment of the browser checks where this Python has no Playwright."""
    try:
        import playwright  # noqa: F401
    except ImportError:
        other = ROOT / ".build/test-venv/bin/python"
        if not other.exists() or sys.executable == str(other):
            print("P14 short reason=Playwright is missing; Deploy/evidence installs it", flush=True)
            sys.exit(1)
        os.execv(other, [str(other), "-B", *sys.argv])


def write_files(folder: Path, seed: int, count: int, small: bool) -> list[Path]:
    """The files for the server: what is shown of the evil corpus as one package, its other cases, and damaged inputs."""
    evil, damaged = folder / "evil", folder / "damaged"
    words = [program(), "write", "--seed", str(seed)]
    subprocess.run([*words, "--evil", "--folder", str(evil)], check=True, cwd=ROOT)
    subprocess.run([*words, "--end", str(count), "--step", str(SHARE), "--folder", str(damaged)], check=True, cwd=ROOT)
    cases = sorted(path for path in evil.iterdir() if not path.name.startswith("shown"))
    if small:
        cases = random.Random(seed).sample(cases, 8)
    return [evil / "shown-all.zip", *cases, *sorted(damaged.iterdir(), key=lambda path: int(path.name.split("-")[0]))]


def strays(folder: Path, data: Path) -> list[str]:
    """Files that appeared outside the data folder, or that are called as no file of ours is."""
    found = [str(path) for name in ("cwd", "home", "temporary") for path in (folder / name).rglob("*")]
    around = [Path("/"), Path("/tmp"), Path("/etc"), ROOT, ROOT.parent, *data.parents]
    return found + [str(path) for place in around for path in place.glob(f"*{SLIP}*")] + [
        str(path) for path in data.rglob(f"*{SLIP}*")
    ]


class WalledServer(Server):
    """The server with a home, a temporary folder and a working folder of its own, which must stay empty."""

    def __init__(self, folder: Path):
        super().__init__(folder / "data")
        for name in ("cwd", "home", "temporary"):
            (folder / name).mkdir()
        walls = {"HOME": "home", "TMPDIR": "temporary", "XDG_CACHE_HOME": "home", "XDG_RUNTIME_DIR": "temporary"}
        settings = [f"{name}={folder / path}" for name, path in walls.items()]
        self.command = ["/usr/bin/env", "-C", str(folder / "cwd"), *settings, *self.command]


def through_server(folder: Path, files: list[Path]) -> tuple[Imports, Shown, list[str]]:
    server = WalledServer(folder)
    try:
        ready = server.start(120)
        links = {link["role"]: link["url"] for link in ready["links"]}
        # The tests of the limit on requests are elsewhere: here the wait is all that is seen of it.
        examiner = Examiner(server.port, links["examiner"])
        imports = import_all(examiner, files)
        shown = show(ready["url"].rstrip("/"), examiner.cookies, list(dict.fromkeys(imports.items)))
        return imports, shown, strays(folder, server.data)
    finally:
        server.stop()


def judge(found: Findings, imports: Imports, shown: Shown, stray: list[str], count: int) -> dict[str, bool]:
    """The rules, each with whether it held."""
    return {
        f"crashes {found.crashes[:3]}": not found.crashes,
        f"hangs {found.hangs[:5]}": not found.hangs,
        f"broken rules {found.faults[:3]}": not found.faults,
        "memory over 256 MiB": found.peak_kibibytes <= MEMORY_KIBIBYTES,
        "not every input was tried": found.tried == count,
        "nothing was accepted, so nothing was proven": found.accepted > 0 and imports.applied > 0 and shown.pages > 0,
        f"the server failed {imports.broken[:3]}": not imports.broken,
        f"partial imports {imports.partial[:3]}": not imports.partial,
        f"files outside the data folder {stray[:3]}": not stray,
        f"scripts ran {shown.ran[:3]}": not shown.ran,
        f"the browser had to stop something {shown.blocked[:3]}": not shown.blocked,
        f"other hosts were asked {shown.reached[:3]}": not shown.reached,
        f"items without a page {shown.missing[:3]}": not shown.missing,
    }


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="5,000 inputs instead of 100,000")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--count", type=int, help="another number of inputs")
    options = parser.parse_args()
    require_browser()
    count = options.count or (5_000 if options.small else 100_000)
    began = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="avicenna-p14-") as name:
        folder = Path(name)
        imports, shown, stray, trouble = Imports(), Shown(), [], []
        workers = Workers(options.seed, count, folder, os.cpu_count() or 2)
        try:
            files = write_files(folder, options.seed, count, options.small)
            imports, shown, stray = through_server(folder, files)
        except (ServerProblem, Broken, OSError, RuntimeError, ValueError, KeyError, subprocess.SubprocessError) as problem:
            trouble.append(repr(problem))
        found = workers.result()
        trouble += workers.problems
    figures = {
        "inputs": found.tried, "crashes": len(found.crashes), "hangs": len(found.hangs), "faults": len(found.faults),
        "memory": f"{found.peak_kibibytes >> 10}MiB", "slowest": f"{found.slowest_seconds:.2f}s",
        "accepted": found.accepted, "kept": found.kept, "rejected": found.rejected,
        "corpora": found.corpora or "absent", "uploads": imports.applied + imports.refused, "applied": imports.applied,
        "partial": len(imports.partial), "outside": len(stray), "pages": shown.pages, "scripts": len(shown.ran),
        "seconds": f"{time.monotonic() - began:.0f}", "seed": options.seed,
    }
    short = trouble + [reason for reason, holds in judge(found, imports, shown, stray, count).items() if not holds]
    line = " ".join(f"{name}={value}" for name, value in figures.items())
    print(f"P14 {'short' if short else 'ok'} {line}{' reason=' + '; '.join(short) if short else ''}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
