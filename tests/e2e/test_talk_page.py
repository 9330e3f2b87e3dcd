"""Talk in a real browser with a recording as its microphone."""

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page, Playwright, expect
from tests.e2e.browsing import (
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
    hearing,
    launch,
)
from tests.hubs import ServedHub, spoken_file, start_hub


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium with a recording as its microphone."""
    folder = tmp_path_factory.mktemp("microphone")
    recording = spoken_file(folder / "heard.wav", "turn on the kitchen light", pad_s=1.0)
    browser = launch(playwright, hearing(recording))
    yield browser
    browser.close()


@pytest.fixture
def context(new_context: Callable[..., BrowserContext]) -> BrowserContext:
    """A browser that lets the page have the microphone."""
    return new_context(permissions=["microphone"])


@pytest.fixture
def talk(page: Page) -> Page:
    """Talk, connected."""
    page.goto("/talk")
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()
    return page


def card(page: Page, entity_id: str) -> Locator:
    return page.locator(f'[data-testid="entity-card"][data-entity-id="{entity_id}"]')


def say(page: Page, text: str) -> Locator:
    """Type a command; returns the reply when it is complete."""
    replies = page.get_by_test_id("talk-reply")
    before = replies.count()
    page.get_by_test_id("talk-input").fill(text)
    page.get_by_test_id("talk-send").click()
    expect(replies).to_have_count(before + 1)
    expect(replies.last).to_have_attribute("data-done", "true")
    return replies.last


def test_a_command_that_is_proposed_is_one_this_home_can_do(talk: Page, hub: ServedHub):
    example = talk.get_by_test_id("talk-example").first
    expect(example).to_have_text(re.compile("^Turn on the "))
    example.click()
    expect(talk.get_by_test_id("talk-reply")).to_have_attribute("data-done", "true")
    assert hub.get("/api/runs")[0]["intent"] == "HassTurnOn"


def test_what_is_spoken_is_heard_done_and_answered(talk: Page, hub: ServedHub):
    light = card(talk, "light.kitchen_light")
    for service in ("turn_on", "turn_off"):  # what changed last stands beside the conversation
        hub.post("/api/entities/light.kitchen_light/control", {"service": service})
    expect(light).to_have_attribute("data-state", "off")

    talk.get_by_test_id("talk-mic").click()

    expect(light).to_have_attribute("data-state", "on")
    expect(talk.get_by_test_id("talk-heard").last).to_contain_text(
        re.compile("turn on the kitchen light", re.IGNORECASE)
    )
    expect(talk.get_by_test_id("talk-reply").last).to_contain_text(
        re.compile("kitchen", re.IGNORECASE)
    )
    talk.get_by_test_id("turn-details").last.click()
    for step in ("stt-start", "stt-end", "intent-end", "run-end"):
        expect(talk.locator(f'[data-testid="run-event"][data-event="{step}"]')).to_contain_text(
            re.compile(r"\d")
        )


def test_a_sentence_to_try_is_spoken_and_nothing_is_done(page: Page, hub: ServedHub):
    before = hub.get("/api/runs/summary")["kept"]
    page.goto("/skills")
    page.get_by_test_id("try-hear").click()  # it ends by itself after the longest sentence
    expect(page.get_by_test_id("try-text")).to_have_value(re.compile("kitchen light"))
    assert hub.get("/api/runs/summary")["kept"] == before


def test_typing_works_like_speaking_and_the_reply_can_be_heard_again(talk: Page):
    expect(say(talk, "what time is it")).to_contain_text(re.compile(r"\d"))
    hear = talk.get_by_test_id("turn-hear").last
    with talk.expect_response(re.compile("/api/audio/")) as answered:
        hear.click()
    assert answered.value.ok


def test_a_question_offers_its_answers_as_buttons(talk: Page, hub: ServedHub):
    for service in ("turn_on", "turn_off"):
        hub.post("/api/entities/light.desk_lamp/control", {"service": service})
    expect(say(talk, "turn on the lamp")).to_contain_text("Which one")
    answers = talk.get_by_test_id("turn-options")
    expect(talk.get_by_test_id("talk-mic")).to_have_attribute(
        "data-phase", re.compile("idle|speak")
    )

    answers.get_by_role("button", name="Desk Lamp").click()

    expect(card(talk, "light.desk_lamp")).to_have_attribute("data-state", "on")
    expect(answers).to_have_count(0)

    expect(say(talk, "turn on the kitchen lite plese")).to_contain_text("Did you mean")
    answers.get_by_role("button", name="No").click()
    expect(answers).to_have_count(0)
    expect(talk.get_by_test_id("talk-heard").last).to_have_text("no")


def test_what_is_missing_is_asked_for_and_typed_while_the_hub_waits(talk: Page, hub: ServedHub):
    expect(say(talk, "set a timer")).to_contain_text(re.compile("how long", re.IGNORECASE))
    waits = talk.get_by_test_id("turn-question")
    expect(waits).to_contain_text("Say or type your answer")
    expect(waits.get_by_role("timer")).to_have_text(re.compile(r"^[01]:\d\d$"))
    expect(talk.get_by_test_id("talk-input")).to_be_focused()
    say(talk, "twenty minutes")
    expect(waits).to_have_count(0)
    [timer] = hub.get("/api/timers")
    assert timer["duration_s"] == 1200
    hub.call("DELETE", f"/api/timers/{timer['id']}")


def test_the_conversation_outlives_a_walk_through_the_pages_and_leads_to_its_why(talk: Page):
    expect(say(talk, "turn on the moon")).to_have_attribute("data-failed", "true")
    why = talk.get_by_test_id("turn-history").last
    expect(why).to_have_attribute("href", re.compile("^/history/[0-9a-f]+$"))

    talk.get_by_role("link", name="Home", exact=True).first.click()
    expect(talk.get_by_role("heading", level=1, name="Home")).to_be_visible()
    talk.get_by_role("link", name="Talk", exact=True).first.click()
    expect(talk.get_by_test_id("talk-heard").last).to_have_text("turn on the moon")

    replies = talk.get_by_test_id("talk-reply")
    before = replies.count()
    talk.get_by_test_id("turn-again").click()
    expect(replies).to_have_count(before + 1)


def test_without_a_microphone_the_page_says_why_and_typing_goes_on(
    new_context: Callable[..., BrowserContext],
):
    context = new_context()
    context.add_init_script(
        "if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page = context.new_page()
    page.goto("/talk")
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()
    page.get_by_test_id("talk-mic").click()
    expect(page.get_by_test_id("mic-help")).to_have_attribute("data-problem", "denied")
    expect(say(page, "what time is it")).to_contain_text(re.compile(r"\d"))


def test_a_page_over_plain_http_says_how_to_get_the_microphone(
    new_context: Callable[..., BrowserContext],
):
    context = new_context()
    context.add_init_script(
        "Object.defineProperty(window, 'isSecureContext', { get: () => false })"
    )
    page = context.new_page()
    page.goto("/talk")
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()
    page.get_by_test_id("talk-mic").click()
    expect(page.get_by_test_id("mic-help")).to_contain_text("https")


@pytest.mark.parametrize("look", ["desk", "phone in German at night"])
def test_talk_fits_is_accessible_and_runs_nothing_that_was_planted(
    new_context: Callable[..., BrowserContext], look: str
):
    phone = {"viewport": PHONE, "locale": "de-DE", "color_scheme": "dark"}
    page = new_context(**({} if look == "desk" else phone)).new_page()
    page.goto("/talk")
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()
    say(page, f"turn on {PLANTED}")
    expect(page.get_by_test_id("talk-heard").last).to_contain_text("<script>")
    page.get_by_test_id("turn-details").last.click()
    page.get_by_test_id("run-event").last.wait_for()
    assert_fits(page)
    assert_accessible(page)
    page.goto("/")
    expect(page.get_by_test_id("said")).to_contain_text("<script>")
    assert_nothing_planted_ran(page)


def test_a_hub_that_is_killed_in_between_is_waited_for_and_answers_again(
    talk: Page, hub: ServedHub
):
    hub.kill()
    expect(talk.get_by_test_id("connection-banner")).to_be_visible()
    expect(talk.get_by_test_id("talk-mic")).to_be_disabled()
    hub.process = start_hub(hub.folder, port=int(hub.url.rpartition(":")[2])).process
    expect(talk.get_by_test_id("talk-mic")).to_be_enabled()
    expect(say(talk, "what time is it")).to_contain_text(re.compile(r"\d"))
