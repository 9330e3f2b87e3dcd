"""Phrase tables: what people say and what must come of it, as a YAML file beside a skill."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from ova.core import InvalidInput
from ova.plugins import MarkedYaml, YamlFault, id_of, read_yaml
from ova.testing.answer import Answer
from ova.testing.skill_bed import SkillBed

NAME = re.compile(r"phrases(_[a-z0-9_]+)?\.ya?ml")
TABLE_KEYS = {"language", "time", "time_zone", "home", "skills", "config", "area", "phrases"}
PHRASE_KEYS = {
    *("say", "intent", "slots", "reply", "speech", "error", "actions", "asks", "rings"),
    *("area", "satellite", "wait", "then"),
}
_YES = {True: "yes", False: "no"}
"""What YAML makes of two answers that are said often."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """Something that is said, and what is expected."""

    say: str
    """Empty: nothing is said, time passes."""
    expected: Mapping[str, Any]
    line: int
    wait: str = ""
    """How long nothing happens before."""
    area: str | None = None
    satellite: str | None = None
    then: tuple["Phrase", ...] = ()

    @property
    def name(self) -> str:
        """How it is called in a report."""
        return self.say or f"wait {self.wait}"


@dataclass(frozen=True, slots=True)
class Table:
    """One file."""

    path: Path
    options: Mapping[str, Any] = field(default_factory=dict)
    phrases: tuple[Phrase, ...] = ()

    @property
    def skill(self) -> Path:
        """The folder of the skill."""
        return self.path.parent.parent

    def bed(self) -> SkillBed:
        """Start a hub with the skill. Raises SkillNotLoaded, InvalidInput."""
        options = {
            key: self.options[key]
            for key in ("language", "time_zone", "home", "skills")
            if key in self.options
        }
        if "time" in self.options:
            time = self.options["time"]
            options["now"] = time.isoformat() if isinstance(time, datetime) else str(time)
        return SkillBed(self.skill, self.options.get("config"), **options)


def is_table(path: Path) -> bool:
    """Tell whether a file is the phrase table of a skill: ``<skill>/tests/phrases.yaml``."""
    skill = path.parent.parent
    named = path.parent.name == "tests" and NAME.fullmatch(path.name) is not None
    return named and (skill / "locale").is_dir()


def tables_of(skill: Path) -> list[Path]:
    """Return the phrase tables of a skill's folder."""
    return [one for one in sorted((skill / "tests").glob("phrases*.y*ml")) if is_table(one)]


def read_table(path: Path) -> Table:
    """Read a phrase table. Raises InvalidInput with file and line for what cannot be used."""
    try:
        marked = read_yaml(path)
    except YamlFault as fault:
        raise InvalidInput(f"{_where(path, fault.line)}: {fault}", code="phrase_table") from None
    data = marked.data
    unknown = sorted(set(data) - TABLE_KEYS)
    if unknown:
        raise _fault(path, marked, f"/{unknown[0]}", f"{unknown[0]!r} is not known", TABLE_KEYS)
    given = data.get("phrases")
    if not isinstance(given, list) or not given:
        raise _fault(path, marked, "/phrases", "phrases must be a list with what is said")
    phrases = tuple(_phrases(path, marked, given, "/phrases", data.get("area")))
    return Table(path, {key: data[key] for key in data if key != "phrases"}, phrases)


def try_phrase(bed: SkillBed, phrase: Phrase, conversation: str) -> list[str]:
    """Say a phrase and what follows it; return what is not as expected, in words."""
    if phrase.wait:
        bed.wait(phrase.wait)
    wrong = []
    if phrase.say:
        place = {"area": phrase.area, "satellite": phrase.satellite}
        answer = bed(phrase.say, conversation=conversation, **place)
        wrong = [f"{phrase.say!r}: {one}" for one in differences(phrase.expected, answer)]
    if "rings" in phrase.expected:
        rings = [one.name or one.kind for one in bed.ringing]
        if sorted(rings) != sorted(_listed(phrase.expected["rings"])):
            wrong.append(f"{phrase.name!r}: rings {rings}, not {phrase.expected['rings']}")
    for following in () if wrong else phrase.then:
        wrong += try_phrase(bed, following, conversation)
    return wrong


def differences(expected: Mapping[str, Any], answer: Answer) -> Iterator[str]:
    """Yield what of an answer is not as expected, in words."""
    why = f" ({answer.reason})" if answer.reason else ""
    if "intent" in expected and answer.intent != expected["intent"]:
        yield f"intent is {answer.intent}, not {expected['intent']}{why}; it said {answer.reply!r}"
        return
    for name, value in (expected.get("slots") or {}).items():
        if name not in answer.slots:
            yield f"there is no slot {name}; there are {answer.slots}"
        elif not _same(answer.slots[name], value):
            yield f"the slot {name} is {answer.slots[name]!r}, not {value!r}"
    for key in ("reply", "speech"):
        if key in expected and not _fits(expected[key], getattr(answer, key)):
            yield f"the {key} is {getattr(answer, key)!r}, not {expected[key]!r}{why}"
    if "error" in expected and answer.error != expected["error"]:
        yield f"error is {answer.error}, not {expected['error']}{why}"
    elif "error" not in expected and answer.error == "handler_failed":
        yield f"it failed{why}"
    if "actions" in expected and sorted(answer.did) != sorted(_listed(expected["actions"])):
        yield f"it did {answer.did}, not {expected['actions']}{why}"
    if "asks" in expected and (answer.question is not None) != bool(expected["asks"]):
        yield f"it {'asked back' if answer.question else 'asked nothing'}: {answer.reply!r}"


def run_table(path: Path) -> Iterator[tuple[Phrase, list[str]]]:
    """Yield every phrase of a table with what is wrong with it. Raises as ``read_table``."""
    table = read_table(path)
    with table.bed() as bed:
        for number, phrase in enumerate(table.phrases):
            yield phrase, try_phrase(bed, phrase, f"{id_of(table.skill)} {number}")


def _phrases(
    path: Path, marked: MarkedYaml, given: list[Any], pointer: str, area: Any
) -> Iterator[Phrase]:
    for number, one in enumerate(given):
        place = f"{pointer}/{number}"
        if not isinstance(one, dict):
            raise _fault(path, marked, place, "a phrase is a mapping with say")
        unknown = sorted(set(map(str, one)) - PHRASE_KEYS)
        if unknown:
            raise _fault(path, marked, place, f"{unknown[0]!r} is not known", PHRASE_KEYS)
        said = [_YES.get(text, text) for text in _listed(one.get("say", ""))]
        if not all(isinstance(text, str) for text in said) or not (any(said) or one.get("wait")):
            raise _fault(path, marked, place, "say must be a text, or a list of texts")
        then = one.get("then") or []
        if not isinstance(then, list):
            raise _fault(path, marked, place, "then must be a list of what is said next")
        if not isinstance(one.get("slots") or {}, dict):
            raise _fault(path, marked, place, "slots must be values by name")
        for text in said:
            yield Phrase(
                say=text,
                expected=one,
                line=marked.places.get(place, (0, 0))[0],
                wait=str(one.get("wait") or ""),
                area=one.get("area", area),
                satellite=one.get("satellite"),
                then=tuple(_phrases(path, marked, then, f"{place}/then", area)),
            )


def _fits(wanted: Any, text: str) -> bool:
    """Tell whether a text is one of those that are wanted; ``/.../`` is a regular expression."""
    for one in _listed(wanted):
        found = re.fullmatch(r"/(.*)/", str(one), re.DOTALL)
        if found is None and str(one) == text:
            return True
        with suppress(re.error):
            if found is not None and re.search(found[1], text):
                return True
    return wanted is None and not text


def _same(value: Any, wanted: Any) -> bool:
    """Compare a slot; YAML reads ``on`` and ``no`` as truth values."""
    if isinstance(wanted, bool) and isinstance(value, str):
        return value in (("on", "yes", "true") if wanted else ("off", "no", "false"))
    return bool(value == wanted)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _where(path: Path, line: int) -> str:
    return f"{path.name}:{line}" if line else path.name


def _fault(
    path: Path, marked: MarkedYaml, pointer: str, reason: str, known: set[str] | None = None
) -> InvalidInput:
    line = marked.places.get(pointer, (0, 0))[0]
    cure = f"Known are: {', '.join(sorted(known))}." if known else "See docs/write-a-skill.md."
    return InvalidInput(f"{_where(path, line)}: {reason}", cure=cure, code="phrase_table")
