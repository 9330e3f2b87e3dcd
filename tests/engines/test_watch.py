"""Hard work is no hang, on a busy machine either; sleep while an answer is owed is one."""

import os
import signal
import subprocess
import sys

import pytest

from ova.engines.watch import LOOK_EVERY_S, Vitals, Watch, read_vitals


def looks(watch, *seen):
    """Return at which look the watch cries out, or None; looks are ``LOOK_EVERY_S`` apart."""
    for number, vitals in enumerate(seen, 1):
        if watch.hangs(number * LOOK_EVERY_S, vitals):
            return number
    return None


@pytest.fixture
def watch():
    watch = Watch()
    watch.begin(0.0, allowed_s=2.0)
    return watch


def test_a_process_that_sleeps_on_an_answer_hangs_within_a_second(watch):
    assert looks(watch, *[Vitals(1.0, asleep=True)] * 20) in range(5, 8)


def test_a_process_that_waits_for_a_processor_is_left_alone(watch):
    assert looks(watch, *[Vitals(1.0, asleep=False)] * 1000) is None


def test_a_process_that_gets_on_between_naps_is_left_alone(watch):
    seen = [Vitals(1.0 + 0.01 * (number // 4), asleep=True) for number in range(300)]

    assert looks(watch, *seen) is None


def test_a_process_that_works_without_end_hangs(watch):
    seen = [Vitals(5.0 + LOOK_EVERY_S * number, asleep=False) for number in range(40)]

    assert looks(watch, *seen) in range(21, 24)


def test_a_machine_that_stood_still_is_no_hang(watch):
    asleep = Vitals(1.0, asleep=True)

    assert not watch.hangs(0.1, asleep)
    assert not watch.hangs(60.0, asleep)
    assert not watch.hangs(60.1, Vitals(1.01, asleep=False))


def test_whoever_waits_for_somebody_else_is_given_that_time():
    watch = Watch()
    watch.begin(0.0, allowed_s=2.0, patience_s=5.0)

    assert looks(watch, *[Vitals(1.0, asleep=True)] * 80) in range(50, 54)


def test_a_new_message_is_judged_anew(watch):
    asleep = Vitals(1.0, asleep=True)
    assert looks(watch, *[asleep] * 5) is None

    watch.begin(0.5, allowed_s=2.0)

    assert not watch.hangs(0.6, asleep)
    assert not watch.hangs(0.9, asleep)


def test_a_stopped_process_is_seen_asleep_and_one_that_works_is_not():
    with subprocess.Popen([sys.executable, "-c", "while True: pass"]) as process:
        try:
            assert not read_vitals(process.pid).asleep
            os.kill(process.pid, signal.SIGSTOP)
            os.waitid(os.P_PID, process.pid, os.WSTOPPED | os.WNOWAIT)
            assert read_vitals(process.pid).asleep
        finally:
            process.kill()


def test_a_process_that_is_gone_has_no_vitals():
    with subprocess.Popen([sys.executable, "-c", ""]) as process:
        process.wait()

    assert read_vitals(process.pid) is None
