"""Take the pictures of docs/screenshots from a fresh hub: .venv/bin/python scripts/screenshots.py

``--only history,talk`` takes some of them, ``--to FOLDER`` puts them elsewhere, ``--locale de-DE``
takes them in another language, ``--sizes phone`` at one width, ``--whole`` from the top of the page
to its end. Taking all of them removes those that are not made any more. Needs the built page,
Chromium, and the test extras of this project.
"""

import argparse
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "scripts")]

from pictured_home import SPEAKER, furnish, prepare, speaker  # noqa: E402 - found from here on
from tests.e2e.browsing import launch  # noqa: E402 - as above
from tests.hubs import PASSWORD, served_hub, start_hub  # noqa: E402 - as above

SIZES = {"desk": (1280, 860), "phone": (390, 844)}
KEPT = ROOT / "docs" / "screenshots"
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
PAGES = {
    "home": "/",
    "history": "/history",
    "schedules": "/schedules",
    "routines": "/schedules/routines",
    "routine": "/schedules/routines/new",
    "lists": "/lists",
    "skills": "/skills",
    "skill": "/skills/timers",
    "skill-replies": "/skills/timers/replies",
    "skill-try": "/skills/timers/try",
    "skill-settings": "/skills/phone/settings",
    "skill-about": "/skills/timers/about",
    "integrations": "/integrations",
    "integration": "/integrations/home_assistant/settings",
    "integration-entities": "/integrations/sunny_home/entities",
    "integration-triggers": "/integrations/sunny_home/triggers",
    "integration-events": "/integrations/sunny_home/events",
    "integration-data": "/integrations/sunny_home/data",
    "satellites": "/satellites",
    "settings": "/settings/general",
    "first-run": "/welcome",
    **{f"settings-{one}": f"/settings/{one}" for one in SECTIONS},
}
DARK = {
    "home": "/",
    "talk": "/talk",
    "history": "/history",
    "schedules": "/schedules",
    "lists": "/lists",
}
LONG = {"satellite", "skill-about"}
"""Taken from the top of the page to its end: what is to be seen stands below one another."""
SETTLE_MS = 700
HEARING = (
    "--autoplay-policy=no-user-gesture-required",
    "--use-fake-device-for-media-stream",
    "--use-fake-ui-for-media-stream",
)
"""A tablet on the wall listens."""


def main() -> None:
    """Take the pictures that were asked for."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--only", default="", help="the names of some pictures, with commas")
    asked.add_argument("--to", type=Path, default=KEPT)
    asked.add_argument("--locale", default="en-US")
    asked.add_argument("--sizes", default=",".join(SIZES))
    asked.add_argument("--whole", action="store_true", help="from the top of the page to its end")
    given = asked.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    camera = Camera(given.to, set(filter(None, given.only.split(","))), whole=given.whole)
    sizes = {one: SIZES[one] for one in given.sizes.split(",")}
    with tempfile.TemporaryDirectory() as made, sync_playwright() as playwright:
        folder = Path(made)
        browser = launch(playwright, HEARING)
        if camera.wants("setup"):
            strangers_view(folder / "fresh", browser, given.locale, camera, sizes)
        prepare(folder / "home")
        with served_hub(folder / "home") as hub:
            furnish(hub)
            for size, (width, height) in sizes.items():
                camera.size = size

                def visitor(width: int = width, height: int = height) -> BrowserContext:
                    return browser.new_context(
                        base_url=hub.url,
                        viewport={"width": width, "height": height},
                        locale=given.locale,
                    )

                with speaker(hub, folder):
                    visit(visitor, camera)
        browser.close()
    if not camera.only and len(sizes) == len(SIZES):
        camera.tidy()


class Camera:
    """Takes the pictures that are wanted, once a page stands still."""

    def __init__(self, folder: Path, only: set[str], *, whole: bool) -> None:
        self.folder = folder
        self.only = only
        self.whole = whole
        self.size = ""
        self.taken: set[Path] = set()

    def wants(self, name: str) -> bool:
        """Whether a picture was asked for."""
        return not self.only or name in self.only

    def take(self, page: Page, name: str) -> None:
        """Take a picture of what a page shows, when what it fetches has come."""
        if self.wants(name):
            page.locator("h1, h2, [role=dialog]").first.wait_for()
            expect(page.locator("[aria-busy=true]")).to_have_count(0)
            page.wait_for_timeout(SETTLE_MS)
            path = self.folder / f"{name}-{self.size}.png"
            page.screenshot(path=path, full_page=self.whole or name in LONG)
            self.taken.add(path)

    def tidy(self) -> None:
        """Remove the pictures in the folder that were not taken this time."""
        for path in set(self.folder.glob("*.png")) - self.taken:
            path.unlink()


def strangers_view(
    folder: Path,
    browser: Browser,
    locale: str,
    camera: Camera,
    sizes: dict[str, tuple[int, int]],
) -> None:
    """Take the pictures of a hub that nobody has set up."""
    hub = start_hub(folder)
    try:
        for size, (width, height) in sizes.items():
            context = browser.new_context(
                base_url=hub.url, viewport={"width": width, "height": height}, locale=locale
            )
            page = context.new_page()
            page.goto("/")
            page.get_by_test_id("setup-form").wait_for()
            camera.size = size
            camera.take(page, "setup")
            context.close()
    finally:
        hub.stop()


def visit(visitor: Callable[[], BrowserContext], camera: Camera) -> None:
    """See the home as a stranger, as the owner and as a guest."""
    context = visitor()
    if camera.wants("signin"):
        page = context.new_page()
        page.goto("/")
        camera.take(page, "signin")
        page.close()
    sign_in(context, "anna")
    walk(context, camera)
    context.close()
    if camera.wants("kiosk"):
        context = visitor()
        sign_in(context, "anna")
        tablet(context.new_page(), camera)
        context.close()
    if camera.wants("guest"):
        context = visitor()
        sign_in(context, "Mia")
        page = context.new_page()
        page.goto("/")
        page.get_by_test_id("entity-card").first.wait_for()
        camera.take(page, "guest")
        context.close()


def tablet(page: Page, camera: Camera) -> None:
    """Hang a tablet on the wall."""
    # A browser without a screen keeps none on, and says so.
    page.add_init_script('localStorage.setItem("ova.kiosk-dark-known", "refused")')
    page.goto("/kiosk")
    page.get_by_test_id("kiosk-name").fill("Hall tablet")
    page.get_by_test_id("kiosk-area").select_option(label="Kitchen")
    page.get_by_test_id("kiosk-join").click()
    page.get_by_test_id("kiosk-agree").click()
    page.locator("[data-testid=kiosk-state][data-does=waiting]").wait_for()
    page.get_by_test_id("kiosk-clock").click()  # bright, whatever the hour
    camera.take(page, "kiosk")


def sign_in(context: BrowserContext, name: str) -> None:
    """Sign somebody in."""
    answer = context.request.post("/api/session", data={"username": name, "password": PASSWORD})
    if not answer.ok:
        sys.exit(f"{name} cannot sign in: {answer.text()}")


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
    for name, (path, act) in SCENES.items():
        if camera.wants(name):
            page.goto(path)
            act(page)
            camera.take(page, name)
    for name, path in PAGES.items():
        if camera.wants(name):
            page.goto(path)
            camera.take(page, name)
    page.emulate_media(color_scheme="dark")
    for name, path in DARK.items():
        if camera.wants(f"{name}-dark"):
            page.goto(path)
            camera.take(page, f"{name}-dark")


def why(page: Page) -> None:
    """Open the command that failed, with its reason and what helps."""
    page.get_by_test_id("history-row").filter(has_text=FAILED).first.click()
    page.get_by_test_id("run-reason").wait_for()
    page.get_by_test_id("cure").first.wait_for()


def entity(page: Page) -> None:
    """Show everything about a light."""
    page.get_by_test_id("home-search").fill("kitchen light")
    light = page.locator('[data-entity-id="light.kitchen_light"]')
    light.get_by_test_id("entity-details").click()
    page.get_by_test_id("entity-sheet").wait_for()


def satellite(page: Page) -> None:
    """Wait until a satellite tells how loud it is."""
    page.get_by_test_id("level-words").wait_for()


def announce(page: Page) -> None:
    """Write an announcement."""
    page.get_by_test_id("announce").click()
    page.get_by_test_id("announce-text").fill("Dinner is ready")
    page.get_by_test_id("announce-reach").wait_for()


def plan(page: Page) -> None:
    """Begin to set an alarm."""
    page.get_by_test_id("plan-new").click()
    page.get_by_test_id("alarm-new").click()
    page.get_by_role("dialog").wait_for()


def action(page: Page) -> None:
    """Try an action."""
    page.get_by_test_id("action-try").first.click()
    page.get_by_test_id("try-form").get_by_label("Light").fill("desk")
    page.get_by_test_id("try-run").click()
    page.get_by_test_id("try-result").wait_for()


def removal(page: Page) -> None:
    """Ask what removing an integration would take along."""
    page.get_by_test_id("integration-remove").click()
    page.get_by_test_id("remove-count").wait_for()


SCENES: dict[str, tuple[str, Callable[[Page], None]]] = {
    "why": ("/history", why),
    "entity": ("/", entity),
    "satellite": (f"/satellites/{SPEAKER}", satellite),
    "announce": ("/satellites", announce),
    "schedule-new": ("/schedules", plan),
    "integration-actions": ("/integrations/sunny_home/actions", action),
    "integration-remove": ("/integrations/sunny_home", removal),
}


if __name__ == "__main__":
    main()
