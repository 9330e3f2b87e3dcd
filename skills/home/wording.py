"""How things of the home are spoken of."""

from collections.abc import Sequence

from ova.sdk import Entity, Turn

from .home_map import HomeMap

MOST_NAMES = 4
ARTICLES = ("the ", "my ", "our ", "a ", "an ")
NOUNS = frozenset(
    {
        *("light", "switch", "fan", "cover", "lock", "climate", "media_player", "vacuum"),
        *("valve", "person", "awning", "blind", "curtain", "door", "garage", "gate", "shade"),
        *("shutter", "window", "scene", "script", "lawn_mower"),
    }
)
"""Domains and device classes there is a noun for."""


def capitalised(text: str) -> str:
    """Return a text with a capital letter at its start."""
    return text[:1].upper() + text[1:]


def plain_name(turn: Turn, name: str) -> str:
    """Return a name as it stands inside a sentence: "Kitchen Light" is "kitchen light" in English.

    Words that are not written like a title stay ("TV"), and so do names of people's things.
    """
    words = name.split()
    if not turn.language.startswith("en") or any(
        word.endswith(("'s", "\u2019s")) for word in words
    ):
        return name
    return " ".join(word.lower() if word.istitle() else word for word in words)


def the(turn: Turn, name: str) -> str:
    """Return a name with its article, unless it has one: "the kitchen light", "Anna's lamp"."""
    plain = plain_name(turn, name)
    first = name.split(" ", 1)[0]
    own = name.lower().startswith(ARTICLES) or first.endswith(("'s", "\u2019s"))
    return plain if own else turn.text("the", name=plain)


def the_entity(turn: Turn, entity: Entity) -> str:
    """Return what to call an entity; a vacuum or a person goes by its bare name."""
    if entity.domain in ("person", "vacuum") and len(entity.name.split()) == 1:
        return entity.name
    return the(turn, entity.name)


def names(
    turn: Turn,
    entities: Sequence[Entity],
    home: HomeMap | None = None,
    *,
    most: int = MOST_NAMES,
) -> str:
    """Return "the kitchen light, the lamp and 3 more": ``most`` parts.

    With ``home``, names that several entities carry are told apart by their areas.
    """
    told = []
    all_names = [entity.name for entity in entities]
    for entity in entities:
        words = the_entity(turn, entity)
        area = home.area_of(entity) if home and all_names.count(entity.name) > 1 else None
        told.append(turn.text("in_area", what=words, area=the(turn, area.name)) if area else words)
    told = list(dict.fromkeys(told))
    if len(told) > most:
        more = len(told) - most + 1
        told = [*told[: most - 1], turn.text("more", count=more)]
    return joined(turn, told)


def joined(turn: Turn, parts: Sequence[str]) -> str:
    """Return "a, b and c"."""
    told = parts[0] if parts else ""
    for part in parts[1:-1]:
        told = turn.text("list_more", first=told, next=part)
    return turn.text("list_last", first=told, last=parts[-1]) if len(parts) > 1 else told


def noun(turn: Turn, kind: str, count: int = 2) -> str:
    """Return the noun of a domain or device class: "lights", or "light" for a count of one."""
    if kind not in NOUNS:
        return kind.replace("_", " ")
    return turn.text(f"noun_{kind}_one" if count == 1 else f"noun_{kind}_other")


def number(value: float) -> str:
    """Return a number as people read it: without ".0" and with at most one decimal."""
    rounded = round(float(value), 1)
    return str(int(rounded)) if rounded.is_integer() else str(rounded)
