"""How well satellites heard a wake word, and which of them heard it best."""

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from ova.audio import level_dbfs, snr_db, to_speech
from ova.core import AudioClip

MOST_SNR_DB = 40.0
"""More says nothing of the distance any more, only of how still it is."""
QUIETEST_DBFS = -120.0
USUAL_SNR_DB = 12.0
"""Taken of a satellite that cannot tell: it loses to a good one and beats a poor one."""
USUAL_LEVEL_DBFS = -40.0
USUAL_SCORE = 0.5
CLOSE_SNR_DB = 3.0
"""Less is no difference: the noise of two rooms differs by as much from second to second."""
CLOSE_LEVEL_DB = 2.0
CLOSE_SCORE = 0.05
_FRAME = 160


class Why(StrEnum):
    """What decided that a satellite answers."""

    ALONE = "alone"
    """No other heard it."""
    SNR = "snr"
    """It stood out most from the noise."""
    LEVEL = "level"
    """It was loudest."""
    SCORE = "score"
    """It was surest of the words."""
    FIRST = "first"
    """Others heard it as well, or told when it was listening already."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """How well one satellite heard; None is what nobody measured."""

    snr_db: float | None = None
    level_dbfs: float | None = None
    score: float | None = None

    def to_json(self) -> dict[str, float | None]:
        """Return the wire form."""
        return {"snr_db": self.snr_db, "level_dbfs": self.level_dbfs, "score": self.score}


UNMEASURED = Hearing()


def hearing_of(facts: Mapping[str, Any]) -> Hearing:
    """Return what a satellite tells with its wake word; what makes no sense counts as not told."""
    return Hearing(
        _number(facts.get("snr_db"), 0.0, MOST_SNR_DB),
        _number(facts.get("level_dbfs"), QUIETEST_DBFS, 0.0),
        _number(facts.get("score"), 0.0, 1.0),
    )


def impression(told: Hearing, heard: AudioClip) -> Hearing:
    """Return what was told, completed by what the first sound after the wake word shows."""
    if told.snr_db is not None and told.level_dbfs is not None:
        return told
    samples = to_speech(heard)
    if not samples.size:
        return told
    snr = snr_db(samples, frame=_FRAME)
    return Hearing(
        told.snr_db if told.snr_db is not None or snr is None else round(min(snr, MOST_SNR_DB), 1),
        round(level_dbfs(samples), 1) if told.level_dbfs is None else told.level_dbfs,
        told.score,
    )


def best_heard(heard: Sequence[Hearing]) -> tuple[int, Why]:
    """Return which of some satellites heard best, and why; they stand in the order they came.

    Those that stand out nearly as far from the noise as the best are compared by their level, those
    nearly as loud by their score; of equals the first one is it. The order of comparing changes
    nothing. Raises ValueError for none.
    """
    if not heard:
        raise ValueError("Nobody heard anything.")
    left = list(range(len(heard)))
    if len(left) == 1:
        return 0, Why.ALONE
    why = Why.FIRST
    for reason, measure, close in _MEASURES:
        values = {one: measure(heard[one]) for one in left}
        best = max(values.values())
        near = [one for one in left if values[one] >= best - close]
        if len(near) < len(left):
            left, why = near, reason
        if len(left) == 1:
            return left[0], why
    return left[0], Why.FIRST


def _or(value: float | None, usual: float) -> float:
    return usual if value is None else value


_MEASURES: tuple[tuple[Why, Callable[[Hearing], float], float], ...] = (
    (Why.SNR, lambda one: _or(one.snr_db, USUAL_SNR_DB), CLOSE_SNR_DB),
    (Why.LEVEL, lambda one: _or(one.level_dbfs, USUAL_LEVEL_DBFS), CLOSE_LEVEL_DB),
    (Why.SCORE, lambda one: _or(one.score, USUAL_SCORE), CLOSE_SCORE),
)


def _number(value: object, least: float, most: float) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return round(max(least, min(most, number)), 2) if math.isfinite(number) else None
