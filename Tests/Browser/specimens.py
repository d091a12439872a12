"""The specimen pages of the Swift tests, served with an address that takes answers as the server does."""

import hashlib
import json
import os
import struct
import subprocess
import tempfile
import threading
import time
import zlib
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, parse_qsl, urlsplit

from school import ROOT


def written() -> Path:
    """The folder of the pages; AVICENNA_SPECIMENS names one that is there already."""
    if "AVICENNA_SPECIMENS" in os.environ:
        return Path(os.environ["AVICENNA_SPECIMENS"])
    folder = Path(tempfile.mkdtemp(prefix="avicenna-specimens-"))
    command = ["swift", "test", "--skip-build", "--traits", "PostgreSQL", "--filter", "pages are written for the browser"]
    result = subprocess.run(command, cwd=ROOT, env=os.environ | {"SPECIMENS": str(folder)}, capture_output=True, text=True)
    assert (folder / "en").is_dir(), f"the specimens were not written: swift build --build-tests\n{result.stdout[-2000:]}"
    return folder


def picture(width: int = 600, height: int = 400) -> bytes:
    """A grey PNG: what is pointed at must have a size."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = (b"\0" + b"\x90" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def sound(seconds: int = 2) -> bytes:
    """A silent recording."""
    samples = b"\x80" * (8000 * seconds)
    head = struct.pack("<4sI4s4sIHHIIHH4sI", b"RIFF", 36 + len(samples), b"WAVE", b"fmt ", 16, 1, 1, 8000, 8000, 1, 8,
                       b"data", len(samples))
    return head + samples


class Specimens:
    """Serves the pages; `saved` holds the responses that scripts sent, `posted` the fields of plain forms.

    `forms` are bodies with files as they came. `files` are the bytes handed in by scripts; the next `failing` of them are turned away as by a busy server, the next `unheard` get no answer as on a dead line.
    """

    def __init__(self):
        self.saved: list[dict] = []
        self.posted: list[list[tuple[str, str]]] = []
        self.files: list[bytes] = []
        self.forms: list[bytes] = []
        self.failing = 0
        self.unheard = 0
        specimens = self

        class Handler(SimpleHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_GET(self):
                if self.path.startswith("/media/"):
                    is_sound = self.path.endswith((".mp3", ".ogg", ".mp4"))
                    self._answer(200, sound() if is_sound else picture(), "audio/wav" if is_sound else "image/png")
                elif self.path.startswith("/sit/"):
                    self._answer(404, b"", "text/plain")
                else:
                    super().do_GET()

            def do_POST(self):
                bytes_sent = self.rfile.read(int(self.headers["Content-Length"]))
                if urlsplit(self.path).path.endswith("/files"):
                    self._take(bytes_sent)
                    return
                if self.headers["Content-Type"].startswith("multipart/"):
                    specimens.forms.append(bytes_sent)
                    self._answer(200, b"<!doctype html><title>posted</title>", "text/html")
                    return
                body = bytes_sent.decode()
                if self.path.startswith("/api/"):
                    change = json.loads(body)
                    specimens.saved.append(change["response"])
                    answer = {"change": change["change"], "standing": "counts", "savedAt": "2027-05-02T10:43:07Z"}
                    self._answer(200, json.dumps(answer).encode(), "application/json")
                else:
                    specimens.posted.append(parse_qsl(body, keep_blank_values=True))
                    self._answer(200, b"<!doctype html><title>posted</title>", "text/html")

            def _take(self, sent: bytes):
                if specimens.unheard:
                    specimens.unheard -= 1
                    time.sleep(5)
                    self.close_connection = True
                    return
                if specimens.failing:
                    specimens.failing -= 1
                    self._answer(503, b'{"code": "storage.unavailable"}', "application/problem+json")
                    return
                specimens.files.append(sent)
                name = parse_qs(urlsplit(self.path).query)["name"][0]
                digest = hashlib.sha256(sent).hexdigest()
                file = {"name": name, "type": "text/plain", "hash": digest, "bytes": len(sent)}
                self._answer(201, json.dumps({"file": file}).encode(), "application/json")

            def _answer(self, status, body, kind):
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *words):
                pass

        folder = str(written())
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
        threading.Thread(target=self.server.serve_forever, daemon=True).start()
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def address(self, name: str, locale: str = "en") -> str:
        return f"{self.url}/{locale}/control-{name}.html"

    def fields(self) -> list[tuple[str, str]]:
        """The answer fields of the last plain form that say something."""
        return [(name.removeprefix("response."), value) for name, value in self.posted[-1]
                if name.startswith("response.") and value]

    def stop(self) -> None:
        self.server.shutdown()
