"""A tiny server that the proof of P1 is tried on: it keeps its promise, or breaks it in the way it is told to.

Not part of the product and no stand-in for it: it exists so that the killer is seen to catch a server that loses,
doubles or changes answers, or moves a candidate's end. Faults: `none`, `lossy` (acknowledges before writing),
`doubling` (writes a repeated change again), `garbling` (stores another value), `drifting` (the end moves at a restart).
"""

import asyncio
import json
import os
import sys
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import parse_qs

QUESTIONS = [
    '<div data-response="R" data-kind="choice"><input type="radio" name="response.R" value="A"></div>',
    '<div data-response="R" data-kind="text"><input name="response.R" value=""></div>',
    '<div data-response="R" data-kind="match"><select name="response.R.S1"><option value=""><option value="A"></select>'
    "</div>",
    '<div data-response="R" data-kind="number"><input name="response.R" value="">'
    '<input type="hidden" name="response.R.unit" value="mg"></div>',
]


class Sample:
    def __init__(self, fault: str, data: Path):
        self.fault = fault
        data.mkdir(exist_ok=True)
        self.journal = data / "journal"
        self.lines = self.journal.read_text().splitlines() if self.journal.exists() else []
        self.known = {json.loads(line)["change"] for line in self.lines}
        begun = data / "begun"
        if not begun.exists():
            begun.write_text(datetime.now(timezone.utc).isoformat())
        starts = data / "starts"
        self.starts = int(starts.read_text()) + 1 if starts.exists() else 0
        starts.write_text(str(self.starts))
        moved = timedelta(seconds=5 * self.starts if fault == "drifting" else 0)
        self.end = datetime.fromisoformat(begun.read_text()) + timedelta(hours=4) + moved
        self.waiting: list[str] = []

    def answer(self, path: str, candidate: str, body: bytes) -> str:
        if path.startswith("/api/v1/sittings"):
            return json.dumps(self.office(path, body))
        now = datetime.now(timezone.utc).isoformat()
        if not path.startswith("/api"):
            number = int(path.rsplit("/", 1)[-1]) if "/q/" in path else 1
            return (
                f'<main data-attempt="of-{candidate}" data-epoch="1" data-now="{now}" data-questions="{len(QUESTIONS)}"'
                f' data-ends-at="{self.end.isoformat()}" data-position="{number}"><form><input type="hidden" name="csrf"'
                f' value="x">{QUESTIONS[number - 1]}</form></main>'
            )
        change = ""
        if path.endswith("/responses"):
            change = json.loads(body)["change"]
            self.store(path.split("/")[-2], json.loads(body))
        return json.dumps({"change": change, "now": now, "endsAt": self.end.isoformat()})

    def office(self, path: str, body: bytes) -> dict:
        match path.split("/")[-1]:
            case "sittings" if not body:
                return {"sittings": [{"state": "released", "form": "1"}, {"state": "open", "form": "2"}]}
            case "candidates":
                lines = body.decode().splitlines()
                return {"tickets": {line.split(",")[0]: "x" for line in lines if line.startswith("9")}}
            case "responses":
                return {"responses": [json.loads(line) for line in self.journal.read_text().splitlines()]}
            case _:
                return {"sitting": "one"}

    def store(self, attempt: str, body: dict) -> None:
        if body["change"] in self.known and self.fault != "doubling":
            return
        self.known.add(body["change"])
        response = {"R": {"choices": ["Z"]}} if self.fault == "garbling" else body["response"]
        event = {"change": body["change"], "attempt": attempt, "position": body["position"], "response": response}
        self.waiting.append(json.dumps(event) + "\n")
        # The lossy server writes when twenty have come together, long after it said “saved”.
        if self.fault != "lossy" or len(self.waiting) >= 20:
            with self.journal.open("a") as file:
                file.write("".join(self.waiting))
                file.flush()
                os.fsync(file.fileno())
            self.waiting = []

    async def serve(self, reader, writer) -> None:
        try:
            while line := await reader.readline():
                _, path, _ = line.decode().split()
                headers = {}
                while (line := await reader.readline()) != b"\r\n":
                    name, _, value = line.decode().partition(":")
                    headers[name.lower()] = value.strip()
                body = await reader.readexactly(int(headers.get("content-length", 0)))
                candidate = headers.get("cookie", "").partition("=")[2]
                if path.startswith("/sign-in"):
                    candidate = parse_qs(body.decode()).get("candidate", ["office"])[0]
                    writer.write(b"HTTP/1.1 303 See Other\r\nContent-Length: 0\r\n")
                    writer.write(f"Set-Cookie: session={candidate}; Path=/\r\n\r\n".encode())
                    continue
                answer = self.answer(path, candidate, body).encode()
                await asyncio.sleep(0.002)
                writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n" % len(answer) + answer)
                await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass

    async def run(self, port: int) -> None:
        server = await asyncio.start_server(self.serve, "127.0.0.1", port)
        url = f"http://127.0.0.1:{port}"
        print(json.dumps({"ready": True, "url": url, "links": [{"role": "exam-officer", "url": f"{url}/sign-in/link"}]}))
        sys.stdout.flush()
        await server.serve_forever()


def main() -> None:
    fault, _, *words = sys.argv[1:]
    data = Path(words[words.index("--data") + 1])
    asyncio.run(Sample(fault, data).run(int(words[words.index("--port") + 1])))


if __name__ == "__main__":
    main()
