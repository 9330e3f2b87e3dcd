"""A device may say as much as people and microphones can, and no more."""

from ova.esphome.allowance import BURST_ORDERS, BURST_S, BYTES_PER_S, LEAST_BYTES, Allowance


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_sound_may_come_as_it_is_spoken_for_ever():
    clock = Clock()
    allowance = Allowance(clock)

    for _ in range(100_000):
        clock.now += 0.032
        assert allowance.sound(1_024)


def test_sound_that_comes_at_once_or_in_too_large_pieces_is_too_much():
    allowance = Allowance(Clock())

    assert not allowance.sound(100_000)
    for _ in range(int(BURST_S)):
        assert allowance.sound(BYTES_PER_S)
    assert not allowance.sound(1)


def test_pieces_of_nothing_count():
    allowance = Allowance(Clock())

    for _ in range(int(BURST_S * BYTES_PER_S / LEAST_BYTES)):
        assert allowance.sound(0)
    assert not allowance.sound(0)


def test_orders_may_come_in_a_burst_and_then_as_fast_as_a_dial_is_spun():
    clock = Clock()
    allowance = Allowance(clock)

    for _ in range(int(BURST_ORDERS)):
        assert allowance.order()
    assert not allowance.order()
    clock.now += 0.06
    assert allowance.order()
