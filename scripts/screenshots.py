"""Take the pictures of docs/screenshots from a fresh hub: .venv/bin/python scripts/screenshots.py

``--only history,talk`` takes some of them, ``--to FOLDER`` puts them elsewhere, ``--locale de-DE``
takes them in another language. Needs Chromium, and the test extras of this project.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.browsing import launch  # noqa: E402 - found only after the line above
from tests.hubs import PASSWORD, ServedHub, served_hub, start_hub  # noqa: E402

SIZES = {"desk": (1280, 860), "phone": (390, 844)}
COMMANDS = (
    "turn on the kitchen light",
    "is the front door locked",
    "set a pizza timer for ten minutes",
    "add milk, eggs and two loaves of bread to the shopping list",
    "turn on the moon lamp",
)
FAILED = "moon lamp"
SECTIONS = (
    *("language", "models", "voices", "wake-words", "areas", "account", "people", "tokens"),
    *("backup", "updates", "diagnostics", "logs", "api", "about"),
)
TOLD = {
    "/api/schedules": (
        {"kind": "alarm", "name": "Work", "repeat": {"time": "06:45", "weekdays": [0, 1, 2, 3, 4]}},
        {"kind": "alarm", "name": "Market", "repeat": {"time": "09:00", "weekdays": [5]}},
        {"kind": "reminder", "text": "Call mum", "in_s": 2 * 3600},
        {
            "kind": "reminder",
            "text": "Put the bins out",
            "repeat": {"time": "20:00", "weekdays": [1]},
        },
        {"kind": "command", "text": "turn off the kitchen light", "in_s": 5 * 3600},
    ),
    "/api/routines": (
        {
            "name": "Good night",
            "icon": "moon",
            "phrases": ["good night", "time for bed"],
            "steps": [
                {"kind": "command", "text": "turn off the kitchen light"},
                {"kind": "command", "text": "turn off the bedroom lamp"},
                {"kind": "wait", "seconds": 90},
                {"kind": "say", "text": "Sleep well"},
            ],
        },
        {
            "name": "Breakfast",
            "icon": "coffee",
            "phrases": ["breakfast time"],
            "steps": [{"kind": "command", "text": "turn on the kitchen light"}],
            "repeat": {"time": "06:50", "weekdays": [0, 1, 2, 3, 4]},
        },
    ),
    "/api/users": (
        {"name": "Ben", "role": "adult", "password": PASSWORD},
        {"name": "Mia", "role": "guest", "password": PASSWORD},
    ),
    "/api/backups": ({},),
}
PAGES = {
    "home": "/",
    "history": "/history",
    "schedules": "/schedules",
    "routines": "/schedules/routines",
    "routine": "/schedules/routines/new",
    "lists": "/lists",
    "skills": "/skills",
    "skill": "/skills/timers",
    "skill-try": "/skills/timers/try",
    "skill-about": "/skills/timers/about",
    "integrations": "/integrations",
    "integration": "/integrations/home_assistant/settings",
    "satellites": "/satellites",
    "settings": "/settings/general",
    "first-run": "/welcome",
    **{f"settings-{one}": f"/settings/{one}" for one in SECTIONS},
}
DARK = {"home": "/", "history": "/history", "schedules": "/schedules", "talk": "/talk"}
SETTLE_MS = 1_500


def main() -> None:
    """Take the pictures that were asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", help="the names of some pictures, with commas")
    asked.add_argument("--to", type=Path, default=ROOT / "docs" / "screenshots")
    asked.add_argument("--locale", default="en-US")
    given = asked.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    only = set(filter(None, given.only.split(",")))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = launch(playwright, ["--autoplay-policy=no-user-gesture-required"])
        camera = Camera(given.to, only)
        if camera.wants("setup"):
            strangers_view(Path(folder) / "fresh", browser, given.locale, camera)
        with served_hub(Path(folder) / "home") as hub:
            furnish(hub)
            for size, (width, height) in SIZES.items():
                context = browser.new_context(
                    base_url=hub.url,
                    viewport={"width": width, "height": height},
                    locale=given.locale,
                )
                camera.size = size
                if camera.wants("signin"):
                    page = context.new_page()
                    page.goto("/")
                    camera.take(page, "signin")
                    page.close()
                signed = {"username": "anna", "password": PASSWORD}
                context.request.post("/api/session", data=signed)
                walk(context, camera)
                context.close()
        browser.close()


class Camera:
    """Takes the pictures that are wanted, once a page stands still."""

    def __init__(self, folder: Path, only: set[str]) -> None:
        self.folder = folder
        self.only = only
        self.size = ""

    def wants(self, name: str) -> bool:
        """Whether a picture was asked for."""
        return not self.only or name in self.only

    def take(self, page: Page, name: str) -> None:
        """Take a picture of what a page shows, when what it fetches has come."""
        if self.wants(name):
            page.locator("h1, h2, [role=dialog]").first.wait_for()
            expect(page.locator("[aria-busy=true]")).to_have_count(0)
            page.wait_for_timeout(SETTLE_MS)
            page.screenshot(path=self.folder / f"{name}-{self.size}.png")


def strangers_view(folder: Path, browser: Browser, locale: str, camera: Camera) -> None:
    """Take the pictures of a hub that nobody has set up."""
    hub = start_hub(folder)
    for size, (width, height) in SIZES.items():
        context = browser.new_context(
            base_url=hub.url, viewport={"width": width, "height": height}, locale=locale
        )
        page = context.new_page()
        page.goto("/")
        page.get_by_test_id("setup-form").wait_for()
        camera.size = size
        camera.take(page, "setup")
        context.close()
    hub.stop()


def furnish(hub: ServedHub) -> None:
    """Let people live in the home."""
    for path, bodies in TOLD.items():
        for body in bodies:
            answer = hub.ask("POST", path, json=body)
            if not answer.ok:
                sys.exit(f"{path}: {answer.text}")
    for name in ("light.bedroom_lamp", "light.hallway_light"):
        hub.post(f"/api/entities/{name}/control", {"service": "turn_on"})


def walk(context: BrowserContext, camera: Camera) -> None:
    """Go through all pages, bright and in the dark."""
    page = context.new_page()
    page.goto("/talk")
    page.get_by_test_id("talk-mic").wait_for()
    for command in COMMANDS:
        replies = page.get_by_test_id("talk-reply")
        before = replies.count()
        page.get_by_test_id("talk-input").fill(command)
        page.get_by_test_id("talk-send").click()
        replies.nth(before).and_(page.locator("[data-done=true]")).wait_for()
    camera.take(page, "talk")
    for name, path in PAGES.items():
        if camera.wants(name) or (name == "history" and camera.wants("why")):
            page.goto(path)
            camera.take(page, name)
    if camera.wants("why"):
        why(page)
        camera.take(page, "why")
    if camera.wants("entity"):
        page.goto("/")
        light = page.locator('[data-entity-id="light.kitchen_light"]')
        light.get_by_test_id("entity-details").click()
        page.get_by_test_id("entity-sheet").wait_for()
        camera.take(page, "entity")
    if camera.wants("satellite"):
        page.goto("/satellites")
        page.get_by_test_id("satellite").first.get_by_role("link").first.click()
        page.get_by_test_id("satellite-standing").wait_for()
        camera.take(page, "satellite")
    if camera.wants("announce"):
        page.goto("/satellites")
        page.get_by_test_id("announce").click()
        page.get_by_test_id("announce-text").fill("Dinner is ready")
        camera.take(page, "announce")
    page.emulate_media(color_scheme="dark")
    for name, path in DARK.items():
        if camera.wants(f"{name}-dark"):
            page.goto(path)
            camera.take(page, f"{name}-dark")


def why(page: Page) -> None:
    """Open the command that failed, with its reason and what helps."""
    page.goto("/history")
    page.get_by_test_id("history-row").filter(has_text=FAILED).first.click()
    page.get_by_test_id("run-reason").wait_for()
    page.get_by_test_id("cure").first.wait_for()


if __name__ == "__main__":
    main()
