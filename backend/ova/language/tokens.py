"""Texts as rows of tokens: what matching, templates and values all work on."""

import re
import unicodedata

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?|[%°:/+\-€$£#&@½¼¾]")
_FORMULA_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?|[+\-*/\u00d7·÷^():%]")
_FORMULA = re.compile(r"(?<![\w.,])[-(]*\d[\d\s.,+\-*/\u00d7·÷^():x]*[\d)](?=[\s=?!.]*$)")
"""What a text ends with that may be a written sum."""
_SURELY = re.compile(r"[*\u00d7·÷^]|\d\s*\(|\(\s*-?\d|\d[\d\s.,]*\+|\d\s+[-:]\s+\d")
"""Signs that tell a sum from a date, a time or a range."""
_DIFFERENCE = re.compile(r"(\d+)([.,]\d+)?-(\d+)([.,]\d+)?")
_APOSTROPHES = str.maketrans({"\u2019": "'", "\u02bc": "'", "`": "'", "\u00b4": "'"})
_GROUPED = re.compile(r"(?<=\d)[,\u202f\u00a0 ](?=\d{3}(?!\d))")
_COMMAS = frozenset(",;")


class Token(str):
    """A token that remembers how it was written."""

    __slots__ = ("gap", "written")

    written: str
    """The token as it stands in the text."""
    gap: str
    """What stands between it and the token before it."""

    def __new__(cls, folded: str, written: str, gap: str) -> "Token":
        """Return a token that is equal to its case-folded form."""
        token = super().__new__(cls, folded)
        token.written = written
        token.gap = gap
        return token


def tokens_of(text: str) -> tuple[str, ...]:
    """Return the tokens of a text, case-folded, in NFC.

    A token is a run of letters, a number ("20", "20.5" also for "20,5"), or one of the symbols
    ``% ° : / + - € $ £ # & @``. Everything else only separates: "what's" is ``what s``, "l'ampoule"
    is ``l ampoule``, "half-past" is ``half past``, "-5" is ``- 5``, "7:30am" is ``7 : 30 am``. In a sum
    that a text ends with, the signs of arithmetic and brackets and every minus are tokens, too: "2*(5-3)".
    """
    return tuple(str(token) for token in token_row(text))


def token_row(text: str) -> tuple[Token, ...]:
    """Return the same tokens, each with how it is written and what stands before it."""
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    found: list[Token] = []
    last = 0
    formula = _formula_at(text)
    cut = [*_TOKEN.finditer(text, 0, formula), *_FORMULA_TOKEN.finditer(text, formula)]
    for match in cut:
        written = match[0]
        if written == "-" and match.start() < formula and not _is_minus(text, match.start()):
            continue
        folded = unicodedata.normalize("NFC", written.casefold())
        if written[0].isdigit():
            folded = folded.replace(",", ".")
        found.append(Token(folded, written, text[last : match.start()]))
        last = match.end()
    return tuple(found)


def as_written(tokens: tuple[str, ...]) -> str:
    """Return a stretch of a text as it was written: "don't" stays whole, blanks are single."""
    words: list[str] = []
    for place, token in enumerate(tokens):
        gap = token.gap if isinstance(token, Token) else " "
        if place:
            words.append(" " if gap[:1].isspace() or gap[-1:].isspace() else gap)
        words.append(token.written if isinstance(token, Token) else token)
    return "".join(words)


def behind_comma(token: str) -> bool:
    """Whether a comma or semicolon stands before a token."""
    return isinstance(token, Token) and not _COMMAS.isdisjoint(token.gap)


def ungrouped(text: str) -> str:
    """Write "12,000" and "12 000" as "12000"."""
    return _GROUPED.sub("", text)


def _formula_at(text: str) -> int:
    """Return where the written sum begins that a text ends with; behind the text without one."""
    tail = _FORMULA.search(text)
    if tail is None:
        return len(text)
    sum_ = tail[0].strip()
    difference = _DIFFERENCE.fullmatch(sum_)
    if difference is not None:  # "7-30" is rather a time, "2026-03" a month
        minutes = len(difference[3]) == 2 and int(difference[3]) < 60
        return len(text) if minutes else tail.start()
    return tail.start() if _SURELY.search(sum_) else len(text)


def _is_minus(text: str, at: int) -> bool:
    """Tell the sign of a number from a hyphen: "-5" and "to -5", but not "wi-fi" or "5-minute"."""
    before = text[at - 1] if at else " "
    return text[at + 1 : at + 2].isdigit() and not before.isalnum()
