"""The History page in a real browser: what was said, why it did not work, and what helps."""

import json
import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.e2e.browsing import (
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
)
from tests.hubs import ServedHub, served_hub, spoken

from ova.core import Alternative, Intent, RunEvent, RunEventType, RunResult
from ova.core.run import CommandResult
from ova.engines import write_wav
from ova.folder import HomeFolder
from ova.hub import open_database

OLD_RUNS = 1_500
LONG_AGO = 1_700_000_000.0


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A hub that has heard a lot, and keeps the sound of what it hears."""
    folder = tmp_path_factory.mktemp("ova") / "home"
    home = HomeFolder(folder)
    home.prepare()
    with open_database(home) as database:
        database.settings.set("home", {"keep_audio": "all", "history_days": 3650})
        for number in range(OLD_RUNS):
            database.runs.add(old_run(number))
            if number % 500 == 499:
                database.runs.flush()
    with served_hub(folder) as served:
        yield served


def old_run(number: int) -> RunResult:
    """A command of long ago; the first is full of what should never run."""
    run_id = f"{number:032x}"
    text = PLANTED if number == 0 else f"old command number {number}"
    return RunResult(
        run_id=run_id,
        text=text,
        intent=None,
        reply=text,
        confidence=0.5,
        reason=text,
        error=PLANTED if number == 0 else None,
        timings_ms={"total": 3.0},
        started_at=LONG_AGO + number * 3600,
        source="audio" if number == 0 else "text",
        events=(RunEvent(run_id, RunEventType.ERROR, LONG_AGO, {"code": text, "message": text}),),
        commands=(CommandResult(Intent("Old", text, template=text), text, PLANTED),)
        if number == 0
        else (),
        alternatives=(Alternative(text, 0.25),) if number == 0 else (),
    )


def say(hub: ServedHub, text: str) -> str:
    """Type a command and return its id."""
    run_id: str = hub.post("/api/converse", {"text": text})["run_id"]
    return run_id


def speak(hub: ServedHub, text: str) -> str:
    """Speak a command and return its id."""
    run = hub.call("POST", "/api/listen", data=write_wav(spoken(text))).json()
    return str(run["run_id"])


def cure(page: Page, kind: str, entity: str = "") -> Locator:
    about = f'[data-id="{entity}"]' if entity else ""
    return page.locator(f'[data-testid="cure"][data-kind="{kind}"]{about}')


def try_again(page: Page) -> None:
    """Carry the open command out once more; it works now."""
    page.get_by_test_id("run-do-again").click()
    expect(page.get_by_test_id("run-done-again")).to_have_attribute("data-outcome", "done")


def row(page: Page, run_id: str) -> Locator:
    return page.locator(f'[data-testid="history-row"][data-run="{run_id}"]')


def test_commands_come_by_themselves_and_are_found_and_filtered(page: Page, hub: ServedHub):
    page.goto("/history")
    expect(page.get_by_test_id("history-row").first).to_be_visible()

    run_id = say(hub, "turn on the hallway light")
    expect(row(page, run_id)).to_have_attribute("data-outcome", "done")
    expect(page.get_by_test_id("history-day").first).to_have_text("Today")

    page.get_by_test_id("history-search").fill("HALLWAY turn")
    expect(page.get_by_test_id("history-count")).to_contain_text("1")
    expect(page).to_have_url(re.compile(r"words=HALLWAY\+turn"))
    page.get_by_test_id("history-filters").click()
    page.get_by_test_id("history-by-outcome").select_option("failed")
    expect(page.get_by_test_id("history-empty")).to_be_visible()
    page.reload()
    expect(page.get_by_test_id("history-by-outcome")).to_have_value("failed")
    page.get_by_test_id("history-by-outcome").select_option("done")
    row(page, run_id).click()
    expect(page).to_have_url(re.compile(rf"/history/{run_id}\?.*words=HALLWAY"))

    expect(page.get_by_test_id("run-said")).to_contain_text("turn on the hallway light")
    expect(page.get_by_test_id("run-template")).not_to_be_empty()
    expect(page.get_by_test_id("run-deed")).to_contain_text("Hallway Light")
    page.get_by_test_id("run-readings").locator("summary").click()
    page.get_by_test_id("run-events").locator("summary").click()
    expect(page.get_by_test_id("run-event").last).to_be_visible()
    assert_accessible(page)
    assert_fits(page)


def test_a_spoken_command_is_cured_in_two_clicks_and_tried_again_on_the_same_sound(
    page: Page, hub: ServedHub
):
    lamp = "/api/entities/light.garage_light"
    hub.post(f"{lamp}/control", {"service": "turn_off"})
    hub.call("PATCH", lamp, json={"exposed": False})
    hub.wait(lambda: hub.post("/api/converse", {"text": "turn on the garage light"})["error"])
    run_id = say(hub, "turn on the garage light")
    sound = speak(hub, "turn on the garage light")

    page.goto(f"/history/{run_id}")
    expect(page.get_by_test_id("run-reason")).to_contain_text("not shared")
    cure(page, "expose", "light.garage_light").get_by_test_id("cure-apply").click()
    expect(cure(page, "expose", "light.garage_light")).to_have_attribute("data-done", "true")
    try_again(page)

    hub.post(f"{lamp}/control", {"service": "turn_off"})
    page.goto(f"/history/{sound}")
    audio = page.get_by_test_id("run-audio")
    expect(audio).to_be_visible()
    seconds = audio.evaluate(
        """one => new Promise((known) => {
            const look = () => one.duration > 0 && known(one.duration);
            one.addEventListener("durationchange", look);
            look();
        })"""
    )
    assert seconds > 1
    page.get_by_test_id("run-replay").click()
    expect(page.get_by_test_id("run-means-now")).to_contain_text("HassTurnOn")
    assert hub.get(lamp)["state"] == "off"
    try_again(page)
    assert hub.get(lamp)["state"] == "on"
    expect(page.get_by_test_id("run-tried-again").first).to_be_visible()
    page.get_by_test_id("run-tried-again").first.click()
    expect(page.get_by_test_id("run-again-of")).to_be_visible()


def test_a_near_name_becomes_an_alias_and_can_be_taken_back(page: Page, hub: ServedHub):
    thing = "switch.coffee_maker"
    before = hub.get(f"/api/entities/{thing}")["aliases"]
    page.goto(f"/history/{say(hub, 'turn on the coffee brewer')}")
    expect(page.get_by_test_id("run-reason")).to_have_attribute("data-code", "no_entity")

    one = cure(page, "alias", thing)
    one.get_by_test_id("cure-apply").click()
    expect(one).to_have_attribute("data-done", "true")
    assert hub.get(f"/api/entities/{thing}")["aliases"] == [*before, "coffee brewer"]
    try_again(page)

    one.get_by_test_id("cure-undo").click()
    expect(one).to_have_attribute("data-done", "false")
    assert hub.get(f"/api/entities/{thing}")["aliases"] == before


def test_any_device_can_be_chosen_for_a_name(page: Page, hub: ServedHub):
    page.goto(f"/history/{say(hub, 'turn on the disco ball')}")
    choice = cure(page, "alias-choice")
    choice.get_by_test_id("alias-thing").fill("Garden Light")
    page.get_by_role("option", name=re.compile("Garden Light")).click()
    choice.get_by_test_id("alias-apply").click()
    expect(choice).to_have_attribute("data-done", "true")
    try_again(page)
    assert hub.get("/api/entities/light.garden_light")["aliases"] == ["disco ball"]


def test_what_somebody_else_changed_is_not_overwritten(page: Page, hub: ServedHub):
    thing = "/api/entities/switch.coffee_maker"
    page.goto(f"/history/{say(hub, 'turn on the coffee boiler')}")
    one = cure(page, "alias", "switch.coffee_maker")
    expect(one).to_be_visible()
    before = hub.get(thing)["aliases"]
    hub.call("PATCH", thing, json={"aliases": [*before, "percolator"]})

    one.get_by_test_id("cure-apply").click()
    expect(one.get_by_test_id("cure-error")).to_contain_text("changed")
    assert hub.get(thing)["aliases"] == [*before, "percolator"]
    one.get_by_test_id("cure-stale").click()
    expect(one.get_by_test_id("cure-error")).to_have_count(0)
    one.get_by_test_id("cure-apply").click()
    expect(one).to_have_attribute("data-done", "true")
    assert hub.get(thing)["aliases"] == [*before, "percolator", "coffee boiler"]


def test_a_device_is_moved_to_where_it_was_looked_for(page: Page, hub: ServedHub):
    page.goto(f"/history/{say(hub, 'turn on the desk lamp in the kitchen')}")
    cure(page, "move").get_by_test_id("cure-apply").click()
    expect(cure(page, "move")).to_have_attribute("data-done", "true")
    try_again(page)
    assert hub.get("/api/entities/light.desk_lamp")["area_id"] == "kitchen"


def test_a_skill_learns_a_sentence(page: Page, hub: ServedHub):
    page.goto(f"/history/{say(hub, 'gimme brightness over the counter')}")
    page.get_by_test_id("teach-means").fill("flurb the flarb")
    page.get_by_test_id("teach-apply").click()
    expect(cure(page, "teach")).to_contain_text("nothing the hub understands")
    page.get_by_test_id("teach-means").fill("turn on the counter light")
    page.get_by_test_id("teach-apply").click()
    expect(page.locator('[data-kind="teach"][data-done="true"]')).to_be_visible()
    try_again(page)
    assert hub.get("/api/entities/light.counter_light")["state"] == "on"


def test_what_was_no_command_is_declined_until_that_is_taken_back(page: Page, hub: ServedHub):
    words = "and now the weather for the weekend"
    page.goto(f"/history/{say(hub, words)}")
    cure(page, "not_a_command").get_by_test_id("cure-apply").click()
    expect(cure(page, "not_a_command")).to_have_attribute("data-done", "true")
    assert hub.post("/api/converse", {"text": words})["error"] == "not_a_command"

    page.get_by_test_id("history-more").click()
    page.get_by_test_id("history-reports").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("button", name=re.compile("Undo")).click()
    expect(dialog).to_contain_text("Nothing was reported")
    assert hub.get("/api/not-commands") == []


def test_an_integration_that_is_off_is_switched_on(page: Page, hub: ServedHub):
    hub.post("/api/integrations/demo_home/pause")
    page.goto(f"/history/{say(hub, 'turn on the bathroom light')}")
    cure(page, "enable", "demo_home").get_by_test_id("cure-apply").click()
    expect(cure(page, "enable", "demo_home")).to_have_attribute("data-done", "true")
    try_again(page)
    assert hub.get("/api/integrations/demo_home")["state"] == "loaded"


def test_talk_leads_to_why_a_command_failed(page: Page):
    page.goto("/talk")
    page.get_by_test_id("talk-input").fill("turn on the lava lamp of doom")
    page.get_by_test_id("talk-send").click()
    page.get_by_test_id("turn-history").click()
    expect(page.get_by_test_id("run-said")).to_contain_text("lava lamp of doom")
    expect(page.get_by_test_id("run-why")).to_be_visible()


def test_thousands_of_commands_are_paged_and_only_those_in_sight_are_there(page: Page):
    page.goto("/history?words=old+command")
    expect(page.get_by_test_id("history-count")).to_contain_text(f"{OLD_RUNS - 1:,}")
    box = page.get_by_test_id("history-list")

    def at_the_end() -> bool:
        box.evaluate("box => { box.scrollTop = box.scrollHeight }")
        return row(page, f"{1:032x}").count() > 0

    expect(box).to_have_attribute("data-rows", re.compile(r"\d+"))
    for _ in range(200):
        if at_the_end():
            break
        before = int(box.get_attribute("data-rows") or 0)
        page.wait_for_function(
            "n => { const box = document.querySelector('[data-testid=history-list]');"
            " box.scrollTop = box.scrollHeight;"
            " return box.dataset.rows > n || box.querySelector('[data-run$=\"0001\"]'); }",
            arg=before,
        )
    expect(row(page, f"{1:032x}")).to_be_visible()
    assert page.get_by_test_id("history-row").count() < 60
    page.get_by_test_id("history-row").last.focus()
    page.keyboard.press("ArrowUp")
    expect(row(page, f"{2:032x}")).to_be_focused()


def test_nothing_that_was_said_is_run_by_the_page(page: Page):
    page.goto(f"/history/{0:032x}")
    expect(page.get_by_test_id("run-said")).to_contain_text("<script>")
    page.get_by_test_id("run-events").locator("summary").click()
    assert_nothing_planted_ran(page)
    assert_fits(page)


def test_a_phone_shows_the_list_and_then_the_command(
    new_context: Callable[..., BrowserContext], hub: ServedHub
):
    run_id = say(hub, "turn on the whirligig")
    page = new_context(viewport=PHONE, locale="de-DE", color_scheme="dark").new_page()
    page.goto("/history")
    expect(row(page, run_id)).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    row(page, run_id).click()
    expect(page.get_by_test_id("run-reason")).to_have_text("Kein Gerät heißt so.")
    expect(page.get_by_test_id("history-list")).to_have_count(0)
    expect(cure(page, "alias-choice")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    page.get_by_role("link", name="Verlauf").first.click()
    expect(row(page, run_id)).to_be_visible()


def test_what_is_filtered_is_exported_and_deleted_everywhere(
    page: Page, new_context: Callable[..., BrowserContext], hub: ServedHub
):
    gone, kept = say(hub, "turn on the night light"), say(hub, "turn off the night light")
    page.goto("/history?words=night+light")
    other = new_context().new_page()
    other.goto(f"/history/{gone}")
    expect(other.get_by_test_id("run-said")).to_contain_text("night light")
    page.get_by_test_id("history-more").click()
    with page.expect_download() as download:
        page.get_by_test_id("history-export").click()
    exported = json.loads(download.value.path().read_text())
    assert [one["run_id"] for one in exported] == [kept, gone]
    page.keyboard.press("Escape")

    row(page, gone).click()
    page.get_by_test_id("run-delete").click()
    page.get_by_test_id("confirm").click()
    expect(row(page, gone)).to_have_count(0)
    expect(row(page, kept)).to_be_visible()
    expect(other.get_by_test_id("history-gone")).to_be_visible()

    page.get_by_test_id("history-more").click()
    page.get_by_test_id("history-clear").click()
    page.get_by_test_id("confirm").click()
    expect(page.get_by_test_id("history-empty")).to_be_visible()
    expect(other.get_by_test_id("history-empty")).to_be_visible()
    assert hub.get("/api/runs") == []


def test_the_history_is_switched_off_in_the_settings(page: Page, hub: ServedHub):
    say(hub, "what time is it")
    page.goto("/settings/general")
    card = page.get_by_test_id("history-card")
    card.get_by_test_id("keep-history").click()
    expect(card).to_contain_text("deleted, for good")
    card.get_by_role("button", name=re.compile("Save")).click()
    hub.wait(lambda: hub.get("/api/settings")["history_runs"] == 0)
    say(hub, "what time is it")
    assert hub.get("/api/runs") == []
    hub.call("PATCH", "/api/settings", json={"history_runs": 10_000})
