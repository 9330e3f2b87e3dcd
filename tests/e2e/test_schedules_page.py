"""The Schedules pages in a real browser: timers, alarms, reminders, commands and routines, live."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, expect
from tests.e2e.browsing import (
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
    owner_of,
)
from tests.hubs import PASSWORD, ServedHub

ZONE = "Asia/Kolkata"
"""Not the browser's: what is shown has to be the home's."""
WORKDAYS = [0, 1, 2, 3, 4]


@pytest.fixture(scope="module", autouse=True)
def zone(hub: ServedHub) -> None:
    """A home elsewhere."""
    hub.call("PATCH", "/api/settings", json={"time_zone": ZONE})


@pytest.fixture(autouse=True)
def nothing_planned(hub: ServedHub) -> Iterator[None]:
    """Begin and end with nothing planned."""
    yield
    for what in ("timers", "schedules"):
        for one in hub.get(f"/api/{what}"):
            hub.ask("DELETE", f"/api/{what}/{one['id']}")
    for one in hub.get("/api/routines")["routines"]:
        hub.ask("DELETE", f"/api/routines/{one['id']}")


def planned(hub: ServedHub, **wish: Any) -> dict[str, Any]:
    made: dict[str, Any] = hub.post("/api/schedules", wish)
    return made


def command_that_fails(hub: ServedHub) -> str:
    """Plan what is understood now, and not any more when its time comes; return its words."""
    text = "hoot like an owl"
    step = {"kind": "command", "text": "turn on the kitchen light"}
    owl = hub.post("/api/routines", {"name": "Owl", "phrases": [text], "steps": [step]})
    hub.wait(lambda: hub.post("/api/understand", {"text": text})["commands"] != [])
    plan = planned(hub, kind="command", text=text, in_s=3600)
    hub.call("DELETE", f"/api/routines/{owl['id']}")
    hub.call("PATCH", f"/api/schedules/{plan['id']}", json={"in_s": 1})
    return text


def card(page: Page, name: str) -> Locator:
    return page.get_by_test_id("schedule-timer").filter(
        has=page.get_by_role("heading", name=name, exact=True)
    )


def row(page: Page, name: str) -> Locator:
    return page.get_by_test_id("plan").filter(
        has=page.get_by_role("heading", name=name, exact=True)
    )


def ringing(page: Page, name: str) -> Locator:
    return page.get_by_test_id("plan-now").filter(
        has=page.get_by_role("heading", name=name, exact=True)
    )


def opened(context: BrowserContext) -> Page:
    page = context.new_page()
    page.goto("/schedules")
    page.get_by_test_id("schedules-page").wait_for()
    return page


def new(page: Page, what: str) -> None:
    page.get_by_test_id("plan-new").click()
    page.get_by_test_id(f"{what}-new").click()
    page.get_by_role("dialog").wait_for()
    expect(page.get_by_role("menu", include_hidden=True)).to_have_count(0)  # it fades out


def more(page: Page, name: str, what: str) -> None:
    row(page, name).get_by_test_id("plan-more").click()
    page.get_by_test_id(what).click()


def test_a_timer_is_made_paused_lengthened_renamed_deleted_and_had_back(hub: ServedHub, page: Page):
    page.goto("/schedules")
    page.get_by_test_id("schedules-empty").wait_for()
    assert_accessible(page)

    new(page, "timer")
    page.get_by_test_id("timer-minutes").fill("0")
    page.get_by_test_id("dialog-submit").click()
    expect(page.get_by_text("Give it at least a second.")).to_be_visible()
    page.get_by_text("10 min").click()
    page.get_by_test_id("timer-name").fill("Pizza")
    page.get_by_test_id("timer-name").press("Enter")

    pizza = card(page, "Pizza")
    expect(pizza).to_have_attribute("data-state", "pending")
    [timer] = hub.get("/api/timers")
    assert (timer["name"], timer["duration_s"], timer["satellite_id"]) == ("Pizza", 600, None)

    pizza.get_by_test_id("schedule-pause").click()
    expect(pizza).to_have_attribute("data-state", "paused")
    hub.wait(lambda: hub.get("/api/timers")[0]["state"] == "paused")
    left = hub.get("/api/timers")[0]["left_s"]
    pizza.get_by_test_id("schedule-add").click()
    hub.wait(lambda: hub.get("/api/timers")[0]["left_s"] == left + 60)
    pizza.get_by_test_id("schedule-resume").click()
    expect(pizza).to_have_attribute("data-state", "pending")

    pizza.get_by_test_id("schedule-edit").click()
    page.get_by_test_id("timer-name").fill("Big pizza")
    page.get_by_test_id("dialog-submit").click()
    card(page, "Big pizza").get_by_test_id("schedule-delete").click()
    page.get_by_test_id("schedules-empty").wait_for()
    assert hub.get("/api/timers") == []
    page.get_by_test_id("undo").click()
    expect(card(page, "Big pizza")).to_be_visible()
    [again] = hub.get("/api/timers")
    assert 0 < again["duration_s"] <= 660


def test_what_voice_and_scripts_do_is_seen_at_once(hub: ServedHub, page: Page):
    page.goto("/schedules")
    page.get_by_test_id("schedules-empty").wait_for()
    hub.post("/api/converse", {"text": "set a pizza timer for 10 minutes"})
    pizza = card(page, "pizza")
    expect(pizza).to_have_attribute("data-state", "pending")
    hub.post("/api/converse", {"text": "pause the pizza timer"})
    expect(pizza).to_have_attribute("data-state", "paused")
    hub.post("/api/converse", {"text": "cancel the pizza timer"})
    expect(pizza).to_have_count(0)

    tea = planned(hub, kind="reminder", text="Drink tea", in_s=3600)
    expect(row(page, "Drink tea")).to_contain_text(re.compile(r"in \d+ minutes"))
    hub.call("DELETE", f"/api/schedules/{tea['id']}")
    page.get_by_test_id("schedules-empty").wait_for()


def test_an_alarm_is_made_changed_paused_skipped_deleted_and_had_back(hub: ServedHub, page: Page):
    page.goto("/schedules")
    new(page, "alarm")
    assert_accessible(page)
    page.get_by_test_id("plan-mode").get_by_text("Repeating").click()
    page.get_by_test_id("plan-time").fill("06:45")
    page.get_by_test_id("plan-name").fill("Work")
    expect(page.get_by_test_id("plan-preview")).to_contain_text("Monday to Friday at 6:45")
    here = page.get_by_role("dialog").get_by_role("checkbox", name=re.compile("^Browser"))
    here.press("Space")
    page.get_by_test_id("plan-name").press("Enter")

    work = row(page, "Work")
    expect(work.get_by_test_id("plan-clock")).to_have_text(re.compile(r"^6:45\sAM$"))
    expect(work).to_contain_text("Monday to Friday at 6:45")
    [alarm] = hub.get("/api/schedules")
    assert alarm["repeat"] == {"time": "06:45", "weekdays": WORKDAYS}
    assert len(alarm["satellite_ids"]) == 1

    more(page, "Work", "plan-edit")
    page.get_by_test_id("plan-days-weekend").click()
    page.get_by_test_id("dialog-submit").click()
    expect(work).to_contain_text("Saturday and Sunday at 6:45")

    more(page, "Work", "plan-edit")
    page.get_by_test_id("plan-unit").select_option("month")
    page.get_by_test_id("plan-which").select_option("1")
    page.get_by_test_id("plan-every").fill("2")
    expect(page.get_by_test_id("plan-preview")).to_contain_text(
        "Every 2 months on the first Monday"
    )
    assert_accessible(page)
    page.get_by_test_id("dialog-submit").click()
    expect(work).to_contain_text("Every 2 months on the first Monday at 6:45")
    more(page, "Work", "plan-edit")
    page.get_by_test_id("plan-unit").select_option("week")
    page.get_by_test_id("plan-days-weekend").click()
    page.get_by_test_id("dialog-submit").click()
    expect(work).to_contain_text("Saturday and Sunday at 6:45")

    work.get_by_test_id("plan-pause").click()
    expect(work).to_have_attribute("data-state", "paused")
    work.get_by_test_id("plan-resume").click()
    expect(work).to_have_attribute("data-state", "pending")
    hub.wait(lambda: hub.get("/api/schedules")[0]["state"] == "pending")

    [before] = hub.get("/api/schedules")
    more(page, "Work", "plan-skip")
    hub.wait(lambda: hub.get("/api/schedules")[0]["due_at"] > before["due_at"])
    page.get_by_test_id("undo").click()
    hub.wait(lambda: hub.get("/api/schedules")[0]["due_at"] == before["due_at"])
    expect(page.get_by_test_id("undo")).to_have_count(0)

    more(page, "Work", "plan-delete")
    page.get_by_test_id("schedules-empty").wait_for()
    page.get_by_test_id("undo").click()
    expect(work).to_be_visible()
    [again] = hub.get("/api/schedules")
    assert (again["name"], again["repeat"]) == ("Work", before["repeat"] | {"weekdays": [5, 6]})


def test_a_command_is_tried_while_it_is_typed_and_told_when_it_fails(hub: ServedHub, page: Page):
    page.goto("/schedules")
    new(page, "command")
    text, check = page.get_by_test_id("plan-text"), page.get_by_test_id("command-check")
    page.get_by_test_id("dialog-submit").click()
    expect(page.get_by_text("Say what shall be done.")).to_be_visible()
    text.fill("turn on the moon")
    expect(check).to_have_attribute("data-kind", "bad")
    text.fill("turn on the lamp")
    expect(check).to_have_attribute("data-kind", "ask")
    check.get_by_role("button").first.click()
    expect(check).to_have_attribute("data-kind", "good")
    assert_accessible(page)
    page.get_by_test_id("plan-hours").fill("2")
    page.get_by_test_id("dialog-submit").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    [command] = hub.get("/api/schedules")
    assert command["kind"] == "command"
    expect(row(page, command["text"])).to_be_visible()

    failed = ringing(page, command_that_fails(hub))
    expect(failed.get_by_test_id("plan-trouble")).to_contain_text("It did not work:")
    failed.get_by_test_id("plan-again").click()
    expect(failed.get_by_role("alert")).to_be_visible()
    failed.get_by_test_id("plan-stop").click()
    expect(failed).to_have_count(0)


def test_what_rings_is_snoozed_and_stopped_on_every_page(hub: ServedHub, page: Page):
    page.goto("/history")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    planned(hub, kind="alarm", name="Up", in_s=1)
    banner = page.get_by_test_id("ring-banner")
    expect(banner).to_have_attribute("data-kind", "alarm")
    assert_accessible(page)
    banner.get_by_test_id("ring-snooze").click()
    expect(banner).to_have_count(0)
    [alarm] = hub.get("/api/schedules")
    assert (alarm["state"], alarm["snoozed"]) == ("pending", True)

    page.goto("/schedules")
    expect(row(page, "Up")).to_contain_text("Snoozed")
    planned(hub, kind="reminder", text="Call mum", in_s=1)
    call = ringing(page, "Call mum")
    expect(call).to_be_visible()
    assert_accessible(page)
    call.get_by_test_id("plan-stop").click()
    expect(call).to_have_count(0)
    assert [one["name"] for one in hub.get("/api/schedules")] == ["Up"]


def test_a_guest_sees_the_homes_clocks_and_may_do_what_guests_may(
    hub: ServedHub, browser: Browser, new_context: Callable[..., BrowserContext]
):
    hub.post("/api/users", {"name": "Dora", "role": "guest", "password": PASSWORD})
    page = opened(
        new_context(viewport=PHONE, storage_state=owner_of(browser, hub, "Dora"), locale="de-DE")
    )
    expect(page.get_by_test_id("zone-note")).to_contain_text("Indi")
    new(page, "reminder")
    page.get_by_test_id("plan-text").fill("Tee")
    page.get_by_test_id("dialog-submit").click()
    expect(row(page, "Tee")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    planned(hub, kind="alarm", name="Up", in_s=1)
    page.goto("/talk")
    expect(page.get_by_test_id("ring-banner")).to_be_visible()
    expect(page.get_by_test_id("talk-input")).to_be_in_viewport(ratio=1)
    assert_accessible(page)
    page.get_by_test_id("ring-stop").click()
    page.get_by_test_id("talk-input").fill("turn on the kitchen light")
    page.get_by_test_id("talk-input").press("Enter")
    hub.wait(lambda: hub.get("/api/entities/light.kitchen_light")["state"] == "on")
    page.goto("/")
    expect(page.get_by_test_id("home-satellites")).to_be_visible()
    expect(page.get_by_test_id("announce")).to_have_count(0)
    assert_accessible(page)
    page.goto("/satellites")
    expect(page.get_by_test_id("not-for-you")).to_be_visible()


def test_home_shows_what_is_next_beside_the_timers(hub: ServedHub, page: Page):
    planned(hub, kind="alarm", name="Work", repeat={"time": "06:45", "weekdays": WORKDAYS})
    page.goto("/")
    shown = page.get_by_test_id("home-plan")
    expect(shown).to_contain_text("Work")
    expect(shown).to_contain_text(re.compile(r"6:45\sAM"))
    shown.get_by_test_id("home-plan-pause").click()
    expect(shown).to_have_attribute("data-state", "paused")
    shown.get_by_test_id("home-plan-resume").click()
    expect(shown).to_have_attribute("data-state", "pending")
    planned(hub, kind="reminder", text="Tea", in_s=1)
    tea = shown.filter(has_text="Tea")
    tea.get_by_test_id("home-plan-stop").click()
    expect(tea).to_have_count(0)


def test_the_second_of_two_tabs_is_told_and_chooses(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    tea = planned(hub, kind="reminder", text="Tea", in_s=7200)
    page = opened(new_context())
    more(page, "Tea", "plan-edit")
    page.get_by_test_id("plan-text").fill("Mint tea")
    hub.call("PATCH", f"/api/schedules/{tea['id']}", json={"text": "Green tea"})
    page.get_by_test_id("dialog-submit").click()

    page.get_by_test_id("changed-meanwhile").wait_for()
    assert_accessible(page)
    assert hub.get("/api/schedules")[0]["text"] == "Green tea"
    page.get_by_test_id("take-theirs").click()
    expect(page.get_by_test_id("plan-text")).to_have_value("Green tea")
    page.get_by_test_id("plan-text").fill("Black tea")
    page.get_by_test_id("dialog-submit").click()
    expect(row(page, "Black tea")).to_be_visible()


def test_a_refused_pause_snaps_back_with_the_reason(hub: ServedHub, page: Page):
    planned(hub, kind="reminder", text="Tea", in_s=7200)
    page.goto("/schedules")
    refusal = {
        "title": "Conflict",
        "status": 409,
        "detail": "The disk is full.",
        "code": "storage",
        "cure": "Free some space.",
    }
    page.route("**/pause", lambda route: route.fulfill(status=409, json=refusal))
    row(page, "Tea").get_by_test_id("plan-pause").click()
    expect(page.get_by_text("The disk is full. Free some space.")).to_be_visible()
    expect(row(page, "Tea")).to_have_attribute("data-state", "pending")


def test_it_fits_a_phone_in_the_dark_in_german_and_runs_nothing_planted(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    long = "Donaudampfschifffahrtsgesellschaftskapitänskajütentür"
    hub.post("/api/timers", {"duration_s": 36_000, "name": PLANTED})
    planned(hub, kind="reminder", text=PLANTED, in_s=7200)
    command_that_fails(hub)
    planned(hub, kind="alarm", name=long, repeat={"time": "06:45", "weekdays": [0, 2, 5]})
    paused = planned(hub, kind="alarm", name=long, in_s=86_400)
    hub.post(f"/api/schedules/{paused['id']}/pause")
    page = opened(new_context(viewport=PHONE, color_scheme="dark", locale="de-DE"))
    expect(page.get_by_test_id("plan")).to_have_count(3)
    expect(page.get_by_text("Jeden Montag, Mittwoch und Samstag um 06:45")).to_be_visible()
    expect(page.get_by_test_id("plan-trouble")).to_contain_text("Es hat nicht geklappt")
    assert_fits(page)
    assert_accessible(page)
    for what, title in (("alarm", "Neuer Wecker"), ("command", "Neuer Befehl für später")):
        new(page, what)
        page.get_by_role("dialog", name=title).wait_for()
        page.get_by_test_id("plan-mode").get_by_text("Wiederholt").click()
        week = page.get_by_role("group", name="Wochentage").locator("label")
        assert len({day.bounding_box()["y"] for day in week.all()}) == 1
        assert_fits(page)
        assert_accessible(page)
        page.keyboard.press("Escape")
        expect(page.get_by_role("dialog")).to_have_count(0)
    assert_nothing_planted_ran(page)


def routine(page: Page, name: str) -> Locator:
    return page.get_by_test_id("routine").filter(
        has=page.get_by_role("heading", name=name, exact=True)
    )


def test_a_routine_is_made_with_its_steps_in_order_run_step_by_step_and_deleted(
    hub: ServedHub, page: Page
):
    page.goto("/schedules")
    page.get_by_test_id("to-routines").click()
    page.get_by_test_id("routines-empty").wait_for()
    assert_accessible(page)
    page.get_by_test_id("routine-new").click()

    page.get_by_test_id("routine-save").click()
    expect(page.get_by_test_id("routine-mistake")).to_have_text("Give it a name.")
    page.get_by_test_id("routine-name").fill(f"Night {PLANTED}")
    page.get_by_test_id("routine-phrase").fill("what time is it")
    expect(page.get_by_test_id("phrase-check")).to_have_attribute("data-kind", "bad")
    page.get_by_test_id("routine-phrase").fill("sleepy owl")
    expect(page.get_by_test_id("phrase-check")).to_have_attribute("data-kind", "good")
    steps = page.get_by_test_id("step-text")
    steps.fill("turn on the moon")
    expect(page.get_by_test_id("step-fault")).to_be_visible()
    steps.fill("turn on the kitchen light")
    expect(page.get_by_test_id("command-check")).to_have_attribute("data-kind", "good")
    expect(page.get_by_test_id("step-fault")).to_have_count(0)
    page.get_by_test_id("step-add-say").click()
    steps.last.fill("Sleep well")
    page.get_by_test_id("step-add-wait").click()
    page.get_by_test_id("step-hours").fill("1")
    page.get_by_role("button", name=re.compile("^Move Wait ")).press("ArrowUp")
    assert_accessible(page)
    page.get_by_test_id("routine-save").click()

    night = page.get_by_test_id("routine")
    expect(night).to_contain_text("3 steps")
    [made] = hub.get("/api/routines")["routines"]
    assert [one["kind"] for one in made["steps"]] == ["command", "wait", "say"]
    assert made["phrases"] == ["sleepy owl"]

    night.get_by_test_id("routine-start").click()
    run = night.get_by_test_id("routine-run")
    expect(run).to_have_attribute("data-state", "waiting")
    expect(run.locator("[data-state=done]")).to_have_count(1)
    expect(run.locator("[data-state=coming]")).to_have_count(1)
    assert hub.get("/api/entities/light.kitchen_light")["state"] == "on"
    assert_accessible(page)
    night.get_by_test_id("routine-stop").click()
    expect(night.get_by_test_id("routine-last")).to_contain_text("Was stopped")

    night.get_by_role("switch").press("Space")
    hub.wait(lambda: not hub.get("/api/routines")["routines"][0]["enabled"])
    expect(night).to_have_attribute("data-enabled", "false")
    night.get_by_test_id("routine-more").click()
    page.get_by_test_id("routine-delete").click()
    page.get_by_test_id("routines-empty").wait_for()
    page.get_by_test_id("undo").click()
    expect(night).to_have_count(1)
    assert_nothing_planted_ran(page)


def test_the_second_to_change_a_routine_is_told_and_one_from_a_file_is_only_shown(
    hub: ServedHub, new_context: Callable[..., BrowserContext]
):
    step = {"kind": "command", "text": "turn on the kitchen light"}
    made = hub.post("/api/routines", {"name": "Dawn", "phrases": ["rise owl"], "steps": [step]})
    folder = hub.folder / "routines"
    folder.mkdir(exist_ok=True)
    (folder / "dusk.yaml").write_text(
        "name: Dusk\nphrases: [dusky owl]\nsteps:\n  - turn off the kitchen light\n"
    )
    page = new_context(viewport=PHONE, color_scheme="dark", locale="de-DE").new_page()
    page.goto(f"/schedules/routines/{made['id']}")
    page.get_by_test_id("routine-name").fill("Mine")
    assert_fits(page)
    assert_accessible(page)
    hub.call("PATCH", f"/api/routines/{made['id']}", json={"name": "Theirs"})
    page.get_by_test_id("routine-save").click()
    page.get_by_test_id("changed-meanwhile").wait_for()
    page.get_by_test_id("take-theirs").click()
    expect(page.get_by_test_id("routine-name")).to_have_value("Theirs")

    page.goto("/schedules/routines")
    expect(routine(page, "Dusk")).to_contain_text("In der Datei dusk.yaml")
    assert_fits(page)
    assert_accessible(page)
    routine(page, "Dusk").get_by_role("link", name="Dusk").click()
    expect(page.get_by_test_id("routine-view")).to_contain_text("routines/dusk.yaml")
    expect(page.get_by_test_id("routine-form")).to_have_count(0)
    (folder / "dusk.yaml").unlink()
