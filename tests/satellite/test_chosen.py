"""Where several satellites hear the wake word, only the one that answers is heard and seen."""

import pytest
from tests.satellite.test_parts import Ports

from ova.satellite.controls import Controls
from ova.satellite.cues import Cue
from ova.satellite.messages import Connected, HubEvent, Started
from ova.satellite.peripherals import Shown
from ova.satellite.phase import Phase
from ova.satellite.session import Session
from ova.satellite.settings import Settings


class Woken(Ports):
    """A satellite that has just heard its wake word."""

    def __init__(self):
        super().__init__()
        self.session = Session(
            self, self, None, self, lambda: self.now_s, wants=lambda cue: cue is not Cue.DONE
        )
        self.lights = Controls(self.session, Settings(), lambda _: None)
        self.session.handle(Connected())
        self.session.begin({"name": "okay_nabu"}, b"\1\0" * 1600)

    def happens(self, kind, **data):
        told = {"type": kind, "run_id": "r", "data": data}
        self.session.handle(HubEvent("event", (told,)))

    @property
    def cues(self):
        return [one[1] for one in self.told if one[0] == "cue"]

    @property
    def sent(self):
        return b"".join(one[1] for one in self.told if one[0] == "audio")


@pytest.fixture
def woken():
    return Woken()


def test_one_that_is_not_chosen_makes_no_sound_and_shows_no_light(woken):
    woken.happens("run-start")
    woken.session.handle(Started("r", chosen=False))
    woken.session.hear(b"\2\0" * 1600)
    assert woken.lights.shown is Shown.IDLE
    woken.happens("wake-elsewhere", winner={"name": "Kitchen"})
    woken.happens("run-end")
    assert woken.session.phase is Phase.IDLE
    assert woken.cues == []
    assert woken.sent == b""
    assert ("note", "elsewhere", "Kitchen answers.") in woken.told


def test_the_chosen_one_is_heard_and_loses_nothing_of_what_was_said(woken):
    woken.happens("run-start")
    woken.happens("wake-chosen", others=[])
    woken.session.handle(Started("r", chosen=False))
    assert woken.cues == [Cue.WAKE]
    assert woken.lights.shown is Shown.LISTENING
    for _ in range(20):
        woken.session.hear(bytes(3_200))
    assert woken.sent == b"\1\0" * 1600 + bytes(20 * 3_200)


def test_one_that_nobody_else_can_have_heard_is_chosen_by_the_acknowledgement(woken):
    woken.session.handle(Started("r"))
    assert woken.cues == [Cue.WAKE]


def test_a_button_needs_no_decision(woken):
    woken.session.cancel()
    woken.session.talk()
    assert woken.cues == [Cue.WAKE]
    assert woken.lights.shown is Shown.LISTENING


def test_the_hub_is_told_early_that_the_wake_word_is_perhaps_being_said():
    class Rising:
        def feed(self, _block):
            return None

        def near(self):
            return {"snr_db": 20.0, "level_dbfs": -30.0}

    ports = Ports()
    session = Session(ports, ports, Rising(), ports, lambda: 0.0)
    session.handle(Connected())
    session.hear(bytes(960))
    assert ("near", {"snr_db": 20.0, "level_dbfs": -30.0}) in ports.told
