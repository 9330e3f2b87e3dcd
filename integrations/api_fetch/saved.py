"""Requests that people save in the settings, with places for what is said."""

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from ova.sdk import ActionError, InputInvalid

OUTPUT = {
    "type": "object",
    "required": ["status", "data"],
    "properties": {
        "status": {"type": "integer", "description": "HTTP status"},
        "data": {"description": "What the API answered: JSON, or a text"},
    },
}
_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_PATH = re.compile(r"\{([^{}]*)\}")
MOST_SAID = 400
Say = Callable[..., str]
"""Gives a text of the integration in the home's language, as ``ctx.text``."""


@dataclass(frozen=True, slots=True)
class SavedRequest:
    """One saved request."""

    name: str
    method: str
    url: str
    body: Any
    """Decoded; None: nothing is sent."""
    credentials: str
    answer: str
    phrases: tuple[str, ...]
    confirm: bool
    changes: str = "anything"
    """``nothing``, ``things``: those it ``affects``, or ``anything``."""
    affects: tuple[str, ...] = ()
    """The areas and things it changes, by name."""

    @property
    def action(self) -> str:
        """The name of its action."""
        return "saved_" + re.sub(r"[^a-z0-9]+", "_", self.name.lower()).strip("_")

    @property
    def places(self) -> list[str]:
        """What must be said, by name."""
        whole = self.url + (json.dumps(self.body, ensure_ascii=False) if self.body else "")
        return list(dict.fromkeys(_PLACE.findall(whole)))

    @property
    def input(self) -> dict[str, Any]:
        """The JSON Schema of what must be said."""
        text = {"type": "string", "minLength": 1, "maxLength": 200}
        return {
            "type": "object",
            "additionalProperties": False,
            "required": self.places,
            "properties": {
                name: {**text, "description": f"Put in place of {{{name}}}"} for name in self.places
            },
        }

    def filled(self, inputs: Mapping[str, Any]) -> dict[str, Any]:
        """Return the request with what was said in its places."""
        url = _PLACE.sub(lambda found: quote(str(inputs[found[1]]), safe=""), self.url)
        asked: dict[str, Any] = {"url": url, "method": self.method}
        if self.body is not None:
            asked["body"] = _put_in(self.body, inputs)
        return asked

    def said(self, data: Any, say: Say) -> str:
        """Return the sentence for an answer. Raises ActionError when it lacks what is told."""
        if not self.answer:
            return data[:MOST_SAID] if isinstance(data, str) else ""
        return _PATH.sub(lambda found: _value(data, found[1], self.name, say), self.answer)


def read_saved(rows: Iterable[Mapping[str, Any]]) -> list[SavedRequest]:
    """Return what was saved. Raises InputInvalid that names the request and what is wrong."""
    found: dict[str, SavedRequest] = {}
    for row in rows:
        request = _read(row)
        if request.action in ("saved_", *found):
            raise InputInvalid(
                f"The saved request {request.name!r} has no name of its own.",
                cure="Give each request another name, with letters a to z or digits.",
            )
        for phrase in request.phrases:
            said = set(_PLACE.findall(phrase))
            if said != set(request.places):
                wanted = ", ".join(f"{{{one}}}" for one in request.places) or "no places"
                raise InputInvalid(
                    f"The phrase {phrase!r} of {request.name} does not fit its address and body.",
                    cure=f"They have {wanted}; say each of them in every phrase, and no other.",
                )
        found[request.action] = request
    return list(found.values())


def _read(row: Mapping[str, Any]) -> SavedRequest:
    name, body = row["name"].strip(), row.get("body", "").strip()
    try:
        decoded = json.loads(body) if body else None
    except ValueError as error:
        raise InputInvalid(
            f"The body of the saved request {name} is not JSON: {error}.",
            cure='Write it as in {"level": "{level}"}, or leave it blank.',
        ) from None
    if _PLACE.search(row["url"].partition("//")[2].partition("/")[0]):
        raise InputInvalid(
            f"The saved request {name} takes its host from what is said.",
            cure="Write the host out, and use places behind it.",
        )
    affects = tuple(one.strip() for one in row.get("affects", ()))
    changes = row.get("changes", "things" if affects else "anything")
    if (changes == "things") != bool(affects):
        raise InputInvalid(
            f"The saved request {name} does not say which areas or things it changes."
            if changes == "things"
            else f"The saved request {name} names what it changes, and says it changes {changes}.",
            cure="Name areas and things where it changes things, as in Kitchen, and only there.",
        )
    return SavedRequest(
        name,
        row.get("method", "GET"),
        row["url"],
        decoded,
        row.get("credentials", "none"),
        row.get("answer", "").strip(),
        tuple(row.get("phrases", ())),
        bool(row.get("confirm")),
        changes,
        affects,
    )


def _put_in(value: Any, inputs: Mapping[str, Any]) -> Any:
    if isinstance(value, str):
        return _PLACE.sub(lambda found: str(inputs[found[1]]), value)
    if isinstance(value, list):
        return [_put_in(one, inputs) for one in value]
    if isinstance(value, dict):
        return {name: _put_in(one, inputs) for name, one in value.items()}
    return value


def _value(data: Any, path: str, name: str, say: Say) -> str:
    """Return what lies at ``main.temp`` or ``list.0.name`` of an answer."""
    value = data
    for step in filter(None, path.strip().split(".")):
        try:
            value = value[int(step)] if isinstance(value, list) else value[step]
        except (IndexError, KeyError, TypeError, ValueError):
            raise ActionError(
                say("errors.no_part", name=name, path=path), cure=say("errors.no_part_cure")
            ) from None
    return f"{value:g}" if isinstance(value, float) else str(value)
