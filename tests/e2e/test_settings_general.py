"""General settings, language and understanding, and the hub's log, in a real browser."""

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.e2e.browsing import (
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
)
from tests.hubs import ServedHub, served_hub

TALKER = """
    from ova.sdk import action

    manifest = {"name": "Talker", "description": "Writes into the log."}


    class Talker:
        @action(description="Write lines", input={"type": "object", "properties": {
            "level": {"type": "string"}, "text": {"type": "string"}, "times": {"type": "integer"}}})
        def write(self, inputs, ctx):
            for number in range(inputs.get("times", 1)):
                getattr(ctx.logger, inputs["level"])(inputs["text"].replace("NUMBER", str(number)))


    def build_integration(config, ova):
        return Talker()
"""
SECTIONS = ("general", "language", "logs")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A running hub with an owner and an integration that writes into the log."""
    home: Path = tmp_path_factory.mktemp("ova") / "home"
    (home / "integrations").mkdir(parents=True)
    (home / "integrations" / "talker.py").write_text(dedent(TALKER))
    with served_hub(home) as served:
        served.post("/api/integrations/talker", {"config": {}})
        yield served


@pytest.fixture(autouse=True)
def as_at_first(hub: ServedHub) -> Iterator[None]:
    """Every test finds the settings as they were."""
    before = hub.get("/api/settings")
    yield
    hub.call("PATCH", "/api/settings", json=before)


def write(hub: ServedHub, text: str, level: str = "warning", times: int = 1) -> None:
    """Have the integration write into the log."""
    body = {"level": level, "text": text, "times": times}
    hub.post("/api/integrations/talker/actions/write", body)


def card(page: Page, section: str, name: str) -> Locator:
    """A card of a section of the settings."""
    page.goto(f"/settings/{section}")
    found = page.get_by_test_id(f"{name}-card")
    expect(found).to_be_visible()
    return found


def test_a_setting_is_saved_and_shown_in_another_tab_at_once(
    hub: ServedHub, page: Page, context: BrowserContext
):
    other = card(context.new_page(), "general", "home")
    home = card(page, "general", "home")
    home.get_by_label("Name").fill("Villa Sunshine")
    home.get_by_text("Imperial").click()
    home.get_by_test_id("save").click()

    expect(home.get_by_test_id("saved")).to_be_visible()
    settings = hub.get("/api/settings")
    assert (settings["home_name"], settings["temperature_unit"]) == ("Villa Sunshine", "F")
    expect(other.get_by_label("Name")).to_have_value("Villa Sunshine")


def test_two_people_who_change_the_same_are_told_and_choose(hub: ServedHub, page: Page):
    home = card(page, "general", "home")
    home.get_by_label("Name").fill("Mine")
    hub.call("PATCH", "/api/settings", json={"home_name": "Theirs"})
    home.get_by_test_id("save").click()

    expect(home.get_by_test_id("changed-meanwhile")).to_be_visible()
    assert hub.get("/api/settings")["home_name"] == "Theirs"
    expect(home.get_by_label("Name")).to_have_value("Mine")
    home.get_by_test_id("take-theirs").click()
    expect(home.get_by_label("Name")).to_have_value("Theirs")

    home.get_by_label("Name").fill("Mine again")
    hub.call("PATCH", "/api/settings", json={"home_name": "Theirs again"})
    home.get_by_test_id("save").click()
    home.get_by_test_id("keep-mine").click()
    expect(home.get_by_test_id("saved")).to_be_visible()
    assert hub.get("/api/settings")["home_name"] == "Mine again"


@pytest.mark.parametrize(
    ("name", "field", "typed", "said"),
    [
        ("home", "Time zone", "Mars/Olympus", "must be a time zone"),
        ("place", "Latitude", "91", "less than or equal to 90"),
        ("address", "External address", "not an address", "must be an address"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field_and_stays_typed(
    hub: ServedHub, page: Page, name: str, field: str, typed: str, said: str
):
    before = hub.get("/api/settings")
    found = card(page, "general", name)
    box = found.get_by_label(field, exact=True)
    box.fill(typed)
    if name == "place":
        found.get_by_label("Longitude").fill("15")
    found.get_by_test_id("save").click()

    expect(found.get_by_text(re.compile(said))).to_be_visible()
    expect(box).to_have_value(typed)
    expect(box).to_have_attribute("aria-invalid", "true")
    assert hub.get("/api/settings") == before


def test_the_order_of_recognisers_is_changed_by_keyboard_and_by_dragging(
    hub: ServedHub, page: Page
):
    found = card(page, "language", "recogniser")
    rows = found.get_by_test_id("sortable-row")
    expect(found.get_by_test_id("hears-now")).to_be_visible()
    found.get_by_role("button", name="Add a recogniser").click()
    page.get_by_role("menuitem", name="Whisper").click()
    expect(rows).to_have_count(3)
    rows.nth(2).get_by_role("button", name=re.compile("Move Whisper")).press("ArrowUp")
    expect(rows.nth(1)).to_have_attribute("data-id", "whisper")
    expect(found.get_by_text("Whisper is now in place 2 of 3")).to_be_attached()

    handle = rows.nth(1).get_by_role("button", name=re.compile("Move"))
    start, end = handle.bounding_box(), rows.nth(0).bounding_box()
    assert start
    assert end
    page.mouse.move(start["x"] + 10, start["y"] + 10)
    page.mouse.down()
    page.mouse.move(start["x"] + 10, end["y"] + 2, steps=6)
    expect(rows.nth(0)).to_have_attribute("data-id", "whisper")
    page.mouse.up()
    found.get_by_test_id("save").click()
    expect(found.get_by_test_id("saved")).to_be_visible()

    assert hub.get("/api/settings")["recogniser_order"] == ["whisper", "vosk", "pocketsphinx"]
    reason = rows.nth(0).get_by_text(re.compile("not installed|no Whisper model|Ready"))
    expect(reason).to_be_visible()
    hub.call("PATCH", "/api/settings", json={"recogniser_order": ["pocketsphinx"]})
    expect(rows).to_have_count(1)


def test_a_language_nothing_hears_says_what_to_install(hub: ServedHub, page: Page):
    found = card(page, "language", "language")
    found.get_by_label("Language of the home").select_option("de")
    found.get_by_test_id("save").click()

    expect(found.get_by_role("link", name="Install a recogniser")).to_be_visible()
    assert hub.get("/api/settings")["language"] == "de"


def test_the_stages_of_understanding_are_put_in_order_and_switched_off(hub: ServedHub, page: Page):
    stages = card(page, "language", "stages")
    expect(stages.get_by_role("listitem")).to_have_count(7)
    expect(stages.get_by_test_id("stage-agent")).to_contain_text("Nobody")
    rows = stages.get_by_test_id("sortable-row")
    rows.nth(0).get_by_role("button", name=re.compile("Move Home")).press("ArrowDown")
    expect(rows.nth(1)).to_have_attribute("data-id", "home")
    stages.get_by_role("switch", name="Integrations").press(" ")
    stages.get_by_test_id("save").click()
    expect(stages.get_by_test_id("saved")).to_be_visible()
    assert hub.get("/api/settings")["stages"] == ["skills", "home"]


def test_the_log_is_live_and_found_by_level_source_and_text(hub: ServedHub, page: Page):
    page.goto("/settings/logs")
    lines = page.get_by_test_id("log-line")
    write(hub, f"the lamp says {PLANTED}")
    expect(lines.filter(has_text="the lamp says <script>")).to_be_visible()
    write(hub, "all is well", "info")
    expect(lines.filter(has_text="all is well")).to_be_visible()

    page.get_by_text("Error", exact=True).click()
    expect(page.get_by_test_id("no-lines")).to_be_visible()
    page.get_by_text("Warning", exact=True).click()
    expect(lines.filter(has_text="the lamp says")).to_be_visible()
    expect(lines.filter(has_text="all is well")).to_have_count(0)
    page.get_by_text("Info", exact=True).click()
    page.get_by_label("Search the log").fill("WELL")
    expect(lines).to_have_count(1)
    page.get_by_role("combobox", name="Source").click()
    page.get_by_role("option", name="Talker").click()
    expect(lines).to_have_count(1)
    assert_nothing_planted_ran(page)


def test_the_log_is_paused_and_goes_on_and_is_downloaded(hub: ServedHub, page: Page):
    page.goto("/settings/logs")
    write(hub, "before the pause")
    lines = page.get_by_test_id("log-line")
    expect(lines.filter(has_text="before the pause").first).to_be_visible()
    page.get_by_test_id("pause").click()
    write(hub, "during the pause")

    expect(page.get_by_test_id("pause")).to_contain_text("new")
    expect(lines.filter(has_text="during the pause")).to_have_count(0)
    page.get_by_test_id("pause").click()
    expect(lines.filter(has_text="during the pause")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    saved = Path(download.value.path()).read_text()
    assert saved.index("before the pause") < saved.index("during the pause")


def test_details_of_a_source_are_shown_for_a_while(hub: ServedHub, page: Page):
    page.goto("/settings/logs")
    page.get_by_role("combobox", name="Source").click()
    page.get_by_role("option", name="Talker").click()
    page.get_by_test_id("tell-more").click()
    page.get_by_role("menuitem", name="For 5 minutes").click()
    expect(page.get_by_test_id("tell-less")).to_be_visible()
    page.get_by_text("Debug", exact=True).click()
    write(hub, "a detail nobody saw before", "debug")

    expect(page.get_by_test_id("log-line").filter(has_text="a detail nobody")).to_be_visible()
    page.get_by_test_id("tell-less").click()
    expect(page.get_by_test_id("tell-more")).to_be_visible()


def test_a_flood_of_lines_is_shown_without_a_gap(hub: ServedHub, page: Page):
    page.goto("/settings/logs")
    page.get_by_label("Search the log").fill("flood")
    write(hub, "flood NUMBER.", "info", times=2000)

    expect(page.get_by_test_id("log-line").filter(has_text="flood 1999.")).to_be_visible()
    # What came faster than it is told live is fetched a little later.
    hub.wait(lambda: downloaded(page).count("flood ") >= 2000)
    assert page.get_by_test_id("log-line").count() < 100


def downloaded(page: Page) -> str:
    """The log as it is downloaded."""
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    return Path(download.value.path()).read_text()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sections_are_free_of_serious_accessibility_faults_and_fit_a_phone(
    hub: ServedHub, new_context: Callable[..., BrowserContext], scheme: str
):
    write(hub, "a line to look at")
    page = new_context(viewport=PHONE, color_scheme=scheme).new_page()
    for section in SECTIONS:
        page.goto(f"/settings/{section}")
        if section == "logs":
            expect(page.get_by_test_id("log-line").first).to_be_visible()
        else:
            expect(page.locator("form").first).to_be_visible()
        assert_fits(page)
        assert_accessible(page)
