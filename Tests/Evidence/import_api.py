"""Imports files into the real server as an examiner's program would, and compares the bank before and after."""

import http.client
import json
import time
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote, urlencode, urlsplit

from exam_page import ExamPage


class Broken(Exception):
    """The server did not answer, or answered with a fault of its own."""


class Examiner:
    """One signed-in person on one connection."""

    def __init__(self, port: int, link: str):
        self.port = port
        self.cookies: dict[str, str] = {}
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        self.ask("POST", urlsplit(link).path, urlencode({"go": "on"}).encode(), "application/x-www-form-urlencoded")
        _, page = self.ask("GET", "/me/display")
        self.csrf = ExamPage(page.decode()).fields["csrf"]

    def ask(self, method: str, path: str, body: bytes | None = None, kind: str = "application/json") -> tuple[int, bytes]:
        """Sends one request and returns status and body; waits when there are too many a minute."""
        headers = {"Sec-Fetch-Site": "same-origin", "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if body is not None:
            headers["Content-Type"] = kind
        while True:
            try:
                self.connection.request(method, path, body, headers)
                answer = self.connection.getresponse()
                content = answer.read()
            except (OSError, http.client.HTTPException) as problem:
                self.connection.close()
                raise Broken(f"{method} {path}: {problem!r}") from problem
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                name, _, value = cookie.split(";")[0].partition("=")
                self.cookies[name.strip()] = value
            if answer.status == 429:
                time.sleep(float(answer.headers.get("Retry-After") or 1))
                continue
            if answer.status >= 500:
                raise Broken(f"{method} {path}: {answer.status} {content[:200]!r}")
            return answer.status, content

    def json(self, path: str) -> dict:
        status, content = self.ask("GET", path)
        if status != 200:
            raise Broken(f"GET {path}: {status} {content[:200]!r}")
        return json.loads(content)

    def upload(self, name: str, content: bytes) -> tuple[int, bytes]:
        """Sends a file and waits for its plan; 201 and the plan, or whatever stands against it."""
        edge = "limit-of-the-form-9f2d"
        safe = name.replace('"', "%22").replace("\r", "").replace("\n", "")
        head = (
            f'--{edge}\r\nContent-Disposition: form-data; name="csrf"\r\n\r\n{self.csrf}\r\n--{edge}\r\n'
            f'Content-Disposition: form-data; name="file"; filename="{safe}"\r\nContent-Type: application/octet-stream\r\n\r\n'
        )
        body = head.encode() + content + f"\r\n--{edge}--\r\n".encode()
        status, answer = self.ask("POST", "/api/v1/imports?wait=30", body, f"multipart/form-data; boundary={edge}")
        while status == 202:
            time.sleep(0.05)
            status, answer = self.ask("GET", f"/api/v1/imports/{json.loads(answer)['import']}")
            # A plan that is made is answered as one that was waited for.
            status = {"staging": 202, "staged": 201}.get(json.loads(answer)["state"], 409) if status == 200 else status
        return status, answer

    def bank(self) -> dict[str, str]:
        """The hash of the current version of every item."""
        found: dict[str, str] = {}
        while True:
            page = self.json(f"/api/v1/items?limit=1000&offset={len(found)}")
            found.update({item["item"]: item["hash"] for item in page["items"]})
            if len(found) >= page["total"] or not page["items"]:
                return found


@dataclass
class Imports:
    """What became of the files."""

    applied: int = 0
    refused: int = 0
    items: list[str] = field(default_factory=list)
    partial: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def import_all(examiner: Examiner, files: list[Path]) -> Imports:
    """Imports each file; a refused one must leave the bank as it was, an accepted one must be there whole."""
    result = Imports()
    bank = examiner.bank()
    for file in files:
        name = file.name.split("-", 1)[-1]
        try:
            bank = import_one(examiner, file, name, bank, result)
        except Broken as problem:
            result.broken.append(f"{file.name}: {problem}")
    return result


def import_one(examiner: Examiner, file: Path, name: str, bank: dict[str, str], result: Imports) -> dict[str, str]:
    status, content = examiner.upload(name, file.read_bytes())
    if status != 201:
        result.refused += 1
        return unchanged(examiner, file, bank, result)
    plan = json.loads(content)
    bank = unchanged(examiner, file, bank, result)
    status, content = examiner.ask("POST", f"/api/v1/imports/{plan['import']}/apply", b"{}")
    is_blocked = bool(plan["problems"]) or any(entry["outcome"] == "blocked" for entry in plan["entries"])
    if status >= 400:
        result.refused += 1
        if not is_blocked:
            result.partial.append(f"{file.name}: a plan without a fault is refused: {status} {content[:200]!r}")
        examiner.ask("POST", f"/api/v1/imports/{plan['import']}/discard", b"{}")
        return unchanged(examiner, file, bank, result)
    if is_blocked:
        result.partial.append(f"{file.name}: a plan with faults was applied")
    result.applied += 1
    after = examiner.bank()
    coming = [e for e in plan["entries"] if e["subject"] == "item" and e["outcome"] not in ("same", "blocked")]
    # Where the bank and the file, or two packages, differ, the bank's version stays until somebody chooses otherwise.
    planned = {e["item"] for e in coming if e.get("choice") != "ours"}
    changed = {item for item in after if bank.get(item) != after[item]}
    if changed != planned or not bank.keys() <= after.keys():
        result.partial.append(f"{file.name}: planned {sorted(planned)[:3]}, came {sorted(changed)[:3]}")
    for item in planned & changed:
        found = examiner.json(f"/api/v1/items/{quote(item, safe='')}")["versions"]
        if not any(version["hash"] == after[item] for version in found):
            result.partial.append(f"{file.name}: {item} has no version {after[item]}")
        result.items.append(item)
    return after


def unchanged(examiner: Examiner, file: Path, bank: dict[str, str], result: Imports) -> dict[str, str]:
    after = examiner.bank()
    if after != bank:
        result.partial.append(f"{file.name}: the bank changed though nothing was applied")
    return after
