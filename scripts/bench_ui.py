"""Measure the pages in a real browser on a fresh hub: .venv/bin/python scripts/bench_ui.py

First load on the wire, time until a page is there, a state change until it is seen, and the longest
frame under 200 updates a second, while 500 entities and while 10,000 runs are scrolled. Needs Chromium.
"""

import json
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.e2e.browsing import DESK, launch, owner_of  # noqa: E402 - found only after the line above
from tests.hubs import ServedHub, served_hub  # noqa: E402 - as above

UPDATES_S = 5.0
PER_SECOND = 200
LAMPS = 500
RUNS = 10_000
STILL = 40
"""So often nothing new comes at the end of the history."""
CROWD = f"""
from ova.sdk import Device

manifest = {{"name": "Crowd"}}


class Crowd:
    def entities(self, ctx):
        return [Device(f"lamp_{{n}}", f"Crowd Lamp {{n}}", "light") for n in range({LAMPS})]


def build_integration(config, ova):
    return Crowd()
"""
FRAMES = """() => {
  window.longest = 0;
  let last = performance.now();
  const tick = (now) => {
    window.longest = Math.max(window.longest, now - last);
    last = now;
    requestAnimationFrame(tick);
  };
  requestAnimationFrame(tick);
}"""


def main() -> None:
    """Measure and print one line of JSON."""
    with tempfile.TemporaryDirectory() as folder, served_hub(Path(folder) / "home") as hub:
        (hub.folder / "integrations").mkdir(exist_ok=True)
        (hub.folder / "integrations" / "crowd.py").write_text(CROWD)
        with sync_playwright() as playwright:
            browser = launch(playwright)
            context = browser.new_context(
                base_url=hub.url, viewport=DESK, storage_state=owner_of(browser, hub)
            )
            page = context.new_page()
            numbers: dict[str, Any] = first_load(page)
            numbers["state_change_ms"] = state_change(page, hub)
            numbers["longest_frame_200_updates_ms"] = many_updates(page, hub)
            hub.post("/api/integrations/rescan")
            hub.ask("POST", "/api/integrations/crowd/activate", json={})
            numbers["entities"] = len(hub.get("/api/entities"))
            numbers["longest_frame_scroll_ms"] = scrolled(page)
            talk(hub)
            numbers["runs_scrolled"], numbers["longest_frame_runs_ms"] = runs_scrolled(page)
            browser.close()
    sys.stdout.write(json.dumps(numbers) + "\n")


def first_load(page: Page) -> dict[str, Any]:
    """Return the bytes of a first visit, and milliseconds to the first card, cold and warm."""
    session = page.context.new_cdp_session(page)
    session.send("Network.enable")
    sizes: list[float] = []
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    cold = opened(page)
    page.wait_for_load_state("networkidle")
    wire = sum(sizes)
    return {
        "first_load_bytes": int(wire),
        "interactive_cold_ms": cold,
        "interactive_ms": opened(page),
    }


def opened(page: Page) -> int:
    """Open the first page and return the milliseconds until a device can be tapped."""
    began = time.perf_counter()
    page.goto("/")
    page.get_by_test_id("entity-card").first.wait_for()
    return round((time.perf_counter() - began) * 1000)


def state_change(page: Page, hub: ServedHub) -> int:
    """Return the median milliseconds from a change over REST until the page shows it."""
    card = page.locator('[data-testid="entity-card"][data-entity-id^="light."]').first
    card.wait_for()
    light = card.get_attribute("data-entity-id") or ""
    card.evaluate(
        """(card) => {
          window.seen = [];
          new MutationObserver(() => requestAnimationFrame(() => window.seen.push(Date.now())))
            .observe(card, { attributes: true, attributeFilter: ["data-state"] });
        }"""
    )
    waits = []
    for turn in range(11):
        service = "turn_off" if turn % 2 else "turn_on"
        before = len(page.evaluate("window.seen"))
        hub.post(f"/api/entities/{light}/control", {"service": service})
        changed = hub.get(f"/api/entities/{light}")["changed_at"]
        page.wait_for_timeout(700)
        seen = page.evaluate("window.seen")
        if len(seen) > before:
            waits.append(seen[before] - changed * 1000)
    return round(sorted(waits)[len(waits) // 2]) if waits else -1


def many_updates(page: Page, hub: ServedHub) -> int:
    """Return the longest frame in milliseconds while lamps change 200 times a second."""
    lights = [one["id"] for one in hub.get("/api/entities?domain=light")]
    page.evaluate(FRAMES)
    stop = time.monotonic() + UPDATES_S

    def change(offset: int) -> None:
        count = 0
        while time.monotonic() < stop:
            light = lights[(offset + count) % len(lights)]
            hub.ask("POST", f"/api/entities/{light}/control", json={"service": "toggle"})
            count += 1

    threads = [threading.Thread(target=change, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    page.wait_for_timeout(UPDATES_S * 1000)
    for thread in threads:
        thread.join()
    return round(page.evaluate("window.longest"))


def scrolled(page: Page) -> int:
    """Return the longest frame in milliseconds while the whole first page is scrolled."""
    opened(page)
    page.evaluate(FRAMES)
    page.mouse.move(640, 400)
    for _ in range(60):
        page.mouse.wheel(0, 500)
        page.wait_for_timeout(16)
    return round(page.evaluate("window.longest"))


def talk(hub: ServedHub) -> None:
    """Type so many commands that the history is long."""
    hub.call("PATCH", "/api/settings", json={"history_runs": RUNS})

    def type_some(count: int) -> None:
        for _ in range(count):
            hub.post("/api/converse", {"text": "what time is it"})

    threads = [threading.Thread(target=type_some, args=(RUNS // 8,)) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def runs_scrolled(page: Page) -> tuple[int, int]:
    """Scroll the history to its end; return how many runs came and the longest frame in milliseconds."""
    page.goto("/history")
    page.get_by_test_id("history-row").first.wait_for()
    runs = page.get_by_test_id("history-list")
    page.evaluate(FRAMES)
    runs.hover()
    seen, still = 0, 0
    while still < STILL:
        page.mouse.wheel(0, 4000)
        page.wait_for_timeout(50)
        now = int(runs.get_attribute("data-rows") or 0)
        still = 0 if now > seen else still + 1
        seen = max(seen, now)
    return seen, round(page.evaluate("window.longest"))


if __name__ == "__main__":
    main()
