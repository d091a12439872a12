"""The real server as another process: started, killed, and started again on the same data."""

import json
import os
import selectors
import signal
import socket
import subprocess
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


class ServerProblem(Exception):
    """The server did not do what the proof stands on; the proof falls short with this text."""


def program() -> list[str]:
    """The program under proof: AVICENNA, or the debug build of this checkout."""
    return [os.environ.get("AVICENNA", str(ROOT / ".build/debug/avicenna"))]


class Server:
    """A demo school on one data folder and one port for the whole run."""

    def __init__(self, data: Path, command: list[str] | None = None):
        self.command = command or program()
        self.data = data
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.process: subprocess.Popen | None = None
        self.log = data.parent / "server.log"
        self.ready_seconds: list[float] = []

    def start(self, patience: float = 60) -> dict:
        """Starts the server and returns the line it printed when it was ready."""
        began = time.monotonic()
        words = ["demo", "--port", str(self.port), "--data", str(self.data), "--format", "json"]
        with self.log.open("ab") as log:
            self.process = subprocess.Popen([*self.command, *words], stdout=subprocess.PIPE, stderr=log)
        os.set_blocking(self.process.stdout.fileno(), False)
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            text = b""
            while time.monotonic() - began < patience:
                if not selector.select(timeout=1):
                    continue
                piece = self.process.stdout.read()
                if piece == b"":
                    raise ServerProblem(f"the server ended with {self.process.wait()}: {self.tail()}")
                text += piece or b""
                for line in text.split(b"\n")[:-1]:
                    if b'"ready"' in line:
                        self.ready_seconds.append(time.monotonic() - began)
                        return json.loads(line)
        raise ServerProblem(f"the server was not ready within {patience} s: {self.tail()}")

    def kill(self) -> None:
        """`kill -9`: nothing in the server gets to run once more."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        self.process.stdout.close()

    def stop(self) -> None:
        if self.process and self.process.poll() is None:
            self.kill()

    def tail(self) -> str:
        return " / ".join(self.log.read_text(errors="replace").splitlines()[-3:])
