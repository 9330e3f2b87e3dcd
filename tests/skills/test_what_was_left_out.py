"""What a command leaves out is asked for, and whatever may come instead of a plain answer."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from ova.testing import Answer, SkillBed

SKILLS = Path(__file__).parents[2] / "skills"
OTHERS = ("alarms", "announcements", "calculator", "lists", "reminders", "timers")
MORNING = "2026-03-11T08:00"


@pytest.fixture(scope="module")
def english() -> Iterator[SkillBed]:
    with SkillBed(SKILLS / "home", skills=OTHERS, home=True, now=MORNING) as bed:
        bed("what alarms are set")  # the first text of a hub starts threads
        yield bed


@pytest.fixture(scope="module")
def german() -> Iterator[SkillBed]:
    with SkillBed(SKILLS / "home", skills=OTHERS, home=True, now=MORNING, language="de") as bed:
        bed("welche Wecker sind gestellt")
        yield bed


def talk(bed: SkillBed, *said: str, name: str = "test") -> list[Answer]:
    """Say some texts in a conversation that begins anew, and return the answers."""
    for plan in (*bed.hub.schedules.find(), *bed.hub.timers.pending()):
        (bed.hub.timers if plan.kind == "timer" else bed.hub.schedules).cancel(plan.id)
    bed.hub.pipeline.sessions.close(name)
    return [bed(text, conversation=name) for text in said]


@pytest.mark.parametrize(
    ("said", "question", "reply"),
    [
        (["set an alarm", "tomorrow at half past six"], "For when?", "6:30 tomorrow"),
        (["set an alarm", "tomorrow", "seven"], "At what time?", "7:00 tomorrow"),
        (["set an alarm", "every weekday at seven"], "For when?", "7:00 every weekday"),
        (["wake me up", "in ten minutes please"], "For when?", "8:10 today"),
        (["wake me up every weekday", "half past six"], "At what time?", "6:30 every weekday"),
        (["wake me up", "tomorrow at seven", "no, eight"], "", "8:00 tomorrow"),
        (["remind me", "to call mum tomorrow at five"], "", "17:00 tomorrow: call mum"),
        (["remind me tomorrow", "the bins"], "What shall I remind you of?", "9:00 tomorrow: the bins"),
        (["remind me", "call mum", "tomorrow at five"], "When shall I remind you?", "17:00 tomorrow: call mum"),
        (["remind me every day", "take my pills", "nine"], "At what time?", "9:00 every day: take my pills"),
        (["timer", "ten minutes"], "For how long?", "set for 10 minutes"),
        (["pizza timer", "half an hour"], "For how long?", "Pizza timer set for 30 minutes"),
        (["set a timer for ten minutes", "extend the timer", "by five minutes"], "By how much?", "15 minutes left"),
        (["add something to my shopping list", "milk and eggs"], "What shall I add?", "milk and eggs"),
        (["put something on the list", "bread"], "What shall I add?", "bread"),
        (["create a list", "camping"], "What shall the list be called?", "amping"),
        (["calculate", "15 * 3"], "What shall I work out?", "15 times 3 is 45."),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for(english: SkillBed, said, question, reply):
    answers = talk(english, *said)
    assert reply in answers[-1].reply
    assert question in [answers[-2].reply if len(answers) > 1 else answers[0].reply, ""]
    assert answers[0].listens or "for ten minutes" in said[0]


@pytest.mark.parametrize(
    ("said", "question", "reply"),
    [
        (["stelle einen Wecker", "morgen um halb sieben"], "Für wann?", "morgen um 6:30 Uhr"),
        (["Wecker stellen", "morgen", "um neun"], "Um welche Uhrzeit?", "morgen um 9:00 Uhr"),
        (["weck mich", "jeden Werktag um sieben"], "Für wann?", "an jedem Werktag um 7:00 Uhr"),
        (["erinnere mich", "an die Milch", "morgen um fünf"], "Wann soll ich dich erinnern?", "morgen um 17:00 Uhr: die Milch"),
        (["erinnere mich", "daran, Mama morgen um fünf anzurufen"], "Woran soll ich dich erinnern?", "morgen um 17:00 Uhr: Mama anzurufen"),
        (["Timer", "zehn Minuten"], "Wie lange?", "10 Minuten"),
        (["setz etwas auf die Einkaufsliste", "Milch und Eier"], "Was soll ich draufschreiben?", "Milch und Eier"),
        (["mach eine neue Liste", "Urlaub"], "Wie soll die Liste heißen?", "Urlaub"),
        (["mach das Licht an", "im Bedroom"], "In welchem Raum?", "eingeschaltet"),
    ],
)  # fmt: skip
def test_what_is_missing_is_asked_for_in_german(german: SkillBed, said, question, reply):
    answers = talk(german, *said)
    assert answers[-2].reply == question
    assert reply in answers[-1].reply


@pytest.mark.parametrize("end", ["never mind", "no", "stop"])
def test_who_does_not_want_it_any_more_is_left_alone(english: SkillBed, end: str):
    *_, last = talk(english, "set an alarm", end, "seven")
    assert last.intent is None
    assert english.hub.schedules.find() == []


def test_an_answer_counts_once(english: SkillBed):
    *_, first, again = talk(english, "set a timer", "ten minutes", "ten minutes")
    assert (first.intent, again.intent) == ("HassStartTimer", None)
    assert len(english.hub.timers.pending()) == 1


def test_an_endless_answer_is_refused_and_breaks_nothing(english: SkillBed):
    *_, asked, endless = talk(english, "remind me", "to call mum", "tomorrow " * 600)
    assert (asked.reply, endless.listens) == ("When shall I remind you?", True)
    assert english("tomorrow at five").reply.endswith("call mum.")
    *_, endless = talk(english, "remind me tomorrow", "buy milk " * 600)
    assert endless.error == "text_too_long"
    assert english.hub.schedules.find() == []


def test_a_question_is_over_after_a_minute(english: SkillBed):
    talk(english, "set an alarm")
    english.wait("70s")
    assert english("seven").intent is None
    assert english.hub.schedules.find() == []


def test_two_people_who_answer_at_once_never_mix(english: SkillBed):
    talk(english)
    for name in ("left", "right"):
        english(f"set a {'pizza' if name == 'left' else 'tea'} timer", satellite=name)

    def answer(name: str) -> str:
        return english("ten minutes" if name == "left" else "three minutes", satellite=name).reply

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(answer, ("left", "right")))
    found = {timer.name: timer.duration_s for timer in english.hub.timers.pending()}
    assert found == {"pizza": 600, "tea": 180}


def test_who_is_cut_off_answers_when_back(english: SkillBed):
    talk(english)
    english("set a timer", satellite="left")
    english.satellite("left").close()
    assert english("ten minutes", satellite="left").intent == "HassStartTimer"


def test_the_question_of_a_skill_that_was_switched_off_is_gone(english: SkillBed):
    talk(english, "set an alarm")
    english.hub.skill_manager.disable("alarms")
    try:
        assert english("tomorrow at seven").intent is None
    finally:
        english.hub.skill_manager.enable("alarms")
        english.hub.grammar.wait_settled(60)


@pytest.mark.parametrize("text", ["turn it off", "and in the kitchen", "the second one", "yes"])
def test_what_refers_to_nothing_does_nothing(english: SkillBed, text: str):
    (answer,) = talk(english, text, name="empty")
    assert (answer.intent, answer.actions) == (None, ())


def test_nothing_said_is_said_so(english: SkillBed):
    (answer,) = talk(english, "repeat that", name="empty")
    assert answer.reply == "I have not said anything yet."
