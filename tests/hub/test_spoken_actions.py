"""Actions of integrations by voice: phrases understood, confirmed, carried out and answered."""

import time
from collections.abc import Callable, Iterator

import pytest
from tests.hubs import START_S, hub_in_process
from tests.platform.orders import KEY, SUNNY

from ova.core import QuestionKind, RunResult
from ova.hub import OpenVoiceAssistant
from ova.hub.texts import hub_texts

PHRASES = (
    'phrases=["dim {light} to {level} percent"]',
    'phrases=["set {light} to {level} percent", "glow {what} now", "{light}", "shine on {light} (now"]',
)
FAILING = (
    "@action()\n    def fail(self, inputs):",
    '@action(phrases=["fail with {how}"], input={"type": "object", "properties": '
    '{"how": {"enum": sorted(RAISED)}}})\n    def fail(self, inputs):',
)
LANGUAGES = ("de", "en", "es", "fr", "it", "nl")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    folder = tmp_path_factory.mktemp("ova")
    (folder / "integrations").mkdir()
    code = SUNNY.replace(*PHRASES).replace(*FAILING).replace("async def", "def")
    (folder / "integrations" / "sunny.py").write_text(code)
    with hub_in_process(folder) as hub:
        hub.integration_manager.enable("sunny", KEY)
        understood(hub, "start the scene dinner")  # also starts the threads that keep runs
        yield hub


@pytest.fixture
def hub(running: OpenVoiceAssistant) -> OpenVoiceAssistant:
    if running.integration_manager.info("sunny").state != "loaded":
        running.integration_manager.reload("sunny")
        understood(running, "start the scene dinner")
    running.integration_manager.get_integration_module("sunny").calls.clear()
    running.pipeline.sessions.close("talk")
    return running


def say(hub: OpenVoiceAssistant, *texts: str) -> RunResult:
    return [hub.converse(text, conversation_id="talk") for text in texts][-1]


def calls(hub: OpenVoiceAssistant) -> list[object]:
    found: list[object] = hub.integration_manager.get_integration_module("sunny").calls
    return found


def wait(hub: OpenVoiceAssistant, holds: Callable[[], bool]) -> None:
    """Wait for sentences to come into force."""
    deadline = time.monotonic() + START_S
    while not holds():
        assert time.monotonic() < deadline, "it did not come about"
        time.sleep(0.02)  # the hub tells nobody of a new grammar: commands never wait for one


def is_understood(hub: OpenVoiceAssistant, text: str) -> bool:
    return hub.grammar.grammar.match(text).intent is not None


def understood(hub: OpenVoiceAssistant, text: str) -> None:
    wait(hub, lambda: is_understood(hub, text))
    hub.converse("start the scene dinner")


def test_a55_a_phrase_is_carried_out_on_the_same_path_as_any_order(hub: OpenVoiceAssistant):
    run = say(hub, "set the sofa lamp to forty percent")

    assert (run.error, run.reply) == (None, "Done.")
    assert run.intent is not None
    assert run.intent.name == "sunny.set_light"
    assert run.intent.template == "set {light} to {level} percent"
    (logged,) = hub.actions.runs(1)
    assert (logged.source, logged.input) == ("voice", {"light": "the sofa lamp", "level": 40})


def test_choices_are_said_in_words_and_the_actions_own_message_answers(hub: OpenVoiceAssistant):
    run = say(hub, "start the scene movie night")

    assert run.reply == "Enjoy movie_night."
    assert hub.actions.runs(1)[0].input == {"scene": "movie_night"}
    assert say(hub, "start the scene chaos").intent is None


def test_an_action_is_one_command_of_several(hub: OpenVoiceAssistant):
    run = say(hub, "turn on the kitchen light and start the scene dinner")

    assert [one.intent.name for one in run.commands] == ["HassTurnOn", "sunny.set_scene"]
    assert run.error is None


def test_b22_a_risky_action_is_confirmed_first(hub: OpenVoiceAssistant):
    asked = say(hub, "open sesame")

    assert asked.question is not None
    assert asked.question.kind is QuestionKind.CONFIRM
    assert asked.reply == "Shall I open sesame?"
    assert calls(hub) == []
    assert say(hub, "no").error == "refused"
    assert calls(hub) == []
    assert say(hub, "open sesame", "yes").reply == "Done."
    assert calls(hub) == ["gate"]


def test_b22_an_action_that_is_not_exposed_is_not_understood(hub: OpenVoiceAssistant):
    hub.actions.expose("sunny", "open_gate", exposed=False)
    try:
        stale = say(hub, "open sesame")  # whether or not the sentences are new already
        assert calls(hub) == []
        assert stale.error
        wait(hub, lambda: not is_understood(hub, "open sesame"))
        assert "sunny__open_gate" not in {tool.name for tool in hub.actions.tools()}
    finally:
        hub.actions.expose("sunny", "open_gate", exposed=True)
        understood(hub, "open sesame")


@pytest.mark.parametrize(
    ("how", "code", "words"),
    [
        ("action", "action_failed", "The lamp is stuck."),
        (
            "config",
            "configuration_error",
            "Sunny Home has a fault in its own files.",
        ),
        ("ready", "not_ready", "Sunny Home cannot be reached just now."),
        (
            "rate",
            "rate_limited",
            "Sunny Home wants to be asked less often; please try again later.",
        ),
        ("bug", "plugin_fault", "Sorry, something went wrong in Sunny Home."),
        (
            "auth",
            "auth_failed",
            "Sunny Home refuses the credentials; please sign in there again.",
        ),
    ],
)
def test_a34_every_kind_of_error_has_one_spoken_sentence(
    hub: OpenVoiceAssistant, how: str, code: str, words: str
):
    run = say(hub, f"fail with {how}")

    assert (run.error, run.reply) == (code, words)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a34_every_code_has_its_sentence_in_every_language(language: str):
    texts = hub_texts(language)

    for code in (
        *("invalid_input", "secret_missing", "integration_not_loaded", "configuration_error"),
        *("auth_failed", "not_ready", "rate_limited", "output_invalid", "plugin_fault"),
    ):
        assert "Sunny" in texts.render(f"action_{code}", name="Sunny")
    assert texts.render("action_done")


def test_broken_phrases_are_shown_on_the_integration_and_break_nothing(hub: OpenVoiceAssistant):
    wait(hub, lambda: len(hub.integration_manager.info("sunny").warnings) >= 3)
    warnings = "\n".join(hub.integration_manager.info("sunny").warnings)

    assert "'glow {what} now' cannot be used: the input has no field 'what'" in warnings
    assert "'{light}' cannot be used: it needs a word of its own" in warnings
    assert "'shine on {light} (now' cannot be used: The template has a syntax error" in warnings
    assert say(hub, "what time is it").error is None


def test_the_sentences_come_and_go_with_the_integration(hub: OpenVoiceAssistant):
    hub.integration_manager.pause("sunny")
    wait(hub, lambda: not is_understood(hub, "start the scene dinner"))
    hub.integration_manager.resume("sunny")
    understood(hub, "start the scene dinner")

    assert say(hub, "start the scene dinner").reply == "Enjoy dinner."


def test_every_run_is_news_for_the_page(hub: OpenVoiceAssistant):
    news: list[dict[str, object]] = []
    end = hub.subscribe(lambda kind, payload: news.append(payload) if kind == "run" else None)
    say(hub, "start the scene dinner")
    end()

    assert [(one["integration"], one["action"], one["source"]) for one in news] == [
        ("sunny", "set_scene", "voice")
    ]
