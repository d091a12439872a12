"""Weighs pages as the browser received them: bytes of bodies over the wire, and requests."""

import json
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import BrowserContext, Page

BUDGETS = json.loads(Path(__file__).with_name("budgets.json").read_text())


@dataclass
class Weight:
    """What one navigation or action cost. Headers are not counted; what came out of the cache weighs nothing."""

    requests: int = 0
    bytes: int = 0
    sent: int = 0
    parts: list[tuple[str, int]] = field(default_factory=list)

    def over(self, budget: dict[str, int]) -> list[str]:
        """The figures of `budget` that this weight exceeds, each with what was measured."""
        measured = {"bytes": self.bytes, "requests": self.requests, "sent": self.sent}
        heaviest = ", ".join(f"{url} {size}" for url, size in sorted(self.parts, key=lambda part: -part[1])[:6])
        return [
            f"{name}: {measured[name]} > {limit} ({heaviest})" for name, limit in budget.items() if measured[name] > limit
        ]

    def near(self, budget: dict[str, int]) -> list[str]:
        """The byte figures of `budget` of which more than 90 % is used."""
        measured = {"bytes": self.bytes, "sent": self.sent}
        return [
            f"{name}: {size} of {budget[name]}"
            for name, size in measured.items()
            if name in budget and size > 0.9 * budget[name]
        ]


class Scale:
    """Listens to the network of one page through the browser's protocol."""

    def __init__(self, context: BrowserContext, page: Page):
        self.page = page
        self.protocol = context.new_cdp_session(page)
        self.protocol.send("Network.enable")
        self._reset()
        self.protocol.on("Network.requestWillBeSent", self._sent)
        self.protocol.on("Network.requestServedFromCache", self._cached)
        self.protocol.on("Network.responseReceived", self._received)
        self.protocol.on("Network.loadingFinished", self._finished)
        self.protocol.on("Network.loadingFailed", self._failed)

    def _reset(self) -> None:
        self.weight = Weight()
        self._urls: dict[str, str] = {}
        self._headers: dict[str, int] = {}
        self._from_cache: set[str] = set()

    def _sent(self, event: dict) -> None:
        request = event["request"]
        if not request["url"].startswith(("http:", "https:")):
            return
        # Questions fetched ahead while the candidate reads are no part of what this page waits for.
        if any(name.lower() == "x-purpose" and value == "prefetch" for name, value in request["headers"].items()):
            return
        if "redirectResponse" in event:
            # The answer that sent the browser on has no body, but it was a request.
            self.weight.requests += 1
        self._urls[event["requestId"]] = request["url"]
        self.weight.sent += len(request.get("postData", "").encode())

    def _cached(self, event: dict) -> None:
        self._from_cache.add(event["requestId"])

    def _received(self, event: dict) -> None:
        response = event["response"]
        self._headers[event["requestId"]] = response.get("encodedDataLength", 0)
        if response.get("fromDiskCache") or response.get("fromPrefetchCache"):
            self._from_cache.add(event["requestId"])

    def _finished(self, event: dict) -> None:
        self._close(event["requestId"], event["encodedDataLength"])

    def _failed(self, event: dict) -> None:
        self._close(event["requestId"], 0)

    def _close(self, request: str, length: int) -> None:
        url = self._urls.pop(request, None)
        if url is None or request in self._from_cache:
            return
        body = max(0, int(length) - int(self._headers.get(request, 0)))
        self.weight.requests += 1
        self.weight.bytes += body
        self.weight.parts.append((url, body))

    def weigh(self, action) -> Weight:
        """Does `action`, waits until the network is quiet, and returns what it cost."""
        self._reset()
        action()
        self.page.wait_for_load_state("load")
        # Event streams stay open for ever, so quiet means: nothing came for half a second.
        before = -1
        while before != self.weight.requests:
            before = self.weight.requests
            self.page.wait_for_timeout(500)
        return self.weight
