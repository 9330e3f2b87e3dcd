"""Take the pictures of an integration's tabs: .venv/bin/python scripts/screenshots_integrations.py

Needs Chromium, and the test extras of this project. The integration is the one of the browser tests.
"""

import json
import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.hubs import PASSWORD, ServedHub, served_hub  # noqa: E402 - found only after the line above

SETTLE_MS = 800
SUNNY = "/api/integrations/sunny_home"
WORLD = {
    "down": False,
    "lights": [
        {"id": "desk", "name": "Desk lamp", "area": "Study"},
        {"id": "sofa", "name": "Sofa lamp", "area": "Living room"},
        {"id": "hall", "name": "Hall light", "area": "Hall"},
    ],
    "bills": [{"id": "2026-01", "amount": 40}, {"id": "2026-02", "amount": 80}],
    "issues": [],
    "data": {
        "dates": [f"2026-01-{day:02}" for day in range(1, 15)],
        "series": {
            "high": [3, 4, 7.5, 8, 6, 5.5, 4, 2, 3, 5, 9, 11, 10, 8],
            "low": [-2, -1, 1, 0, -1, -3, -4, -5, -2, 0, 2, 4, 3, 1],
        },
    },
}
PICTURES = (
    ("actions", "desk", (1280, 1100)),
    ("triggers", "phone", (390, 844)),
    ("data", "desk", (1280, 860)),
)


def main() -> None:
    """Take every picture."""
    target = ROOT / "docs" / "screenshots"
    target.mkdir(parents=True, exist_ok=True)
    chromium = shutil.which("chromium") or sys.exit("Chromium is not installed.")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        home = Path(folder) / "home"
        integrations = home / "integrations"
        integrations.mkdir(parents=True)
        shutil.copy(ROOT / "tests" / "e2e" / "sunny_home.py", integrations)
        (integrations / "world.json").write_text(json.dumps(WORLD))
        with served_hub(home) as hub:
            furnish(hub)
            browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for tab, size, (width, height) in PICTURES:
                context = browser.new_context(
                    base_url=hub.url, viewport={"width": width, "height": height}, locale="en-US"
                )
                signed = {"username": "anna", "password": PASSWORD}
                context.request.post("/api/session", data=signed)
                page = context.new_page()
                show(page, tab)
                page.screenshot(path=target / f"integration-{tab}-{size}.png")
                context.close()
            browser.close()


def furnish(hub: ServedHub) -> None:
    """Give the integration something to show."""
    hub.post(SUNNY, {"config": {"api_key": "none"}})
    for level in (20, 60):
        hub.post(f"{SUNNY}/actions/set_light", {"light": "desk", "level": level})
    hub.ask("POST", f"{SUNNY}/actions/set_light", json={"light": "moon"})
    hub.post(f"{SUNNY}/triggers/new_bills/run")


def show(page: Page, tab: str) -> None:
    """Open a tab; an action is tried."""
    page.goto(f"/integrations/sunny_home/{tab}")
    page.get_by_role("tabpanel").wait_for()
    page.locator("[aria-busy=true]").first.wait_for(state="detached")
    page.wait_for_timeout(SETTLE_MS)
    if tab == "actions":
        page.get_by_test_id("action-try").first.click()
        page.get_by_test_id("try-form").get_by_label("Light").fill("desk")
        page.get_by_test_id("try-run").click()
        page.get_by_test_id("try-result").wait_for()


if __name__ == "__main__":
    main()
