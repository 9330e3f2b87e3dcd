"""The words that stop everything, recognised before any other sentence."""

from enum import StrEnum
from functools import cache

from ova.core import InvalidInput
from ova.dialogue.wordlists import table_of

MOST_WORDS = 8


class StopKind(StrEnum):
    """What a person wants to end."""

    STOP = "stop"
    """Whatever makes a sound now: a ringing timer, a reply, music."""
    CANCEL = "cancel"
    """The conversation: nothing shall be done."""


def recognise_stop(text: str, language: str = "en") -> StopKind | None:
    """Return what a text stops, or None when it is anything else.

    Only the whole text counts: "stop" stops, "stop the music" is a command for a skill. Polite words
    around it are ignored. A language without words stops at nothing.
    """
    words = _words(text)
    if not words or len(words) > MOST_WORDS:
        return None
    polite, texts = _table(language)
    while words and words[-1] in polite:
        words.pop()
    while words and words[0] in polite:
        words.pop(0)
    return texts.get(" ".join(words))


@cache
def _table(language: str) -> tuple[frozenset[str], dict[str, StopKind]]:
    data = table_of(language)
    texts: dict[str, StopKind] = {}
    for kind in StopKind:
        for text in data.get(kind.value, ()):
            words = " ".join(_words(text))
            if texts.setdefault(words, kind) is not kind:
                raise InvalidInput(
                    f"{text!r} is listed twice in the stop words of {language!r}.",
                    cure="Keep it under one kind.",
                )
    return frozenset(data.get("polite", ())), texts


def _words(text: str) -> list[str]:
    kept = (
        letter if letter.isalnum() or letter == "'" else " "
        for letter in text.replace("\u2019", "'")
    )
    return "".join(kept).lower().split()
