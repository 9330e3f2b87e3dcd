"""The words of one language that signs, units and numbers are read with."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

import yaml


@dataclass(frozen=True)
class SpokenWords:
    """What ``<language>.yaml`` beside this file holds."""

    language: str = ""
    table: Mapping[str, Any] = field(default_factory=dict)

    @property
    def known(self) -> bool:
        """Whether the language has a table."""
        return bool(self.table)

    @property
    def decimal_mark(self) -> str:
        """What stands between a number and its decimals."""
        return str(self.table.get("decimal_mark", "."))

    def word(self, name: str) -> str:
        """Return a word such as ``minus`` or ``to``; empty when the language lacks it."""
        return str(self.table.get("words", {}).get(name, ""))

    def unit(self, symbol: str, *, one: bool) -> str:
        """Return a unit in words, for one or for several."""
        forms = self.units[symbol]
        return forms[0] if one else forms[-1]

    @cached_property
    def units(self) -> dict[str, tuple[str, ...]]:
        """Symbols of units with their words: for one, and for several where that differs."""
        return {
            symbol: tuple(part.strip() for part in str(forms).split("|"))
            for symbols, forms in self.table.get("units", {}).items()
            for symbol in str(symbols).split()
        }

    @cached_property
    def currencies(self) -> dict[str, tuple[str, ...]]:
        """Signs of money with the words for one and for several."""
        return {
            sign: tuple(part.strip() for part in str(forms).split("|"))
            for signs, forms in self.table.get("currencies", {}).items()
            for sign in str(signs).split()
        }

    @cached_property
    def abbreviations(self) -> dict[str, str]:
        """What is written short, with its full stop, and how it is said; may be the same."""
        return {str(short): str(full) for short, full in self.table.get("short", {}).items()}

    @cached_property
    def stopped(self) -> frozenset[str]:
        """Words whose full stop ends no sentence, in lower case and without it."""
        kept = [str(word) for word in self.table.get("no_sentence_end", ())]
        return frozenset(word.casefold().rstrip(".") for word in (*self.abbreviations, *kept))

    @cached_property
    def months(self) -> tuple[str, ...]:
        """Names of the months."""
        return tuple(self.table.get("months", ()))

    @cached_property
    def signs(self) -> dict[str, str]:
        """Signs that are said as a word wherever they stand."""
        return {str(sign): str(word) for sign, word in self.table.get("signs", {}).items()}

    def one_of(self, spellings: Mapping[str, Any]) -> str:
        """Return a pattern for the keys of a table, the longest first."""
        return "|".join(re.escape(each) for each in sorted(spellings, key=len, reverse=True))


@cache
def spoken_words(language: str) -> SpokenWords:
    """Return the words of a language tag such as ``de-AT``; an empty table when there is none."""
    family = language.replace("_", "-").partition("-")[0].lower()
    file = files("ova.language.speakable").joinpath(f"{family}.yaml")
    if not family.isalpha() or not file.is_file():
        return SpokenWords()
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    table = yaml.load(file.read_text(encoding="utf-8"), Loader=loader)  # noqa: S506 - both are safe
    return SpokenWords(family, table)
