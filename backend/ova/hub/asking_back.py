"""What skills ask back: how the answer reaches the handler that waits, and when nobody waits any more."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from ova.core import Intent, Match, Question, Reply, Said, Slot, Utterance
from ova.dialogue import ANSWER_WITHIN_S, Answer, Session
from ova.hub.texts import hub_texts
from ova.schedule import Jobs

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

ANSWER_OF = "paused"
"""Key in an intent's ``metadata``: the question whose handler goes on; ``ANSWER`` is what it is told."""
ANSWER = "answer"
ASKS = "asks"
"""Key in an intent's ``metadata``: a question that waited for another one to be settled."""
ASKED_FOR = "asked_for"
"""Key in an intent's ``metadata``: slots that were told in answers, with their kinds of values."""
TAKES_BACK = "takes_back"
"""Key in an intent's ``metadata``: what is taken back before it is carried out."""
ONCE = frozenset({ANSWER_OF, ANSWER, ASKS, TAKES_BACK})
LATE_S = 5.0
FAHRENHEIT = "F"


class AskingBack:
    """Joins questions of skills with the handlers that wait for their answers."""

    def __init__(self, hub: "OpenVoiceAssistant", jobs: Jobs) -> None:
        """``jobs`` ends what nobody answers."""
        self._hub = hub
        self._jobs = jobs

    def waits(self, question: Question) -> bool:
        """Tell whether somebody waits for the answer; for what the hub asked itself, always."""
        waiting = question.paused
        skills, asks = self._hub.skill_manager.paused, self._hub.satellite_asks
        return not waiting or skills.waits(waiting) or asks.waits(waiting)

    def told(self, utterance: Utterance, question: Question, found: Answer) -> Match:
        """Return the match that goes on with the handler, and then asks what else is to be asked."""
        value = self._in_home_units(found)
        if question.aloud:
            value = Said(utterance.text, utterance.recording)
        first = plain_intent(question.intent)
        slots = tuple(slot for slot in first.slots if slot.name != question.slot)
        if question.slot:
            slots = (*slots, Slot(question.slot, value, utterance.text))
        metadata = {**first.metadata, ANSWER_OF: question.paused, ANSWER: value}
        if question.slot:
            known = first.metadata.get(ASKED_FOR) or {}
            metadata[ASKED_FOR] = {**known, question.slot: question.value}
        also = tuple(_asking(later) for later in question.then)
        detail = {"answer_to": question.kind.value}
        return Match(
            utterance.text, replace(first, slots=slots, metadata=metadata), also=also, detail=detail
        )

    def gone_on_with(self, intent: Intent, text: str) -> Reply | None:
        """Return what comes of an intent of ``told``; None for any other."""
        asks = intent.metadata.get(ASKS)
        if isinstance(asks, Question):
            return Reply(asks.text, keep_listening=True, question=asks)
        waiting, told = intent.metadata.get(ANSWER_OF), intent.metadata.get(ANSWER)
        if waiting is None:
            return None
        if self._hub.satellite_asks.waits(waiting):
            self._hub.satellite_asks.answered(waiting, text, told)
            return Reply()
        return self._hub.skill_manager.resume(str(waiting), told, text)

    def asked(self, reply: Reply, language: str, *, alone: bool = False) -> Reply:
        """Return a skill's reply. A handler that asks waits as long as an answer counts.

        ``alone``: nobody can answer, so the question tells how to go on.
        """
        question = reply.question
        if question is None or not question.paused:
            return reply
        if not alone:
            self._keep(question)
            return reply
        self._drop(question)
        text = hub_texts(language).render("asked_alone", question=question.text)
        return replace(reply, text=text, speech=None, keep_listening=False)

    def settle(self, question: Question, match: Match) -> None:
        """End the handlers of a question that is neither answered nor asked again; else they wait on."""
        going_on = any(one.metadata.get(ANSWER_OF) == question.paused for one in match.intents)
        again = match.question is not None and match.question.paused == question.paused
        if question.paused and going_on:
            self._jobs.forget(_job(question))
        elif question.paused and again:
            self._keep(question)
        elif question.paused:
            self._drop(question, _reason(match), match.text)

    def over(self, session: Session | None) -> None:
        """End the handlers of a conversation that is over."""
        if session is not None and session.question is not None:
            self._drop(session.question)

    def _keep(self, question: Question) -> None:
        """Have the handlers wait as long as an answer counts from now on."""
        for one in (question, *question.then):
            end = partial(self._hub.skill_manager.paused.drop, one.paused)
            self._jobs.plan(_job(one), ANSWER_WITHIN_S + LATE_S, end)

    def _drop(self, question: Question, reason: str = "cancelled", text: str = "") -> None:
        self._hub.satellite_asks.drop(question.paused, reason, text)
        for one in (question, *question.then):
            self._jobs.forget(_job(one))
            self._hub.skill_manager.paused.drop(one.paused)

    def _in_home_units(self, found: Answer) -> object:
        """Return the value of an answer; degrees of the other unit become the home's."""
        home = self._hub.settings.current.temperature_unit
        if not found.unit or found.unit == home or not isinstance(found.value, int | float):
            return found.value
        degrees = found.value * 1.8 + 32 if home == FAHRENHEIT else (found.value - 32) / 1.8
        return round(degrees, 1)


def _reason(match: Match) -> str:
    """Return why an asker gets no answer."""
    if match.intent is not None or match.question is not None:
        return "other_command"
    return "refused" if match.reason == "refused" else "no_match"


def _job(question: Question) -> str:
    return f"question {question.paused}"


def plain_intent(intent: Intent | None) -> Intent:
    """Return what is carried out, without what concerned one run of it alone."""
    if intent is None:
        return Intent("", "")
    kept = {key: value for key, value in intent.metadata.items() if key not in ONCE}
    return replace(intent, metadata=kept)


def _asking(question: Question) -> Intent:
    """Return the intent that asks what had to wait."""
    intent = plain_intent(question.intent)
    return replace(intent, metadata={**intent.metadata, ASKS: question})
