"""What is wrong with the names of a home: two things of one name, names that sound alike, and the like."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence

from ova.language.named_things import FaultKind, NamedThing, NameFault, ThingKind, in_order
from ova.language.normalise import spoken_form
from ova.language.sounds import sound_key
from ova.language.spelling import spelling
from ova.language.tokens import tokens_of
from ova.language.vocabulary import vocabulary

MOST_OF_A_KIND = 200
"""Faults of one kind; a home of copies would have millions."""
MOST_THINGS = 20
SHORTEST_ALIKE = 5
"""Letters; shorter names differ by one letter as a rule."""

_CODE = re.compile(r"(?=\w*\d)(?=\w*[a-z])\w{5,}|\d{5,}", re.IGNORECASE)
_VOWEL = re.compile(r"[aeiouyæøœ]", re.IGNORECASE)
_LATIN = re.compile(r"[a-z]", re.IGNORECASE)

Key = tuple[str, ...]
Named = list[tuple[str, NamedThing]]


def name_faults(
    things: Iterable[NamedThing],
    language: str,
    is_command: Callable[[str], bool] = lambda _text: False,
) -> list[NameFault]:
    """Return the faults in the names of what may be said, those that matter most first.

    ``things`` are the areas, the floors and the entities that are exposed. ``is_command`` tells
    whether a name, said alone, is a command.
    """
    named = [(text, thing) for thing in things for text in dict.fromkeys(thing.texts)]
    entities = [one for one in named if one[1].kind is ThingKind.ENTITY]
    places = [one for one in named if one[1].kind is not ThingKind.ENTITY]
    checks: tuple[Iterator[NameFault], ...] = (
        _same_names(entities),
        _same_places(places),
        _like_places(entities, places),
        _unsayable(named, language),
        _commands(named, language, is_command),
        _alike(entities, language),
        _alike(places, language),
        _elsewhere(entities, places),
    )
    found: dict[str, NameFault] = {}
    for check in checks:
        for number, fault in enumerate(check):
            if number >= MOST_OF_A_KIND:
                break
            found.setdefault(fault.id, fault)
    return in_order(list(found.values()))


def _grouped(named: Named) -> dict[Key, Named]:
    groups: dict[Key, Named] = defaultdict(list)
    for text, thing in named:
        key = tokens_of(text)
        if key and not any(one.id == thing.id for _, one in groups[key]):
            groups[key].append((text, thing))
    return groups


def _same_names(entities: Named) -> Iterator[NameFault]:
    for group in _grouped(entities).values():
        if len(group) < 2:
            continue
        things = _things(group)
        areas = [one.area_id for one in things]
        if len(set(areas)) < len(areas):
            kind = FaultKind.SAME_NAME
            many = {area for area in areas if areas.count(area) > 1}
            things = [one for one in things if one.area_id in many]
        else:
            floors = {one.floor_id for one in things}
            elsewhere = len(floors) > 1 and None not in floors
            kind = FaultKind.SAME_NAME_FLOORS if elsewhere else FaultKind.SAME_NAME_ELSEWHERE
        yield NameFault(kind, group[0][0], tuple(things[:MOST_THINGS]))


def _same_places(places: Named) -> Iterator[NameFault]:
    for group in _grouped(places).values():
        if len(group) > 1:
            yield NameFault(FaultKind.SAME_PLACE, group[0][0], tuple(_things(group)[:MOST_THINGS]))


def _like_places(entities: Named, places: Named) -> Iterator[NameFault]:
    called = {tokens_of(text): thing for text, thing in places}
    for text, thing in entities:
        place = called.get(tokens_of(text))
        if place is not None:
            yield NameFault(
                FaultKind.LIKE_PLACE,
                text,
                (thing,),
                place.name,
                place.id if place.kind is ThingKind.AREA else None,
            )


def _unsayable(named: Named, language: str) -> Iterator[NameFault]:
    common = spelling(language).common
    for text, thing in named:
        said = spoken_form(text, language)
        if said is None or (_LATIN.search(said) is None and _writes_latin(language)):
            yield NameFault(FaultKind.UNSPEAKABLE, text, (thing,))
            continue
        words = [word for word in said.split() if word not in common]
        hard = any(
            len(one) > 3 and _LATIN.search(one) and not _VOWEL.search(_bare(one)) for one in words
        )
        if hard or any(_CODE.fullmatch(word) for word in re.findall(r"\w+", text)):
            yield NameFault(FaultKind.HARD_TO_SAY, text, (thing,))


def _commands(
    named: Named, language: str, is_command: Callable[[str], bool]
) -> Iterator[NameFault]:
    table = vocabulary(language)
    fillers = (phrase for phrases in table.fillers.values() for phrase in phrases)
    pronouns = (word for words in table.pronouns.values() for word in words)
    taken = {
        tuple(str(phrase).split())
        for phrase in (*table.negation, *table.exclusion, *table.conjunctions, *fillers, *pronouns)
    }
    for text, thing in named:
        if tokens_of(text) in taken or is_command(text):
            yield NameFault(FaultKind.COMMAND, text, (thing,))


def _alike(named: Named, language: str) -> Iterator[NameFault]:
    """Yield pairs of different names that share their sound, or that one letter tells apart."""
    groups = _grouped(named)
    keys = sorted(groups)
    buckets: dict[tuple[str, ...], list[Key]] = defaultdict(list)
    for key in keys:
        for form in _forms(key, language):
            buckets[form].append(key)
    told: set[tuple[Key, Key]] = set()
    for bucket in buckets.values():
        for place, one in enumerate(bucket):
            for other in bucket[place + 1 : place + 1 + MOST_THINGS]:
                if one == other or (one, other) in told or not _confusable(one, other, language):
                    continue
                told.add((one, other))
                first, second = groups[one][0], groups[other][0]
                if first[1].id != second[1].id:
                    yield NameFault(
                        FaultKind.SOUNDS_ALIKE, first[0], (first[1], second[1]), second[0]
                    )


def _forms(key: Key, language: str) -> set[tuple[str, ...]]:
    """Return what names that may be taken for each other have in common; numbers tell them apart."""
    numbers = _numbers(key)
    words = [word for word in key if word not in numbers]
    joined = "".join(words)
    forms = {("~" + "".join(sound_key(word, language) for word in words), *numbers)}
    if len(joined) >= SHORTEST_ALIKE:
        forms.add((joined, *numbers))
        forms |= {(joined[:at] + joined[at + 1 :], *numbers) for at in range(len(joined))}
    return forms


def _confusable(one: Key, other: Key, language: str) -> bool:
    """Tell whether two names are heard alike: numbers, and words of everyday that differ, are not."""
    if _numbers(one) != _numbers(other):
        return False
    if "".join(one) == "".join(other):
        return True
    if [sound_key(word, language) for word in one] == [sound_key(word, language) for word in other]:
        return True
    if len(one) != len(other):
        return False
    different = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
    if len(different) != 1:
        return False
    return min(map(len, different[0])) >= SHORTEST_ALIKE - 1 and one[0][0] == other[0][0]


def _numbers(key: Key) -> list[str]:
    return [word for word in key if not word[0].isalpha() or len(word) == 1]


def _elsewhere(entities: Named, places: Named) -> Iterator[NameFault]:
    """Yield things whose name begins or ends with that of another area than theirs."""
    areas = {
        tokens_of(text): thing
        for text, thing in places
        if thing.kind is ThingKind.AREA and tokens_of(text)
    }
    longest = max(map(len, areas), default=0)
    for text, thing in entities:
        key = tokens_of(text)
        if thing.area_id is None:
            continue
        for size in range(min(longest, len(key) - 1), 0, -1):
            area = areas.get(key[:size]) or areas.get(key[-size:])
            if area is not None:
                if area.id != thing.area_id:
                    yield NameFault(FaultKind.ELSEWHERE, text, (thing,), area.name, area.id)
                break


def _bare(word: str) -> str:
    """Return a word without accents."""
    return unicodedata.normalize("NFD", word)


def _things(group: Sequence[tuple[str, NamedThing]]) -> list[NamedThing]:
    return [thing for _, thing in group]


def _writes_latin(language: str) -> bool:
    return language.partition("-")[0] in ("en", "de", "fr", "es", "nl", "it")
