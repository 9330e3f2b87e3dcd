"""That no thread outlives what started it."""

import threading

JOIN_S = 30.0
open_hubs: set[object] = set()
"""The hubs of this process that run now."""


def assert_threads_end(before: set[threading.Thread], *, spare: str | None = None) -> None:
    """Fail if a thread goes on that was not there before, unless its name begins with ``spare``."""
    left = [
        thread
        for thread in set(threading.enumerate()) - before
        if spare is None or not thread.name.startswith(spare)
    ]
    for thread in left:
        while thread.ident is None:  # it is being started just now, and cannot be joined before
            threading.Event().wait(0.001)
        thread.join(JOIN_S)
    alive = [thread.name for thread in left if thread.is_alive()]
    assert not alive, f"threads left behind: {', '.join(alive)}"
