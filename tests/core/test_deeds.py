"""What is done for a command is noted, also in threads it hands its context to."""

import threading
from contextvars import copy_context

from ova.core import Deed, DeedKind, note_deed, noting


def deed(name):
    return Deed(DeedKind.SERVICE, f"light.{name}", name, "turn_on", {})


def test_deeds_are_noted_for_whoever_wants_to_know():
    note_deed(deed("nobody"))
    with noting() as deeds:
        note_deed(deed("lamp"))
        context = copy_context()
        other = threading.Thread(target=context.run, args=(note_deed, deed("fan")))
        other.start()
        other.join()
    note_deed(deed("later"))
    assert [one.name for one in deeds] == ["lamp", "fan"]


def test_a_stranger_thread_notes_nothing():
    with noting() as deeds:
        other = threading.Thread(target=note_deed, args=(deed("lamp"),))
        other.start()
        other.join()
    assert deeds == []
