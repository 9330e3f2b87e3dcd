"""From an utterance to an intent: what is said in a home, on its own or to go on with a conversation."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ova.core import (
    Area,
    Intent,
    Match,
    Question,
    QuestionKind,
    Utterance,
)
from ova.dialogue import (
    SESSION_STAGE,
    Answer,
    AnswerKind,
    Asked,
    Session,
    StopKind,
    answer,
    answer_aloud,
    command_after_yes,
    is_repeat,
    only_names,
    recognise_stop,
)
from ova.hub.agents import Agents
from ova.hub.asking_back import AskingBack
from ova.hub.asking_where import LACKING, asked_where
from ova.hub.completing import completed
from ova.hub.confirming import confirmation
from ova.hub.correcting import Correcting
from ova.hub.handling import REPEAT, STOP_STAGE
from ova.hub.stages import with_decisions
from ova.hub.surroundings import Surroundings
from ova.hub.tongues import Tongues
from ova.language import join_words

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

STOP_INTENTS = {StopKind.STOP: "OvaStop", StopKind.CANCEL: "HassNevermind"}
MOST_TIMES_ASKED = 2
MOST_TIMES_ASKED_BY_SKILLS = 3
"""What a skill asked is not among the sentences everybody knows."""
LANGUAGE_S = 30.0
"""So long a command waits for the sentences of a language that was chosen just before: a small
computer with much else to do needs half of that to compile them."""
NO_ANSWER = frozenset(
    {
        *("no_entity", "no_entity_exposed", "entity_elsewhere", "no_area", "no_floor"),
        *("needs_area", "exclusion"),
    }
)
"""What a text is declined for that was meant as a command, not as an answer."""


class Turns:
    """Joins the Grammar with conversations, and questions with their answers."""

    def __init__(
        self,
        hub: "OpenVoiceAssistant",
        around: Surroundings,
        tongues: Tongues,
        agents: Agents,
        asking: AskingBack,
    ) -> None:
        self._hub = hub
        self._around = around
        self._tongues = tongues
        self._agents = agents
        self._asking = asking
        self._correcting = Correcting(hub, self._match)

    def understand(self, utterance: Utterance) -> Match:
        """Return what an utterance means in the home as it is, and what each stage decided.

        An answer to a question that waits in the conversation means what was asked about. Commands
        for the domains of the setting ``confirm`` come back as a question.
        """
        return self._through(utterance, self._by_skills)

    def look(self, utterance: Utterance) -> Match:
        """Return what an utterance would mean if it were said just now, outside of any conversation.

        Nothing is asked back or remembered, and no agent is asked.
        """
        return self._through(utterance, self._lone)

    def _through(self, utterance: Utterance, sentences: Callable[[Utterance], Match]) -> Match:
        """Ask the stages in order; ``sentences`` asks those between the stop words and the agent."""
        match = self._stopping(utterance) or self._judged(utterance, sentences(utterance))
        current = self._hub.settings.current
        return with_decisions(
            match, current.stages, agent=bool(current.agent), here=self._agents.here(utterance)
        )

    def _stopping(self, utterance: Utterance) -> Match | None:
        """Return what a stop word ends; None for any other text."""
        stop = recognise_stop(utterance.text, utterance.language)
        if stop is StopKind.CANCEL or (stop is StopKind.STOP and self._around.sounds(utterance)):
            intent = Intent(STOP_INTENTS[stop], STOP_STAGE, text=utterance.text)
            return Match(utterance.text, intent)
        return None

    def _judged(self, utterance: Utterance, match: Match) -> Match:
        """Decline what people reported as no command, and let the agent see the rest."""
        match = self._hub.declined_talk.judged(match)
        return match if "reported" in match.detail else self._agents.instead(utterance, match)

    def _by_skills(self, utterance: Utterance) -> Match:
        session = self._around.session(utterance)
        if session is None:
            return self._lone(utterance)
        asked = self._hub.pipeline.sessions.take_question(
            self._hub.now().timestamp(), utterance.conversation_id or "", utterance.satellite_id
        )
        if asked is None or not self._asking.waits(asked.question):
            if is_repeat(utterance.text, utterance.language):
                return Match(utterance.text, Intent(REPEAT, SESSION_STAGE, text=utterance.text))
            corrected = self._correcting.instead(utterance, session)
            if corrected is not None:
                return self._confirmed(corrected)
            return self._confirmed(self._in_a_room(utterance, utterance.text, session))
        match = self._answered(utterance, session, asked)
        self._asking.settle(asked.question, match)
        return match

    def _match(self, utterance: Utterance, text: str, session: Session | None) -> Match:
        area = self._around.area(utterance)
        earlier = [
            intent
            for intent in (session.last_intents if session else ())
            if intent.skill != STOP_STAGE and not self._agents.is_agents(intent)
        ]
        grammar = self._tongues.in_language(utterance.language, LANGUAGE_S)
        if grammar is None:
            return Match(text, reason="no_intent")
        return grammar.match(
            text, area=area.name if area else None, earlier=earlier, now=self._hub.now()
        )

    def _in_a_room(self, utterance: Utterance, text: str, session: Session) -> Match:
        """Understand a text of a conversation; where it lacks a room, that is asked for."""
        match = self._match(utterance, text, session)
        home = self._hub.home
        if match.reason == LACKING and _names_only(match, text, utterance.language):
            return match

        def there(area: Area) -> Match:
            return self._match(replace(utterance, area_id=area.id), text, session)

        return asked_where(match, home.areas(), home.entities(), there)

    def _lone(self, utterance: Utterance) -> Match:
        """Understand a command nobody can be asked about; "yes, unlock the door" needs no question."""
        command = command_after_yes(utterance.text, utterance.language)
        if not command:
            return self._confirmed(self._match(utterance, utterance.text, None))
        return replace(self._match(utterance, command, None), text=utterance.text)

    def _answered(self, utterance: Utterance, session: Session, asked: Asked) -> Match:
        found = (
            answer_aloud(utterance.text, utterance.language)
            if utterance.recording
            else answer(asked.question, utterance.text, utterance.language, self._hub.now())
        )
        whole = (
            None
            if asked.question.aloud
            else completed(asked.question, found, utterance, session, self._match)
        )
        if whole is not None:
            return self._confirmed(whole)
        match found.kind:
            case AnswerKind.CHOSEN if asked.question.paused:
                return self._asking.told(utterance, asked.question, found)
            case AnswerKind.CHOSEN:
                chosen = Match(
                    utterance.text,
                    found.intents[0],
                    also=found.intents[1:],
                    detail={"answer_to": asked.question.kind.value},
                )
                if len(asked.question.options) == 1:  # the question spelled it out
                    return chosen
                sentences = [option.sentence for option in found.options]
                return self._confirmed(chosen, join_words(sentences, utterance.language))
            case AnswerKind.REFUSED:
                return Match(utterance.text, reason="refused")
            case AnswerKind.UNCLEAR:
                narrowed = None if asked.question.paused else found.question
                return _ask_again(utterance, asked, narrowed or asked.question)
        return self._something_else(utterance, session, asked, found)

    def _something_else(
        self, utterance: Utterance, session: Session, asked: Asked, found: Answer
    ) -> Match:
        """Understand a text that does not answer the question as a command of its own."""
        match = self._in_a_room(utterance, found.text, session)
        if _names_only(match, found.text, utterance.language):
            match = Match(found.text, reason="no_intent")  # it names something, to do what?
        if found.instead and match.intent is None:
            other = self._match(utterance, found.instead, session)
            match = other if other.intent is not None or match.question is None else match
        if match.intent is not None or match.question is not None:
            return replace(self._confirmed(match), text=utterance.text)
        either_way = asked.question.kind is not QuestionKind.AMBIGUOUS
        if found.refused or (match.reason == "negation" and either_way):
            return Match(utterance.text, reason="refused")
        if match.reason in NO_ANSWER:
            return replace(match, text=utterance.text)
        return _ask_again(utterance, asked, asked.question)

    def _confirmed(self, match: Match, sentence: str = "") -> Match:
        """Return the match, or the question whether that shall be done."""
        domains = frozenset(self._hub.settings.current.confirm)
        risky = [one for one in match.intents if self._hub.spoken_actions.is_risky(one)]
        if not domains and not risky:
            return match
        question = confirmation(match, domains, self._hub.home.entities(), sentence, risky)
        if question is None:
            return match
        return Match(match.text, reason="confirm", question=question, trace=match.trace)


def _names_only(match: Match, text: str, language: str) -> bool:
    """Tell whether a text that was understood is only a name or a value, as "the kitchen light"."""
    reading = next(iter(match.trace.readings), None) if match.trace else None
    sentence = reading.sentence if reading is not None else text
    slots = [slot.text or str(slot.value) for intent in match.intents for slot in intent.slots]
    if not match.intents and reading is not None:  # it lacks something, a room perhaps
        slots = [str(value) for value in reading.slots.values()]
    return bool(slots) and only_names(sentence, slots, language)


def _ask_again(utterance: Utterance, asked: Asked, question: Question) -> Match:
    """Ask once more after an unclear answer, or drop the question; one that got narrower is new."""
    if question != asked.question:
        return Match(utterance.text, reason=question.kind.value, question=question)
    most = MOST_TIMES_ASKED_BY_SKILLS if question.paused else MOST_TIMES_ASKED
    if asked.times >= most:
        return Match(utterance.text, reason="unsure_dropped")
    reason = "asked_again" if question.paused else question.kind.value
    detail = {"again": True, "times": asked.times + 1}
    return Match(utterance.text, reason=reason, detail=detail, question=question)
