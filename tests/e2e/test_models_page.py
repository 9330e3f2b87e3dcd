"""Recognisers, voices and wake words in a real browser: install, stop, go on, upload, try, delete."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, expect
from tests.e2e.browsing import PHONE, assert_accessible, assert_fits
from tests.engines.models.mirrors import NAME, TINY, make_mirror, pack, served
from tests.hubs import ServedHub, served_hub, spoken_file

OFFERED = "vosk-model-small-en-us-0.15"
SECTIONS = ("models", "voices", "wake-words")


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model in a zip."""
    packed: Path = pack(TINY, tmp_path_factory.mktemp("archive") / f"{NAME}.zip", NAME)
    return packed


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory, archive: Path) -> Iterator[ServedHub]:
    """A running hub that fetches its models from a mirror that stalls in the middle."""
    mirror = make_mirror(tmp_path_factory.mktemp("mirror"), archive)
    shutil.copy(archive, mirror / "vosk" / f"{OFFERED}.zip")
    with pytest.MonkeyPatch.context() as patch, served(mirror, "stall=60000") as slow:
        patch.setenv("OVA_MODEL_MIRROR", slow.url)
        with served_hub(tmp_path_factory.mktemp("ova") / "home", "--workers", "1") as hub:
            yield hub


def model(page: Page, name: str = NAME) -> Locator:
    """The row of a model."""
    return page.locator(f'[data-testid="model"][data-id="{name}"]')


def test_the_catalogue_tells_language_size_and_licence_and_an_install_is_followed_and_stopped(
    hub: ServedHub, page: Page, context: BrowserContext
):
    page.goto("/settings/models")
    other = context.new_page()
    other.goto("/settings/models")
    row = model(page, OFFERED)
    expect(row).to_contain_text("Apache-2.0")
    expect(row).to_contain_text("MB")
    row.get_by_test_id("install").click()
    expect(row.get_by_test_id("job")).to_contain_text("Downloading")
    expect(model(other, OFFERED).get_by_test_id("job")).to_contain_text("Downloading")
    expect(row.get_by_role("progressbar")).to_be_visible()

    row.get_by_role("button", name="Stop").click()
    expect(row.get_by_text("What was downloaded is kept")).to_be_visible()
    expect(row.get_by_test_id("install")).to_be_visible()
    expect(model(other, OFFERED).get_by_text("What was downloaded is kept")).to_be_visible()


def test_a_failed_install_says_why_and_what_to_do(hub: ServedHub, page: Page):
    page.goto("/settings/models")
    group = page.locator("details", has=page.get_by_text("Turkish", exact=True))
    group.locator("summary").click()
    row = group.get_by_test_id("model").first
    row.get_by_test_id("install").click()

    expect(row.get_by_test_id("job-failed")).to_be_visible()
    expect(row.get_by_test_id("install")).to_be_visible()


def test_a_file_that_is_no_archive_is_refused_at_once_and_the_next_one_is_installed(
    hub: ServedHub, page: Page, archive: Path, tmp_path: Path
):
    page.goto("/settings/models")
    panel = page.get_by_test_id("upload-model")
    chosen = panel.locator("input[type=file]")
    wrong = tmp_path / "letter.zip"
    wrong.write_text("Dear hub, this is no archive.")
    for _ in range(2):
        chosen.set_input_files(wrong)
        expect(panel.get_by_test_id("upload-refused")).to_contain_text("letter.zip")
    hollow = pack(tmp_path, tmp_path.parent / "hollow.zip", "hollow")
    chosen.set_input_files(hollow)
    expect(panel.get_by_test_id("job-failed")).to_be_visible()

    chosen.set_input_files(archive)
    expect(panel.get_by_text(f"{NAME} is installed")).to_be_visible()
    expect(model(page)).to_contain_text("In use")

    model(page).get_by_role("button", name=f"Delete {NAME}").click()
    expect(page.get_by_text(re.compile("The hub uses it now"))).to_be_visible()
    page.get_by_test_id("confirm").click()
    expect(model(page)).to_have_count(0)


def test_a_voice_is_tried_and_chosen_with_its_speed(hub: ServedHub, page: Page):
    page.goto("/settings/voices")
    card = page.get_by_test_id("voice-card")
    card.get_by_test_id("try-voice").click()
    expect(card.get_by_test_id("voice-played")).to_be_visible()
    card.get_by_role("combobox", name="Voice").click()
    page.get_by_role("option").first.click()
    card.get_by_test_id("save").click()

    expect(card.get_by_test_id("saved")).to_be_visible()
    assert hub.get("/api/settings")["voice"]


def test_words_of_ones_own_wake_are_tried_with_a_file_and_deleted(
    hub: ServedHub, page: Page, tmp_path: Path
):
    page.goto("/settings/wake-words")
    own = page.get_by_test_id("own-phrase")
    look = own.get_by_test_id("phrase-look")
    own.get_by_role("textbox").fill("so")
    expect(look).to_contain_text("too short")
    own.get_by_role("button", name="Add").click()
    expect(own.get_by_role("alert")).to_be_visible()
    own.get_by_role("textbox").fill("jarvis")
    expect(look).to_contain_text("missed, or wake by chance")
    own.get_by_role("textbox").fill("marvellous computer")
    expect(look).to_contain_text("Good")
    said = spoken_file(tmp_path / "other.wav", "what time is it")
    own.locator("input[type=file]").set_input_files(said)
    expect(own.get_by_test_id("wake-result")).to_contain_text("Not heard")
    own.get_by_role("button", name="Add").click()
    word = page.get_by_test_id("wake-word").filter(has_text="marvellous computer")
    expect(word).to_contain_text("Your own words")

    word.locator("input[type=file]").set_input_files(said)
    expect(word.get_by_test_id("wake-result")).to_contain_text("Not heard")
    endless = tmp_path / "endless.wav"
    endless.write_bytes(said.read_bytes() + bytes(33 << 20))
    word.locator("input[type=file]").set_input_files(endless)
    expect(word.get_by_role("alert")).to_contain_text("at most 32 MB")

    word.get_by_role("button", name="Delete marvellous computer").click()
    page.get_by_test_id("confirm").click()
    expect(word).to_have_count(0)


def test_a_file_that_is_no_wake_word_is_refused_with_the_reason(page: Page, tmp_path: Path):
    page.goto("/settings/wake-words")
    panel = page.get_by_test_id("upload-wake-word")
    wrong = tmp_path / "noise.tflite"
    wrong.write_bytes(b"no model at all")
    for _ in range(2):
        panel.locator("input[type=file]").set_input_files(wrong)
        expect(panel.get_by_role("alert")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_sections_are_free_of_serious_accessibility_faults_and_fit_a_phone(
    new_context: Callable[..., BrowserContext], scheme: str
):
    page = new_context(viewport=PHONE, color_scheme=scheme).new_page()
    for section in SECTIONS:
        page.goto(f"/settings/{section}")
        expect(
            page.get_by_test_id("model").or_(page.get_by_test_id("wake-word")).first
        ).to_be_visible()
        assert_fits(page)
        assert_accessible(page)
