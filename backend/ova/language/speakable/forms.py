"""What is written for the eye, and how it is said: one form for each kind of thing."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from ova.language.speakable.moments import CLOCK, ISO_DATE, spoken_date, spoken_day, spoken_time
from ova.language.speakable.numerals import (
    NUMBER,
    SIGN,
    cents_of,
    is_one,
    spelled_digits,
    spoken_number,
)
from ova.language.speakable.words import SpokenWords

Say = Callable[[re.Match[str]], str | None]
"""Gives the words for what was found; None where it is something else after all."""

_FREE = r"(?<![\w.,:/-])"
"""Where a thing of its own may begin."""
_SIGNED = rf"(?<![\w.,:/)])(?P<sign>{SIGN}\s?(?=\d))?(?P<number>{NUMBER})"
_LINK = r"(?:https?://|(?<!\w)www\.)[^\s<>\"']*[\w/]"
_MAIL = r"(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_DATE = r"(?P<first>\d{1,2})(?P<mark>[./-])(?P<second>\d{1,2})(?P=mark)(?P<year>[12]\d{3})(?!\w)"
_HALF = r"(?:\s?(?P<half>[aApP])\.?\s?[mM](?!\w)\.?)?"
_PHONE = (
    r"(?:\+\d{1,3}[ (/.-]{0,2}|\(0\d{1,5}\)[ /-]?|0\d{2,5}[ /-]|\(\d{3}\) ?|\d{3}-(?=\d{3}-?\d))"
    r"\d[\d ()/-]*\d(?!\w)"
)
_PHONE_DIGITS = 7
"""Fewer are an amount or a range."""
_DOTTED = r"\d+(?:\.\d+){2,}(?!\w)"
_GROUPED = re.compile(r"\d{1,3}(?:\.\d{3})+")
_RANGE = rf"(?P<from>{NUMBER})\s?[-\u2013—]\s?(?=(?:{NUMBER})(?![\w/:-]*\d[/:-]))"
_TIMES = rf"(?P<number>{NUMBER})\s?[x\u00d7]\s?(?=\d)"
_PAUSE = r"\s[-\u2013—|]\s|\s?[→⇒]\s?"
_BLANK = r"(?<=[^\W\d_])/(?=[^\W\d_])|(?<=\w)_(?=\w)|[*_`]+"
_DECEMBER = 12
_LONGEST_MONTH = 31


@dataclass(frozen=True, slots=True)
class Form:
    """How a kind of thing is written, and the words for one that was found."""

    pattern: re.Pattern[str]
    say: Say


def forms_of(words: SpokenWords) -> tuple[Form, ...]:
    """Return the forms of a language; where several begin at one place the first counts."""
    return tuple(Form(re.compile(pattern), say) for pattern, say in _Forms(words).all())


class _Forms:
    """Says the forms with the words of one language."""

    def __init__(self, words: SpokenWords) -> None:
        self._words = words
        self._fractions: dict[str, str] = words.table.get("fractions", {})
        self._numbered: dict[str, str] = words.table.get("before_numbers", {})

    def all(self) -> Iterator[tuple[str, Say]]:
        """Yield patterns with what says them, the most particular first."""
        words = self._words
        yield _LINK, self._link
        yield _MAIL, self._mail
        yield rf"{_FREE}{ISO_DATE}(?:(?P<later>[T ])(?=\d\d:)|(?![\w-]))", self._iso_date
        yield _FREE + _DATE, self._date
        if "ordinals" in words.table:
            months = "|".join(words.months)
            yield rf"{_FREE}(?P<day>[0-3]?\d)\.\s?(?P<month>{months})(?!\w)", self._month_day
        yield (
            rf"(?:(?<=\d)\s?(?P<until>[-\u2013—])\s?|(?<=\dT)|(?<!\d[-\u2013—]){_FREE}){self._clock()}",
            self._time,
        )
        yield _FREE + _PHONE, self._phone
        yield _FREE + _DOTTED, self._dotted
        yield _FREE + _RANGE, lambda found: f"{self._number(found['from'])} {words.word('to')} "
        yield from self._money()
        yield rf"{_SIGNED}\s?{self._unit()}(?![\w²³])(?:\.(?=\s+[^\W\d_A-ZÀ-Þ]))?", self._measure
        yield _FREE + _TIMES, lambda found: f"{self._number(found['number'])} {words.word('by')} "
        yield _SIGNED + rf"(?P<fraction>[{''.join(self._fractions)}])?", self._amount
        yield rf"[{''.join(self._fractions)}]", lambda found: self._fractions[found[0]]
        yield (
            rf"(?<!\w)(?P<short>#|{words.one_of(self._numbered)})\s?(?=\d)",
            lambda found: f"{self._numbered.get(found['short'], words.word('number'))} ",
        )
        yield rf"(?<![\w.])(?:{words.one_of(words.abbreviations)})(?!\w)", self._short
        yield words.one_of(words.signs), lambda found: f" {words.signs[found[0]]} "
        yield _PAUSE, lambda _: ", "
        yield _BLANK, lambda _: " "

    def _clock(self) -> str:
        clock = (
            CLOCK.replace("[:h]", r"(?::|\s?h\s?)")
            if self._words.table.get("clock_mark")
            else CLOCK
        )
        after = "|".join(self._words.table.get("clock_after", ()))
        return rf"{clock}(?![\d:]){_HALF}" + (rf"(?:\s?(?:{after})(?!\w))?" if after else "")

    def _unit(self) -> str:
        units = self._words.one_of(self._words.units)
        return rf"(?P<unit>{units})(?:\s?/\s?(?P<share>{units}))?"

    def _money(self) -> Iterator[tuple[str, Say]]:
        units = self._words.one_of(self._words.units)
        signs = self._words.one_of(self._words.currencies)
        multiples = "|".join(map(re.escape, self._words.table.get("multiples", ())))
        more = rf"(?:\s(?P<more>{multiples}))?"
        number = rf"(?P<sign>{SIGN}\s?(?=\d))?(?P<number>{NUMBER})"
        share = rf"(?:\s?/\s?(?P<share>{units}))?(?!\w)"
        yield (
            rf"(?<![\w.,:/])(?P<minus>[-\u2212\u2013])?(?P<money>{signs})\s?{number}{more}{share}",
            self._price,
        )
        yield rf"{_SIGNED}{more}\s?(?P<money>{signs}){share}", self._price

    def _number(self, written: str) -> str:
        return spoken_number(written, self._words)

    def _amount(self, found: re.Match[str]) -> str:
        number = self._number(f"{(found['sign'] or '').strip()}{found['number']}")
        fraction = found["fraction"]
        if not fraction:
            return number
        return f"{number} {self._words.word('and')} {self._fractions[fraction]}"

    def _measure(self, found: re.Match[str]) -> str | None:
        if found["unit"] == "A" and found[0][-2:] == " A" and self._words.language == "en":
            after = found.string[found.end() :]
            if after[:1] == " ":  # "page 5 A new day"
                return None
        one = is_one(found["number"], self._words)
        number = self._number(f"{(found['sign'] or '').strip()}{found['number']}")
        return f"{number} {self._words.unit(found['unit'], one=one)}{self._per(found['share'])}"

    def _per(self, unit: str | None) -> str:
        if not unit:
            return ""
        return f" {self._words.word('per')} {self._words.unit(unit, one=True)}"

    def _price(self, found: re.Match[str]) -> str:
        words, sign = self._words, found.groupdict().get("minus") or found["sign"] or ""
        names = words.currencies[found["money"]]
        whole, cents = cents_of(found["number"], words)
        one = is_one(whole, words) and not found["more"]
        shown = whole if cents and (int(whole) or not int(cents)) else found["number"]
        amount = self._number(f"{sign.strip()}{shown}")
        if found["more"]:
            more = words.abbreviations.get(found["more"], found["more"])
            joiner = words.table.get("multiple_joiner", {}).get(more, "")
            return f"{amount} {more} {joiner}{names[-1]}{self._per(found['share'])}"
        major = f"{amount} {names[0] if one else names[-1]}"
        if not cents or not int(cents) or not int(whole):
            return f"{major}{self._per(found['share'])}"
        told = str(words.table["money"]).format(major=major, cents=int(cents))
        return f"{told}{self._per(found['share'])}"

    def _iso_date(self, found: re.Match[str]) -> str:
        date = int(found["year"]), int(found["month"]), int(found["day"])
        said = spoken_date(*date, _word_before(found), self._words)
        return f"{said}, " if found["later"] else said

    def _date(self, found: re.Match[str]) -> str | None:
        first, second = int(found["first"]), int(found["second"])
        month_first = self._words.table["dates"]["order"] == "mdy" and found["mark"] != "."
        month, day = (first, second) if month_first else (second, first)
        if month > _DECEMBER:
            month, day = day, month
        if not (1 <= month <= _DECEMBER and 1 <= day <= _LONGEST_MONTH):
            return None
        return spoken_date(int(found["year"]), month, day, _word_before(found), self._words)

    def _month_day(self, found: re.Match[str]) -> str | None:
        day = int(found["day"])
        if not 1 <= day <= _LONGEST_MONTH:
            return None
        return f"{spoken_day(day, _word_before(found), self._words)} {found['month']}"

    def _time(self, found: re.Match[str]) -> str:
        half = (found["half"] or "").lower()
        stop = "." if half and _ends_sentence(found) else ""
        said = spoken_time(int(found["hour"]), int(found["minute"]), half, self._words)
        second = f" {int(found['second'])}" if found["second"] else ""
        until = f" {self._words.word('to')} " if found["until"] else ""
        return f"{until}{said}{second}{stop}"

    def _phone(self, found: re.Match[str]) -> str | None:
        if sum(letter.isdigit() for letter in found[0]) < _PHONE_DIGITS:
            return None
        plus = f"{self._words.word('plus')} " if found[0].startswith("+") else ""
        return f"{plus}{spelled_digits(found[0])}"

    def _dotted(self, found: re.Match[str]) -> str | None:
        if self._words.table["grouping"] == "." and _GROUPED.fullmatch(found[0]):
            return None
        return found[0].replace(".", f" {self._words.word('dot')} ")

    def _link(self, found: re.Match[str]) -> str:
        host = re.sub(r"^\w+://", "", found[0]).partition("/")[0].rpartition("@")[2]
        host = host.partition(":")[0].removeprefix("www.")
        return host.replace(".", f" {self._words.word('dot')} ")

    def _mail(self, found: re.Match[str]) -> str:
        name, _, host = found[0].partition("@")
        dot = f" {self._words.word('dot')} "
        name = re.sub(r"[_+-]+", " ", name)
        return f"{name} {self._words.word('at')} {host}".replace(".", dot)

    def _short(self, found: re.Match[str]) -> str:
        full = self._words.abbreviations[found[0]]
        may_end = found[0] in self._words.table.get("may_end", ())
        return f"{full}." if may_end and _ends_sentence(found) else full


def _word_before(found: re.Match[str]) -> str:
    before = found.string[: found.start()].split()
    return before[-1] if before else ""


def _ends_sentence(found: re.Match[str]) -> bool:
    """Tell whether a full stop that was found is the last of its sentence."""
    after = found.string[found.end() :]
    return found[0].endswith(".") and (
        not after.strip() or bool(re.match(r"\s+[^\W\d_a-z]", after))
    )
