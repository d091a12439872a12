"""A bad line between a browser and the real server: it passes everything on, except where a check wants a fault."""

import threading
from collections.abc import Callable
from contextlib import contextmanager
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

# Headers that speak of one hop alone.
HOP = {"connection", "keep-alive", "transfer-encoding", "content-length"}

Fault = Callable[["_Hop", bytes], None]


def answers(status: int, kind: str = "text/html", **headers: str) -> Fault:
    """Something on the way answers in the server's stead, as proxies and hotel networks do."""

    def fault(hop: "_Hop", body: bytes) -> None:
        page = b"{}" if "json" in kind else b"<!doctype html><title>Network</title>"
        hop.reply(status, [("Content-Type", kind), *headers.items()], page)

    return fault


def drops(hop: "_Hop", body: bytes) -> None:
    """The line breaks before the request has arrived."""
    hop.hang_up()


def loses_the_answer(hop: "_Hop", body: bytes) -> None:
    """The server has the request, and its answer is lost."""
    hop.ask(body)
    hop.hang_up()


def spoils(change: Callable[[bytes], bytes]) -> Fault:
    """The request arrives as `change` makes it, so that the real server refuses it."""

    def fault(hop: "_Hop", body: bytes) -> None:
        hop.reply(*hop.ask(change(body)))

    return fault


class Line:
    """`faults` are used up one a save, in order; `saves` counts every try of the browser.

    `on_flag` and `on_beat` befall every flag and every heartbeat until they are taken away.
    """

    def __init__(self, port: int):
        self.port = port
        self.faults: list[Fault] = []
        self.saves = 0
        self.on_flag: Fault | None = None
        self.flags = 0
        self.on_beat: Fault | None = None
        self.url = ""

    def fault(self, command: str, path: str) -> Fault | None:
        if command == "POST" and path.endswith("/responses"):
            self.saves += 1
            return self.faults.pop(0) if self.faults else None
        if command == "POST" and "/q/" in path:
            self.flags += 1
            return self.on_flag
        return self.on_beat if "/heartbeat" in path else None


class _Hop(BaseHTTPRequestHandler):
    """One connection of the browser; each request goes to the server on a connection of its own."""

    protocol_version = "HTTP/1.1"
    line: Line

    def pass_on(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault = self.line.fault(self.command, self.path)
        if fault:
            fault(self, body)
        else:
            self.reply(*self.ask(body))

    do_GET = do_POST = do_HEAD = pass_on

    def ask(self, body: bytes) -> tuple[int, list[tuple[str, str]], bytes]:
        server = HTTPConnection("127.0.0.1", self.line.port, timeout=60)
        headers = {name: value for name, value in self.headers.items() if name.lower() not in HOP}
        server.request(self.command, self.path, body=body or None, headers=headers)
        answer = server.getresponse()
        try:
            return answer.status, answer.getheaders(), answer.read()
        finally:
            server.close()

    def reply(self, status: int, headers: list[tuple[str, str]], body: bytes) -> None:
        self.send_response_only(status)
        for name, value in headers:
            if name.lower() not in HOP:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        # On a connection that it has used before, Chromium itself repeats what got a 408 or no answer at all.
        self.send_header("Connection", "close")
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    def hang_up(self) -> None:
        self.close_connection = True

    def log_message(self, *words) -> None:
        pass


@contextmanager
def bad_line(port: int):
    """A line to the server on `port`; its `url` is what the browser opens."""
    line = Line(port)
    server = ThreadingHTTPServer(("127.0.0.1", 0), type("Hop", (_Hop,), {"line": line}))
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    line.url = f"http://127.0.0.1:{server.server_port}"
    try:
        yield line
    finally:
        server.shutdown()
        server.server_close()
