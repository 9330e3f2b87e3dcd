"""What is heard at once, and what ends it: priorities, ringing below speech, cues."""

import contextlib
import queue
import threading

import numpy as np
import pytest
from tests.satellite.speech import silence, speak
from tests.satellite.test_parts import Ports

from ova.core import AudioFormat
from ova.satellite.cues import Cue, cue_samples
from ova.satellite.errors import DeviceUnavailable
from ova.satellite.messages import Connected, HubEvent, Played
from ova.satellite.mixer import DUCKED
from ova.satellite.opening import without_notes
from ova.satellite.phase import Phase
from ova.satellite.player import Player
from ova.satellite.session import Session
from ova.satellite.settings import Settings
from ova.satellite.speaker import NullSpeaker

FMT = AudioFormat(22_050)
WAIT_S = 60.0


class Room(NullSpeaker):
    """A player whose pieces the test takes one by one, as slowly as it likes."""

    def __init__(self):
        self.pieces = queue.Queue(1)
        self.played = queue.Queue()
        self.broken = False
        self.left = threading.Event()
        self.player = Player(self, self.played.put)
        self.player.open()

    def write(self, pcm):
        if self.broken:
            self.broken = False
            raise DeviceUnavailable("It was pulled out.")
        piece = np.frombuffer(pcm, "<i2").astype(int)
        while not self.left.is_set():
            with contextlib.suppress(queue.Full):
                return self.pieces.put(piece, timeout=0.05)
        return None

    def until(self, true):
        """Return the first piece of which something is true."""
        for _ in range(200):
            if true(piece := self.pieces.get(timeout=WAIT_S)):
                return piece
        raise AssertionError("it was not heard")

    def leave(self):
        self.left.set()
        self.player.close()


@pytest.fixture
def room():
    room = Room()
    yield room
    room.leave()


def peak(piece):
    return int(np.abs(piece).max())


def level(value, seconds=0.1):
    return np.full(int(seconds * FMT.rate), value, "<i2").tobytes()


def test_what_rings_is_heard_low_below_a_reply_and_comes_back(room):
    room.player.ring(True)
    loud = peak(room.until(lambda piece: peak(piece) > 5_000))
    room.player.begin("r", "reply", FMT)
    room.player.feed("r", level(1_000, 3.0))
    room.until(lambda piece: piece.min() >= 0 and np.median(piece) == 1_000)
    below = [peak(room.pieces.get(timeout=WAIT_S) - 1_000) for _ in range(30)]
    assert 0 < max(below) <= loud * DUCKED * 1.6
    room.player.end("r")
    room.until(lambda piece: peak(piece) > 5_000 and np.median(piece) < 500)
    assert room.played.get(timeout=WAIT_S) == Played("r", "reply", interrupted=False)


def test_an_announcement_gives_way_to_a_reply_and_goes_on_after_it(room):
    room.player.begin("a", "announce", FMT)
    room.player.feed("a", level(100, 0.5) + level(200, 1.0))
    room.player.end("a")
    room.until(lambda piece: peak(piece) == 200)
    room.player.begin("r", "reply", FMT)
    room.player.feed("r", level(900, 0.3))
    room.player.end("r")
    room.until(lambda piece: peak(piece) == 900)
    room.until(lambda piece: peak(piece) == 200)
    room.left.set()
    assert [room.played.get(timeout=WAIT_S).id for _ in range(2)] == ["r", "a"]


def test_while_someone_speaks_nothing_is_heard_but_the_cue_that_it_listens(room):
    room.player.ring(True)
    room.until(lambda piece: peak(piece) > 5_000)
    room.player.hold(True)
    room.player.cue(Cue.WAKE)
    wanted = cue_samples(Cue.WAKE, FMT.rate).astype(int)
    step = int(FMT.rate * 0.05)
    room.until(lambda piece: np.array_equal(piece, wanted[:step]))
    for start in range(step, wanted.size, step):
        piece = room.pieces.get(timeout=WAIT_S)
        assert np.array_equal(piece[: wanted.size - start], wanted[start : start + step])
    room.player.hold(False)
    room.until(lambda piece: peak(piece) > 5_000)


def test_a_loudspeaker_lost_in_a_reply_is_tried_again_and_says_what_was_missed(room):
    room.player.begin("r", "reply", FMT)
    room.player.feed("r", level(100, 0.1) + level(200, 0.1) + level(300, 0.1))
    room.player.end("r")
    room.until(lambda piece: peak(piece) == 100)
    room.broken = True
    room.until(lambda piece: peak(piece) == 300)
    room.left.set()
    assert not room.played.get(timeout=WAIT_S).interrupted


def test_the_wake_sound_is_taken_out_of_what_is_said_at_the_same_time(tmp_path):
    said = speak("turn on the kitchen light", tmp_path).astype(float)
    cue = np.pad(cue_samples(Cue.WAKE, 16_000), (1_500, 0)).astype(float)
    mixed = said.copy()
    mixed[: cue.size] += cue
    opening = mixed[:11_000].astype(np.int16)
    cleaned = without_notes(opening, (784.0, 1174.7)).astype(float)

    def off(samples):
        return float(np.sqrt(np.mean((samples - said[:11_000]) ** 2)))

    assert off(cleaned) < off(mixed[:11_000]) / 2
    assert np.array_equal(without_notes(silence(0.5), (784.0,)), silence(0.5)), (
        "what is quiet stays as it is"
    )


def test_one_press_ends_a_reply_and_what_rings():
    ports = Ports()
    session = Session(ports, ports, None, ports, lambda: 0.0)
    session.handle(Connected())
    session.handle(HubEvent("ring", ({"timer": {"id": "t1"}},)))
    session.handle(HubEvent("play_start", ({"id": "p", "kind": "reply", "rate": 22_050},)))
    session.hush()
    assert ("stop",) in ports.told
    assert ("cancel",) in ports.told
    assert ("ring_stop", None) in ports.told
    session.handle(Played("p", "reply", interrupted=True))
    assert (session.phase, bool(session.audible)) == (Phase.IDLE, False)


def test_settings_survive_a_restart_and_changes_at_the_device_count_until_the_hub_has_them(
    tmp_path,
):
    settings = Settings(tmp_path)
    assert settings.take({"volume": 40, "mic_muted": True}) == {"volume", "mic_muted"}
    assert settings.change(volume=55) == {"volume"}
    again = Settings(tmp_path)
    assert (again.volume, again.mic_muted, again.untold) == (55, True, {"volume": 55})
    assert again.take({"volume": 40, "mic_muted": False}) == {"mic_muted"}
    again.told({"volume": 50})
    assert again.untold == {"volume": 55}, "it was changed again meanwhile"
    again.told({"volume": 55})
    assert again.take({"volume": 40}) == {"volume"}
    assert not again.wants(Cue.DONE)
    assert again.wants(Cue.WAKE)
