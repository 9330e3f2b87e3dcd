"""How far two sequences of English phones are apart."""

from collections.abc import Sequence

_CLASSES = (
    "AA AO AH|AE EH|IH IY|UH UW|EY|AY|OW|AW|OY|ER R|L|M N NG|P B|T D|K G|F V|TH DH|S Z|SH ZH|CH JH"
    "|HH|W|Y"
)
"""Phones that are taken for one another; ARPAbet without stress."""
_CLASS = {
    phone: number for number, phones in enumerate(_CLASSES.split("|")) for phone in phones.split()
}
_ALIKE = 0.4
_BOTH_VOWELS_OR_NOT = 0.7


def phone_distance(told: Sequence[str], heard: Sequence[str]) -> float | None:
    """Return the cheapest edits that make one of the other, per phone of ``told``.

    Levenshtein's distance (1966); changing a phone into one like it costs less. None without phones
    to compare with.
    """
    if not told:
        return None
    costs = [float(place) for place in range(len(heard) + 1)]
    for phone in told:
        row = [costs[0] + 1]
        for place, other in enumerate(heard):
            changed = costs[place] + _change(phone, other)
            row.append(min(changed, costs[place + 1] + 1, row[place] + 1))
        costs = row
    return costs[-1] / len(told)


def _change(one: str, other: str) -> float:
    if one == other:
        return 0.0
    if one in _CLASS and _CLASS[one] == _CLASS.get(other):
        return _ALIKE
    return _BOTH_VOWELS_OR_NOT if (one[0] in "AEIOU") == (other[0] in "AEIOU") else 1.0
