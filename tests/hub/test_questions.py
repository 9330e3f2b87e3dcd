"""Questions asked back and their answers, in a whole hub."""

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from tests.hubs import hub_in_process

from ova.core import Intent, Match, Option, Question, QuestionKind, RunResult, Slot, Utterance
from ova.hub import OpenVoiceAssistant

LAMPS = ("light.bedroom_lamp", "light.desk_lamp", "light.reading_lamp", "light.living_room_lamp")


@pytest.fixture(scope="module")
def running(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(tmp_path_factory.mktemp("ova")) as hub:
        hub.converse("what time is it")  # starts the thread that keeps the runs
        yield hub


@pytest.fixture
def hub(running: OpenVoiceAssistant) -> OpenVoiceAssistant:
    for light in running.home.entities("light"):
        running.home.control(light.id, "turn_off")
    running.home.control("lock.front_door", "lock")
    running.home.control("cover.living_room_blinds", "open_cover")
    running.home.control("media_player.television", "turn_on")
    running.pipeline.sessions.close("talk")
    return running


@contextmanager
def confirming(hub: OpenVoiceAssistant, *domains: str) -> Iterator[None]:
    hub.update_settings({"confirm": list(domains)})
    try:
        yield
    finally:
        hub.update_settings({"confirm": []})


def say(hub: OpenVoiceAssistant, *texts: str) -> RunResult:
    """Say one text after the other in one conversation and return the last run."""
    runs = [hub.converse(text, conversation_id="talk") for text in texts]
    return runs[-1]


def is_on(hub: OpenVoiceAssistant, *entities: str) -> list[bool]:
    return [hub.home.entity(entity).state.state == "on" for entity in entities]


def test_a_command_that_fits_several_things_is_asked_about_and_answered(hub: OpenVoiceAssistant):
    asked = say(hub, "turn on the lamp")

    assert asked.error == "ambiguous"
    assert asked.keep_listening
    assert asked.question is not None
    assert asked.question.kind is QuestionKind.AMBIGUOUS
    assert is_on(hub, *LAMPS) == [False] * 4

    answered = say(hub, "the bedroom one, please")

    assert answered.error is None
    assert answered.intent is not None
    assert answered.intent.values() == {"name": "Bedroom Lamp"}
    assert is_on(hub, *LAMPS) == [True, False, False, False]
    assert say(hub, "turn it off again").error is None
    assert is_on(hub, *LAMPS) == [False] * 4


def test_all_of_what_was_offered_may_be_wanted(hub: OpenVoiceAssistant):
    run = say(hub, "turn on the lamp", "all of them")

    assert len(run.commands) == 4
    assert is_on(hub, *LAMPS) == [True] * 4


def test_a_no_ends_the_question_and_nothing_is_done(hub: OpenVoiceAssistant):
    run = say(hub, "turn on the lamp", "no thanks")

    assert (run.error, run.intent, run.keep_listening) == ("refused", None, False)
    assert say(hub, "number three please").intent is None
    assert is_on(hub, *LAMPS) == [False] * 4


def test_an_unclear_answer_is_asked_about_once_more_and_then_dropped(hub: OpenVoiceAssistant):
    again = say(hub, "turn on the lamp", "um I don't know")

    assert (again.error, again.keep_listening) == ("ambiguous", True)
    assert again.reply.startswith("Sorry, which one:")

    dropped = say(hub, "what")

    assert (dropped.error, dropped.keep_listening, dropped.question) == (
        "unsure_dropped",
        False,
        None,
    )
    assert is_on(hub, *LAMPS) == [False] * 4


def test_another_command_instead_of_an_answer_is_carried_out(hub: OpenVoiceAssistant):
    run = say(hub, "turn on the lamp", "turn on the kitchen light")

    assert run.intent is not None
    assert is_on(hub, "light.kitchen_light", *LAMPS) == [True, False, False, False, False]
    assert say(hub, "number three please").intent is None


def test_a_command_for_a_thing_that_is_not_there_is_no_answer(hub: OpenVoiceAssistant):
    run = say(hub, "turn on the lamp", "turn on the disco ball")

    assert (run.error, run.question) == ("no_entity", None)


@pytest.mark.parametrize("text", ["the kitchen light", "kitchen light", "the kitchen"])
def test_the_name_of_a_thing_that_was_not_offered_is_no_command(hub: OpenVoiceAssistant, text: str):
    run = say(hub, "turn on the lamp", text)

    assert (run.error, run.keep_listening) == ("ambiguous", True)
    assert is_on(hub, "light.kitchen_light") == [False]


def test_the_one_of_a_place_that_was_not_offered_is_no_command(hub: OpenVoiceAssistant):
    run = say(hub, "turn on the lamp", "the kitchen one")

    assert (run.error, run.keep_listening) == ("ambiguous", True)
    assert is_on(hub, "light.kitchen_light") == [False]


def test_a_question_belongs_to_its_conversation(hub: OpenVoiceAssistant):
    say(hub, "turn on the lamp")

    other = hub.converse("all of them", conversation_id="somebody else")
    alone = hub.converse("all of them")

    assert other.intent is None
    assert alone.intent is None
    assert is_on(hub, *LAMPS) == [False] * 4
    assert say(hub, "the bedroom one").intent is not None


def test_never_mind_ends_the_question_silently(hub: OpenVoiceAssistant):
    run = say(hub, "turn on the lamp", "never mind")

    assert (run.reply, run.error) == ("", None)
    assert say(hub, "number three please").intent is None


def test_without_a_conversation_the_question_says_how_to_go_on(hub: OpenVoiceAssistant):
    run = hub.converse("turn on the lamp")

    assert (run.error, run.keep_listening) == ("ambiguous", False)
    assert run.reply.endswith("Please say it again in full.")


def test_a_confirmed_domain_is_asked_about_although_it_was_understood(hub: OpenVoiceAssistant):
    with confirming(hub, "lock"):
        asked = say(hub, "unlock the front door")

        assert (asked.error, asked.keep_listening) == ("confirm", True)
        assert asked.reply.lower() == "shall i unlock the front door?"
        assert hub.home.entity("lock.front_door").state.state == "locked"
        assert say(hub, "the front door").error == "confirm"
        assert hub.home.entity("lock.front_door").state.state == "locked"

        done = say(hub, "yes, go ahead")

        assert done.error is None
        assert hub.home.entity("lock.front_door").state.state == "unlocked"


def test_a_refused_confirmation_leaves_everything_as_it_is(hub: OpenVoiceAssistant):
    with confirming(hub, "lock"):
        run = say(hub, "unlock the front door", "no, don't")

    assert run.error == "refused"
    assert hub.home.entity("lock.front_door").state.state == "locked"


def test_what_is_not_confirmed_is_done_at_once(hub: OpenVoiceAssistant):
    with confirming(hub, "cover"):
        assert say(hub, "unlock the front door").error is None
        assert say(hub, "is the living room blinds open").error != "confirm"
        assert say(hub, "close the living room blinds").error == "confirm"
    assert hub.home.entity("cover.living_room_blinds").state.state == "open"


def test_alone_a_confirmed_command_is_said_with_its_yes(hub: OpenVoiceAssistant):
    with confirming(hub, "lock"):
        asked = hub.converse("unlock the front door")
        okay = hub.converse("okay unlock the front door")

        assert (asked.error, asked.keep_listening) == ("confirm", False)
        assert "yes, unlock the front door" in asked.reply.lower()
        assert okay.error is not None
        assert hub.home.entity("lock.front_door").state.state == "locked"

        done = hub.converse("yes, unlock the front door")

    assert done.error is None
    assert done.text == "yes, unlock the front door"
    assert hub.home.entity("lock.front_door").state.state == "unlocked"


def test_a_chosen_option_of_a_confirmed_domain_is_confirmed_too(hub: OpenVoiceAssistant):
    doors = tuple(
        Option(
            name.lower(),
            f"unlock the {name.lower()}",
            (Intent("HassTurnOff", "home", (Slot("name", name),), response="lock"),),
        )
        for name in ("Front Door", "Garden Gate")
    )
    session = hub.pipeline.sessions.open(hub.now().timestamp(), "talk")
    hub.pipeline.sessions.note(
        session, hub.now().timestamp(), question=Question(QuestionKind.AMBIGUOUS, doors)
    )
    with confirming(hub, "lock"):
        asked = say(hub, "the front one")

        assert (asked.error, asked.reply) == ("confirm", "Shall I unlock the front door?")
        assert hub.home.entity("lock.front_door").state.state == "locked"
        assert say(hub, "yes").error is None
        assert hub.home.entity("lock.front_door").state.state == "unlocked"


def test_what_was_asked_about_in_full_is_not_confirmed_once_more(hub: OpenVoiceAssistant):
    door = Intent("HassTurnOff", "home", (Slot("name", "Front Door"),), response="lock")
    unsure = Question(
        QuestionKind.UNSURE, (Option("front door", "unlock the front door", (door,)),)
    )
    session = hub.pipeline.sessions.open(hub.now().timestamp(), "talk")
    hub.pipeline.sessions.note(session, hub.now().timestamp(), question=unsure)
    with confirming(hub, "lock"):
        assert say(hub, "yes").error is None
    assert hub.home.entity("lock.front_door").state.state == "unlocked"


def test_another_name_after_a_no_is_taken(hub: OpenVoiceAssistant):
    lamp = Intent("HassTurnOn", "home", (Slot("name", "Bedroom Lamp"),))
    unsure = Question(
        QuestionKind.UNSURE, (Option("bedroom lamp", "turn on the bedroom lamp", (lamp,)),)
    )
    session = hub.pipeline.sessions.open(hub.now().timestamp(), "talk")
    hub.pipeline.sessions.note(session, hub.now().timestamp(), question=unsure)

    run = say(hub, "no, the desk lamp")

    assert run.error is None
    assert run.text == "no, the desk lamp"
    assert is_on(hub, *LAMPS) == [False, True, False, False]


@pytest.mark.parametrize("text", ["don't turn on the bedroom lamp", "no, not that lamp"])
def test_a_negation_answers_no(hub: OpenVoiceAssistant, text: str):
    lamp = Intent("HassTurnOn", "home", (Slot("name", "Bedroom Lamp"),))
    unsure = Question(
        QuestionKind.UNSURE, (Option("bedroom lamp", "turn on the bedroom lamp", (lamp,)),)
    )
    session = hub.pipeline.sessions.open(hub.now().timestamp(), "talk")
    hub.pipeline.sessions.note(session, hub.now().timestamp(), question=unsure)

    assert say(hub, text).error == "refused"
    assert is_on(hub, *LAMPS) == [False] * 4


def test_several_commands_of_a_sentence_are_carried_out(hub: OpenVoiceAssistant):
    run = say(hub, "turn off the television and close the living room blinds")

    assert run.error is None, run.reply
    assert [command.intent.name for command in run.commands] == ["HassTurnOff", "HassTurnOff"]
    assert hub.home.entity("media_player.television").state.state == "off"
    assert hub.home.entity("cover.living_room_blinds").state.state in ("closed", "closing")


def test_what_is_excepted_stays_as_it_is(hub: OpenVoiceAssistant):
    for light in ("light.kitchen_light", "light.desk_lamp"):
        hub.home.control(light, "turn_on")

    run = say(hub, "turn off all the lights except the kitchen")

    assert run.error is None, run.reply
    assert run.reply.endswith("but not the ones in the kitchen.")
    assert is_on(hub, "light.kitchen_light", "light.desk_lamp") == [True, False]


def test_an_exception_a_skill_does_not_know_changes_nothing(hub: OpenVoiceAssistant):
    hub.home.control("light.kitchen_light", "turn_on")
    toggle = Intent(
        "HassToggle",
        "home",
        (Slot("domain", "light"),),
        excluded=(Slot("area", "Kitchen"),),
    )
    before = [light.state.state for light in hub.home.entities("light")]

    reply = hub.pipeline.answering._handle(
        Utterance("toggle the lights except the kitchen"), toggle
    )

    assert reply.error == "exclusion"
    assert [light.state.state for light in hub.home.entities("light")] == before


def test_how_it_was_understood_is_told_when_asked_and_kept_with_the_run(hub: OpenVoiceAssistant):
    run = hub.converse("um turn on the kitchen light", explain=True)

    trace = run.to_json()["trace"]
    assert trace["readings"][0]["intent"] == "HassTurnOn"
    (told,) = [
        event["data"] for event in hub.run(run.run_id)["events"] if event["type"] == "intent-end"
    ]
    assert told["trace"]["readings"][0] == trace["readings"][0]
    assert "trace" not in hub.converse("turn on the kitchen light").to_json()


def test_a_match_is_not_changed_without_the_setting(hub: OpenVoiceAssistant):
    assert hub.settings.current.confirm == ()
    assert isinstance(say(hub, "unlock the front door").intent, Intent)
    assert Match("x").question is None
