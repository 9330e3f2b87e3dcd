"""Numbers between words and digits, in whole texts.

Own code: the libraries that read spelled-out numbers also read ordinals, and "a twenty second timer"
must not become "a 22nd timer".
"""

import re
import unicodedata
from functools import lru_cache

from hassil.numbers import get_rbnf_engine

from ova.language.values.numbers import numbers_of
from ova.language.values.shares import percentages_of
from ova.language.values.table import value_table
from ova.language.vocabulary import NumberWords, vocabulary

_PIECE = re.compile(r"[^\W\d_]+(?:['\u2019][^\W\d_]+)*|\s+|-|.", re.DOTALL)
WORDS_LIMIT = 24
"""Words of one spelled-out number."""
_NUMERAL = re.compile(r"(?<![\w.])(\d{1,12})(st|nd|rd|th)?(?:\.(\d{1,6}))?(?!\w)", re.IGNORECASE)


def digits_from_words(text: str, language: str = "en") -> str:
    """Write spelled-out cardinal numbers as digits: "fifty percent" becomes "50 percent".

    Ordinals, fractions in words and everything else stay as they are. A language without a word
    table is returned unchanged.
    """
    if not value_table(language).numbers:
        return text
    numbers = numbers_of(language)
    pieces = _PIECE.findall(text)
    written: list[str] = []
    at = 0
    while at < len(pieces):
        words = _row(pieces, at) if pieces[at][0].isalpha() else []
        found = numbers.spelled(words, 0) if words else None
        count = found[1] if found else _percent(words, language) if words else 1
        after = at + 2 * count - 1
        written.append(found[0] if found else "".join(pieces[at:after]))
        at = after
    return "".join(written)


@lru_cache(maxsize=8192)
def words_from_number(number: float, language: str = "en") -> tuple[str, ...]:
    """Return the ways to say a number, lower case, without hyphens; () when there is no rule."""
    if number < 0 and number % 1:
        return tuple(f"{_minus(language)}{form}" for form in words_from_number(-number, language))
    numbers = vocabulary(language).numbers
    forms = dict.fromkeys(_spelled(number, language))
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


def _percent(words: list[str], language: str) -> int:
    """Return how many words are to be kept together: two for "per cento", which is no hundred."""
    phrases = percentages_of(language).units.read(words, 0)
    return max((phrase.end for phrase in phrases), default=1)


def _row(pieces: list[str], at: int) -> list[str]:
    """Return the words from a place on that only a gap or a hyphen lies between."""
    words: list[str] = []
    while at < len(pieces) and pieces[at][0].isalpha() and len(words) < WORDS_LIMIT:
        words.append(unicodedata.normalize("NFC", pieces[at].casefold()))
        if at + 1 < len(pieces) and not (pieces[at + 1].isspace() or pieces[at + 1] == "-"):
            break
        at += 2
    return words


def _spelled(number: float, language: str) -> tuple[str, ...]:
    try:
        spelled = get_rbnf_engine(language).format_number(number).text_by_ruleset
    except ValueError:
        return ()
    return tuple(_plain(form) for form in spelled.values())


def _minus(language: str) -> str:
    """Return what stands before a negative number; the spelling rules lose its decimals."""
    return _spelled(-1, language)[0].removesuffix(_spelled(1, language)[0])


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
