"""Drives the workers of `Fuzzing`: each tries a range of numbers, and is ended and started anew after a crash or a hang."""

import json
import os
import subprocess
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path

from server import ROOT

# Seconds of processor time for one input: a busy machine is no hang. Waiting without working ends after the second.
BUSY, IDLE = 5.0, 60.0
TICK = os.sysconf("SC_CLK_TCK")


@dataclass
class Findings:
    """What the workers found; every number can be made again by `Fuzzing write --seed S --number N --folder F`."""

    crashes: list[str] = field(default_factory=list)
    hangs: list[int] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    tried: int = 0
    accepted: int = 0
    kept: int = 0
    rejected: int = 0
    peak_kibibytes: int = 0
    slowest_seconds: float = 0.0
    corpora: int = 0


def program() -> str:
    """The worker: FUZZING, or `Fuzzing` beside the program under proof."""
    beside = Path(os.environ.get("AVICENNA", ROOT / ".build/debug/avicenna")).parent / "Fuzzing"
    return os.environ.get("FUZZING", str(beside))


class Worker:
    """One range of numbers, tried by one process after another until it is done."""

    def __init__(self, command: list[str], first: int, end: int, folder: Path, findings: Findings, lock: threading.Lock):
        self.command, self.next, self.end = command, first, end
        self.state = folder / f"state-{first}"
        self.errors = folder / f"errors-{first}"
        self.findings, self.lock = findings, lock

    def run(self) -> None:
        while self.next < self.end:
            self._live()

    def _live(self) -> None:
        first = self.next
        self.state.write_text(f"{first}\n")
        words = [*self.command, "--first", str(first), "--end", str(self.end), "--state", str(self.state)]
        with self.errors.open("wb") as errors:
            process = subprocess.Popen(words, stdout=subprocess.PIPE, stderr=errors, cwd=ROOT)
        reader = threading.Thread(target=self._read, args=(process.stdout,), daemon=True)
        reader.start()
        hung = self._watch(process)
        code = process.wait()
        reader.join()
        process.stdout.close()
        with self.lock:
            if code == 0:
                self.next = self.end
                return
            number = self._number(first)
            if hung:
                self.findings.hangs.append(number)
            else:
                self.findings.crashes.append(f"{number} ({code}): {self.errors.read_text(errors='replace')[:300].strip()}")
            if number == self.end or code in (64, 70):
                raise RuntimeError(f"the worker cannot run: {code} {self.errors.read_text(errors='replace')[-300:]}")
            self.findings.tried += number + 1 - first
            self.next = number + 1

    def _watch(self, process: subprocess.Popen) -> bool:
        """Waits until the process ends, or ends it when one input takes too long; says which."""
        number, busy, since = -1, 0.0, time.monotonic()
        while process.poll() is None:
            time.sleep(0.2)
            at, used = self._number(-1), self._used(process.pid)
            if at != number:
                number, busy, since = at, used, time.monotonic()
            elif used - busy > BUSY or time.monotonic() - since > IDLE:
                process.kill()
                return True
        return False

    def _number(self, otherwise: int) -> int:
        try:
            return int(self.state.read_text().split()[0])
        except (OSError, ValueError, IndexError):
            # Read in the moment in which it is written.
            return otherwise

    @staticmethod
    def _used(process: int) -> float:
        try:
            fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
        except OSError:
            return 0.0
        return (int(fields[11]) + int(fields[12])) / TICK

    def _read(self, stream) -> None:
        for line in stream:
            said = json.loads(line)
            with self.lock:
                found = self.findings
                if "fault" in said:
                    found.faults.append(f"{said['number']}: {said['fault']}")
                elif "specimens" in said:
                    found.corpora = said["corpora"]
                elif "done" in said:
                    found.tried += said["accepted"] + said["kept"] + said["rejected"]
                    found.accepted += said["accepted"]
                    found.kept += said["kept"]
                    found.rejected += said["rejected"]
                    found.peak_kibibytes = max(found.peak_kibibytes, said["peak"])
                    found.slowest_seconds = max(found.slowest_seconds, said["slowest"])


class Workers:
    """All numbers below `count`, shared by `jobs` workers that run beside whoever started them."""

    def __init__(self, seed: int, count: int, folder: Path, jobs: int, command: list[str] | None = None):
        self.findings = Findings()
        self.problems: list[str] = []
        lock = threading.Lock()
        command = [*(command or [program()]), "run", "--seed", str(seed)]
        edges = [count * job // jobs for job in range(jobs + 1)]
        self.threads = [
            threading.Thread(target=self._run, args=(Worker(command, first, end, folder, self.findings, lock),))
            for first, end in zip(edges, edges[1:])
        ]
        for thread in self.threads:
            thread.start()

    def _run(self, worker: Worker) -> None:
        try:
            worker.run()
        except Exception as problem:  # noqa: BLE001: whatever ends a worker makes the proof fall short
            self.problems.append(repr(problem))

    def result(self) -> Findings:
        for thread in self.threads:
            thread.join()
        return self.findings
