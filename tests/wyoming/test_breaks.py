"""Sound that breaks off and goes on is taken as one; what was kept from before is not heard twice."""

import pytest

from ova.wyoming.breaks import MOST_S, Break

SECOND = 32_000
KEPT = bytes(2 * SECOND)


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def broken(clock: Clock) -> Break:
    """Return one that has just begun."""
    broken = Break(clock)
    broken.begin()
    return broken


def test_without_a_break_every_piece_is_whole():
    assert Break().mended(KEPT) == KEPT
    assert not Break().over()


@pytest.mark.parametrize(("gap_s", "left_s"), [(0.0, 0.0), (0.25, 0.25), (0.5, 0.5), (9.0, 2.0)])
def test_of_what_was_kept_only_the_break_itself_is_new(
    broken: Break, clock: Clock, gap_s: float, left_s: float
):
    clock.now += gap_s

    assert len(broken.mended(KEPT)) == left_s * SECOND
    assert broken.mended(KEPT) == KEPT, "it goes on"


def test_a_piece_that_was_not_kept_is_whole(broken: Break):
    assert len(broken.mended(KEPT[:2_048])) == 2_048


def test_what_does_not_go_on_is_over_until_it_ends(broken: Break, clock: Clock):
    clock.now += MOST_S / 2
    broken.begin()
    assert not broken.over()
    clock.now += MOST_S / 2
    assert broken.over()
    assert not broken.over(5.0)
    broken.end()
    assert not broken.over()
