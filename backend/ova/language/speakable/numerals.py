"""Numbers as a voice of the language reads them: plain digits, its decimal mark, a word for minus."""

import re

from ova.language.speakable.words import SpokenWords

NUMBER = r"\d{1,3}(?:[.,'\u2019]\d{3})+(?:[.,]\d+)?|\d+(?:[.,]\d+)?"
"""A number as people write it in any of the languages, without its sign."""
SIGN = r"[-\u2212\u2013+]"
_GROUP = 3
_LONG = 9
"""Digits from which on a number is rather a code than an amount."""


def spoken_number(written: str, words: SpokenWords) -> str:
    """Return a number, with its sign, ready to be read: "-1.234,5" becomes "minus 1234,5"."""
    sign, digits = ("", written) if written[0].isdigit() else (written[0], written[1:].strip())
    whole, decimals = _parts(digits, words)
    if len(whole) > 1 and whole.startswith("0") and not decimals:
        read = " ".join(whole)  # "007" is a code
    elif len(whole) >= _LONG and whole == digits:
        read = " ".join(whole)
    else:
        read = f"{whole}{words.decimal_mark}{decimals}" if decimals else whole
    if not sign:
        return read
    return f"{words.word('plus' if sign == '+' else 'minus')} {read}"


def is_one(written: str, words: SpokenWords) -> bool:
    """Tell whether a number takes the form for one: "1 watt", in French also "1,5 watt"."""
    whole, decimals = _parts(written.lstrip("-\u2212\u2013+ "), words)
    if int(words.table.get("one_below", 1)) > 1:
        return int(whole) < int(words.table["one_below"])
    return int(whole) == 1 and not decimals


def cents_of(written: str, words: SpokenWords) -> tuple[str, str]:
    """Return the whole and the two decimals of an amount of money; others have no cents."""
    whole, decimals = _parts(written.lstrip("-\u2212\u2013+ "), words)
    return (whole, decimals) if len(decimals) == 2 else (whole, "")


def spelled_digits(written: str) -> str:
    """Return a number that is no amount digit by digit, with a short rest between its groups."""
    return ", ".join(" ".join(group) for group in re.findall(r"\d+", written))


def _parts(digits: str, words: SpokenWords) -> tuple[str, str]:
    """Return a number's whole part and its decimals, without marks."""
    bare = re.sub(r"['\u2019]", "", digits)
    marks = [mark for mark in bare if mark in ".,"]
    if not marks:
        return bare, ""
    whole, _, tail = bare.rpartition(marks[-1])
    grouping = str(words.table.get("grouping", ","))
    several = len(marks) > 1 and len(set(marks)) == 1
    grouped = len(tail) == _GROUP and marks[-1] == grouping and whole.lstrip("0") == whole
    if several or (len(marks) == 1 and grouped):
        return bare.replace(marks[-1], ""), ""
    return re.sub(r"[.,]", "", whole), tail
