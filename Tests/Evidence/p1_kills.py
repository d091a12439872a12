"""P1: no acknowledged answer is lost or doubled when the server is killed while candidates answer.

Prints one line, `P1 ok kills=200 candidates=50 lost=0 doubled=0 inflight=91% seed=7` or `P1 short … reason=…`, and
ends with 0 only when the promise held.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from pathlib import Path
from urllib.parse import urlsplit

from exam_page import ExamPage
from robots import Connection, Ledger, Lost, Refused, Robot
from server import Server, ServerProblem

# Share of the kills that must fall while a save has been sent and not been acknowledged.
IN_FLIGHT = 0.8
# How far the server's clock and a candidate's end may be off, in seconds.
CLOCK = 1.0
INSTANT = "%Y-%m-%dT%H:%M:%SZ"


@dataclass
class Verdict:
    """What the comparison of the ledger with the stored responses found."""

    lost: int
    doubled: int
    strangers: int


def judge(ledger: Ledger, stored: list[dict]) -> Verdict:
    """Compares what was acknowledged with what is stored.

    Lost is an acknowledged change that is not stored, or stored for another attempt or question or with another value.
    Doubled is every copy of a change beyond the first. A stranger is stored, and nobody gave it.
    """
    copies = Counter(event["change"] for event in stored)
    found = {event["change"]: (event["attempt"], event["position"], event["response"]) for event in stored}
    return Verdict(
        lost=sum(found.get(change) != ledger.given[change] for change in ledger.acknowledged),
        doubled=sum(count - 1 for count in copies.values()),
        strangers=sum(change not in ledger.given for change in copies),
    )


async def arrange(office: Connection, candidates: int) -> tuple[str, list[tuple[str, str]]]:
    """Opens a sitting for that many candidates, of the form that the demo has open; returns it with numbers and codes."""
    _, text = await office.request("GET", "/api/v1/sittings")
    model = next((each for each in json.loads(text)["sittings"] if each["state"] == "open"), None)
    if model is None:
        raise ServerProblem("the demo school has no open sitting whose form could be used")
    now = datetime.now(timezone.utc)
    plan = {
        "title": "P1", "form": model["form"], "zone": "Europe/London", "minutes": 240,
        "opensAt": (now - timedelta(minutes=1)).strftime(INSTANT),
        "closesAt": (now + timedelta(hours=8)).strftime(INSTANT),
    }
    _, text = await office.request("POST", "/api/v1/sittings", plan)
    sitting = json.loads(text)["sitting"]
    rows = [f"9{index:04d},Robot {index}" for index in range(candidates)]
    path = f"/api/v1/sittings/{sitting}"
    _, page = await office.request("GET", "/me/display")
    upload = {"csrf": ExamPage(page).fields["csrf"], "file": "\n".join(["number,name", *rows, ""])}
    _, text = await office.request("POST", f"{path}/candidates", upload=upload)
    await office.request("POST", f"{path}/state", {"state": "open"})
    return sitting, sorted(json.loads(text)["tickets"].items())


async def kill_again_and_again(server: Server, robots: list[Robot], kills: int, ledger: Ledger, seed: int) -> int:
    """Kills and restarts the server; returns how many kills fell while a save was in flight."""
    chance = random.Random(seed)
    stop = asyncio.Event()
    tasks = [asyncio.create_task(robot.run(stop)) for robot in robots]
    in_flight = 0
    try:
        for kill in range(kills):
            # Each life of the server has to acknowledge something, or the kills would prove nothing.
            seen = len(ledger.acknowledged)
            await wait_until(lambda: len(ledger.acknowledged) > seen or ledger.refusals, 60)
            if ledger.refusals:
                break
            await asyncio.sleep(chance.random() * 0.4)
            waiting = [robot for robot in robots if robot.connection.is_waiting and robot.pending]
            cuts = sum(robot.cuts for robot in waiting)
            server.kill()
            # In flight is decided afterwards: a save that had been sent, and whose answer never arrived.
            await wait_until(lambda: not any(robot.connection.is_waiting for robot in waiting), 10)
            in_flight += sum(robot.cuts for robot in waiting) > cuts
            await asyncio.to_thread(server.start)
            show(f"kill {kill + 1}/{kills}, acknowledged {len(ledger.acknowledged)}")
        # What was not acknowledged yet is sent once more to the last life of the server.
        stop.set()
        await asyncio.wait_for(asyncio.gather(*tasks), timeout=120)
    finally:
        for task in tasks:
            task.cancel()
    return in_flight


async def wait_until(condition, patience: float) -> None:
    loop = asyncio.get_running_loop()
    end = loop.time() + patience
    while not condition():
        if loop.time() > end:
            raise ServerProblem(f"nothing was acknowledged within {patience} s")
        await asyncio.sleep(0.001)


def show(text: str) -> None:
    if sys.stderr.isatty():
        print(f"\r{text}   ", end="", file=sys.stderr, flush=True)


async def prove(server: Server, kills: int, candidates: int, seed: int) -> tuple[dict, list[str]]:
    """Runs the proof; returns its figures and the reasons for which it falls short."""
    ledger = Ledger()
    ready = await asyncio.to_thread(server.start)
    office = Connection(server.port)
    links = {link["role"]: urlsplit(link["url"]).path for link in ready["links"]}
    await office.request("POST", links["exam-officer"], form={"go": "on"})
    sitting, tickets = await arrange(office, candidates)
    # The server dies between one use of this connection and the next.
    office.close()
    robots = [Robot(index, server.port, ledger, seed) for index in range(len(tickets))]
    await asyncio.gather(*(robot.begin(sitting, *ticket) for robot, ticket in zip(robots, tickets)))
    questions = await robots[0].read_questions()
    for robot in robots:
        robot.questions = questions
    in_flight = await kill_again_and_again(server, robots, kills, ledger, seed)
    _, text = await office.request("GET", f"/api/v1/sittings/{sitting}/responses")
    stored = json.loads(text)["responses"]
    verdict = judge(ledger, stored)
    figures = {
        "kills": kills, "candidates": len(robots), "lost": verdict.lost, "doubled": verdict.doubled,
        "inflight": f"{100 * in_flight // kills}%", "acknowledged": len(ledger.acknowledged), "stored": len(stored),
        "repeated": ledger.repeats, "clock": f"{max(ledger.clock_error, ledger.end_error):.2f}s",
        "ready": f"{sorted(server.ready_seconds)[len(server.ready_seconds) // 2]:.2f}s", "seed": seed,
    }
    rules = {
        "answers were lost": verdict.lost == 0,
        "answers were doubled": verdict.doubled == 0,
        "stored responses that nobody gave": verdict.strangers == 0,
        "too few kills fell into a save": in_flight >= IN_FLIGHT * kills,
        "the server's clock or a candidate's end was off": max(ledger.clock_error, ledger.end_error) <= CLOCK,
        "not every candidate took part": len(robots) == candidates,
        **{refusal: False for refusal in ledger.refusals[:3]},
    }
    return figures, [reason for reason, holds in rules.items() if not holds]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--small", action="store_true", help="8 kills instead of 200")
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--program", help="the server's command as a JSON list (for the proof's own tests)")
    options = parser.parse_args()
    kills, candidates = (8, 50) if options.small else (200, 50)
    with tempfile.TemporaryDirectory(prefix="avicenna-p1-") as name:
        folder = Path(name)
        server = Server(folder / "data", json.loads(options.program) if options.program else None)
        try:
            figures, short = asyncio.run(prove(server, kills, candidates, options.seed))
        except (ServerProblem, Refused, Lost, OSError, KeyError, TimeoutError, ValueError) as problem:
            figures, short = {"kills": kills, "candidates": candidates, "seed": options.seed}, [repr(problem)]
        finally:
            server.stop()
    line = " ".join(f"{name}={value}" for name, value in figures.items())
    print(f"P1 {'short' if short else 'ok'} {line}{' reason=' + '; '.join(short) if short else ''}")
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
