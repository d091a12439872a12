"""The exam office through the JSON API: sittings for checks that are about something else."""

import re
from datetime import datetime, timedelta, timezone

from playwright.sync_api import BrowserContext


class Office:
    """An exam officer, or another of the staff, who is signed in; requests go with that person's cookies."""

    def __init__(self, context: BrowserContext, url: str):
        self.context = context
        self.api = f"{url}/api/v1"
        page = context.request.get(f"{url}/me/display").text()
        self.token = re.search(r'name="csrf" value="([^"]+)"', page).group(1)

    def get(self, path: str) -> dict:
        return self._read(self.context.request.get(self.api + path))

    def post(self, path: str, body: dict) -> dict:
        return self._read(self.context.request.post(self.api + path, data=body))

    def _read(self, answer) -> dict:
        assert answer.ok, f"{answer.url}: {answer.status} {answer.text()[:300]}"
        return answer.json()

    def put(self, path: str, body: dict) -> dict:
        return self._read(self.context.request.put(self.api + path, data=body))

    def import_file(self, name: str, text: str) -> None:
        """Brings a file into the bank."""
        file = {"name": name, "mimeType": "application/xml", "buffer": text.encode()}
        answer = self.context.request.post(f"{self.api}/imports?wait=30", multipart={"csrf": self.token, "file": file})
        self.post(f"/imports/{self._read(answer)['import']}/apply", {})

    def seal(self, title: str, items: list[str], approver: "Office") -> str:
        """A paper of these items, which a second person approves; returns its sealed form."""
        paper = self.post("/papers", {"title": title})["paper"]
        revision = self.get(f"/papers/{paper}")["revision"]
        self.put(f"/papers/{paper}/items", {"revision": revision, "items": items})
        self.post(f"/papers/{paper}/state", {"state": "in-review"})
        approver.post(f"/papers/{paper}/state", {"state": "approved"})
        return approver.post(f"/papers/{paper}/state", {"state": "sealed"})["form"]

    def open_sitting(
        self, candidates: list[tuple[str, str]], title: str = "Browser check", form: str | None = None
    ) -> tuple[str, dict[str, str]]:
        """Opens a sitting of this form, or of the one that the demo's practice sitting uses; returns its id and the
        exam codes."""
        form = form or next(each for each in self.get("/sittings")["sittings"] if each["practice"])["form"]
        now = datetime.now(timezone.utc)
        sitting = self.post(
            "/sittings",
            {
                "title": title, "form": form, "zone": "Europe/London", "minutes": 60,
                "opensAt": (now - timedelta(minutes=1)).strftime("%Y-%m-%dT%H:%M:%SZ"),
                "closesAt": (now + timedelta(hours=8)).strftime("%Y-%m-%dT%H:%M:%SZ"),
            },
        )["sitting"]
        table = "number,name\n" + "".join(f'{number},"{name}"\n' for number, name in candidates)
        upload = {"name": "candidates.csv", "mimeType": "text/csv", "buffer": table.encode()}
        answer = self.context.request.post(
            f"{self.api}/sittings/{sitting}/candidates", multipart={"csrf": self.token, "file": upload}
        )
        codes = self._read(answer)["tickets"]
        self.post(f"/sittings/{sitting}/state", {"state": "open"})
        return sitting, codes
