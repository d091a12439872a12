"""Scripted candidates that answer over raw HTTP/1.1 connections and remember what the server acknowledged."""

import asyncio
import json
import random
import time
import uuid
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode

from exam_page import ExamPage


class Lost(Exception):
    """The connection ended before the answer came; once sent, the request may or may not have been carried out."""

    def __init__(self, reason: str, was_sent: bool):
        super().__init__(reason)
        self.was_sent = was_sent


class Refused(Exception):
    """The server answered, but not with success."""


class Connection:
    """One keep-alive connection; `is_waiting` while a request has been sent and not been answered."""

    def __init__(self, port: int):
        self.port = port
        self.reader: asyncio.StreamReader | None = None
        self.writer: asyncio.StreamWriter | None = None
        self.is_waiting = False
        self.asked_at = 0.0
        self.headers: dict[str, str] = {}
        self.cookies: dict[str, str] = {}

    def close(self) -> None:
        if self.writer:
            self.writer.close()
        self.reader = self.writer = None

    async def request(self, method: str, path: str, body=None, form=None, upload=None):
        """Sends one request, with JSON, a form or an upload, and returns the status and the text of its answer.

        Raises `Refused` for a status of 400 and more, and `Lost` when no whole answer came.
        """
        kind, payload = "application/json", b"" if body is None else json.dumps(body).encode()
        if form is not None:
            kind, payload = "application/x-www-form-urlencoded", urlencode(form).encode()
        if upload:
            kind, payload = "multipart/form-data; boundary=limit", multipart(upload, "limit")
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", "Sec-Fetch-Site: same-origin"]
        if payload:
            lines += [f"Content-Type: {kind}", f"Content-Length: {len(payload)}"]
        if self.cookies:
            lines.append("Cookie: " + "; ".join(f"{name}={value}" for name, value in self.cookies.items()))
        try:
            if self.writer is None:
                self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.writer.write("\r\n".join(lines).encode() + b"\r\n\r\n" + payload)
            self.is_waiting = True
            self.asked_at = time.time()
            await self.writer.drain()
            status, answer = await asyncio.wait_for(self._read(), timeout=30)
        except (OSError, EOFError, ValueError, asyncio.TimeoutError) as error:
            raise Lost(repr(error), self.is_waiting) from error
        finally:
            self.is_waiting = False
        if self.headers.get("connection", "").lower() == "close":
            self.close()
        if status >= 400:
            raise Refused(f"{method} {path}: {status} {answer[:300].decode(errors='replace')}")
        return status, answer.decode()

    async def _read(self) -> tuple[int, bytes]:
        line = await self.reader.readline()
        if not line:
            raise EOFError("closed")
        status = int(line.split()[1])
        self.headers = {}
        while (line := await self.reader.readline()) not in (b"\r\n", b""):
            name, _, value = line.decode("latin-1").partition(":")
            self.headers[name.strip().lower()] = value.strip()
            if name.strip().lower() == "set-cookie":
                cookie, _, content = value.split(";")[0].strip().partition("=")
                self.cookies[cookie] = content
        if not line:
            raise EOFError("closed in the headers")
        if self.headers.get("transfer-encoding", "").lower() == "chunked":
            body = b""
            while size := int((await self.reader.readuntil(b"\r\n")).split(b";")[0], 16):
                body += (await self.reader.readexactly(size + 2))[:-2]
            await self.reader.readuntil(b"\r\n")
            return status, body
        return status, await self.reader.readexactly(int(self.headers.get("content-length", "0")))


def multipart(fields: dict[str, str], boundary: str) -> bytes:
    """A form with a file: the field `file` goes as one, the others as text (RFC 7578)."""
    parts = []
    for name, value in fields.items():
        file = '; filename="list.csv"\r\nContent-Type: text/csv' if name == "file" else ""
        parts.append(f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"{file}\r\n\r\n{value}\r\n')
    return ("".join(parts) + f"--{boundary}--\r\n").encode()


@dataclass
class Ledger:
    """What was given and what was acknowledged: kept here, in the killer's process, and nowhere else."""

    given: dict[str, tuple[str, int, dict]] = field(default_factory=dict)
    acknowledged: set[str] = field(default_factory=set)
    repeats: int = 0
    refusals: list[str] = field(default_factory=list)
    # The largest error of the server's clock and of a candidate's end, in seconds.
    clock_error: float = 0.0
    end_error: float = 0.0


class Robot:
    """One candidate who answers without pause, and sends again what was not acknowledged, under the same change id."""

    def __init__(self, number: int, port: int, ledger: Ledger, seed: int):
        self.connection = Connection(port)
        self.ledger = ledger
        self.chance = random.Random(f"{seed}-{number}")
        self.attempt = ""
        self.epoch = 0
        self.ends_at: float | None = None
        self.questions: list[ExamPage] = []
        self.sequence = 0
        self.pending: dict | None = None
        self.must_check = False
        # How often a connection ended under a request that waited for its answer.
        self.cuts = 0

    async def begin(self, sitting: str, candidate: str, code: str) -> None:
        """Signs in with the exam code and starts the attempt, by the forms that a browser would send."""
        await self.connection.request("POST", "/sign-in/code", form={"candidate": candidate, "code": code})
        await self.start(sitting)

    async def start(self, sitting: str) -> None:
        """Starts the attempt, once signed in."""
        self.path = f"/sit/{sitting}"
        _, lobby = await self.connection.request("GET", self.path)
        form = ExamPage(lobby).fields | {"agree": "on"}
        await self.connection.request("POST", self.path, form=form)
        page = await self._page(1)
        self.attempt, self.epoch = page.facts["attempt"], int(page.facts["epoch"])
        self._check_time({"now": page.facts["now"], "endsAt": page.facts["ends-at"]})

    async def read_questions(self) -> list[ExamPage]:
        """Every question of the paper, as its page offers it; the same for all candidates but for the order."""
        first = await self._page(1)
        return [first, *[await self._page(number) for number in range(2, int(first.facts["questions"]) + 1)]]

    async def _page(self, number: int) -> ExamPage:
        _, text = await self.connection.request("GET", f"{self.path}/q/{number}")
        return ExamPage(text)

    def _check_time(self, said: dict) -> None:
        now, end = instant(said["now"]), instant(said["endsAt"])
        # The server's “now” lies between the moment of asking and this one.
        error = max(self.connection.asked_at - now, now - time.time(), 0)
        self.ledger.clock_error = max(self.ledger.clock_error, error)
        if self.ends_at is None:
            self.ends_at = end
        self.ledger.end_error = max(self.ledger.end_error, abs(end - self.ends_at))

    async def run(self, stop: asyncio.Event) -> None:
        """Answers until `stop`, across any number of deaths of the server; ends with nothing unacknowledged."""
        while self.pending or not stop.is_set():
            try:
                if self.must_check:
                    _, text = await self.connection.request("GET", f"/api/v1/attempts/{self.attempt}/heartbeat")
                    self._check_time(json.loads(text))
                    self.must_check = False
                if self.pending is None:
                    self.pending = self._next_change()
                await self._send(self.pending)
                self.pending = None
            except Lost as loss:
                self.cuts += loss.was_sent
                self.connection.close()
                self.must_check = True
                if self.pending and loss.was_sent:
                    self.ledger.repeats += 1
                await asyncio.sleep(0.02 + self.chance.random() * 0.03)
            except Refused as refusal:
                # A busy or starting server may say 503; anything else breaks the promise.
                if ": 503 " not in str(refusal):
                    self.ledger.refusals.append(str(refusal))
                    return
                await asyncio.sleep(0.1)

    def _next_change(self) -> dict:
        question = self.chance.choice(self.questions)
        self.sequence += 1
        # Ids come from the seed, so that a run can be repeated.
        change = str(uuid.UUID(int=self.chance.getrandbits(128), version=4))
        body = {
            "change": change,
            "epoch": self.epoch,
            "sequence": self.sequence,
            "position": int(question.facts["position"]),
            "response": {name: self._value(offered) for name, offered in question.responses.items()},
        }
        self.ledger.given[change] = (self.attempt, body["position"], body["response"])
        return body

    def _value(self, offered: dict) -> dict:
        match offered["kind"]:
            case "choice":
                return {"choices": [self.chance.choice(offered["picks"])]}
            case "match":
                return {"pairs": [[row, self.chance.choice(columns)] for row, columns in offered["rows"].items()]}
            case "number":
                number = {"number": str(self.chance.randint(1, 500))}
                return number | ({"unit": self.chance.choice(offered["units"])} if offered["units"] else {})
            case _:
                return {"text": f"answer {self.chance.randint(1, 9999)}"}

    async def _send(self, change: dict) -> None:
        _, text = await self.connection.request("POST", f"/api/v1/attempts/{self.attempt}/responses", change)
        receipt = json.loads(text)
        # Only what the server has said itself, whole and with success, is in the ledger.
        if receipt.get("change") != change["change"]:
            self.ledger.refusals.append(f"a receipt for {receipt.get('change')} instead of {change['change']}")
        self.ledger.acknowledged.add(change["change"])
        self._check_time(receipt)


def instant(text: str) -> float:
    return datetime.fromisoformat(text.replace("Z", "+00:00")).timestamp()
