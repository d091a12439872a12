"""Starts a demo school of its own for the checks and knows its sign-in links."""

import json
import os
import queue
import shutil
import signal
import socket
import subprocess
import tempfile
import threading
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def program() -> Path:
    """The program under test: the debug build of this checkout unless AVICENNA names another."""
    return Path(os.environ.get("AVICENNA", ROOT / ".build/debug/avicenna"))


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class School:
    """One running demo school on a fresh data folder.

    `links` maps a role to its sign-in link, as the server printed it when it was ready.
    """

    def __init__(self, data: Path | None = None, port: int | None = None, patience: float = 240):
        self.is_own = data is None
        self.data = data or Path(tempfile.mkdtemp(prefix="avicenna-school-"))
        self.port = port or free_port()
        self.log = self.data.parent / f"{self.data.name}.log"
        self.links: dict[str, str] = {}
        self.url = ""
        command = [program(), "demo", "--port", str(self.port), "--data", self.data, "--format", "json"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=log, text=True, cwd=ROOT)
        try:
            self._wait(patience)
        except BaseException:
            self.stop()
            raise

    def _wait(self, patience: float) -> None:
        lines: queue.Queue[str] = queue.Queue()

        def read() -> None:
            for line in self.process.stdout:
                lines.put(line)
            lines.put("")

        threading.Thread(target=read, daemon=True).start()
        end = time.monotonic() + patience
        while True:
            try:
                line = lines.get(timeout=max(0.0, end - time.monotonic()))
            except queue.Empty:
                raise RuntimeError(f"the server was not ready within {patience} s\n{self._tail()}") from None
            if not line:
                raise RuntimeError(f"the server ended with {self.process.wait()}\n{self._tail()}")
            try:
                said = json.loads(line)
            except ValueError:
                continue
            if isinstance(said, dict) and said.get("ready") is True:
                self.url = said["url"].rstrip("/")
                for link in said["links"]:
                    self.links.setdefault(link["role"], link["url"])
                return

    def _tail(self) -> str:
        return "\n".join(self.log.read_text(errors="replace").splitlines()[-20:])

    def stop(self) -> None:
        """Ends the server as Ctrl-C would, and takes its data away."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
            try:
                self.process.wait(timeout=15)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        if self.is_own:
            shutil.rmtree(self.data, ignore_errors=True)
            self.log.unlink(missing_ok=True)
