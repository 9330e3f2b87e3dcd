"""Integrations a test gives: real ones to the hub, whose object is whatever the test made."""

import itertools
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

_given: dict[str, Any] = {}
_numbers = itertools.count(1)

_SOURCE = '''"""Stands in for an integration in a test."""

from ova.testing.fakes import given

manifest = {{"name": {name!r}, "events": {events}}}


def build_integration(config, ova):
    return given({token!r})
'''


def given(token: str) -> Any:
    """Return the object a test gave."""
    return _given[token]


def write_fake(
    folder: Path, integration_id: str, fake: Any, name: str, events: Iterable[str]
) -> str:
    """Write an integration that gives ``fake`` to whoever needs it; return what ``forget`` takes."""
    token = f"{integration_id}-{next(_numbers)}"
    _given[token] = fake
    folder.mkdir(parents=True, exist_ok=True)
    told = json.dumps(dict.fromkeys(events, "Told by the test."))
    source = _SOURCE.format(name=name, events=told, token=token)
    (folder / f"{integration_id}.py").write_text(source, encoding="utf-8")
    return token


def forget(tokens: Iterable[str]) -> None:
    """Let go of what a test gave."""
    for token in tokens:
        _given.pop(token, None)
