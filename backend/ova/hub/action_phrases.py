"""From an action's phrases and input schema to sentences and lists of the Grammar."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ova.plugins import ActionDef, Entry

Schema = Mapping[str, Any]
Called = Callable[[str, str], str | None]
"""Gives what a choice of a field is called, ways to say it divided by ``|``; None: as it is written."""

MOST_NUMBERS = 1_000
"""Numbers that are listed one by one; of more, any number is understood."""
_KINDS = {"date": "date", "date-time": "datetime", "time": "time"}
"""Formats of texts that people say as values."""
_TAKEN = frozenset(
    {
        *("name", "area", "floor", "domain", "device_class"),
        *("conversation_command", "zone", "timer_name"),
    }
)
"""Slots and lists that mean something to the home: a field of such a name gets another slot."""
_PLACE = re.compile(r"\{([^{}:]*)(?::([^{}]*))?\}")
_WORD = re.compile(r"[^\W_]")
_SIGNS = re.compile(r"[\[\](){}<>|;:\\_]+")


@dataclass(frozen=True, slots=True)
class PhraseSet:
    """The sentences of one action."""

    entry: Entry
    intent: str
    """``<entry>.<action>``"""
    data: dict[str, Any]
    """hassil YAML; without sentences when none can be used."""
    problems: tuple[str, ...] = ()
    """Phrases that were left out, and why."""


class _Unsayable(Exception):
    """A phrase or a field that cannot be said. The message is the reason."""


def phrases_of(entry: Entry, action: ActionDef, language: str) -> PhraseSet:
    """Return what is said for an action in a language as sentences of an intent.

    ``{field}`` takes what the field of the input may be: numbers, one of a list, or any words.
    ``{kind:field}`` takes a value of the Grammar's own for it, as ``{duration:seconds}``, or a name of
    the home, as ``{name:light}``. One of a list is said as the integration's translations have it.
    """

    def called(field_name: str, choice: str) -> str | None:
        key = f"actions.{action.name}.inputs.{field_name}.choices.{choice}"
        return entry.translations.find(language, key)

    sentences: list[str] = []
    lists: dict[str, Any] = {}
    problems: list[str] = []
    for phrase in action.said_in(language):
        try:
            sentence, used = _sentence(phrase, action.input.schema, called)
        except _Unsayable as fault:
            problems.append(f"the phrase {phrase!r} cannot be used: {fault}")
            continue
        except Exception as fault:  # noqa: BLE001 - what an author declared may be anything
            reason = f"the hub makes nothing of it ({type(fault).__name__})"
            problems.append(f"the phrase {phrase!r} cannot be used: {reason}")
            continue
        sentences.append(sentence)
        lists |= used
    intent = f"{entry.id}.{action.name}"
    intents = {intent: {"data": [{"sentences": sentences}]}} if sentences else {}
    return PhraseSet(entry, intent, {"intents": intents, "lists": lists}, tuple(problems))


def field_of_slot(slot: str) -> str:
    """Return the field of the input that a slot of an action's sentence fills."""
    field_name = slot.removesuffix("_")
    return field_name if field_name in _TAKEN else slot


def slot_of_field(name: str) -> str:
    """Return the slot that fills a field of the input."""
    return f"{name}_" if name in _TAKEN else name


def _sentence(phrase: Any, schema: Schema, called: Called) -> tuple[str, dict[str, Any]]:
    """Return a phrase as a template with the lists it needs. Raises _Unsayable."""
    if not isinstance(phrase, str):
        raise _Unsayable("a phrase is a text")
    if not _has_words(phrase):
        raise _Unsayable("it needs a word of its own, or it would stand for whatever is said")
    fields = schema.get("properties") or {}
    lists: dict[str, Any] = {}
    said: set[str] = set()

    def place(found: re.Match[str]) -> str:
        kind, name = found[1].strip(), (found[2] or found[1]).strip()
        if name not in fields:
            known = ", ".join(fields) or "none"
            raise _Unsayable(f"the input has no field {name!r}; its fields are: {known}")
        said.add(name)
        slot = slot_of_field(name)
        if found[2] is not None:
            return f"{{{kind}:{slot}}}"
        listed = _list_of(name, _resolved(fields[name], schema), called)
        if isinstance(listed, str):
            return f"{{{listed}:{slot}}}"
        lists[slot] = listed
        return f"{{{slot}}}"

    sentence = _PLACE.sub(place, phrase)
    silent = [
        name
        for name in schema.get("required") or ()
        if name not in said and "default" not in (fields.get(name) or {})
    ]
    if silent:
        raise _Unsayable(f"it does not say {', '.join(silent)}, which the action needs")
    return sentence, lists


def _list_of(name: str, schema: Schema, called: Called) -> dict[str, Any] | str:
    """Return the list of what a field may be, or the kind of value it is. Raises _Unsayable."""
    choices = [schema["const"]] if "const" in schema else schema.get("enum")
    if isinstance(choices, list):
        values = [
            {"in": _SIGNS.sub(" ", way).strip(), "out": one}
            for one in choices
            for way in (called(name, str(one)) or str(one)).split("|")
        ]
        values = [one for one in values if one["in"] and one["out"] is not None]
        if not values:
            raise _Unsayable(f"none of the choices of {name!r} can be said")
        return {"values": values}
    kind = schema.get("type")
    if kind in ("integer", "number"):
        bounds = _whole_bounds(schema) if kind == "integer" else None
        if bounds is None:
            return "number"
        return {"range": {"from": bounds[0], "to": bounds[1], "step": bounds[2]}}
    if kind in ("string", None) and "properties" not in schema:
        return _KINDS.get(str(schema.get("format"))) or {"wildcard": True}
    raise _Unsayable(f"{name!r} is of the type {kind}, which cannot be said; use an enum or a text")


def _whole_bounds(schema: Schema) -> tuple[int, int, int] | None:
    """Return from, to and step of whole numbers; None when they are too many to list."""
    low, high = _whole(schema.get("minimum")), _whole(schema.get("maximum"))
    above, below = _whole(schema.get("exclusiveMinimum")), _whole(schema.get("exclusiveMaximum"))
    low = above + 1 if low is None and above is not None else low
    high = below - 1 if high is None and below is not None else high
    step = _whole(schema.get("multipleOf", 1))
    if low is None or high is None or step is None or step < 1:
        return None
    first = -(-low // step) * step
    if first > high or (high - first) // step >= MOST_NUMBERS:
        return None
    return first, high, step


def _whole(value: Any) -> int | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return None
    return int(value)


def _resolved(schema: Any, whole: Schema) -> dict[str, Any]:
    """Return a field's schema with references followed and "or nothing" left out."""
    for _ in range(10):
        if not isinstance(schema, Mapping):
            return {}
        if isinstance(schema.get("$ref"), str):
            schema = _referred(schema["$ref"], whole)
            continue
        options = schema.get("anyOf") or schema.get("oneOf") or schema.get("allOf")
        some = [
            one for one in options or () if isinstance(one, Mapping) and one.get("type") != "null"
        ]
        if len(some) == 1:
            schema = some[0]
            continue
        break
    kinds = schema.get("type")
    if isinstance(kinds, list):
        some_kinds = [kind for kind in kinds if kind != "null"]
        return {**schema, "type": some_kinds[0] if len(some_kinds) == 1 else "several"}
    return dict(schema)


def _referred(reference: str, whole: Schema) -> Any:
    part: Any = whole
    for step in reference.removeprefix("#/").split("/"):
        part = part.get(step) if isinstance(part, Mapping) else None
    return part


def _has_words(phrase: str) -> bool:
    """Tell whether a phrase has a word however it is said: outside of places and optional parts."""
    text = _PLACE.sub(" ", phrase)
    before = None
    while text != before:
        before = text
        text = re.sub(r"\[[^\[\]()]*\]", " ", text)
        text = re.sub(r"\(([^\[\]()]*)\)", _emptiest, text)
    return _WORD.search(text) is not None


def _emptiest(group: re.Match[str]) -> str:
    parts = group[1].split("|")
    return next((" " for part in parts if not _WORD.search(part)), parts[0])
