"""Which commands are asked about before they are done."""

import pytest

from ova.core import Entity, Intent, Match, QuestionKind, Reading, Slot, Trace
from ova.hub.confirming import confirmation

HOUSE = (
    Entity("lock.front", "Front Door", "lock", "x", "x.1", aliases=("main entrance",)),
    Entity("cover.blinds", "Blinds", "cover", "x", "x.2", device_class="blind"),
    Entity("light.lamp", "Lamp", "light", "x", "x.3"),
    Entity("valve.water", "Water", "valve", "x", "x.4", device_class="water"),
)
ALL = ("lock", "cover", "alarm_control_panel", "valve")


def intent(kind: str, /, response: str = "default", **slots: object) -> Intent:
    made = tuple(Slot(slot, value) for slot, value in slots.items())
    return Intent(kind, "home", made, response=response)


@pytest.mark.parametrize(
    "command",
    [
        intent("HassTurnOff", name="Front Door"),
        intent("HassTurnOff", name="main entrance"),
        intent("HassTurnOn", domain="cover", device_class="blind"),
        intent("HassTurnOn", device_class="blind"),
        intent("HassTurnOff", response="lock"),
        intent("HassTurnOn", response="cover_device_class", area="Kitchen"),
        intent("HassSetPosition", position=50),
        intent("HassSetPosition", name="Water", position=50),
        intent("GuardArm", domain="alarm_control_panel"),
    ],
)
def test_commands_for_the_chosen_domains_are_asked_about(command: Intent):
    question = confirmation(Match("Do it now!", command), ALL, HOUSE)

    assert question is not None
    assert question.kind is QuestionKind.CONFIRM
    (option,) = question.options
    assert (option.sentence, option.intents) == ("Do it now", (command,))


@pytest.mark.parametrize(
    "command",
    [
        intent("HassTurnOn", name="Lamp"),
        intent("HassTurnOn", domain="light", area="Kitchen"),
        intent("HassGetState", name="Front Door"),
        intent("HassGetState", domain="lock", response="any"),
        intent("HassTimerStatus", name="Front Door"),
        intent("HomeStopMoving", domain="cover"),
        intent("HassGetCurrentTime"),
    ],
)
def test_other_commands_questions_and_stops_are_not(command: Intent):
    assert confirmation(Match("words", command), ALL, HOUSE) is None


def test_only_the_chosen_domains_count():
    unlock = Match("unlock it", intent("HassTurnOff", name="Front Door"))

    assert confirmation(unlock, ("cover",), HOUSE) is None
    assert confirmation(unlock, (), HOUSE) is None
    assert confirmation(Match("hm", reason="no_intent"), ALL, HOUSE) is None


def test_one_dangerous_command_has_the_whole_sentence_confirmed():
    lamp, door = intent("HassTurnOn", name="Lamp"), intent("HassTurnOff", name="Front Door")
    match = Match("lamp on and unlock the front door.", lamp, also=(door,))

    question = confirmation(match, ("lock",), HOUSE)

    assert question is not None
    (option,) = question.options
    assert option.intents == (lamp, door)
    assert option.sentence == "lamp on and unlock the front door"
    assert option.label == "Front Door"


def test_the_question_has_the_words_of_the_template():
    door = intent("HassTurnOff", name="Front Door")
    reading = Reading("HassTurnOff", "home", "", "", "unlock the front door", 0.9)

    question = confirmation(
        Match("um unlok the dor", door, trace=Trace((reading,))), ("lock",), HOUSE
    )

    assert question is not None
    assert question.options[0].sentence == "unlock the front door"
    said = confirmation(Match("the first", door), ("lock",), HOUSE, "unlock the front door")
    assert said is not None
    assert said.options[0].sentence == "unlock the front door"
