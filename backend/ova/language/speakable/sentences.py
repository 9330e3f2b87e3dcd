"""Where the sentences of a reply end, so that the first can be heard while the next is made.

Own code: ``sentence-stream`` takes every short capitalised word before a full stop for an
abbreviation ("Ja. Nein." stays one sentence) and ends one after "21." in "21. November"; ``pysbd`` is
not maintained.
"""

import re
import textwrap

from ova.language.speakable.words import SpokenWords, spoken_words

LONGEST = 180
"""Characters: about 12 s of speech. A longer sentence is parted at a comma, so that sound comes early."""
_END = re.compile(
    r"(?P<mark>[.!?…]+|[।؟\u06d4])(?P<close>[\"'»”\u2019)\]]*)(?=\s|$)|(?P<wide>[。\uff01\uff1f]+[」』\uff09”\u2019]*)|\n\s*\n|\n"
)
_LAST_WORD = re.compile(r"(?<!\w)(?:[^\W\d_]\.\s?)*[\w'\u2019-]+$")
_NEAR = 40
"""Characters before a mark that tell whether it ends a sentence."""
_INITIAL = re.compile(r"[^\W\d_]\.")
_OPENERS = "\"'«„“\u2018([¿¡- "
_PARTS = re.compile(r"(?<=[,;:\u2013—])\s+|\s+(?=[\u2013—]\s)")


def sentences_of(text: str, language: str = "en") -> tuple[str, ...]:
    """Return the sentences of a text, in order, without blanks around them.

    Abbreviations, initials, decimals and ordinals end none; a sentence of more than ``LONGEST``
    characters is parted at commas. A text without words gives none.
    """
    words = spoken_words(language)
    found: list[str] = []
    start = 0
    for end in _END.finditer(text):
        if end["mark"] and not _ends(text, end, words):
            continue
        found.append(text[start : end.end()])
        start = end.end()
    found.append(text[start:])
    whole = (" ".join(sentence.split()) for sentence in found)
    return tuple(part for sentence in whole if _speaks(sentence) for part in _parted(sentence))


def _ends(text: str, end: re.Match[str], words: SpokenWords) -> bool:
    """Tell whether a mark ends a sentence here."""
    after = text[end.end() :].lstrip(_OPENERS + "\t")
    if not after or text[end.end() : end.end() + 1] == "\n":
        return True
    if after[0].islower():
        return False
    if end["mark"] != ".":
        return True
    before = text[max(0, end.start() - _NEAR) : end.start()]
    last = _LAST_WORD.search(before)
    word = last[0] if last else ""
    if f"{word}." in words.table.get("may_end", ()):
        return True
    if word.isdigit():
        said = before[: -len(word)].rstrip(" ")
        numbering = not said or said[-1] in "\n.!?"
        ordinal = bool(words.table.get("ordinal_dot")) and not after[0].isdigit()
        return not (numbering or ordinal)
    if len(word) == 1 and _INITIAL.match(after):
        return False  # the first half of "z. B."
    initial = len(word.rpartition(".")[2].strip()) == 1 and ("." in word or word.isupper())
    return not (initial or word.casefold() in words.stopped)


def _speaks(sentence: str) -> bool:
    return any(letter.isalnum() for letter in sentence)


def _lines(clause: str) -> list[str]:
    """Return a clause without commas in parts of a bearable length."""
    if len(clause) <= 2 * LONGEST:
        return [clause]
    return textwrap.wrap(clause, LONGEST, break_long_words=False, break_on_hyphens=False)


def _parted(sentence: str) -> list[str]:
    """Return a sentence in parts that are not too long, cut at commas."""
    if len(sentence) <= LONGEST:
        return [sentence]
    parts: list[str] = []
    clauses = [line for clause in _PARTS.split(sentence) for line in _lines(clause)]
    for clause in clauses:
        if parts and len(parts[-1]) + 1 + len(clause) <= LONGEST:
            parts[-1] = f"{parts[-1]} {clause}"
        else:
            parts.append(clause)
    return parts
