"""Texts as rows of tokens: what matching, templates and values all work on."""

import re
import unicodedata

_TOKEN = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)?|[%°:/+\-€$£#&@½¼¾]")
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
    is ``l ampoule``, "half-past" is ``half past``, "-5" is ``- 5``, "7:30am" is ``7 : 30 am``.
    """
    return tuple(str(token) for token in token_row(text))


def token_row(text: str) -> tuple[Token, ...]:
    """Return the same tokens, each with how it is written and what stands before it."""
    text = unicodedata.normalize("NFC", text).translate(_APOSTROPHES)
    found: list[Token] = []
    last = 0
    for match in _TOKEN.finditer(text):
        written = match[0]
        if written == "-" and not _is_minus(text, match.start()):
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


def _is_minus(text: str, at: int) -> bool:
    """Tell the sign of a number from a hyphen: "-5" and "to -5", but not "wi-fi" or "5-minute"."""
    before = text[at - 1] if at else " "
    return text[at + 1 : at + 2].isdigit() and not before.isalnum()
