"""Corrections, repeated replies and the order of stages, in a whole hub."""

from collections.abc import Iterator

import pytest
from tests.hubs import a_new_grammar, hub_in_process

from ova.core import RunResult
from ova.hub import OpenVoiceAssistant
from ova.pipeline import RunRequest


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.converse("what time is it")
        yield hub


@pytest.fixture
def hub(running: OpenVoiceAssistant) -> OpenVoiceAssistant:
    for timer in running.timers.pending():
        running.timers.cancel(timer.id)
    for light in running.home.entities("light"):
        running.home.control(light.id, "turn_off")
    running.home.control("lock.front_door", "lock")
    running.pipeline.sessions.close("talk")
    return running


def say(hub: OpenVoiceAssistant, *texts: str) -> RunResult:
    return [hub.converse(text, conversation_id="talk", explain=True) for text in texts][-1]


def lit(hub: OpenVoiceAssistant) -> set[str]:
    return {one.id for one in hub.home.entities("light") if one.state.state == "on"}


@pytest.mark.parametrize(
    "text",
    [
        "no, the bedroom lamp",
        "no, I meant the bedroom lamp",
        "not the kitchen light, the bedroom lamp",
    ],
)
def test_another_lamp_is_turned_on_and_the_wrong_one_off_again(hub: OpenVoiceAssistant, text: str):
    assert say(hub, "turn on the kitchen light").error is None
    assert lit(hub) == {"light.kitchen_light"}

    run = say(hub, text)

    assert (run.error, run.intent.name if run.intent else None) == (None, "HassTurnOn")
    assert lit(hub) == {"light.bedroom_lamp"}
    assert [(deed.target, deed.call) for deed in run.deeds] == [
        ("light.kitchen_light", "turn_off"),
        ("light.bedroom_lamp", "turn_on"),
    ]


@pytest.mark.parametrize(
    ("said", "state", "attributes"),
    [
        (["turn on the bedroom lamp", "no, red"], "on", {"rgb_color": [255, 0, 0]}),
        (["dim the bedroom lamp to 30 percent", "no, sixty"], "on", {"brightness": 153}),
        (["turn on the bedroom lamp", "no, off"], "off", {}),
        (["turn on the bedroom lamp", "turn it off again"], "off", {}),
        (["turn on the bedroom lamp", "make it red"], "on", {"rgb_color": [255, 0, 0]}),
        (
            ["set the bedroom lamp to 50 percent", "make it brighter", "no, darker"],
            "on",
            {"brightness": 128},
        ),
    ],
)
def test_something_else_is_done_to_the_same_thing(
    hub: OpenVoiceAssistant, said: list[str], state: str, attributes: dict[str, object]
):
    run = say(hub, *said)
    lamp = hub.home.entity("light.bedroom_lamp").state
    assert (run.error, lamp.state) == (None, state)
    assert {name: lamp.attributes[name] for name in attributes} == attributes
    assert lit(hub) <= {"light.bedroom_lamp"}


@pytest.mark.parametrize("text", ["no, the one in the office", "the office I meant"])
def test_a_thing_is_corrected_by_its_room_alone(hub: OpenVoiceAssistant, text: str):
    say(hub, "turn on the bedroom lamp", text)
    assert lit(hub) == {"light.office_light", "light.desk_lamp"}


def test_what_was_on_before_stays_on(hub: OpenVoiceAssistant):
    hub.home.control("light.kitchen_light", "turn_on")
    say(hub, "turn on the kitchen light", "no, the bedroom lamp")
    assert lit(hub) == {"light.kitchen_light", "light.bedroom_lamp"}


def test_a_room_is_corrected(hub: OpenVoiceAssistant):
    say(hub, "turn on the lights in the kitchen", "no, the living room")
    assert "light.kitchen_light" not in lit(hub)
    assert "light.living_room_lamp" in lit(hub)


@pytest.mark.parametrize(
    "text", ["not ten, fifteen minutes", "no, fifteen", "actually fifteen minutes"]
)
def test_a_length_is_corrected_and_the_wrong_timer_gone(hub: OpenVoiceAssistant, text: str):
    run = say(hub, "set a timer for ten minutes", text)

    assert run.error is None
    assert [timer.duration_s for timer in hub.timers.pending()] == [900]


def test_a_value_told_in_an_answer_is_corrected(hub: OpenVoiceAssistant):
    say(hub, "set a pizza timer", "ten minutes", "no, twenty minutes")
    assert [(one.name, one.duration_s) for one in hub.timers.pending()] == [("pizza", 1200)]


def test_one_correction_after_the_other_leaves_only_the_last(hub: OpenVoiceAssistant):
    say(hub, "turn on the kitchen light", "no, the bedroom lamp", "no, the desk lamp")
    assert lit(hub) == {"light.desk_lamp"}


def test_of_two_commands_only_the_mistaken_one_is_taken_back(hub: OpenVoiceAssistant):
    say(hub, "turn on the kitchen light and set a timer for ten minutes", "no, the bedroom lamp")
    assert lit(hub) == {"light.bedroom_lamp"}
    assert [timer.duration_s for timer in hub.timers.pending()] == [600]


def test_nothing_is_unlocked_to_take_back(hub: OpenVoiceAssistant):
    hub.home.control("lock.front_door", "unlock")
    say(hub, "lock the front door", "no, turn on the kitchen light")
    assert hub.home.entity("lock.front_door").state.state == "locked"
    assert lit(hub) == {"light.kitchen_light"}


def test_a_correction_belongs_to_its_conversation(hub: OpenVoiceAssistant):
    say(hub, "turn on the kitchen light")
    other = hub.converse("no, the bedroom lamp", conversation_id="somebody else")
    alone = hub.converse("no, the bedroom lamp")
    assert (other.intent, alone.intent) == (None, None)
    assert lit(hub) == {"light.kitchen_light"}


@pytest.mark.parametrize("text", ["no", "no thanks", "no, the moon", "no, don't", "no it's fine"])
def test_what_corrects_nothing_changes_nothing(hub: OpenVoiceAssistant, text: str):
    say(hub, "turn on the kitchen light", text)
    assert lit(hub) == {"light.kitchen_light"}


def test_the_last_reply_is_said_again_and_nothing_is_done(hub: OpenVoiceAssistant):
    assert say(hub, "repeat that").reply == "I have not said anything yet."
    first = say(hub, "turn on the kitchen light")

    again = say(hub, "repeat that")

    assert (again.reply, again.deeds) == (first.reply, ())
    say(hub, "turn it off")
    assert lit(hub) == set()


def test_two_people_correct_their_own_commands(hub: OpenVoiceAssistant):
    def at(satellite: str, text: str) -> RunResult:
        return hub.pipeline.text(text, RunRequest(satellite_id=satellite))

    at("hall", "turn on the kitchen light")
    at("attic", "set a timer for ten minutes")
    assert at("hall", "no, the bedroom lamp").error is None
    assert at("attic", "no, twenty").error is None
    assert lit(hub) == {"light.bedroom_lamp"}
    assert [timer.duration_s for timer in hub.timers.pending()] == [1200]


def stages(run: RunResult) -> dict[str, tuple[str, str]]:
    assert run.trace is not None
    return {one.stage: (one.outcome.value, one.why) for one in run.trace.stages}


def test_every_stage_tells_what_it_decided(hub: OpenVoiceAssistant):
    told = stages(say(hub, "turn on the kitchen light"))
    assert told == {
        "stop": ("passed", "no_stop_word"),
        "session": ("passed", "no_answer"),
        "routines": ("passed", "no_sentence"),
        "home": ("took", "fits"),
        "skills": ("passed", "no_sentence"),
        "actions": ("passed", "no_sentence"),
        "agent": ("off", "no_agent"),
    }
    assert stages(say(hub, "no, the bedroom lamp"))["session"] == ("took", "correction")
    assert stages(say(hub, "set a timer for a minute"))["skills"] == ("took", "fits")
    told = stages(say(hub, "never mind"))
    assert (told["stop"], told["home"]) == (("took", "stop_word"), ("not_asked", "taken"))


def test_a_stage_that_is_off_understands_nothing(hub: OpenVoiceAssistant):
    with a_new_grammar(hub):
        hub.update_settings({"stages": ["skills", "actions"]})
    try:
        run = say(hub, "turn on the kitchen light")
        assert run.intent is None
        assert stages(run)["home"] == ("off", "switched_off")
        assert say(hub, "set a timer for a minute").error is None
    finally:
        with a_new_grammar(hub):
            hub.update_settings({"stages": ["home", "skills", "actions"]})
