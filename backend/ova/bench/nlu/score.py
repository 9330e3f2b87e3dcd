"""The verdict on one sentence."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Any

from ova.bench.nlu.data import Row
from ova.bench.nlu.peers import Understood


class Verdict(StrEnum):
    """What became of a sentence."""

    RIGHT = "right"
    WRONG = "wrong_action"
    """Something else would be done."""
    REJECTED = "rejected"
    """Nothing would be done, or the person is asked first."""


def score(row: Row, understood: Understood) -> Verdict:
    """Judge what a peer made of a row.

    Slots must be the same names with the same values, ignoring case; a list accepts any of its
    values. With ``uses_area`` the area must have been taken from the speaker's place. Commands
    beside the wanted one, or something left out of it, are another action.
    """
    if row.intent is None:
        return Verdict.RIGHT if understood.intent is None else Verdict.WRONG
    if understood.intent is None:
        return Verdict.REJECTED
    same = (
        understood.intent == row.intent
        and _same_slots(understood.slots, row.slots)
        and _same_slots(understood.excluded, row.excluded)
        and len(understood.also) == len(row.also)
        and all(
            got[0] == wanted[0] and _same_slots(got[1], wanted[1])
            for got, wanted in zip(understood.also, row.also, strict=True)
        )
        and (not row.uses_area or _same(understood.area, row.place))
    )
    return Verdict.RIGHT if same else Verdict.WRONG


def _same_slots(got: Mapping[str, Any], wanted: Mapping[str, Any]) -> bool:
    return got.keys() == wanted.keys() and all(_same(got[name], wanted[name]) for name in wanted)


def _same(got: Any, wanted: Any) -> bool:
    if isinstance(wanted, list):
        return any(_same(got, each) for each in wanted)
    if isinstance(got, int | float) and isinstance(wanted, int | float):
        return float(got) == float(wanted)
    return str(got).strip().casefold() == str(wanted).strip().casefold()
