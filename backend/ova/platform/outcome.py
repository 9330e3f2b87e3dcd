"""From whatever an author's action returns to plain JSON, a cost and a sentence."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic_core import PydanticSerializationError, to_jsonable_python

from ova.plugins import SchemaCheck
from ova.sdk import ActionResult, FetchResponse

LONGEST_MESSAGE = 10_000
"""Characters; nobody listens to more."""


@dataclass(frozen=True, slots=True)
class ActionDone(ActionResult):
    """What came of an action; ``data`` is plain JSON."""

    duration_ms: float = 0.0
    seq: int = 0
    """Its number in the run log."""


class NotPlain(Exception):
    """What was returned cannot be passed on. The message says why."""


def unwrapped(returned: Any) -> ActionResult:
    """Return what an action gave as plain JSON with cost and message. Raises NotPlain."""
    result = returned if isinstance(returned, ActionResult) else ActionResult(returned)
    cost, message = result.cost_usd, result.message
    if cost is not None and not (_is_number(cost) and math.isfinite(cost) and cost >= 0):
        raise NotPlain("cost_usd must be a number from 0 on, or None")
    if not isinstance(message, str):
        raise NotPlain(f"message must be a text, not a {type(message).__name__}")
    try:
        data = to_jsonable_python(_opened(result.data))
        json.dumps([data, message], allow_nan=False, ensure_ascii=False).encode()
    except (PydanticSerializationError, TypeError, ValueError, RecursionError) as error:
        raise NotPlain(f"it is not JSON: {type(error).__name__}") from error
    return ActionResult(data, None if cost is None else float(cost), message[:LONGEST_MESSAGE])


def faults_of(output: SchemaCheck | None, data: Any) -> list[dict[str, str]]:
    """Return what keeps data from being what was declared."""
    return output.faults(data) if output is not None else []


def _opened(value: Any) -> Any:
    """Put the data of every FetchResponse in its place."""
    if isinstance(value, FetchResponse):
        return value.data
    if isinstance(value, Mapping):
        return {key: _opened(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_opened(one) for one in value]
    return value


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)
