"""Colours, as CSS names or #rrggbb."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from ova.language.values.phrases import PhraseTree
from ova.language.values.table import LANGUAGES_KEPT, ValueTable, pairs, value_table

_HEX = frozenset("0123456789abcdef")


class Colors:
    """Reads colours in one language."""

    def __init__(self, table: ValueTable) -> None:
        self._names: PhraseTree[str] = PhraseTree(_names(table))

    def read(self, tokens: Sequence[str], at: int) -> list[tuple[str, int]]:
        """Return every reading that starts at a token, each once."""
        if at < len(tokens) and tokens[at] == "#":
            return list(_code(tokens, at + 1))
        return [(each.meaning, each.end) for each in self._names.read(tokens, at)]


@lru_cache(maxsize=LANGUAGES_KEPT)
def colors_of(language: str) -> Colors:
    """Return the reader of a language."""
    return Colors(value_table(language))


def _names(table: ValueTable) -> Iterator[tuple[str, str]]:
    section = table.kind("color")
    for name in section.get("css", ()):
        css = name.replace(" ", "")
        yield name, css
        if css != name:
            yield css, css
    yield from pairs(section.get("words", {}))


def _code(tokens: Sequence[str], at: int) -> Iterator[tuple[str, int]]:
    """Read the digits behind "#", which may have fallen apart into several tokens."""
    written = ""
    while at < len(tokens) and len(written) < 6 and _HEX.issuperset(tokens[at]):
        written += tokens[at]
        at += 1
        if len(written) == 3:
            short = written
            yield "#" + "".join(letter * 2 for letter in short), at
        elif len(written) == 6:
            yield f"#{written}", at
