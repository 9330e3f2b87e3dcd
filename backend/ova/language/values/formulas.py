"""Sums as they are written: "15 * 3", "(2 + 3) / 4", "2^10"."""

import re
from collections.abc import Iterator, Sequence

from ova.language.values.value import Value

SIGNS = {
    "+": "+",
    "-": "-",
    "*": "*",
    "\u00d7": "*",
    "\u00b7": "*",
    "x": "*",
    "/": "/",
    "÷": "/",
    "^": "^",
}
MOST_TOKENS = 60
COMMA_IS_POINT = frozenset({"de", "fr", "es", "it", "nl"})
"""Where "1.000" is a thousand and "1,5" one and a half."""
_THOUSANDS = re.compile(r"\d{1,3}(\.\d{3})+")
_NUMBER = re.compile(r"\d{1,15}(\.\d{1,15})?")


def read_formulas(tokens: Sequence[str], at: int, language: str) -> Iterator[Value]:
    """Yield the longest written sum that starts at a token, as ``(2+3)*4``.

    It has a sign of arithmetic, and a number at its end; each bracket is closed. A number alone is none.
    """
    row: list[str] = []
    best: Value | None = None
    depth, number_next, signs = 0, True, 0
    for place in range(at, min(len(tokens), at + MOST_TOKENS)):
        word = tokens[place]
        if number_next and word == "(":
            depth += 1
        elif number_next and word == "-" and (not row or row[-1] == "("):
            row.append("0")  # "-5 + 3" is 0 - 5 + 3
        elif number_next and (number := _number(word, language)):
            row.append(number)
            number_next = False
            if not depth and signs:
                best = Value("".join(row), place + 1)
            continue
        elif not number_next and word == ")" and depth:
            depth -= 1
            row.append(word)
            if not depth and signs:
                best = Value("".join(row), place + 1)
            continue
        elif not number_next and (sign := _sign(word, language)):
            signs += 1
            number_next = True
            row.append(sign)
            continue
        else:
            break
        row.append(word)
    if best is not None:
        yield best


def _number(word: str, language: str) -> str:
    """Return a number with a point; empty for anything else."""
    written = str(getattr(word, "written", word))
    if not word[0].isdecimal():
        return ""
    if language.partition("-")[0] in COMMA_IS_POINT and _THOUSANDS.fullmatch(written):
        return written.replace(".", "")
    return str(word) if _NUMBER.fullmatch(word) else ""


def _sign(word: str, language: str) -> str:
    if word == ":" and language.startswith("de"):
        return "/" if str(getattr(word, "gap", "")) else ""  # "12 : 4", but not "12:40"
    return SIGNS.get(word, "")
