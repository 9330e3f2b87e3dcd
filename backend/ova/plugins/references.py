"""Places in JSON documents, and references within JSON Schemas."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote

from ova.plugins.errors import PluginFault

_IN_PLACE = ("not", "if", "then", "else")
_IN_PLACE_LISTS = ("allOf", "anyOf", "oneOf")
"""Keywords whose schemas are for the same value, not for a part of it."""


def json_pointer(path: Iterable[Any]) -> str:
    """Return the JSON pointer of a path of names and indexes."""
    parts = [str(part).replace("~", "~0").replace("/", "~1") for part in path]
    return "".join(f"/{part}" for part in parts)


def check_references(schema: Mapping[str, Any], where: str) -> None:
    """Raise PluginFault for a reference that leads outside of a schema, nowhere, or round in a circle.

    Nothing of that would be found before a value is checked with the schema. ``where`` ends with the
    schema's own JSON pointer.
    """
    for path, reference in _references(schema):
        if not isinstance(_target(schema, reference), dict | bool):
            raise PluginFault(
                "The manifest cannot be read.",
                reason=f"{where}{json_pointer(path)}: the reference {reference!r} leads to no schema",
                cure="Refer to parts of the same schema, as in #/$defs/name.",
            )
    done: set[int] = set()
    for path, part in _parts(schema):
        if _goes_round(schema, part, (), done):
            raise PluginFault(
                "The manifest cannot be read.",
                reason=f"{where}{json_pointer(path)}: the schema is made of itself without an end",
                cure="Let references lead round only by way of a field or an item.",
            )


def _goes_round(
    schema: Mapping[str, Any], part: Any, above: tuple[int, ...], done: set[int]
) -> bool:
    """Tell whether checking a value with ``part`` checks the same value with ``part`` again."""
    if not isinstance(part, dict) or id(part) in done:
        return False
    if id(part) in above:
        return True
    inside = [part[name] for name in _IN_PLACE if name in part]
    for name in _IN_PLACE_LISTS:
        inside.extend(part[name] if isinstance(part.get(name), list) else ())
    inside.extend(part["dependentSchemas"].values() if _is_named(part) else ())
    if isinstance(part.get("$ref"), str):
        inside.append(_target(schema, part["$ref"]))
    round_ = any(_goes_round(schema, one, (*above, id(part)), done) for one in inside)
    done.add(id(part))
    return round_


def _is_named(part: Mapping[str, Any]) -> bool:
    return isinstance(part.get("dependentSchemas"), dict)


def _references(schema: Any) -> Iterator[tuple[tuple[Any, ...], str]]:
    """Yield the place and the value of each ``$ref``."""
    for path, part in _parts(schema):
        if isinstance(part.get("$ref"), str):
            yield (*path, "$ref"), part["$ref"]


def _parts(schema: Any) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    """Yield the place and the value of each object in a document."""
    waiting: list[tuple[tuple[Any, ...], Any]] = [((), schema)]
    while waiting:
        path, one = waiting.pop()
        if isinstance(one, dict):
            yield path, one
            waiting.extend(((*path, name), value) for name, value in one.items())
        elif isinstance(one, list):
            waiting.extend(((*path, number), value) for number, value in enumerate(one))


def _target(schema: Any, reference: str) -> Any:
    """Return what a reference within a schema leads to, or None."""
    if reference != "#" and not reference.startswith("#/"):
        return None
    target = schema
    for part in unquote(reference[1:]).split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        if isinstance(target, list) and name.isdecimal() and int(name) < len(target):
            target = target[int(name)]
        elif isinstance(target, dict) and name in target:
            target = target[name]
        else:
            return None
    return target
