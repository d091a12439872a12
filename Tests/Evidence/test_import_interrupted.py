"""`avicenna import` that is interrupted leaves nothing, whether it asks a server or opens the folder itself."""

import json
import os
import pty
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from import_kill import left, package  # noqa: E402
from server import Server, program  # noqa: E402

ITEMS = 1_500


def states(database: Path) -> list[str]:
    with sqlite3.connect(f"file:{database}?mode=ro", uri=True) as connection:
        return [state for (state,) in connection.execute("SELECT state FROM import ORDER BY created_at")]


def start(data: Path, file: Path, *words: str) -> subprocess.Popen:
    command = [*program(), "import", str(file), "--data", str(data), *words]
    return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


@pytest.fixture(scope="module")
def table(tmp_path_factory):
    file = tmp_path_factory.mktemp("tables") / "large.csv"
    file.write_bytes(package(1, ITEMS))
    return file


@pytest.fixture(params=["server", "folder"])
def data(request, tmp_path):
    folder = tmp_path / "data"
    server = Server(folder)
    server.start()
    if request.param == "folder":
        server.stop()
    yield folder
    if request.param == "server":
        server.stop()


@pytest.mark.parametrize("signal_number", [signal.SIGINT, signal.SIGTERM])
def test_an_interrupted_import_leaves_nothing(data, table, signal_number):
    database = data / "avicenna.sqlite"
    before = states(database)
    process = start(data, table)
    # Rows of this import are being written: the worst moment to be cut off.
    deadline = time.monotonic() + 120
    while left(database) == 0:
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)
    process.send_signal(signal_number)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 128 + signal_number, err.decode()
    assert b"Interrupted: nothing was imported." in err
    assert out == b""
    assert left(database) == 0
    assert states(database) == [*before, "discarded"]


def test_progress_is_told_unless_it_is_not_wanted(data, table):
    process = start(data, table, "--yes", "--format", "json")
    out, err = process.communicate(timeout=300)
    assert process.returncode == 0, err.decode()
    plan = json.loads(out)
    assert plan["state"] == "applied" and plan["counts"] == {"new": ITEMS} and len(plan["entries"]) == ITEMS
    lines = [line for line in err.decode().splitlines() if line.startswith("import  checking")]
    assert lines and all("/ 1 500 entries" in line and "%" in line for line in lines), err.decode()
    again = start(data, table, "--dry-run", "--quiet", "--format", "json")
    out, err = again.communicate(timeout=300)
    assert err == b"" and json.loads(out)["counts"] == {"same": ITEMS}


def test_a_server_that_stops_ends_what_it_reads(tmp_path, table):
    folder = tmp_path / "data"
    server = Server(folder)
    server.start()
    database = folder / "avicenna.sqlite"
    process = start(folder, table)
    while left(database) == 0:
        assert process.poll() is None, process.communicate()
        time.sleep(0.005)
    began = time.monotonic()
    server.process.terminate()
    assert server.process.wait(timeout=60) == 0
    # Nothing waits for the file to be read to its end, nor for the twenty seconds that a hanging request may take.
    assert time.monotonic() - began < 10
    assert process.wait(timeout=60) == 69
    assert left(database) == 0
    assert states(database)[-1] == "discarded"


def test_who_presses_ctrl_c_at_the_question_leaves_nothing(data, tmp_path):
    file = tmp_path / "small.csv"
    file.write_bytes(package(2, 3))
    database = data / "avicenna.sqlite"
    before = states(database)
    child, terminal = pty.fork()
    if child == 0:
        os.execv(program()[0], [*program(), "import", str(file), "--data", str(data)])
    said, is_pressed = b"", False
    while True:
        try:
            piece = os.read(terminal, 4096)
        except OSError:
            break  # The program has ended, and its terminal with it.
        if not piece:
            break
        said += piece
        if b"[y/N]" in said and not is_pressed:
            os.write(terminal, b"\x03")
            is_pressed = True
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 130, said
    assert b"Interrupted: nothing was imported." in said
    assert left(database) == 0
    assert states(database) == [*before, "discarded"]
