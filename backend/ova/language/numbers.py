"""Numbers between words and digits.

Own code: the libraries that read spelled-out numbers also read ordinals, and "a twenty second timer"
must not become "a 22nd timer".
"""

import re
from collections.abc import Callable
from functools import lru_cache

from hassil.numbers import get_rbnf_engine

from ova.language.vocabulary import NumberWords, vocabulary

_TOKEN = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\s+|-|.", re.DOTALL)
_NUMERAL = re.compile(r"(?<![\w.])(\d{1,12})(st|nd|rd|th)?(?:\.(\d{1,6}))?(?!\w)", re.IGNORECASE)


def digits_from_words(text: str, language: str = "en") -> str:
    """Write spelled-out cardinal numbers as digits: "fifty percent" becomes "50 percent".

    Ordinals, fractions in words and everything else stay as they are. A language without a word
    table is returned unchanged.
    """
    words = vocabulary(language).numbers
    if not words.units:
        return text
    return _Reader(text, words).read()


@lru_cache(maxsize=8192)
def words_from_number(number: float, language: str = "en") -> tuple[str, ...]:
    """Return the ways to say a number, lower case, without hyphens; () when there is no rule."""
    try:
        spelled = get_rbnf_engine(language).format_number(number).text_by_ruleset.values()
    except ValueError:
        return ()
    numbers = vocabulary(language).numbers
    forms = dict.fromkeys(_plain(form) for form in spelled)
    for form in list(forms):
        forms.update(dict.fromkeys(_colloquial(form, numbers)))
    return tuple(forms)


def spell_numerals(text: str, language: str = "en") -> str | None:
    """Write the numerals of a name as words: "lamp 2" becomes "lamp two", "2nd" becomes "second".

    None when one of them cannot be said in this language.
    """
    failed = False

    def spell(match: re.Match[str]) -> str:
        nonlocal failed
        whole, ordinal, fraction = match.groups()
        if ordinal:
            words = _ordinal(int(whole), language)
        else:
            words = words_from_number(
                float(f"{whole}.{fraction}") if fraction else int(whole), language
            )
        failed = failed or not words
        return words[0] if words else ""

    spelled = _NUMERAL.sub(spell, text)
    return None if failed or any(letter.isdigit() for letter in spelled) else spelled


def _ordinal(number: int, language: str) -> tuple[str, ...]:
    try:
        result = get_rbnf_engine(language).format_number(number, ruleset_names=["spellout-ordinal"])
    except ValueError:
        return ()
    return tuple(_plain(form) for form in result.text_by_ruleset.values())


def _plain(words: str) -> str:
    return " ".join(words.replace("-", " ").replace("­", "").lower().split())


def _colloquial(form: str, numbers: NumberWords) -> list[str]:
    """Return what people say beside the rule: "a hundred", "one hundred and one"."""
    tokens = form.split()
    hundred = next((i for i, token in enumerate(tokens) if token in numbers.hundreds), None)
    forms = [tokens]
    if hundred is not None and numbers.joiners and hundred + 1 < len(tokens):
        joiner = min(numbers.joiners)
        if tokens[hundred + 1] not in {*numbers.thousands, *numbers.point}:
            forms.append([*tokens[: hundred + 1], joiner, *tokens[hundred + 1 :]])
    round_one = len(tokens) > 1 and numbers.units.get(tokens[0]) == 1
    if round_one and numbers.article and tokens[1] in {*numbers.hundreds, *numbers.thousands}:
        forms.extend([[min(numbers.article), *each[1:]] for each in list(forms)])
    return [" ".join(each) for each in forms]


class _Reader:
    """One pass over the tokens of a text."""

    def __init__(self, text: str, words: NumberWords) -> None:
        self._tokens = _TOKEN.findall(text)
        self._lower = [token.lower() for token in self._tokens]
        self._words = words

    def read(self) -> str:
        written: list[str] = []
        at = 0
        while at < len(self._tokens):
            found = self._signed(at)
            if found is None:
                written.append(self._tokens[at])
                at += 1
            else:
                written.append(found[0])
                at = found[1]
        return "".join(written)

    def _word(self, at: int) -> str:
        return self._lower[at] if at < len(self._lower) else ""

    def _next(self, end: int) -> int:
        """Return the place of the next word when only a gap or a hyphen lies between, else -1."""
        if end + 1 < len(self._tokens) and (
            self._tokens[end].isspace() or self._tokens[end] == "-"
        ):
            return end + 1
        return -1

    def _signed(self, at: int) -> tuple[str, int] | None:
        if self._word(at) in self._words.minus and (after := self._next(at + 1)) >= 0:
            found = self._decimal(after)
            return None if found is None else (f"-{found[0]}", found[1])
        return self._decimal(at)

    def _decimal(self, at: int) -> tuple[str, int] | None:
        found = self._integer(at)
        if found is None:
            return None
        value, end = found
        point = self._next(end)
        if point < 0 or self._word(point) not in self._words.point:
            return str(value), end
        fraction = ""
        last = end
        after = self._next(point + 1)
        while after >= 0 and self._word(after) in self._words.units:
            fraction += str(self._words.units[self._word(after)])
            last = after + 1
            after = self._next(last)
        return (f"{value}.{fraction}", last) if fraction else (str(value), end)

    def _integer(self, at: int) -> tuple[int, int] | None:
        found = self._below_thousand(at)
        if found is None:
            return None
        value, end = found
        total = 0
        while (scale := self._next(end)) >= 0 and self._word(scale) in self._words.thousands:
            total += value * self._words.thousands[self._word(scale)]
            value, end = 0, scale + 1
            rest = self._rest(end, self._below_thousand)
            if rest is None:
                break
            value, end = rest
        return total + value, end

    def _below_thousand(self, at: int) -> tuple[int, int] | None:
        found = self._below_hundred(at)
        if found is None and self._word(at) in self._words.article:
            after = self._next(at + 1)
            if after < 0:
                return None
            if self._word(after) in self._words.thousands:
                return 1, at + 1
            if self._word(after) not in self._words.hundreds:
                return None
            found = 1, at + 1
        if found is None:
            return None
        value, end = found
        hundred = self._next(end)
        if hundred < 0 or self._word(hundred) not in self._words.hundreds:
            return found
        value *= self._words.hundreds[self._word(hundred)]
        rest = self._rest(hundred + 1, self._below_hundred)
        return (value, hundred + 1) if rest is None else (value + rest[0], rest[1])

    def _rest(
        self, end: int, read: Callable[[int], tuple[int, int] | None]
    ) -> tuple[int, int] | None:
        """Read the smaller part behind a hundred or thousand, with or without "and"."""
        after = self._next(end)
        if after < 0:
            return None
        if self._word(after) in self._words.joiners:
            after = self._next(after + 1)
            if after < 0:
                return None
        if self._word(after) in self._words.article:
            return None
        return read(after)

    def _below_hundred(self, at: int) -> tuple[int, int] | None:
        word = self._word(at)
        words = self._words
        if word in words.tens:
            after = self._next(at + 1)
            unit = words.units.get(self._word(after), 0) if after >= 0 else 0
            return (words.tens[word] + unit, after + 1) if unit else (words.tens[word], at + 1)
        if word in words.teens:
            return words.teens[word], at + 1
        if word in words.units:
            return words.units[word], at + 1
        return None
