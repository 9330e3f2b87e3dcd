"""Best paths through the states of phones."""

from itertools import combinations_with_replacement, pairwise, product

import numpy as np
import pytest

from ova.engines.stt.phone_paths import _NEXT_PHONE, aligned, loop_score


@pytest.fixture
def fit():
    return np.random.default_rng(4).normal(size=(7, 2, 2)).astype(np.float32)


def test_the_alignment_is_the_best_of_all_there_are(fit):
    flat = fit.reshape(7, 4)
    ways = [
        way
        for way in combinations_with_replacement(range(4), 7)
        if way[0] == 0 and way[-1] == 3 and np.all(np.diff(way) <= 1)
    ]
    best = max(ways, key=lambda way: sum(flat[frame, state] for frame, state in enumerate(way)))

    assert tuple(aligned(flat)) == best


def test_the_loop_is_the_best_of_all_sequences_of_phones(fit):
    def score(way):
        """Ways are pairs of phone and state per frame; None for one that cannot be."""
        total = float(fit[0, way[0][0], way[0][1]]) if way[0][1] == 0 else None
        for frame, (before, now) in enumerate(pairwise(way), start=1):
            if total is None:
                return None
            stays = now[0] == before[0] and 0 <= now[1] - before[1] <= 1
            begins = before[1] == 1 and now[1] == 0
            if not (stays or begins):
                return None
            total += float(fit[frame, now[0], now[1]]) - (0 if stays else _NEXT_PHONE)
        return total

    states = list(product(range(2), range(2)))
    scores = [score(way) for way in product(states, repeat=7)]

    best = max(one for one in scores if one is not None)
    assert loop_score(fit) == pytest.approx(best, abs=1e-4)
