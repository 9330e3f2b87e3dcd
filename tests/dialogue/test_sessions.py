"""Sessions per satellite and conversation."""

import pytest

from ova.core import Intent, Option, Question, QuestionKind
from ova.dialogue import Sessions

ON = Intent("HassTurnOn", "home")
TIME = Intent("HassGetCurrentTime", "clock")
WHICH = Question(QuestionKind.UNSURE, (Option("lamp", "turn on the lamp", (ON,)),))


def test_a_satellite_goes_on_with_its_session():
    sessions = Sessions(expires_after_s=60)
    first = sessions.open(100.0, "a", "kitchen")
    again = sessions.open(130.0, "b", "kitchen")
    assert again.conversation_id == first.conversation_id == "a"
    assert (again.started_at, again.last_at) == (100.0, 130.0)


def test_satellites_and_conversations_do_not_share_a_session():
    sessions = Sessions()
    kitchen = sessions.open(0.0, "a", "kitchen")
    bedroom = sessions.open(0.0, "a", "bedroom")
    typed = sessions.open(0.0, "a")
    assert len({kitchen.key, bedroom.key, typed.key}) == 3
    sessions.note(kitchen, 1.0, [ON])
    assert sessions.open(2.0, "a", "bedroom").last_intents == ()


def test_a_conversation_named_like_a_satellite_is_another_session():
    sessions = Sessions()
    assert sessions.open(0.0, "kitchen").key != sessions.open(0.0, "x", "kitchen").key


@pytest.mark.parametrize(("later", "kept"), [(60.0, True), (60.1, False)])
def test_a_session_is_forgotten_some_time_after_its_last_turn(later, kept):
    sessions = Sessions(expires_after_s=60)
    sessions.note(sessions.open(0.0, "a", "kitchen"), 0.0, [ON])
    assert (sessions.get(later, satellite_id="kitchen") is not None) is kept
    assert (sessions.open(later, "b", "kitchen").last_intents == (ON,)) is kept


def test_what_was_carried_out_last_survives_a_command_that_was_not():
    sessions = Sessions()
    session = sessions.note(sessions.open(0.0, "a"), 1.0, [ON, TIME], keep_listening=True)
    assert session.keep_listening
    assert session.last_intents == (ON, TIME)
    session = sessions.note(session, 2.0)
    assert not session.keep_listening
    assert session.last_intents == (ON, TIME)
    assert sessions.note(session, 3.0, [TIME]).last_intents == (TIME,)
    assert sessions.get(4.0, "a").turns == 3


def test_a_question_is_taken_once_to_be_answered():
    sessions = Sessions()
    session = sessions.open(0.0, "a", "kitchen")
    sessions.note(session, 1.0, question=WHICH, keep_listening=True)
    asked = sessions.take_question(2.0, satellite_id="kitchen")
    assert (asked.question, asked.times) == (WHICH, 1)
    assert sessions.take_question(2.0, satellite_id="kitchen") is None
    sessions.note(session, 3.0, question=WHICH, times_asked=2)
    assert sessions.take_question(4.0, satellite_id="kitchen").times == 2
    assert sessions.take_question(4.0, "nobody") is None


@pytest.mark.parametrize(("later", "waits"), [(61.0, True), (61.1, False)])
def test_a_question_can_be_looked_at_while_it_waits(later, waits):
    sessions = Sessions()
    sessions.note(sessions.open(0.0, "a", "kitchen"), 1.0, question=WHICH)
    assert sessions.waiting(later, satellite_id="kitchen") == (WHICH if waits else None)
    assert (sessions.take_question(later, satellite_id="kitchen") is not None) is waits
    assert sessions.waiting(later, satellite_id="kitchen") is None
    assert sessions.waiting(later, "nobody") is None


@pytest.mark.parametrize(("later", "waits"), [(61.0, True), (61.1, False)])
def test_a_question_waits_a_minute_whatever_else_the_session_does(later, waits):
    sessions = Sessions()
    session = sessions.note(sessions.open(0.0, "a"), 1.0, [ON], question=WHICH)
    sessions.open(later, "a")
    assert (sessions.take_question(later, "a") is not None) is waits
    assert sessions.get(later, "a").last_intents == (ON,)
    assert session.question is WHICH


def test_a_question_goes_on_waiting_when_nothing_was_heard():
    sessions = Sessions()
    session = sessions.open(0.0, "a")
    sessions.note(session, 1.0, question=WHICH, keep_listening=True)
    after = sessions.unheard(session, 5.0)
    assert (after.question, after.keep_listening, after.turns) == (WHICH, False, 2)
    sessions.close("a")
    sessions.unheard(session, 6.0)
    assert sessions.get(6.0, "a") is None


def test_another_command_ends_a_question():
    sessions = Sessions()
    session = sessions.note(sessions.open(0.0, "a"), 1.0, question=WHICH)
    sessions.note(session, 2.0, [ON])
    assert sessions.take_question(2.0, "a") is None


def test_a_closed_session_stays_closed_when_its_command_ends_later():
    sessions = Sessions()
    session = sessions.open(0.0, "a", "kitchen")
    assert sessions.close(satellite_id="kitchen") == session
    assert sessions.close(satellite_id="kitchen") is None
    sessions.note(session, 1.0, [ON])
    assert sessions.get(1.0, satellite_id="kitchen") is None
    fresh = sessions.open(2.0, "b", "kitchen")
    sessions.note(session, 3.0, [ON])
    assert sessions.get(3.0, satellite_id="kitchen") == fresh


def test_the_least_recently_used_session_makes_room():
    sessions = Sessions(most=2)
    sessions.open(0.0, "a")
    sessions.open(1.0, "b")
    sessions.open(2.0, "a")
    sessions.open(3.0, "c")
    assert [session.conversation_id for session in sessions.running(3.0)] == ["a", "c"]
