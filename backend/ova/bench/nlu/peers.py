"""Who understands the sentences: this hub, and plain hassil on the same names."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Protocol

from hassil.intents import Intents, SlotList, TextSlotList
from hassil.recognize import RecognizeResult, recognize_best
from home_assistant_intents import get_intents

from ova.core import HomeNames, Match
from ova.language import Grammar


@dataclass(frozen=True, slots=True)
class Understood:
    """What a peer made of one text."""

    intent: str | None = None
    """None: nothing would be done."""
    slots: Mapping[str, Any] = field(default_factory=dict)
    area: str | None = None
    """The area taken from where the speaker is."""
    also: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    """Further commands: intent and slots."""
    excluded: Mapping[str, Any] = field(default_factory=dict)
    score: float | None = None
    reason: str = ""
    """Why nothing would be done."""
    asks: tuple[str, ...] = ()
    """What the peer asks back about; the person has to answer before anything is done."""

    def to_json(self) -> dict[str, Any] | None:
        """Return what would be done, for printing; None for nothing."""
        if self.intent is None:
            return None
        done: dict[str, Any] = {"intent": self.intent, "slots": dict(self.slots)}
        if self.area is not None:
            done["area"] = self.area
        if self.also:
            done["also"] = [{"intent": name, "slots": dict(slots)} for name, slots in self.also]
        if self.excluded:
            done["excluded"] = dict(self.excluded)
        return done


class Peer(Protocol):
    """Understands the sentences of one home. Only ``recognise`` is timed."""

    def recognise(self, text: str, area: str | None) -> Any:
        """Understand a text said in an area."""

    def understood(self, result: Any) -> Understood:
        """Say what a result of ``recognise`` means."""


class Ova:
    """This hub's Grammar."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar

    def recognise(self, text: str, area: str | None) -> Match:
        """Understand a text said in an area, as if it had never been said."""
        self.grammar.forget()
        return self.grammar.match(text, area=area)

    def understood(self, result: Match) -> Understood:
        """Say what a match means."""
        question = result.question
        asks = tuple(option.sentence for option in question.options) if question else ()
        intent = result.intent
        if intent is None or question is not None:
            return Understood(reason=result.reason, asks=asks, score=_best_score(result))
        return Understood(
            intent=intent.name,
            slots=intent.values(),
            area=intent.metadata.get("context_area"),
            also=tuple((one.name, one.values()) for one in result.also),
            excluded={slot.name: slot.value for slot in intent.excluded},
            score=intent.score,
        )


class Hassil:
    """Plain hassil on the full sentences of home-assistant-intents, called as Home Assistant does."""

    def __init__(self, names: HomeNames, language: str = "en") -> None:
        self._language = language
        self._intents = _intents(language)
        self._lists: dict[str, SlotList] = {
            "name": TextSlotList.from_tuples(
                [(name.text, name.value, {"domain": name.domain}) for name in names.entities],
                allow_template=False,
                name="name",
            ),
            "area": TextSlotList.from_tuples(names.areas, allow_template=False, name="area"),
            "floor": TextSlotList.from_tuples(names.floors, allow_template=False, name="floor"),
        }

    def recognise(self, text: str, area: str | None) -> RecognizeResult | None:
        """Understand a text said in an area."""
        return recognize_best(
            text,
            self._intents,
            slot_lists=self._lists,
            intent_context={"area": area} if area else None,
            best_slot_name="name",
            language=self._language,
        )

    def understood(self, result: RecognizeResult | None) -> Understood:
        """Say what a result means."""
        if result is None:
            return Understood()
        slots = {name: entity.value for name, entity in result.entities.items()}
        heard = result.entities.get("area")
        area = None
        if heard is not None and not heard.text and "area" not in result.intent_data.slots:
            area = str(slots.pop("area"))
        return Understood(result.intent.name, slots, area)


@cache
def _intents(language: str) -> Intents:
    intents = Intents.from_dict(get_intents(language) or {"language": language, "intents": {}})
    for intent in intents.intents.values():
        for data in intent.data:
            _ = data.sentences  # parsed now, not while the first texts are timed
    return intents


def _best_score(match: Match) -> float | None:
    readings = match.trace.readings if match.trace else ()
    return readings[0].score if readings else None
