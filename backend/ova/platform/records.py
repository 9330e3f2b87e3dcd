"""What a polling trigger returned, checked."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel

from ova.plugins import PollDef
from ova.sdk import FetchResponse, OutputInvalid


class RecordsInvalid(OutputInvalid):
    """A poll returned something else than records; ``errors`` points at the first that is wrong."""

    def __init__(self, what: str, errors: list[dict[str, str]]) -> None:
        super().__init__(
            f"The poll was thrown away: {what}.",
            cure='Return a list of {"id": ..., "data": {...}}, with an id that never changes; '
            "an empty list when there is no news.",
        )
        self.errors = errors


@dataclass(frozen=True, slots=True)
class Record:
    """One piece of news."""

    id: str
    data: dict[str, Any]


def listed(told: Any) -> Any:
    """Return what a poll told as a list if it can be one; an author's generator runs here."""
    if isinstance(told, FetchResponse):
        told = told.data
    if isinstance(told, Iterable) and not isinstance(told, str | bytes | Mapping | list):
        return list(told)
    return told


def records_of(told: Any, poll: PollDef) -> list[Record]:
    """Return the records of a poll, each id once. Raises RecordsInvalid."""
    if not isinstance(told, list):
        kind = "nothing" if told is None else f"a {type(told).__name__}"
        raise RecordsInvalid(f"it returned {kind}, not a list", [])
    found: dict[str, Record] = {}
    for index, one in enumerate(told):
        record = _record(index, one, poll)
        found.setdefault(record.id, record)
    return list(found.values())


def _record(index: int, one: Any, poll: PollDef) -> Record:
    if not isinstance(one, Mapping):
        raise _wrong(index, "", f"is a {type(one).__name__}")
    name = one.get("id")
    if name is None or name == "":
        raise _wrong(index, "/id", "has no id")
    if isinstance(name, bool) or not isinstance(name, str | int):
        raise _wrong(index, "/id", "has an id that is neither a text nor a whole number")
    data = one.get("data")
    if data is None:
        raise _wrong(index, "/data", "has no data")
    if isinstance(data, BaseModel):
        data = data.model_dump(mode="json")
    if not isinstance(data, Mapping):
        raise _wrong(index, "/data", f"has a {type(data).__name__} as its data, not an object")
    data = dict(data)
    faults = poll.output.faults(data) if poll.output is not None else []
    if faults:
        field, detail = faults[0]["field"], faults[0]["detail"]
        raise _wrong(index, f"/data{field}", f"does not fit: {field or 'data'}: {detail}")
    try:
        f"{name}{json.dumps(data, ensure_ascii=False, allow_nan=False)}".encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise _wrong(index, "/data", "holds something that is not JSON") from error
    return Record(str(name), data)


def _wrong(index: int, place: str, what: str) -> RecordsInvalid:
    return RecordsInvalid(
        f"the record at index {index} {what}", [{"field": f"/{index}{place}", "detail": what}]
    )
