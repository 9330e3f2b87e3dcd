"""A closed set of phrases for each kind of value, for those who hear only what is listed."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from ova.language.tokens import tokens_of
from ova.language.values.phrases import expanded
from ova.language.values.reader import VALUE_KINDS, read_values
from ova.language.values.spelled import numeral_forms, ordinal_forms
from ova.language.values.table import ValueTable, value_table

SETS_KEPT = 64
"""Sets of phrases that stay in memory."""

_GAP = re.compile(r"\{([^{}]+)\}")
_RANGE = re.compile(r"(\d+)(st|nd|rd|th)?\.\.(\d+)(?:st|nd|rd|th)?(?:,(\d+))?(?:~(\w+))?")
_MONTH_LENGTHS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_GENERAL: Mapping[str, Sequence[str]] = MappingProxyType(
    {
        "number": ("{0..100}",),
        "ordinal": ("{1th..31th}",),
        "percentage": ("{0..100}",),
        "temperature_value": ("{0..50}",),
    }
)
"""What can be said in a language of which only the numerals are known."""


@lru_cache(maxsize=SETS_KEPT)
def spoken_values(kind: str, language: str) -> tuple[str, ...]:
    """Return what may be said for a kind of value, each phrase once.

    It is () for ``TYPED_KINDS`` and when nothing is known of the language.

    The phrases are words only, in lower case, and ``read_values`` reads every one to its end, all but
    some of the dates only when it is told ``now``. Far more can be typed. Raises ValueError for an
    unknown kind.
    """
    if kind not in VALUE_KINDS:
        raise ValueError(
            f"There is no kind of value {kind!r}; there are: {', '.join(VALUE_KINDS)}."
        )
    table = value_table(language)
    section = table.kind("spoken")
    if section:
        return tuple(dict.fromkeys(_Phrases(table, section).of(kind)))
    general = _Phrases(table, _GENERAL).of(kind)
    return tuple(phrase for phrase in dict.fromkeys(general) if _is_read(kind, phrase, language))


@dataclass(frozen=True, slots=True)
class _Phrases:
    """Fills the gaps of templates.

    ``{2..60}`` is every numeral of a range, ``{5..55,5}`` in steps, ``{1st..31st}`` ordinals, with
    ``~n`` those that end in n; ``{weekday}`` and ``{month30}`` (with so many days) are names;
    everything else is another set of the section.
    """

    table: ValueTable
    section: Mapping[str, Sequence[str]]

    def of(self, name: str) -> Iterator[str]:
        for template in self.section.get(name, ()):
            for text in expanded(template):
                for phrase in self._filled(_GAP.split(text)):
                    yield " ".join(phrase.split())

    def _filled(self, parts: Sequence[str]) -> Iterator[str]:
        if len(parts) == 1:
            yield parts[0]
            return
        before, gap, *rest = parts
        for behind in self._filled(rest):
            for words in self._words(gap):
                yield before + words + behind

    def _words(self, gap: str) -> Sequence[str]:
        span = _RANGE.fullmatch(gap)
        if span is not None:
            start, ordinal, stop, step, ending = span.groups()
            forms = ordinal_forms if ordinal else numeral_forms
            return [
                form
                for number in range(int(start), int(stop) + 1, int(step or 1))
                for form in forms(number, self.table.language)
                if form.endswith(ending or "")
            ]
        dates = self.table.kind("date")
        if gap == "weekday":
            return [names[0] for names in dates.get("weekdays", ())]
        if gap.startswith("month"):
            months = zip(dates.get("months", ()), _MONTH_LENGTHS, strict=True)
            return [names[0] for names, days in months if gap == f"month{days}"]
        return list(self.of(gap))


def _is_read(kind: str, phrase: str, language: str) -> bool:
    tokens = tokens_of(phrase)
    return any(each.end == len(tokens) for each in read_values(kind, tokens, 0, language))
