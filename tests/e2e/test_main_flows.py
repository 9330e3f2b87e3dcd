"""The main flows in German."""

from collections.abc import Callable

from playwright.sync_api import BrowserContext
from tests.hubs import ServedHub

ENGLISH = (
    *("Nothing is", "There is", "There are", "does not", "cannot", "Install ", "is not", "Check "),
    *("GB free", "well written", "understands speech", "runs at", "Choose ", "must be", "Write "),
)
"""Words of the hub that have no business on a German page."""


def test_what_the_hub_says_is_german_on_german_pages(
    new_context: Callable[..., BrowserContext], hub: ServedHub
):
    page = new_context(locale="de-DE").new_page()
    said: list[str] = []

    def read(where: str, words: str) -> None:
        said.extend(f"{where}: {one}" for one in ENGLISH if one in words)

    page.goto("/settings/diagnostics")
    page.get_by_test_id("finding").first.wait_for()
    read("checkup", page.locator("main").inner_text())

    page.goto("/settings/language")
    page.get_by_test_id("recogniser-card").wait_for()
    read("recognisers", page.locator("main").inner_text())

    for address, texts in {
        "sentences/try": ["", "clock [now", "clock {mood}", "clock <tower>", "stop", "clock )"],
    }.items():
        for text in texts:
            body = {"language": "en", "intent": "HassGetCurrentTime", "text": text}
            faults = hub.post(f"/api/skills/clock/{address}", body)["faults"]
            assert faults, text
            assert all(one["code"] != "syntax" or "kind" in one["values"] for one in faults), faults

    page.goto("/satellites")
    card = page.get_by_test_id("satellite").first
    card.wait_for()
    read("satellites", page.locator("main").inner_text())
    assert said == []
