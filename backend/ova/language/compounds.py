"""Compounds of languages that join words: "Küchenlampe" is the Küche's Lampe."""

from collections.abc import Callable, Collection, Iterator

from ova.language.tokens import Token

SHORTEST = 6
"""Letters of a compound; its parts have two at least."""


def taken_apart(
    tokens: tuple[str, ...],
    words: Collection[str],
    is_whole: Callable[[str], bool],
    linking: tuple[str, ...],
) -> tuple[str, ...]:
    """Return tokens with every unknown compound of two known words as these two.

    ``is_whole`` tells further words that are none, like numerals; ``linking`` are the letters that may stand between the parts. What was written can still be told:
    they are the gap before the second part.
    """
    if not linking:
        return tokens
    return tuple(part for token in tokens for part in _parts(token, words, is_whole, linking))


def _parts(
    token: str,
    words: Collection[str],
    is_whole: Callable[[str], bool],
    linking: tuple[str, ...],
) -> Iterator[str]:
    if len(token) < SHORTEST or token in words or not token.isalpha() or is_whole(token):
        yield token
        return
    for cut in range(len(token) - 2, 1, -1):  # the longest first part: "Wohnzimmer" before "Wohn"
        last = token[cut:]
        if last not in words:
            continue
        for link in ("", *linking):
            first = token[: cut - len(link)] if token[:cut].endswith(link) else ""
            if len(first) > 1 and first in words:
                written = token.written if isinstance(token, Token) else token
                gap = token.gap if isinstance(token, Token) else " "
                yield Token(first, written[: len(first)], gap)
                yield Token(last, written[cut:], link)
                return
    yield token
