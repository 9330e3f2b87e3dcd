"""Texts as rows of tokens: what matching, templates and values all work on."""

import re
import unicodedata

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?|[%°:/+\-€$£#&@½¼¾]")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})
_GROUPED = re.compile(r"(?<=\d)[,\u202f\u00a0 ](?=\d{3}(?!\d))")


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens of a text, case-folded, in NFC.

    A token is a run of letters, a number ("20", "20.5" also for "20,5"), or one of the symbols
    ``% ° : / + - € $ £ # & @``. Everything else only separates: "what's" is ``what s``, "l'ampoule"
    is ``l ampoule``, "half-past" is ``half past``, "-5" is ``- 5``, "7:30am" is ``7 : 30 am``.
    """
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES).casefold()
    text = unicodedata.normalize("NFC", text)
    found: list[str] = []
    for match in _TOKEN.finditer(text):
        piece = match[0]
        if piece == "-" and not _is_minus(text, match.start()):
            continue
        found.append(piece.replace(",", ".") if piece[0].isdigit() else piece)
    return tuple(found)


def ungrouped(text: str) -> str:
    """Write "12,000" and "12 000" as "12000"."""
    return _GROUPED.sub("", text)


def _is_minus(text: str, at: int) -> bool:
    """Tell the sign of a number from a hyphen: "-5" and "to -5", but not "wi-fi" or "5-minute"."""
    before = text[at - 1] if at else " "
    return text[at + 1 : at + 2].isdigit() and not before.isalnum()
