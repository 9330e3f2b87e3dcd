"""The word table of a language as it is written: parsed once for everybody who reads of it."""

from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True, slots=True)
class WordFile:
    """What ``words/<language>.yaml`` holds; nothing for a language without one."""

    table: dict[str, Any] = field(default_factory=dict)
    digest: str = ""
    """Of the text: what it says has changed when this has."""


@cache
def word_file(family: str) -> WordFile:
    """Return the table of a language family such as ``en``."""
    file = files("ova.language.words").joinpath(f"{family}.yaml")
    if not family.isalpha() or not file.is_file():
        return WordFile()
    text = file.read_text(encoding="utf-8")
    # The C loader reads the same and is ten times as quick; PyYAML may be built without it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(text, Loader=loader)  # noqa: S506 - both are safe loaders
    return WordFile(table or {}, sha256(text.encode()).hexdigest())
