"""Take the pictures of docs/screenshots from a fresh hub: .venv/bin/python scripts/screenshots.py

Needs Chromium, and the test extras of this project.
"""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.hubs import PASSWORD, start_hub  # noqa: E402 - found only after the line above

SIZES = {"desk": (1280, 860), "phone": (390, 844)}
COMMANDS = (
    "turn on the kitchen light",
    "is the front door locked",
    "set a pizza timer for ten minutes",
    "turn on the moon lamp",
)
SECTIONS = (
    *("language", "models", "voices", "wake-words", "areas", "account", "people", "tokens"),
    *("backup", "updates", "diagnostics", "logs", "api", "about"),
)
PLANS = (
    {"kind": "alarm", "name": "Work", "repeat": {"time": "06:45", "weekdays": [0, 1, 2, 3, 4]}},
    {"kind": "alarm", "name": "Market", "repeat": {"time": "09:00", "weekdays": [5]}},
    {"kind": "reminder", "text": "Call mum", "in_s": 2 * 3600},
    {"kind": "reminder", "text": "Put the bins out", "repeat": {"time": "20:00", "weekdays": [1]}},
    {"kind": "command", "text": "turn off the kitchen light", "in_s": 5 * 3600},
)
ROUTINES = (
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
)
POST = """async ([path, bodies]) => {
    const { csrf } = await (await fetch("/api/session")).json();
    const headers = { "Content-Type": "application/json", "X-OVA-CSRF": csrf };
    for (const body of bodies) {
        await fetch(path, { method: "POST", headers, body: JSON.stringify(body) });
    }
}"""
"""Has the page tell the hub things, signed in as it is."""
PAGES = {
    "home": "/",
    "history": "/history",
    "schedules": "/schedules",
    "routines": "/schedules/routines",
    "routine": "/schedules/routines/new",
    "skills": "/skills",
    "integrations": "/integrations",
    "integration": "/integrations/home_assistant/settings",
    "settings": "/settings/general",
    "first-run": "/welcome",
    "satellites": "/satellites",
    "skill": "/skills/timers",
    **{f"settings-{one}": f"/settings/{one}" for one in SECTIONS},
}
DARK = {"home": "/", "history": "/history", "schedules": "/schedules"}
SETTLE_MS = 2_500


def main() -> None:
    """Take every picture."""
    target = ROOT / "docs" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        hub = start_hub(Path(folder) / "home")
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--autoplay-policy=no-user-gesture-required"],
        )
        for size, (width, height) in SIZES.items():
            context = browser.new_context(
                base_url=hub.url, viewport={"width": width, "height": height}
            )
            page = context.new_page()
            sign_in(page, target / f"setup-{size}.png")
            for command in COMMANDS:
                page.get_by_test_id("talk-input").fill(command)
                page.get_by_test_id("talk-send").click()
                page.wait_for_timeout(SETTLE_MS)
            page.wait_for_timeout(SETTLE_MS)
            page.screenshot(path=target / f"talk-{size}.png")
            if size == "desk":  # the phone comes second, to the same hub
                page.evaluate(POST, ["/api/schedules", list(PLANS)])
                page.evaluate(POST, ["/api/routines", list(ROUTINES)])
            for name, path in PAGES.items():
                page.goto(path)
                page.wait_for_timeout(SETTLE_MS)
                page.screenshot(path=target / f"{name}-{size}.png")
                if name == "history":
                    why(page, target / f"why-{size}.png")
            page.emulate_media(color_scheme="dark")
            for name, path in DARK.items():
                page.goto(path)
                page.wait_for_timeout(SETTLE_MS)
                page.screenshot(path=target / f"{name}-dark-{size}.png")
            context.close()
        browser.close()
        hub.stop()


def why(page: Page, picture: Path) -> None:
    """Open the command that failed, and its reason with it."""
    page.get_by_text("moon lamp").first.click()
    page.wait_for_timeout(SETTLE_MS)
    page.screenshot(path=picture)


def sign_in(page: Page, picture: Path) -> None:
    """Set the hub up the first time, sign in afterwards."""
    page.goto("/talk")
    page.get_by_test_id("setup-form").or_(page.get_by_test_id("signin-form")).wait_for()
    page.wait_for_timeout(SETTLE_MS)
    if page.get_by_test_id("setup-form").is_visible():
        page.screenshot(path=picture)
        page.get_by_test_id("setup-username").fill("Anna")
        page.get_by_test_id("setup-password").fill(PASSWORD)
        page.get_by_test_id("setup-password-repeat").fill(PASSWORD)
        page.get_by_test_id("setup-submit").click()
        page.get_by_test_id("first-run-leave").click()
    else:
        page.get_by_test_id("signin-username").fill("Anna")
        page.get_by_test_id("signin-password").fill(PASSWORD)
        page.get_by_test_id("signin-submit").click()
    page.get_by_test_id("talk-mic").wait_for()


if __name__ == "__main__":
    main()
