"""Corrections of the last command: what is meant instead, and taking back what was done by mistake."""

import logging
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from ova.core import (
    Deed,
    DeedKind,
    Intent,
    Match,
    OvaError,
    QuestionKind,
    Slot,
    Utterance,
    note_deed,
    noting,
)
from ova.dialogue import ANSWER_WITHIN_S, Correction, Session, told_instead
from ova.hub.asking_back import ASKED_FOR, TAKES_BACK, plain_intent

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

log = logging.getLogger(__name__)

MOST_TRIED = 12
SURE = 0.8
"""Least score of a sentence that was put together from two."""
TARGETS = ("name", "area", "floor")
NOTHING = ("None",) * len(TARGETS)
FEW_WORDS = 4
"""A room is named behind this many words at most: "the one in the kitchen"."""
REVERSE: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("turn_on", "off"): "turn_off",
        ("turn_off", "on"): "turn_on",
        ("open_cover", "closed"): "close_cover",
        ("close_cover", "open"): "open_cover",
        ("unlock", "locked"): "lock",
        ("media_play", "paused"): "media_pause",
        ("media_pause", "playing"): "media_play",
    }
)
"""What takes a service back, by the state before. Nothing is ever unlocked that way."""

Understand = Callable[[Utterance, str, Session], Match]


class TakeBack:
    """What a mistaken command did, to be undone once."""

    def __init__(self, deeds: tuple[Deed, ...], undos: tuple[Callable[[], object], ...]) -> None:
        self._deeds = deeds
        self._undos = undos

    def take(self) -> tuple[tuple[Deed, ...], tuple[Callable[[], object], ...]]:
        """Return what is to be undone; nothing the second time."""
        left = self._deeds, self._undos
        self._deeds, self._undos = (), ()
        return left


class Correcting:
    """Understands "no, the bedroom" as the last command with another name in it."""

    def __init__(self, hub: "OpenVoiceAssistant", understand: Understand) -> None:
        """``understand`` matches a text in a session."""
        self._hub = hub
        self._understand = understand

    def instead(self, utterance: Utterance, session: Session) -> Match | None:
        """Return what a correction comes to; None for a text that is none, or helps nothing."""
        before = session.last_intents
        now = self._hub.now()
        if not before or now.timestamp() - session.last_at > ANSWER_WITHIN_S:
            return None
        correction = Correction.of(utterance.text, before[0].text, utterance.language)
        if correction is None:
            return None
        asked: Match | None = None
        for match, gone in self._tried(utterance, session, correction):
            if match.intent is not None:
                return self._taking_back(utterance, session, match, gone)
            asked = asked or match
        for sentence in correction.of_the_same(utterance.language):
            match = self._understand(utterance, sentence, session)
            if _same_things(match, before):
                return self._taking_back(utterance, session, match, before)
        elsewhere = self._elsewhere(before, correction)
        if elsewhere is not None:
            match = Match(utterance.text, elsewhere)
            return self._taking_back(utterance, session, match, before)
        right = " ".join(correction.right)
        own = self._understand(utterance, right, session)
        if own.intent is not None and own.intent.score >= SURE:
            return self._taking_back(utterance, session, own, before)
        return asked

    def _tried(
        self, utterance: Utterance, session: Session, correction: Correction
    ) -> Iterator[tuple[Match, Sequence[Intent]]]:
        """Give the matches the correction may mean: those that do the same to something else.

        With each come the commands before that it stands in for.
        """
        before, language = session.last_intents, utterance.language
        names = {intent.name for intent in before}
        was = [_meaning(intent) for intent in before]
        value = self._told(before[0], correction, language)
        if value is not None:
            yield Match(utterance.text, value), before[:1]
        sentences = correction.sentences(before[0].text, before, language, self._hub.now())
        for sentence in islice(sentences, MOST_TRIED):
            match = self._understand(utterance, sentence, session)
            new = tuple(
                intent
                for intent in match.intents
                if _meaning(intent) not in was and intent.score >= SURE
            )
            if new and names.issuperset(intent.name for intent in match.intents):
                kept = [_meaning(intent) for intent in match.intents]
                gone = [intent for intent in before if _meaning(intent) not in kept]
                yield replace(match, text=utterance.text, intent=new[0], also=new[1:]), gone
            elif match.question is not None and match.question.kind is QuestionKind.AMBIGUOUS:
                options = match.question.options
                if all(one.name in names for option in options for one in option.intents):
                    yield replace(match, text=utterance.text), ()

    def _elsewhere(self, before: Sequence[Intent], correction: Correction) -> Intent | None:
        """Return the command for a thing of the same kind in the room that is meant: "no, the kitchen"."""
        home, said = self._hub.home, correction.right
        areas = (home.find_area(" ".join(said[at:])) for at in range(min(len(said), FEW_WORDS)))
        area = next((one for one in areas if one is not None), None)
        name = before[0].value("name")
        if area is None or len(before) != 1 or not name or before[0].excluded:
            return None
        known = [one for one in home.entities() if one.exposed]
        domains = {one.domain for one in known if one.name.casefold() == str(name).casefold()}
        there = [one for one in known if one.area_id == area.id and one.domain in domains]
        if len(domains) != 1 or not there:
            return None
        place = (
            (Slot("name", there[0].name, " ".join(said)),)
            if len(there) == 1
            else (Slot("area", area.name, " ".join(said)), Slot("domain", *domains))
        )
        kept = tuple(slot for slot in before[0].slots if slot.name not in (*TARGETS, "domain"))
        return replace(plain_intent(before[0]), slots=(*kept, *place))

    def _told(self, before: Intent, correction: Correction, language: str) -> Intent | None:
        """Return the command with another value in the slot that was asked for."""
        for name, kind in (before.metadata.get(ASKED_FOR) or {}).items():
            was = next((one.text for one in before.slots if one.name == name), "")
            right, now = correction.right, self._hub.now()
            told = told_instead(kind, was, right, language, now) if kind else None
            if told is not None and told.value != before.value(name):
                kept = tuple(slot for slot in before.slots if slot.name != name)
                slot = Slot(name, told.value, " ".join(correction.right))
                return replace(plain_intent(before), slots=(*kept, slot))
        return None

    def _taking_back(
        self, utterance: Utterance, session: Session, match: Match, gone: Sequence[Intent]
    ) -> Match:
        """Return a match that undoes ``gone`` first; what concerns the same thing is only changed."""
        targets = {_target(intent) for intent in gone}
        same = any(_target(intent) in targets for intent in match.intents)
        names = {str(intent.value("name")).casefold() for intent in gone}
        whole = len(gone) == len(session.last_intents)
        deeds = [one for one in session.last_deeds if whole or one.name.casefold() in names]
        undos = [
            undo
            for intent, undo in zip(session.last_intents, session.undos, strict=False)
            if undo is not None and intent in gone
        ]
        back = TakeBack(() if same else tuple(deeds), tuple(undos))
        first, *others = match.intents
        return replace(
            match,
            text=utterance.text,
            intent=replace(first, metadata={**first.metadata, TAKES_BACK: back}),
            also=tuple(others),
            detail={**match.detail, "corrects": session.last_intents[0].name},
        )


def take_back(hub: "OpenVoiceAssistant", intent: Intent) -> None:
    """Undo what was done by mistake, before an intent of ``Correcting.instead`` is carried out."""
    back = intent.metadata.get(TAKES_BACK)
    if not isinstance(back, TakeBack):
        return
    deeds, undos = back.take()
    for undo in reversed(undos):
        undo()
    confirmed = hub.settings.current.confirm
    for deed in reversed(deeds):
        service = REVERSE.get((deed.call, deed.before))
        careful = deed.target.partition(".")[0] in confirmed and service != "lock"
        if deed.kind is not DeedKind.SERVICE or deed.code or service is None or careful:
            continue
        with noting() as taken_back:
            try:
                hub.home.control(deed.target, service)
            except OvaError as error:
                log.info("%s stays as it is: %s", deed.target, error)
        for one in taken_back:
            note_deed(replace(one, before=""))  # nobody takes that back again


def _meaning(intent: Intent) -> tuple[Any, ...]:
    return intent.name, sorted((slot.name, str(slot.value)) for slot in intent.slots)


def _same_things(match: Match, before: Sequence[Intent]) -> bool:
    """Tell whether a match does something to what the commands before were about, and to nothing else."""
    targets = {_target(intent) for intent in match.intents}
    were = {_target(intent) for intent in before}
    sure = all(intent.score >= SURE for intent in match.intents)
    return bool(targets) and sure and NOTHING not in targets and targets <= were


def _target(intent: Intent) -> tuple[str, ...]:
    return tuple(str(intent.value(name)) for name in TARGETS)
