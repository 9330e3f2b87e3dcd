"""The question in which room, for a command that is clear but for that: "turn on the light"."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import islice
from types import MappingProxyType

from ova.core import ROOM, Area, Entity, Intent, Match, Option, Question, QuestionKind

LACKING = "needs_area"
MOST_ROOMS = 40
"""More would take too long to try."""
KINDS: Mapping[str, str] = MappingProxyType(
    {
        "HassClimate": "climate",
        "HassLight": "light",
        "HassMedia": "media_player",
        "HassSetVolume": "media_player",
        "HassVacuum": "vacuum",
    }
)
"""What the commands of Home Assistant's vocabulary are for, by how their names begin."""


def asked_where(
    match: Match,
    areas: Iterable[Area],
    entities: Iterable[Entity],
    in_area: Callable[[Area], Match],
) -> Match:
    """Return the question in which room for a match that lacks one; any other match as it is.

    ``in_area`` understands the text as said in a room. Rooms without a thing of the kind are not
    offered; with one such room alone there is nothing to ask.
    """
    if match.reason != LACKING:
        return match
    shared = [one for one in entities if one.exposed]
    found = list(_options(match.text, islice(areas, MOST_ROOMS), shared, in_area))
    if not found:
        return match
    if len(found) == 1:
        return Match(match.text, found[0].intents[0], also=found[0].intents[1:], trace=match.trace)
    question = Question(QuestionKind.AMBIGUOUS, tuple(found), value=ROOM)
    return replace(match, reason=QuestionKind.AMBIGUOUS.value, detail={}, question=question)


def _options(
    text: str,
    areas: Iterable[Area],
    entities: list[Entity],
    in_area: Callable[[Area], Match],
) -> Iterator[Option]:
    for area in areas:
        there = {one.domain for one in entities if one.area_id == area.id}
        match = in_area(area) if there else None
        if match is not None and match.intent is not None and _any_of(match.intents, there):
            yield Option(area.name, f"{text}, {area.name}", match.intents, area.aliases)


def _any_of(intents: Iterable[Intent], domains: set[str]) -> bool:
    """Tell whether something is there for every command that names a kind of things."""
    kinds = (kind for intent in intents if (kind := _kinds(intent)))
    return all(kind & domains for kind in kinds)


def _kinds(intent: Intent) -> set[str]:
    """Return the kinds of things a command is for; nothing when it does not tell."""
    said = intent.value("domain")
    if said:
        return {said} if isinstance(said, str) else set(said)
    return {kind for start, kind in KINDS.items() if intent.name.startswith(start)}
