"""The Skills pages in a real browser, against a real hub."""

import re
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path

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

PANTRY = """
    import logging

    from ova.sdk import handles

    manifest = {"name": "Pantry", "description": "Knows what is in the pantry.",
                "category": "household"}


    class Pantry:
        def __init__(self, config):
            self.count = config["apples"]

        @handles("PantryAsk")
        def ask(self, turn):
            logging.getLogger(__name__).warning("somebody asked for apples")
            return turn.reply("apples", count=self.count)


    def build_skill(config, ova):
        return Pantry(config)


    def default_config():
        return {"apples": 3, "shelf": "upper"}
"""
PANTRY_SENTENCES = """
    language: en
    intents:
      PantryAsk:
        data:
          - sentences:
              - "how many apples [do we have]"
              - "good day pantry"
"""
PANTRY_REPLIES = """
    apples:
      one: "There is {count} apple."
      other: "There are {count} apples."
"""
BUTLER = """
    from ova.sdk import handles

    manifest = {"name": "Butler", "required_integrations": ["silver"]}


    class Butler:
        @handles("ButlerGreet")
        def greet(self, turn):
            return "Good day."


    def build_skill(config, ova):
        return Butler()
"""
BUTLER_SENTENCES = """
    language: en
    intents:
      ButlerGreet:
        data:
          - sentences:
              - "good day pantry"
"""
EVIL = f"""
    PLANTED = {PLANTED!r}
    manifest = {{"name": "Evil " + PLANTED, "description": PLANTED}}


    def build_skill(config, ova):
        raise ValueError(PLANTED)
"""
EVIL_SENTENCES = f"""
    language: en
    intents:
      EvilAsk:
        data:
          - sentences:
              - "evil {{planted}}"
    lists:
      planted:
        values: ["{PLANTED.replace('"', "'").replace("(", "").replace(")", "")}"]
"""


def write(folder: Path, **files: str) -> None:
    """Write a skill's files."""
    for name, text in files.items():
        path = folder / name.replace("__init__", "__init__.py").replace("_yaml", ".yaml")
        if path.suffix == ".yaml":
            path = folder / "locale" / "en" / path.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(textwrap.dedent(text))


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A running hub with an owner and skills of its own."""
    home = tmp_path_factory.mktemp("ova") / "home"
    skills = home / "skills"
    write(
        skills / "pantry",
        __init__=PANTRY,
        sentences_yaml=PANTRY_SENTENCES,
        replies_yaml=PANTRY_REPLIES,
    )
    (skills / "pantry" / "README.md").write_text("# The pantry\n\nAsk it how many apples.\n")
    write(skills / "butler", __init__=BUTLER, sentences_yaml=BUTLER_SENTENCES)
    write(skills / "evil", __init__=EVIL, sentences_yaml=EVIL_SENTENCES)
    with served_hub(home) as served:
        for skill in ("pantry", "butler", "evil"):
            served.post(f"/api/skills/{skill}")
        yield served


def card(page: Page, skill: str) -> Locator:
    """The card of a skill."""
    return page.locator(f'[data-testid="skill-card"][data-skill="{skill}"]')


def own(page: Page, text: str) -> Locator:
    """The row of an own sentence."""
    return page.get_by_test_id("own-sentence").filter(has_text=text)


def write_sentence(page: Page, text: str) -> None:
    """Type a new sentence."""
    page.get_by_test_id("sentence-add").click()
    page.get_by_test_id("sentence-text").fill(text)


def forget(hub: ServedHub, skill: str = "pantry") -> None:
    """Take every own sentence of a skill away."""
    for one in hub.get(f"/api/skills/{skill}/sentences")["own"]:
        hub.call("PATCH", f"/api/skills/{skill}/sentences/{one['id']}", json={"removed": True})


@pytest.fixture
def clean(hub: ServedHub) -> Iterator[None]:
    """Nothing of one's own before and after."""
    forget(hub)
    yield
    forget(hub)


def test_all_skills_are_listed_with_their_state_and_reason(page: Page):
    page.goto("/skills")
    expect(card(page, "clock")).to_contain_text("Tells the time")
    expect(card(page, "pantry")).to_contain_text("Household")
    expect(card(page, "butler")).to_contain_text("needs integration silver")
    expect(card(page, "butler").get_by_test_id("skill-needs")).to_contain_text("silver")
    expect(card(page, "evil")).to_contain_text("ValueError")
    expect(card(page, "evil")).to_contain_text(PLANTED)
    assert_nothing_planted_ran(page)
    assert_accessible(page)
    assert_fits(page)


def test_a_skill_is_switched_off_and_on_and_every_page_follows(
    page: Page, context: BrowserContext, hub: ServedHub
):
    other = context.new_page()
    other.goto("/skills/pantry")
    page.goto("/skills")
    card(page, "pantry").get_by_test_id("skill-switch").press("Space")
    expect(card(page, "pantry")).to_contain_text("Off")
    expect(other.get_by_test_id("integration-state").first).to_have_text("Off")
    assert hub.get("/api/skills/pantry")["state"] == "not_loaded"
    other.get_by_test_id("skill-switch").press("Space")
    expect(card(page, "pantry")).to_contain_text("Running")
    assert hub.get("/api/skills/pantry")["state"] == "loaded"


def test_a_skill_dropped_in_is_found(page: Page, hub: ServedHub):
    page.goto("/skills")
    expect(card(page, "clock")).to_be_visible()
    write(hub.folder / "skills" / "late", __init__='manifest = {"name": "Late"}\n')
    page.get_by_test_id("skills-rescan").click()
    expect(card(page, "late")).to_be_visible()


def test_settings_are_saved_and_never_over_somebody_elses(page: Page, hub: ServedHub):
    page.goto("/skills/pantry/settings")
    apples = page.get_by_label("Apples")
    expect(apples).to_have_value("3")
    apples.fill("5")
    page.get_by_test_id("skill-settings-save").click()
    expect(page.get_by_text("settings saved")).to_be_visible()
    assert hub.get("/api/skills/pantry/config")["apples"] == 5
    apples.fill("7")
    hub.call("PUT", "/api/skills/pantry/config", json={"apples": 9, "shelf": "lower"})
    page.get_by_test_id("skill-settings-save").click()
    expect(page.get_by_test_id("changed-meanwhile")).to_be_visible()
    expect(apples).to_have_value("7")
    page.get_by_test_id("take-theirs").click()
    expect(apples).to_have_value("9")
    hub.call("PUT", "/api/skills/pantry/config", json={"apples": 3, "shelf": "upper"})


def test_sentences_are_shown_with_names_of_the_home_and_found(page: Page):
    page.goto("/skills/home")
    intent = page.locator('[data-testid="intent"][data-intent="HassTurnOn"]')
    intent.locator("summary").click()
    expect(intent.get_by_test_id("shipped-sentence").first).to_be_visible()
    page.get_by_test_id("sentence-search").fill("garage door")
    expect(page.get_by_test_id("shipped-sentence").first).to_contain_text(
        re.compile("garage door", re.IGNORECASE)
    )
    page.get_by_label("Language").select_option("de")
    expect(page.get_by_label("Language")).to_have_value("de")
    page.get_by_test_id("sentence-search").fill("licht")
    expect(page.get_by_test_id("shipped-sentence").first).to_contain_text(
        re.compile("licht", re.IGNORECASE)
    )


def test_a_sentence_is_tried_while_it_is_typed_then_added_and_in_force(
    page: Page, hub: ServedHub, clean: None
):
    page.goto("/skills/pantry")
    write_sentence(page, "apples (please")
    expect(page.get_by_test_id("text-faults")).to_contain_text("never closed")
    expect(page.get_by_test_id("text-faults")).to_contain_text("At character 8:")
    expect(page.get_by_test_id("sentence-save")).to_be_disabled()
    page.get_by_test_id("sentence-text").fill("apples in the {cupboard}")
    expect(page.get_by_test_id("text-faults")).to_contain_text("There is no list {cupboard}")
    page.get_by_test_id("sentence-text").fill("stop")
    expect(page.get_by_test_id("text-faults")).to_contain_text("always stops")
    page.get_by_test_id("sentence-text").fill("count the apples [please]")
    expect(page.get_by_test_id("sentence-examples")).to_contain_text("count the apples please")
    page.get_by_test_id("sentence-save").click()
    row = own(page, "count the apples [please]")
    expect(row.get_by_test_id("sentence-force")).to_have_text("Understood")
    told = hub.post("/api/understand", {"text": "count the apples please"})
    assert told["commands"][0]["skill"] == "pantry"
    assert hub.post("/api/converse", {"text": "count the apples"})["reply"] == "There are 3 apples."


def test_what_belongs_to_another_skill_is_said_before_it_is_taken(
    page: Page, hub: ServedHub, clean: None
):
    page.goto("/skills/pantry")
    write_sentence(page, "what time is it")
    expect(page.get_by_test_id("sentence-taken")).to_contain_text("Clock")
    page.get_by_test_id("sentence-text").fill("how many apples")
    expect(page.get_by_test_id("sentence-known")).to_be_visible()
    page.get_by_test_id("sentence-text").fill("what time is it")
    expect(page.get_by_test_id("sentence-taken")).to_be_visible()
    page.get_by_test_id("sentence-save").click()
    expect(own(page, "what time is it").get_by_test_id("sentence-force")).to_have_text("Understood")
    conflict = page.get_by_test_id("conflict").filter(has_text="what time is it")
    expect(conflict).to_contain_text("This one is asked.")
    expect(conflict).to_contain_text("clock/locale/en")


def test_two_tabs_edit_a_sentence_and_the_second_is_told(page: Page, hub: ServedHub, clean: None):
    body = {"language": "en", "intent": "PantryAsk", "text": "apple census"}
    stored = hub.post("/api/skills/pantry/sentences", body)
    page.goto("/skills/pantry")
    row = own(page, "apple census")
    row.get_by_label("Edit: apple census").click()
    page.get_by_test_id("sentence-text").fill("apple census now")
    theirs = {"text": "apple census today", "was": {"version": stored["version"]}}
    hub.call("PATCH", f"/api/skills/pantry/sentences/{stored['id']}", json=theirs)
    page.get_by_test_id("sentence-save").click()
    expect(page.get_by_test_id("changed-meanwhile")).to_be_visible()
    expect(page.get_by_test_id("sentence-text")).to_have_value("apple census now")
    page.get_by_test_id("keep-mine").click()
    expect(own(page, "apple census now")).to_be_visible()
    own(page, "apple census now").get_by_label("History: apple census now").click()
    versions = page.get_by_test_id("text-version")
    expect(versions).to_have_count(3)
    versions.filter(has_text="apple census today").get_by_test_id("text-restore").click()
    expect(own(page, "apple census today")).to_be_visible()


def test_a_removed_sentence_comes_back_from_its_history(page: Page, hub: ServedHub, clean: None):
    body = {"language": "en", "intent": "PantryAsk", "text": "apple roll call"}
    hub.post("/api/skills/pantry/sentences", body)
    page.goto("/skills/pantry")
    own(page, "apple roll call").get_by_label("Remove: apple roll call").click()
    expect(own(page, "apple roll call")).to_have_count(0)
    page.get_by_text(re.compile(r"\d removed")).click()
    page.get_by_test_id("removed-history").last.click()
    page.get_by_test_id("text-version").filter(has_text="apple roll call").get_by_test_id(
        "text-restore"
    ).click()
    expect(own(page, "apple roll call")).to_be_visible()


def test_sentences_two_skills_claim_are_shown_with_both_sides(page: Page):
    page.goto("/skills")
    conflict = page.get_by_test_id("conflict").filter(has_text="good day pantry")
    expect(conflict).to_contain_text("Butler (ButlerGreet)")
    expect(conflict).to_contain_text("Pantry (PantryAsk)")
    expect(conflict).to_contain_text("butler/locale/en/sentences.yaml:7")


def test_a_reply_is_changed_with_a_preview_and_set_back(page: Page, hub: ServedHub):
    page.goto("/skills/pantry/replies")
    reply = page.locator('[data-testid="reply"][data-reply="apples"]')
    expect(reply).to_contain_text("There are 3 apples.")
    reply.get_by_test_id("reply-edit").click()
    other = reply.get_by_test_id("reply-variant").nth(1)
    other.fill("We own {cuont} apples.")
    expect(reply.get_by_test_id("text-faults")).to_contain_text("no placeholder {cuont}")
    expect(reply.get_by_test_id("reply-save")).to_be_disabled()
    other.fill("We own apples: ")
    reply.get_by_role("button", name="{count}").click()
    expect(other).to_have_value("We own apples: {count}")
    reply.get_by_text("Preview").click()
    expect(reply.get_by_test_id("reply-preview")).to_contain_text("We own apples: 3")
    reply.get_by_test_id("reply-save").click()
    expect(reply.get_by_test_id("reply-reset")).to_be_visible()
    said = hub.post("/api/converse", {"text": "how many apples do we have"})
    assert said["reply"] == "We own apples: 3"
    reply.get_by_test_id("reply-reset").click()
    expect(reply).to_contain_text("There are 3 apples.")
    said = hub.post("/api/converse", {"text": "how many apples do we have"})
    assert said["reply"] == "There are 3 apples."


def test_a_sentence_is_tried_and_nothing_is_done(page: Page, hub: ServedHub):
    before = hub.get("/api/timers")
    page.goto("/skills/clock/try")
    page.get_by_test_id("try-text").fill("set a timer for five minuts")
    page.get_by_test_id("try-ask").click()
    expect(page.get_by_test_id("outcome-command")).to_contain_text("Timers would take it")
    expect(page.get_by_test_id("outcome")).to_contain_text("This skill would not be asked.")
    page.get_by_text(re.compile("Why: ")).click()
    expect(page.get_by_test_id("reading").first).to_contain_text("“minuts” sounds like")
    page.get_by_test_id("try-text").fill("turn on the disco ball")
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("outcome-none")).to_contain_text("disco ball")
    page.get_by_test_id("try-text").fill(PLANTED)
    page.keyboard.press("Enter")
    expect(page.get_by_test_id("outcome-none")).to_be_visible()
    assert hub.get("/api/timers") == before
    assert_nothing_planted_ran(page)
    assert_accessible(page)


def test_own_texts_are_exported_looked_at_and_imported(
    page: Page, hub: ServedHub, clean: None, tmp_path: Path
):
    body = {"language": "en", "intent": "PantryAsk", "text": "tell me the apples"}
    stored = hub.post("/api/skills/pantry/sentences", body)
    page.goto("/skills/pantry")
    with page.expect_download() as download:
        page.get_by_test_id("texts-export").click()
    file = tmp_path / "texts.yaml"
    download.value.save_as(file)
    assert "tell me the apples" in file.read_text()
    hub.call("PATCH", f"/api/skills/pantry/sentences/{stored['id']}", json={"removed": True})
    broken = tmp_path / "broken.yaml"
    broken.write_text("texts:\n  en:\n    sentences:\n      PantryAsk: ['apples (']\n")

    def choose(path: Path) -> None:
        with page.expect_file_chooser() as chooser:
            page.get_by_test_id("texts-import").click()
        chooser.value.set_files(path)

    choose(broken)
    expect(page.get_by_test_id("import-preview")).to_contain_text("never closed")
    expect(page.get_by_test_id("import-confirm")).to_be_disabled()
    page.keyboard.press("Escape")
    expect(page.get_by_test_id("import-preview")).to_have_count(0)
    choose(file)
    expect(page.get_by_test_id("import-item")).to_contain_text("tell me the apples")
    page.get_by_test_id("import-confirm").click()
    expect(own(page, "tell me the apples")).to_be_visible()


def test_the_log_and_the_page_about_a_skill_are_there(
    page: Page, context: BrowserContext, hub: ServedHub
):
    page.goto("/skills/pantry/log")
    hub.post("/api/converse", {"text": "how many apples do we have"})
    line = page.get_by_test_id("log-line").filter(has_text="somebody asked for apples")
    expect(line.first).to_be_visible()
    with context.expect_page() as opened:
        page.get_by_role("link", name="Documentation").click()
    expect(opened.value.get_by_role("heading", name="The pantry")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_fit_a_phone_and_are_accessible_in_german(
    new_context: Callable[..., BrowserContext], scheme: str
):
    page = new_context(viewport=PHONE, color_scheme=scheme, locale="de-DE").new_page()
    page.goto("/skills")
    expect(card(page, "clock")).to_be_visible()
    assert_fits(page)
    assert_accessible(page)
    for tab, there in (
        ("sentences", "shipped-sentences"),
        ("replies", "replies"),
        ("try", "understanding"),
        ("settings", "skill-settings"),
        ("log", "log"),
    ):
        page.goto(f"/skills/clock/{tab}")
        expect(page.get_by_test_id(there)).to_be_visible()
        assert_fits(page)
        assert_accessible(page)
    page.goto("/skills/evil/sentences")
    expect(page.get_by_test_id("shipped-sentences")).to_be_visible()
    assert_nothing_planted_ran(page)


def test_a_sentence_is_written_by_keyboard_alone(page: Page, clean: None):
    page.goto("/skills/pantry")
    page.get_by_test_id("sentence-add").focus()
    page.keyboard.press("Enter")
    text = page.get_by_test_id("sentence-text")
    expect(text).to_be_visible()
    text.focus()
    page.keyboard.type("apple inventory")
    expect(page.get_by_test_id("sentence-examples")).to_contain_text("apple inventory")
    page.keyboard.press("Enter")
    expect(own(page, "apple inventory")).to_be_visible()
