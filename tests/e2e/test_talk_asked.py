"""Questions that programs ask on a browser, answered on its Talk page."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, expect
from tests.e2e.browsing import assert_accessible, hearing, launch
from tests.hubs import ServedHub, spoken_file

QUESTION = {
    "question": "Shall I close the blinds?",
    "answers": [
        {"id": "close", "sentences": ["yes [please]", "close them"]},
        {"id": "leave", "sentences": ["leave them open"]},
        {"id": "later", "sentences": ["in {duration}"]},
    ],
    "timeout_s": 60,
}


@pytest.fixture(scope="module")
def browser(playwright: Playwright, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    """Chromium; a page that may use the microphone hears "leave them open"."""
    recording = spoken_file(
        tmp_path_factory.mktemp("microphone") / "heard.wav", "leave them open", pad_s=1.0
    )
    browser = launch(playwright, hearing(recording))
    yield browser
    browser.close()


@pytest.fixture
def ask(hub: ServedHub) -> Iterator[Callable[..., "Future[Any]"]]:
    """Asks on the browser that is there, as a program does; returns the answer to come."""
    with ThreadPoolExecutor(1) as threads:

        def start() -> "Future[Any]":
            [here] = [one["id"] for one in hub.get("/api/satellites") if one["connected"]]
            return threads.submit(hub.post, f"/api/satellites/{here}/ask", QUESTION)

        yield start


@pytest.fixture
def quiet_talk(new_context: Callable[..., BrowserContext]) -> Page:
    """Talk in a browser without a microphone."""
    context = new_context()
    context.add_init_script(
        "if (navigator.mediaDevices) navigator.mediaDevices.getUserMedia = () =>"
        " Promise.reject(new DOMException('no', 'NotAllowedError'))"
    )
    page = context.new_page()
    page.goto("/talk")
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()
    return page


def test_a_programs_question_is_answered_by_a_click_and_by_the_keyboard(
    quiet_talk: Page, ask: Callable[..., "Future[Any]"]
):
    answers = quiet_talk.get_by_test_id("turn-options").get_by_role("button")

    told = ask()
    expect(answers).to_have_text(["Yes please", "Leave them open", "Never mind"])
    assert_accessible(quiet_talk)
    answers.first.click()
    assert told.result(120)["id"] == "close"
    expect(answers).to_have_count(0)

    told = ask()
    expect(answers).to_have_count(3)
    answers.nth(1).focus()
    quiet_talk.keyboard.press("Enter")
    assert told.result(120)["id"] == "leave"

    told = ask()
    quiet_talk.get_by_test_id("turn-question").wait_for()
    quiet_talk.get_by_test_id("talk-input").fill("in two hours")
    quiet_talk.keyboard.press("Enter")
    assert (told.result(120)["id"], told.result()["slots"]) == ("later", {"duration": 7200})


def test_a_programs_question_is_answered_aloud(
    new_context: Callable[..., BrowserContext], ask: Callable[..., "Future[Any]"]
):
    page = new_context(permissions=["microphone"]).new_page()
    page.goto("/talk")
    expect(page.get_by_test_id("talk-mic")).to_be_enabled()

    told = ask()

    assert told.result(120)["id"] == "leave"
    expect(page.get_by_test_id("talk-heard").last).to_contain_text("leave them open")
    expect(page.get_by_test_id("turn-options")).to_have_count(0)


def test_a_page_that_is_loaded_anew_still_asks_what_waits_for_an_answer(
    quiet_talk: Page, hub: ServedHub
):
    quiet_talk.get_by_test_id("talk-input").fill("set a timer")
    quiet_talk.keyboard.press("Enter")
    quiet_talk.get_by_test_id("turn-question").wait_for()
    quiet_talk.reload()
    expect(quiet_talk.get_by_test_id("talk-reply")).to_have_text("For how long?")
    quiet_talk.get_by_test_id("turn-question").wait_for()
    quiet_talk.get_by_test_id("talk-input").fill("ten minutes")
    quiet_talk.keyboard.press("Enter")
    expect(quiet_talk.get_by_test_id("talk-reply").last).to_contain_text("10 minutes")
    assert [one["duration_s"] for one in hub.get("/api/timers")] == [600]
    quiet_talk.reload()
    expect(quiet_talk.get_by_test_id("talk-mic")).to_be_enabled()
    expect(quiet_talk.get_by_test_id("turn-question")).to_have_count(0)
