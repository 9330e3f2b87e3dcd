"""Spelled-out numerals of a language, from Unicode's spelling rules and the language's table."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from hassil.numbers import get_rbnf_engine

from ova.language.tokens import tokens_of
from ova.language.values.phrases import PhraseTree
from ova.language.values.table import ValueTable, family_of

WHOLE_LIMIT = 1000
"""Numerals below are listed; larger ones are put together from them."""
ORDINAL_LIMIT = 200
_UNITS = range(1, 10)
_TENS = range(20, 100, 10)

Numeral = tuple[tuple[str, ...], int]
"""The words of a numeral and the number."""


def cardinals(table: ValueTable) -> Iterator[Numeral]:
    """Yield the ways to write the whole numbers below WHOLE_LIMIT in words."""
    forms: dict[int, set[str]] = {}
    for number in range(WHOLE_LIMIT):
        spelled = _spelled(number, table, "spellout-numbering", "spellout-cardinal")
        forms[number] = _varied(spelled, table.numbers.get("variants", ()))
    for number, written in forms.items():
        for form in written:
            yield tokens_of(form), number
    joiner = table.numbers.get("units_first")
    if joiner:
        for unit in _UNITS:
            for ten in _TENS:
                for first in forms[unit]:
                    for last in forms[ten]:
                        yield tokens_of(f"{first} {joiner} {last}"), ten + unit


def ordinals(table: ValueTable) -> Iterator[Numeral]:
    """Yield the ways to write the ordinals up to ORDINAL_LIMIT in words."""
    variants = table.numbers.get("ordinal_variants", ())
    for number in range(1, ORDINAL_LIMIT + 1):
        for form in _varied(_spelled(number, table, "spellout-ordinal"), variants):
            yield tokens_of(form), number
    for word, number in table.numbers.get("ordinals", {}).items():
        yield tokens_of(word), number


def numeral_tree(numerals: Iterable[Numeral]) -> PhraseTree[int]:
    """Make numerals readable."""
    tree: PhraseTree[int] = PhraseTree()
    for words, number in numerals:
        tree.add_words(words, number)
    return tree


@lru_cache(maxsize=4096)
def numeral_forms(number: int, language: str) -> tuple[str, ...]:
    """Return the ways to say a whole number by the spelling rules, in words divided by blanks."""
    return _said(number, language, None)


@lru_cache(maxsize=1024)
def ordinal_forms(number: int, language: str) -> tuple[str, ...]:
    """Return the ways to say an ordinal by the spelling rules, in words divided by blanks."""
    return _said(number, language, "spellout-ordinal")


def _said(number: int, language: str, kind: str | None) -> tuple[str, ...]:
    try:
        engine = get_rbnf_engine(language)
        rules = [name for name in engine.rulesets if kind and name.startswith(kind)]
        spelled = engine.format_number(number, ruleset_names=rules if kind else None)
    except ValueError:
        return ()
    forms = (form.replace("\u00ad", "") for form in spelled.text_by_ruleset.values())
    plain = (" ".join(form.replace("-", " ").lower().split()) for form in forms)
    return tuple(form for form in dict.fromkeys(plain) if not any(map(str.isdecimal, form)))


def _spelled(number: int, table: ValueTable, *kinds: str) -> set[str]:
    spelled: set[str] = set()
    for language in table.numbers.get("spellings", (table.language,)):
        if not family_of(language):
            continue
        try:
            engine = get_rbnf_engine(language)
        except ValueError:
            continue
        rules = [
            name
            for name, rule in engine.rulesets.items()
            # Private rules spell parts of numerals: one in Polish writes 90 for any number.
            if name.startswith(kinds) and (not rule.is_private or "ordinal" in name)
        ]
        if rules:
            found = engine.format_number(number, ruleset_names=rules)
            spelled.update(found.text_by_ruleset.values())
    return spelled


def _varied(forms: set[str], variants: Iterable[tuple[str, str]]) -> set[str]:
    forms = {form.replace("\u00ad", "").casefold() for form in forms}
    for pattern, written in variants:
        forms |= {re.sub(pattern, written, form) for form in forms}
    return forms
