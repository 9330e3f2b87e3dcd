"""Threads that are used again."""

import threading

from ova.plugins.hands import do

WAIT_S = 60.0


def ran_in(work=lambda: None):
    """Do some work and return the thread it was done in."""
    found, done = [], threading.Event()

    def note():
        work()
        found.append(threading.current_thread())
        done.set()

    do(note)
    assert done.wait(WAIT_S)
    return found[0]


def test_work_is_done_beside_the_caller_and_the_thread_ends_by_itself():
    thread = ran_in()
    assert thread is not threading.current_thread()
    assert thread.daemon
    thread.join(WAIT_S)
    assert not thread.is_alive()
    ran_in().join(WAIT_S)  # and another takes its place


def test_work_that_hangs_keeps_no_other_work_waiting():
    go_on, started = threading.Event(), threading.Event()

    def hang():
        started.set()
        assert go_on.wait(WAIT_S)

    do(hang)
    assert started.wait(WAIT_S)
    ran_in()
    go_on.set()


def test_much_work_at_once_is_all_done():
    left, done, lock = [1000], threading.Event(), threading.Lock()

    def count():
        with lock:
            left[0] -= 1
            if not left[0]:
                done.set()

    def give():
        for _ in range(100):
            do(count)

    givers = [threading.Thread(target=give) for _ in range(10)]
    for giver in givers:
        giver.start()
    for giver in givers:
        giver.join()
    assert done.wait(WAIT_S)
