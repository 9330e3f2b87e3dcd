"""How fast a client may send."""

from ova.core import RateGate


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_burst_is_taken_and_then_only_the_average():
    clock = Clock()
    gate = RateGate(10, 20, clock)
    assert gate.take(20)
    assert not gate.take(1)
    clock.now += 1
    assert gate.take(10)
    assert not gate.take(1)


def test_waiting_long_saves_no_more_than_a_burst():
    clock = Clock()
    gate = RateGate(10, 20, clock)
    clock.now += 1000
    assert not gate.take(21)
    assert gate.take(20)


def test_new_limits_begin_with_a_full_bucket():
    clock = Clock()
    gate = RateGate(10, 20, clock)
    gate.take(20)
    gate.reset(100, 200)
    assert gate.take(200)
