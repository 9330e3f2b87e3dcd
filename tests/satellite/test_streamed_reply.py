"""A reply that is played while the hub still makes it."""

import queue
import wave

from ova.core import AudioFormat
from ova.satellite.messages import Played
from ova.satellite.player import Player
from ova.satellite.wavspeaker import WavSpeaker

FMT = AudioFormat(22_050)
WAIT_S = 60.0
FIRST, SECOND = b"\1\0" * 5_000, b"\2\0" * 7_001


class Room:
    """A player and a speaker that writes what it hears into a file."""

    def __init__(self, path):
        self.path = path
        self.played: queue.Queue[Played] = queue.Queue()
        self.speaker = Heard(path)
        self.player = Player(self.speaker, self.played.put)
        self.player.open()

    def heard(self):
        """Close everything and return what was heard."""
        self.player.close()
        with wave.open(str(self.path)) as file:
            return file.readframes(file.getnframes())


class Heard(WavSpeaker):
    """Tells when something was played, and how often a sound began."""

    def __init__(self, path):
        super().__init__(path, paced=False)
        self.pieces: queue.Queue[bytes] = queue.Queue()
        self.begun = 0

    def open(self, fmt, *, quick=False):
        self.begun += 1
        super().open(fmt, quick=quick)

    def write(self, pcm):
        super().write(pcm)
        self.pieces.put(pcm)


def test_the_first_sentence_is_heard_before_the_second_comes_and_they_join_without_a_gap(tmp_path):
    room = Room(tmp_path / "heard.wav")
    room.player.begin("reply", "reply", FMT)
    room.player.feed("reply", FIRST)
    assert room.speaker.pieces.get(timeout=WAIT_S)

    room.player.feed("reply", SECOND[:3001])
    room.player.feed("reply", SECOND[3001:])
    room.player.end("reply")

    assert room.played.get(timeout=WAIT_S) == Played("reply", "reply", interrupted=False)
    assert room.heard() == FIRST + SECOND
    assert room.speaker.begun == 1


def test_a_second_sound_waits_for_the_first_however_their_pieces_are_mixed(tmp_path):
    room = Room(tmp_path / "heard.wav")
    for name in ("reply", "announce"):
        room.player.begin(name, name, FMT)
    room.player.feed("announce", SECOND)
    room.player.end("announce")
    room.player.feed("reply", FIRST)
    room.player.end("reply")

    assert [room.played.get(timeout=WAIT_S).id for _ in range(2)] == ["reply", "announce"]
    assert room.heard() == FIRST + SECOND


def test_when_the_hub_goes_away_in_a_reply_what_came_is_played_to_its_end(tmp_path):
    room = Room(tmp_path / "heard.wav")
    room.player.begin("reply", "reply", FMT)
    room.player.feed("reply", FIRST)
    room.player.end_all()

    assert room.played.get(timeout=WAIT_S) == Played("reply", "reply", interrupted=False)
    assert room.heard() == FIRST


def test_a_reply_that_is_talked_over_stops_at_once_and_takes_no_more(tmp_path):
    room = Room(tmp_path / "heard.wav")
    room.player.begin("reply", "reply", FMT)
    room.player.feed("reply", FIRST)
    assert room.speaker.pieces.get(timeout=WAIT_S)
    room.player.stop()
    assert room.played.get(timeout=WAIT_S).interrupted

    room.player.feed("reply", SECOND)
    room.player.end("reply")

    assert SECOND not in room.heard()
