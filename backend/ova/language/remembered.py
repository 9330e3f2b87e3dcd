"""What texts came to, kept: people and automations say the same sentences again and again."""

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from ova.core import Intent, Match, Slot
from ova.language.standard import TARGET_SLOTS

MOST = 1_000
"""Texts that are kept, those said last."""
LOOKED_BACK_ON = ("area_from_satellite", "context_area", "target_context")
"""What is taken over from an earlier command beside its target."""

Understand = Callable[[tuple[Intent, ...]], tuple[Match, str]]
"""Understands a text after earlier commands; tells how finely it depends on the time, too."""
DAY, MINUTE, SECOND = "day", "minute", "second"
"""How finely what a text comes to depends on the time."""


class Remembered:
    """What a Grammar made of texts. Thread-safe.

    Understanding is pure: with the same sentences and names, the same text said in the same place
    after the same commands comes to the same; what speaks of times does so within the same minute,
    and "in ten minutes" never does.
    """

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._known: OrderedDict[Hashable, tuple[Match, datetime | None]] = OrderedDict()
        self._lock = threading.Lock()

    def match(
        self,
        text: str,
        area: str | None,
        earlier: Sequence[Intent],
        now: datetime | None,
        understand: Understand,
    ) -> Match:
        """Return what a text comes to: as it did before, else as ``understand`` finds."""
        spoken_of = tuple(_spoken_of(intent) for intent in earlier)
        day = now.date() if now is not None else None
        key = (text, area, day, *(_key(intent) for intent in spoken_of))
        minute = now.replace(second=0, microsecond=0) if now is not None else None
        with self._lock:
            known = self._known.get(key)
            if known is not None and known[1] in (None, minute):
                self._known.move_to_end(key)
                return _own(known[0])
        match, finely = understand(spoken_of)
        if now is None or finely != SECOND:
            with self._lock:
                self._known[key] = (match, minute if finely == MINUTE else None)
                self._known.move_to_end(key)
                if len(self._known) > self._most:
                    self._known.popitem(last=False)
            return _own(match)
        return match

    def forget(self) -> None:
        """Keep nothing of what was said."""
        with self._lock:
            self._known.clear()


def _spoken_of(intent: Intent) -> Intent:
    """Return what pronouns may stand for of an earlier command, and nothing else of it."""
    return Intent(
        name="",
        skill="",
        slots=tuple(slot for slot in intent.slots if slot.name in TARGET_SLOTS),
        metadata={
            name: intent.metadata[name] for name in LOOKED_BACK_ON if name in intent.metadata
        },
        excluded=intent.excluded,
    )


def _key(intent: Intent) -> Hashable:
    return _slots(intent.slots), _slots(intent.excluded), repr(intent.metadata)


def _slots(slots: tuple[Slot, ...]) -> Hashable:
    return tuple((slot.name, repr(slot.value), slot.text) for slot in slots)


def _own(match: Match) -> Match:
    """Return a match whose dicts nobody else has: whoever handles it may write into them."""
    if not (match.detail or any(intent.metadata for intent in match.intents) or match.question):
        return match
    question = match.question
    if question is not None:
        options = tuple(
            replace(option, intents=tuple(map(_intent, option.intents)))
            for option in question.options
        )
        question = replace(question, options=options)
    return replace(
        match,
        intent=_intent(match.intent) if match.intent is not None else None,
        also=tuple(map(_intent, match.also)),
        detail=_copy(match.detail),
        question=question,
    )


def _intent(intent: Intent) -> Intent:
    return replace(intent, metadata=_copy(intent.metadata)) if intent.metadata else intent


def _copy(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _copy(part) for name, part in value.items()}
    return [_copy(part) for part in value] if isinstance(value, list) else value
