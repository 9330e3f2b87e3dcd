"""The tabs of an integration's page in a real browser, on a real hub and a real integration."""

import hashlib
import hmac
import json
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import requests
from playwright.sync_api import Browser, Locator, Page, StorageState, expect
from tests.hubs import PASSWORD, ServedHub, served_hub
from tests.peers import require

ROOT = Path(__file__).resolve().parents[2]
AXE = ROOT / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
SUNNY = "/api/integrations/sunny_home"
KEY = "sk-9f8e7d6c-planted"
EVIL = "<script>window.pwned = 1</script><img src=x onerror='window.pwned = 1'>"
SLOW_MS = 60_000
TABS = (
    "settings",
    "entities",
    "actions",
    "triggers",
    "events",
    "data",
    "manage",
    "log",
    "diagnostics",
)
WORLD: dict[str, Any] = {
    "down": False,
    "lights": [
        {"id": "desk", "name": "Sunny desk", "area": "Study"},
        {"id": "sofa", "name": "Sunny sofa", "area": "Study"},
        {"id": "evil", "name": EVIL},
    ],
    "bills": [{"id": "b1", "amount": 40, "note": EVIL}, {"id": "b2", "amount": 80}],
    "issues": [
        {
            "id": "dust",
            "message": f"The box is dusty {EVIL}",
            "cure": "Clean it.",
            "fixable": True,
            "severity": "error",
        },
        {
            "id": "old",
            "message": "The firmware is old.",
            "learn_more": "https://sunny.example/firmware",
        },
    ],
    "data": {
        "dates": ["2026-01-01", "2026-01-02", "2026-01-03"],
        "series": {"high": [3, 7.5, None], "low": [-2, 1, 0]},
    },
}
CROWD = """
from ova.sdk import Sensor

class Crowd:
    def entities(self, ctx):
        for number in range(3000):
            yield Sensor(f"s{number}", f"Crowd sensor {number}", number)

def build_integration(config, ova):
    return Crowd()
"""


@dataclass
class Sunny:
    """The hub, and the other side of the integration."""

    hub: ServedHub
    folder: Path

    def world(self, **changes: Any) -> None:
        """Set the other side to what it was at first, with changes."""
        (self.folder / "world.json").write_text(json.dumps({**WORLD, **changes}))

    def order(self, action: str, **inputs: Any) -> Any:
        return self.hub.post(f"{SUNNY}/actions/{action}", inputs)

    def deliver(self, payload: dict[str, Any]) -> int:
        """Send what the service would send, signed; return the status."""
        webhook = self.hub.get(f"{SUNNY}/webhook")
        body = json.dumps(payload).encode()
        proof = hmac.new(webhook["secret"].encode(), body, hashlib.sha256).hexdigest()
        answer = requests.post(
            self.hub.url + webhook["path"],
            data=body,
            headers={"X-Sunny-Signature": proof, "Content-Type": "application/json"},
            timeout=60,
        )
        return answer.status_code


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sunny]:
    home = tmp_path_factory.mktemp("ova") / "home"
    folder = home / "integrations"
    folder.mkdir(parents=True)
    shutil.copy(Path(__file__).parent / "sunny_home.py", folder)
    (folder / "crowd.py").write_text(CROWD)
    (folder / "world.json").write_text(json.dumps(WORLD))
    with served_hub(home) as hub:
        hub.post(SUNNY, {"config": {"api_key": KEY}})
        assert hub.get(SUNNY)["state"] == "loaded"
        yield Sunny(hub, folder)


@pytest.fixture
def sunny(house: Sunny) -> Sunny:
    house.world()
    return house


@pytest.fixture(scope="module")
def signed_in(browser: Browser, house: Sunny) -> StorageState:
    """The cookies of somebody signed in, once: the hub limits how often that may be tried."""
    context = browser.new_context(base_url=house.hub.url)
    signed = context.request.post("/api/session", data={"username": "anna", "password": PASSWORD})
    assert signed.ok
    state = context.storage_state()
    context.close()
    return state


@pytest.fixture
def page(browser: Browser, sunny: Sunny, signed_in: StorageState) -> Iterator[Page]:
    """A page of somebody signed in; an error the page logs, or a planted script, fails the test."""
    context = browser.new_context(
        base_url=sunny.hub.url,
        viewport={"width": 1280, "height": 900},
        locale="en-US",
        storage_state=signed_in,
    )
    page = context.new_page()
    page.set_default_timeout(SLOW_MS)
    expect.set_options(timeout=SLOW_MS)
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    pwned = page.evaluate("window.pwned")
    context.close()
    assert pwned is None
    assert errors == []


def show(page: Page, tab: str, integration: str = "sunny_home") -> Locator:
    page.goto(f"/integrations/{integration}/{tab}")
    panel = page.get_by_role("tabpanel")
    panel.wait_for()
    expect(page.locator("[aria-busy=true]")).to_have_count(0)
    return panel


def test_a48_the_try_it_form_is_built_from_the_actions_schema_and_shows_what_comes_back(page: Page):
    card = show(page, "actions").get_by_test_id("action-set_light")
    expect(card).to_contain_text("set sunny {light} to {level} percent")
    card.get_by_test_id("action-try").click()
    expect(card.get_by_label(re.compile("Light"))).to_be_visible()
    level = card.get_by_label(re.compile("Level"))
    expect(level).to_have_value("100")

    card.get_by_label(re.compile("Light")).fill("desk")
    level.fill("140")
    card.get_by_test_id("try-run").click()
    expect(level).to_have_attribute("aria-invalid", "true")
    expect(card.get_by_test_id("try-form")).to_contain_text("100")
    expect(level).to_have_value("140")

    level.fill("40")
    card.get_by_test_id("try-run").click()
    result = card.get_by_test_id("try-result")
    expect(result).to_contain_text("desk is at 40 percent.")
    expect(result).to_contain_text("$0.002")
    expect(result.get_by_role("table")).to_contain_text("at")

    card.get_by_label(re.compile("Light")).fill("moon")
    card.get_by_test_id("try-run").click()
    expect(card.get_by_role("alert")).to_contain_text("There is no light called moon.")


def test_b22_an_action_is_kept_from_voice_with_a_switch_and_a_risky_one_is_marked(
    page: Page, sunny: Sunny
):
    panel = show(page, "actions")
    expect(panel.get_by_test_id("action-tell")).to_contain_text("Asks first")
    switch = panel.get_by_test_id("action-set_light").get_by_label("May be ordered by voice")
    expect(switch).to_be_checked()
    switch.click(force=True)
    expect(switch).not_to_be_checked()
    sunny.hub.wait(lambda: _exposed(sunny) is False)
    switch.click(force=True)
    sunny.hub.wait(lambda: _exposed(sunny) is True)


def _exposed(sunny: Sunny) -> bool:
    actions = {one["name"]: one["exposed"] for one in sunny.hub.get(f"{SUNNY}/actions")}
    return bool(actions["set_light"])


def test_a55_runs_appear_live_can_be_filtered_and_paged(page: Page, sunny: Sunny):
    runs = show(page, "actions").get_by_test_id("action-runs")
    for _ in range(22):
        sunny.order("set_light", light="desk")
    sunny.hub.ask("POST", f"{SUNNY}/actions/set_light", json={"light": "moon"})
    rows = runs.get_by_test_id("action-run")
    expect(rows.first).to_have_attribute("data-failed", "true")
    expect(rows).to_have_count(20)
    runs.get_by_role("button", name="Show older").click()
    expect(rows.nth(21)).to_be_attached()
    runs.locator("label").get_by_text("Failed", exact=True).click()
    expect(runs.locator("[data-failed=false]")).to_have_count(0)
    rows.first.click()
    expect(rows.first).to_contain_text("There is no light called moon.")
    expect(rows.first).to_contain_text("moon")


def test_d9_what_an_integration_offers_is_chosen_before_it_is_imported_among_thousands(
    page: Page, sunny: Sunny
):
    panel = show(page, "entities", "crowd")
    expect(panel.get_by_test_id("entity-count")).to_contain_text("3000 things are offered")
    assert panel.get_by_test_id("entity-row").count() < 60
    panel.get_by_test_id("entity-everything").click(force=True)
    panel.get_by_role("button", name="Select none shown").click()
    panel.get_by_test_id("entity-search").fill("crowd 299")
    panel.get_by_role("button", name="Select all shown").click()
    panel.get_by_label("Crowd sensor 2995").uncheck()
    wanted = {number for number in range(3000) if "299" in str(number)} - {2995}
    expect(panel.get_by_test_id("entity-count")).to_contain_text(f"{len(wanted)} chosen")
    panel.get_by_test_id("entity-save").click()
    expect(panel.get_by_test_id("sync-result")).to_contain_text("kept")

    sunny.hub.post("/api/integrations/crowd")
    names = {one["name"] for one in sunny.hub.get("/api/entities") if "Crowd" in one["name"]}
    assert names == {f"Crowd sensor {number}" for number in wanted}
    sunny.hub.call("DELETE", "/api/integrations/crowd?mode=all&confirm=1")


def test_b12_a_changed_other_side_is_noticed_and_a_sync_tells_each_outcome_by_name(
    page: Page, sunny: Sunny
):
    sunny.hub.post(f"{SUNNY}/sync")
    sofa = next(one for one in sunny.hub.get("/api/entities") if one["name"] == "Sunny sofa")
    sunny.hub.call("PATCH", f"/api/entities/{sofa['id']}", json={"aliases": ["couch"]})
    sunny.world(
        lights=[
            {"id": "desk", "name": "Sunny bureau", "area": "Study"},
            {"id": "hall", "name": "Sunny hall"},
        ]
    )
    panel = show(page, "entities")
    expect(panel.get_by_test_id("needs-sync")).to_contain_text("Sunny hall")
    panel.get_by_test_id("sync-now").click()
    result = panel.get_by_test_id("sync-result")
    expect(result.get_by_test_id("outcome-created")).to_contain_text("Sunny hall")
    expect(result.get_by_test_id("outcome-updated")).to_contain_text("Sunny bureau")
    expect(result.get_by_test_id("outcome-detached")).to_contain_text("Sunny sofa")
    expect(result.get_by_test_id("outcome-removed")).to_contain_text("<script>")
    row = panel.locator("[data-testid=entity-row][data-key=desk]")
    expect(row).to_contain_text("Study")
    expect(row).to_contain_text("Off")

    sunny.world()
    panel.get_by_test_id("sync-now").click()
    expect(result.get_by_test_id("outcome-reconnected")).to_contain_text("Sunny sofa")


def test_a35_poll_now_tells_the_number_of_new_records_and_a_failure_is_put_in_words(
    page: Page, sunny: Sunny
):
    def trigger() -> Any:
        return sunny.hub.get(f"{SUNNY}/triggers")[0]

    sunny.hub.call("PUT", f"{SUNNY}/triggers/new_bills", json={"enabled": False})
    sunny.world(bills=[{"id": "n1", "amount": 40, "note": EVIL}, {"id": "n2", "amount": 80}])
    card = show(page, "triggers").get_by_test_id("trigger-new_bills")
    card.get_by_label(re.compile("Above")).fill("50")
    card.get_by_test_id("trigger-save").click()
    sunny.hub.wait(lambda: trigger()["inputs"] == {"above": 50})
    card.get_by_test_id("poll-now").click()
    expect(card.get_by_test_id("poll-result")).to_contain_text("1 new record.")
    records = card.get_by_test_id("trigger-records").locator("details")
    expect(records.first).to_contain_text("n2")

    card.get_by_label(re.compile("Above")).fill("0")
    card.get_by_test_id("trigger-save").click()
    sunny.hub.wait(lambda: trigger()["inputs"] == {"above": 0})
    card.get_by_test_id("poll-now").click()
    expect(records.first).to_contain_text("n1")
    records.first.locator("summary").click()
    expect(records.first).to_contain_text("<script>")

    every = card.get_by_test_id("trigger-every")
    every.fill("soon")
    expect(card.get_by_test_id("trigger-save")).to_be_disabled()
    every.fill("1s")
    card.get_by_test_id("trigger-save").click()
    expect(card.get_by_role("alert").last).to_contain_text("cannot be polled every 1s")
    expect(every).to_have_value("1s")
    assert trigger()["every"] == "1h"

    card.get_by_test_id("trigger-enabled").click(force=True)
    sunny.hub.wait(lambda: trigger()["enabled"] is True)
    sunny.world(down=True)
    card.get_by_test_id("poll-now").click()
    expect(card.get_by_role("alert").first).to_contain_text("Polling did not work")
    page.reload()
    expect(card.get_by_test_id("trigger-error")).to_contain_text("failed")
    expect(card.get_by_test_id("trigger-error")).to_contain_text("tries again")
    sunny.world()
    card.get_by_test_id("poll-now").click()
    expect(card.get_by_test_id("trigger-error")).to_have_count(0)


def test_a54_the_event_log_page_filters_by_type_and_pages(page: Page, sunny: Sunny):
    for number in range(60):
        sunny.order("tell", text=f"news {number}")
    assert sunny.deliver({"id": "filter-1", "button": "left"}) == 200
    panel = show(page, "events")
    events = panel.get_by_test_id("event")
    expect(events).to_have_count(50)
    expect(events.first).to_have_attribute("data-type", "sunny_home.pressed")
    panel.get_by_test_id("events-older").click()
    expect(events.nth(55)).to_be_attached()

    panel.get_by_test_id("event-filter").click()
    page.get_by_role("option", name="sunny_home.pressed").click()
    expect(panel.locator("[data-type='sunny_home.told']")).to_have_count(0)
    expect(events.first).to_have_attribute("data-type", "sunny_home.pressed")
    sunny.order("tell", text="not shown")
    assert sunny.deliver({"id": "filter-2", "button": "right"}) == 200
    events.first.click()
    expect(panel.get_by_text("filter-2")).to_be_attached()
    expect(panel.locator("[data-type='sunny_home.told']")).to_have_count(0)


def test_a54_a_delivery_appears_live_with_what_it_holds_and_runs_no_script(
    page: Page, sunny: Sunny
):
    panel = show(page, "events")
    expect(panel.get_by_test_id("webhook-last")).to_contain_text("Last delivery")
    assert sunny.deliver({"id": "live-1", "button": EVIL}) == 200
    event = panel.get_by_test_id("event").first
    expect(event).to_contain_text("sent by the service")
    event.click()
    expect(event).to_contain_text("live-1")
    expect(event).to_contain_text("<script>window.pwned")


def test_b15_the_webhooks_address_is_copied_renewed_after_a_question_and_its_secret_shown(
    page: Page, sunny: Sunny
):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    before = sunny.hub.get(f"{SUNNY}/webhook")
    card = show(page, "events").get_by_test_id("webhook")
    expect(card).to_contain_text("does not know how it is reached")
    address = card.get_by_test_id("webhook-address")
    expect(address).to_have_value(before["path"])
    expect(card.get_by_test_id("webhook-secret")).to_have_value(before["secret"])
    card.get_by_role("button", name="Copy: Path of the webhook").click()
    expect(card.get_by_role("button", name="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == before["path"]

    card.get_by_test_id("webhook-renew").click()
    page.get_by_role("button", name="Cancel").last.click()
    assert sunny.hub.get(f"{SUNNY}/webhook")["path"] == before["path"]
    card.get_by_test_id("webhook-renew").click()
    page.get_by_test_id("confirm").click()
    expect(address).not_to_have_value(before["path"])
    gone = requests.post(sunny.hub.url + before["path"], json={}, timeout=60)
    assert gone.status_code == 404

    sunny.hub.call("PATCH", "/api/settings", json={"external_url": "https://ova.example.org"})
    page.reload()
    expect(address).to_have_value(re.compile("^https://ova.example.org/webhooks/sunny_home/"))
    sunny.hub.call("PATCH", "/api/settings", json={"external_url": ""})


def test_a67_data_have_a_picture_a_table_and_a_reference_and_old_ones_say_so(
    page: Page, sunny: Sunny
):
    card = show(page, "data").get_by_test_id("data-temperature")
    picture = card.get_by_role("img", name=re.compile(r"high: from 3 to 7\.5, last 7\.5"))
    expect(picture).to_be_visible()
    strokes = picture.locator("g path").evaluate_all(
        "all => all.map(e => getComputedStyle(e).stroke)"
    )
    assert len(set(strokes)) == 2
    assert "none" not in strokes
    expect(card.get_by_test_id("data-reference")).to_have_value("sunny_home[temperature]")
    card.get_by_role("button", name="Show as a table").click()
    expect(card.get_by_test_id("data-table").get_by_role("row")).to_have_count(4)
    expect(card.get_by_test_id("data-table")).to_contain_text("7.5")

    sunny.world(down=True)
    sunny.hub.wait(lambda: sunny.hub.get(f"{SUNNY}/data?endpoint=temperature")["stale"] is True)
    page.reload()
    expect(card.get_by_test_id("data-stale")).to_be_visible()
    expect(card).to_contain_text("the last numbers it gave")


def test_b10_the_log_is_live_has_levels_and_no_secrets(page: Page, sunny: Sunny):
    panel = show(page, "log")
    expect(panel.get_by_test_id("log-line").first).to_be_visible()
    sunny.order("tell", text=f"{EVIL} {KEY} done")
    warning = panel.locator("[data-testid=log-line][data-level=warning]").first
    expect(warning).to_contain_text("told: <script>window.pwned")
    expect(warning).to_contain_text("•••")
    expect(panel).not_to_contain_text(KEY)
    panel.get_by_text("Warning", exact=True).first.click()
    expect(panel.locator("[data-level=info]")).to_have_count(0)
    expect(warning).to_be_visible()


def test_a20_its_own_pages_stand_in_the_hubs_page_take_forms_and_run_no_inline_script(page: Page):
    show(page, "manage")
    frame = page.frame_locator("[data-testid=manage-frame]")
    expect(frame.get_by_role("heading", name="House rules")).to_be_visible()
    frame.get_by_label("Note").fill("No shoes inside")
    frame.get_by_role("button", name="Keep").click()
    expect(frame.locator("#note")).to_have_text("No shoes inside")
    inside = page.frames[-1]
    assert inside.evaluate("window.pwned") is None
    frame.get_by_role("link", name="Integrations").click()
    expect(page).to_have_url(re.compile("/integrations$"))


def test_d11_the_diagnostics_are_downloaded_without_the_planted_secret(page: Page):
    panel = show(page, "diagnostics")
    with page.expect_download() as download:
        panel.get_by_test_id("diagnostics-download").click()
    text = Path(download.value.path()).read_text()
    assert download.value.suggested_filename == "sunny_home-diagnostics.json"
    document = json.loads(text)
    assert document["author"] == {"key": "•••", "lights": 3}
    assert document["info"]["state"] == "loaded"
    assert KEY not in text


def test_b19_the_tier_is_told_with_the_reason_of_every_rule(page: Page, sunny: Sunny):
    told = sunny.hub.get(f"{SUNNY}/quality")
    panel = show(page, "diagnostics")
    rules = panel.get_by_test_id("quality-rule")
    expect(rules).to_have_count(len(told["rules"]))
    todo = next(one for one in told["rules"] if one["status"] == "todo")
    expect(panel.locator("[data-status=todo]").first).to_contain_text(todo["reasons"][0])


def restart(sunny: Sunny) -> None:
    """Switch the integration off and on: then it tells its issues."""
    sunny.hub.post(f"{SUNNY}/deactivate")
    sunny.hub.post(f"{SUNNY}/activate")


def test_b9_repairs_are_listed_ignored_and_mended_live(page: Page, sunny: Sunny):
    restart(sunny)
    page.goto("/integrations")
    repairs = page.get_by_test_id("repairs")
    dust = repairs.locator("[data-id=dust]")
    expect(dust).to_contain_text("The box is dusty <script>")
    expect(dust).to_contain_text("Sunny Home")
    expect(dust).to_have_attribute("data-severity", "error")
    old = repairs.locator("[data-id=old]")
    link = old.get_by_role("link", name="Learn more")
    expect(link).to_have_attribute("href", "https://sunny.example/firmware")

    page.goto("/integrations/sunny_home/settings")
    old.get_by_test_id("repair-ignore").click()
    expect(old).to_have_count(0)
    repairs.get_by_role("button", name="Show 1 ignored").click()
    expect(old).to_be_visible()
    old.get_by_test_id("repair-ignore").click()
    dust.get_by_test_id("repair-fix").click()
    page.get_by_test_id("confirm").click()
    expect(page.get_by_text("The dust was taken care of.")).to_be_visible()
    expect(dust).to_have_count(0)

    restart(sunny)
    expect(dust).to_be_visible()


def test_tabs_without_substance_are_not_shown(page: Page, sunny: Sunny):
    show(page, "settings")
    shown = [tab.get_attribute("aria-controls") or "" for tab in page.get_by_role("tab").all()]
    assert [name.rpartition("-panel-")[2] for name in shown] == list(TABS)
    show(page, "log", "webhook_generic")
    names = page.get_by_role("tab").all_inner_texts()
    assert "Triggers" not in names
    assert "Data" not in names


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_tab_is_free_of_serious_accessibility_faults(page: Page, sunny: Sunny, scheme):
    require(AXE.is_file, "the checks need axe-core in frontend/node_modules")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    sunny.order("tell", text="hello")
    for tab in TABS:
        panel = show(page, tab)
        if tab == "actions":
            panel.get_by_test_id("action-try").first.click()
            panel.get_by_test_id("try-form").get_by_role("textbox").first.wait_for()
        page.evaluate(AXE.read_text())
        found = page.evaluate("axe.run(document, {iframes: false}).then((one) => one.violations)")
        serious = [
            (one["id"], [node["html"][:160] for node in one["nodes"]][:3])
            for one in found
            if one["impact"] in ("serious", "critical")
        ]
        assert serious == [], tab


def test_every_tab_fits_a_phone(page: Page, sunny: Sunny):
    page.set_viewport_size({"width": 360, "height": 740})
    sunny.order("tell", text="w" * 300)
    for tab in TABS:
        show(page, tab)
        width = page.evaluate("document.documentElement.scrollWidth")
        assert width <= 360, tab
