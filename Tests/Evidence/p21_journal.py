"""P21: one change, deletion, reordering or truncation among a million events is found within ten seconds.

The journal is written here by the rules of `Sources/Storage/DESIGN.md` alone, apart from the program under proof, so the
proof also says that those rules are the ones that the program follows. Prints one line, `P21 ok events=1000000 found=8/8
slowest=6.1s seed=21` or `P21 short … reason=…`, and ends with 0 only when the promise held.
"""

import argparse
import hashlib
import hmac
import json
import os
import random
import shutil
import sqlite3
import struct
import subprocess
import sys
import tempfile
import time
import uuid
from pathlib import Path

LIMIT = 10.0
NONE = bytes(32)


def encoded(form: str, *fields: str | int | bytes) -> bytes:
    """Fields one after another, each preceded by its length as eight bytes; integers are eight bytes."""
    parts = [form.encode()]
    for field in fields:
        parts.append(field.encode() if isinstance(field, str) else struct.pack(">q", field) if isinstance(field, int) else field)
    return b"".join(struct.pack(">Q", len(part)) + part for part in parts)


def sealing_key(secret: bytes) -> bytes:
    """HKDF-SHA256 (RFC 5869) without salt, 32 bytes."""
    extracted = hmac.digest(NONE, secret, "sha256")
    return hmac.digest(extracted, b"avicenna journal seal 1" + b"\x01", "sha256")


def fill(database: sqlite3.Connection, secret: bytes, events: int, chance: random.Random) -> None:
    """Appends events of many attempts to the journal that is there, up to `events` in all."""
    position, streams, chain = database.execute("SELECT events, streams, chain FROM journal_tally").fetchone()
    count = max(2, events // 200)
    names = [f"attempt/{uuid.UUID(int=chance.getrandbits(128))}" for _ in range(count)]
    heads = {name: (0, 0, NONE) for name in names}
    rows = []
    while position < events:
        name = names[position % count] if position < 2 * count else chance.choice(names)
        number, _, previous = heads[name]
        number, position = number + 1, position + 1
        streams += number == 1
        change, received = str(uuid.UUID(int=chance.getrandbits(128))), 1_790_000_000_000 + position
        body = json.dumps({"event": "responded", "position": number, "response": {"R": {"choices": ["B"]}}}).encode()
        parts = (position, name, number, change, 1, received, body, previous)
        digest = hashlib.sha256(encoded("avicenna journal event 1", *parts)).digest()
        chain = hashlib.sha256(encoded("avicenna journal chain 1", chain, digest)).digest()
        heads[name] = (number, position, digest)
        rows.append((name, number, change, 1, received, body, previous, position))
    seal = hmac.digest(sealing_key(secret), encoded("avicenna journal tally 2", position, streams, chain), "sha256")
    with database:
        database.executemany(
            "INSERT INTO journal (stream, number, change_id, epoch, received_at, body, previous_hash, position) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            rows,
        )
        database.executemany(
            "INSERT INTO journal_head (stream, number, position, hash) VALUES (?, ?, ?, ?)",
            [(name, *head) for name, head in heads.items() if head[0]],
        )
        database.execute("UPDATE journal_tally SET events = ?, streams = ?, chain = ?, seal = ?", (position, streams, chain, seal))


def attacks(last: int, chance: random.Random) -> dict[str, list[str]]:
    """What somebody with the database but without the key does, each alone."""
    one, other = sorted(chance.sample(range(last // 10, last - 10), 2))
    body = f"UPDATE journal SET body = replace(CAST(body AS TEXT), '\"B\"', '\"C\"') WHERE position = "
    return {
        "one answer": [f"{body}{one}"],
        "the last answer": [f"{body}{last}"],
        "an instant by a millisecond": [f"UPDATE journal SET received_at = received_at + 1 WHERE position = {one}"],
        "an event deleted": [f"DELETE FROM journal WHERE position = {one}"],
        "two events in the other order": [
            f"UPDATE journal SET position = -position WHERE position = {one}",
            f"UPDATE journal SET position = {one} WHERE position = {other}",
            f"UPDATE journal SET position = {other} WHERE position = -{one}",
        ],
        "the end cut off": [f"DELETE FROM journal WHERE position > {last - 3}"],
        "the end cut off, and the counts corrected": [
            f"DELETE FROM journal WHERE position > {last - 3}",
            f"UPDATE journal_tally SET events = {last - 3}",
        ],
        "an attempt cut off with its head": [
            f"DELETE FROM journal_head WHERE stream = (SELECT stream FROM journal WHERE position = {one})",
            f"DELETE FROM journal WHERE stream = (SELECT stream FROM journal WHERE position = {one})",
        ],
    }


def verify(program: str, folder: Path) -> tuple[bool, dict, float]:
    """Asks the program whether the journal is sound; returns its word, its report, and the seconds it took."""
    began = time.monotonic()
    done = subprocess.run(
        [program, "audit", "verify", "--data", folder, "--format", "json"], capture_output=True, text=True, timeout=300
    )
    seconds = time.monotonic() - began
    if done.returncode not in (0, 1):
        raise RuntimeError(f"audit verify ended with {done.returncode}: {done.stderr.strip()}")
    return done.returncode == 0, json.loads(done.stdout), seconds


def prove(program: str, events: int, limit: float, seed: int) -> tuple[list[str], str]:
    """Returns what fell short, and the figures."""
    chance = random.Random(seed)
    short = []
    with tempfile.TemporaryDirectory(prefix="avicenna-p21-") as scratch:
        folder = Path(scratch) / "data"
        subprocess.run([program, "migrate", "--data", folder], check=True, capture_output=True)
        subprocess.run(
            [program, "user", "add", "p21", "--role", "administrator", "--name", "P21", "--password-stdin", "--data", folder],
            check=True, capture_output=True, input="correct horse battery staple\n", text=True,
        )
        file, secret = folder / "avicenna.sqlite", (folder / "keys" / "server.key").read_bytes()
        with sqlite3.connect(file) as database:
            database.execute("PRAGMA cell_size_check = ON")
            fill(database, secret, events, chance)
            last = database.execute("SELECT max(position) FROM journal").fetchone()[0]
        database.close()
        sound, report, slowest = verify(program, folder)
        if not sound or report["events"] != last:
            short.append(f"an untouched journal is not sound: {report['findings'][:3]}")
        kept = Path(scratch) / "kept.sqlite"
        shutil.copyfile(file, kept)
        found = 0
        tried = attacks(last, chance)
        for name, statements in tried.items():
            shutil.copyfile(kept, file)
            for rest in ("-wal", "-shm"):
                Path(f"{file}{rest}").unlink(missing_ok=True)
            database = sqlite3.connect(file)
            with database:
                database.execute("PRAGMA ignore_check_constraints = ON")
                for statement in statements:
                    database.execute(statement)
            database.close()
            sound, report, seconds = verify(program, folder)
            slowest = max(slowest, seconds)
            if sound or not report["findings"]:
                short.append(f"not found: {name}")
            else:
                found += 1
        if slowest > limit:
            short.append("verifying took too long")
    return short, f"events={last} found={found}/{len(tried)} slowest={slowest:.1f}s (limit {limit:.0f}s) seed={seed}"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--small", action="store_true", help="20,000 events, for the debug build")
    parser.add_argument("--seed", type=int, default=21)
    options = parser.parse_args()
    events = 20_000 if options.small else 1_000_000
    short, figures = prove(os.environ["AVICENNA"], events, LIMIT, options.seed)
    print(f"P21 {'short' if short else 'ok'} {figures}" + (f" reason={'; '.join(short)}" if short else ""), flush=True)
    return 1 if short else 0


if __name__ == "__main__":
    sys.exit(main())
