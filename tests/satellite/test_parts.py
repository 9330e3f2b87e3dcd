"""The parts on their own: rings, sounds, files, identity."""

import threading

import numpy as np
import pytest
from tests.satellite.small_hub import TOKEN, SmallHub, tone
from tests.satellite.speech import found_at, read, silence, write

from ova.engines.wake.preroll import after_wake_word
from ova.satellite import ExitCode, SatelliteOptions, run_satellite
from ova.satellite.backoff import Backoff
from ova.satellite.errors import BadInput
from ova.satellite.identity import satellite_id
from ova.satellite.messages import Connected, Disconnected, HubEvent
from ova.satellite.phase import Phase
from ova.satellite.ringtone import ring_tone
from ova.satellite.session import Session
from ova.satellite.source import BLOCK_BYTES
from ova.satellite.wavsource import WavSource
from ova.satellite.wavspeaker import WavSpeaker


@pytest.fixture(autouse=True)
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("OVA_HOME", str(tmp_path / "home"))


class Ports:
    """Everything a session talks to, writing down what it is told."""

    def __init__(self):
        self.told = []
        self.now_s = 0.0

    def __getattr__(self, name):
        return lambda *args, **named: self.told.append((name, *args))

    def session(self):
        return Session(self, self, None, self, lambda: self.now_s)


def ring(timer_id):
    return HubEvent("ring", ({"timer": {"id": timer_id}, "text": "Pizza is done"},))


def test_a_timer_rings_for_ten_minutes_at_most():
    ports = Ports()
    session = ports.session()
    session.handle(Connected())
    session.handle(ring("t1"))
    assert ("ring", True) in ports.told
    ports.now_s = 599.0
    session.tick()
    assert ("ring", False) not in ports.told
    ports.now_s = 600.0
    session.tick()
    assert ("ring_stop", "t1") in ports.told
    assert ("ring", False) in ports.told


def test_ringing_goes_on_until_the_last_timer_is_silenced():
    ports = Ports()
    session = ports.session()
    session.handle(ring("t1"))
    session.handle(ring("t2"))
    session.handle(HubEvent("ring_stop", ({"id": "t1"},)))
    assert ("ring", False) not in ports.told
    session.handle(HubEvent("ring_stop", ({"id": "t2"},)))
    assert ports.told[-1] == ("ring", False)


def test_a_timer_silenced_elsewhere_while_the_hub_was_away_stops_ringing_here():
    ports = Ports()
    session = ports.session()
    session.handle(Connected())
    session.handle(ring("t1"))
    session.handle(ring("t2"))
    session.handle(Disconnected())
    session.handle(ring("t2"))
    assert ("ring", False) not in ports.told
    session.handle(Connected())
    ports.now_s += 3.0  # by then it has told what rings
    session.tick()
    assert ("note", "ring_stop", "The timer stopped ringing") in ports.told
    assert ("ring", False) not in ports.told, "t2 rings on"


def test_saying_stop_silences_what_rings():
    ports = Ports()
    session = ports.session()
    session.handle(Connected())
    session.handle(ring("t1"))
    session.begin()
    session.handle(HubEvent("event", ({"type": "run-start", "run_id": "r"},)))
    heard = {"type": "stt-end", "run_id": "r", "data": {"stt_output": {"text": "Stop."}}}
    session.handle(HubEvent("event", (heard,)))
    assert ("ring_stop", None) in ports.told


def test_messages_that_make_no_sense_are_survived():
    session = Ports().session()
    for name in ("event", "play_start", "play_chunk", "play_end", "ring", "ring_stop", "timer"):
        for args in ((), (None,), (1, 2), ({},), ("x", "y"), ({"rate": "fast", "id": 1},)):
            session.handle(HubEvent(name, args))
    assert session.phase is Phase.IDLE


def test_a_hub_that_goes_away_while_listening_leaves_the_session_idle():
    ports = Ports()
    session = ports.session()
    session.handle(Connected())
    session.begin()
    session.handle(Disconnected())
    assert session.phase is Phase.IDLE
    assert session.commands.outcomes[-1].error == "disconnected"
    session.begin()
    assert session.phase is Phase.LISTENING


def test_a_due_timer_is_heard_until_the_hub_says_stop(tmp_path):
    hub = SmallHub()
    out = tmp_path / "out.wav"
    wav = write(tmp_path / "in.wav", silence(1.2), silence(0.1))

    def script():
        hub.wait(lambda: hub.hellos)
        hub.send("ring", {"timer": {"id": "t1"}, "text": "Your timer is done"})
        hub.send("ring_stop", {"id": "nobody"})
        growing = threading.Event()
        while out.stat().st_size < 20_000:
            growing.wait(0.02)
        hub.send("ring_stop", {"id": "t1"})

    side = threading.Thread(target=script)
    side.start()
    try:
        options = SatelliteOptions(hub_url=hub.url, token=TOKEN, wav=wav, out=out)
        assert run_satellite(options) == ExitCode.NOT_UNDERSTOOD
    finally:
        side.join()
        hub.close()
    samples = np.frombuffer(ring_tone().pcm, "<i2")[:8_000]
    assert found_at(samples, read(out).pcm)[1] > 0.999


def test_a_file_that_is_missing_or_no_sound_is_refused(tmp_path, capsys):
    broken = tmp_path / "broken.wav"
    broken.write_bytes(b"RIFF nothing of the kind")
    for wav in (tmp_path / "missing.wav", broken, tmp_path):
        code = run_satellite(SatelliteOptions(wav=wav, out=tmp_path / "out.wav"))
        assert code == ExitCode.BAD_INPUT
        assert str(wav) in capsys.readouterr().err


def test_an_unknown_wake_word_is_refused_with_the_known_ones(tmp_path, capsys):
    wav = write(tmp_path / "in.wav", silence(0.1))
    options = SatelliteOptions(wav=wav, wake_words=("hello_house",), out=tmp_path / "out.wav")
    assert run_satellite(options) == ExitCode.BAD_INPUT
    assert "okay_nabu" in capsys.readouterr().err


def test_a_file_that_cannot_be_written_is_refused(tmp_path):
    with pytest.raises(BadInput):
        WavSpeaker(tmp_path / "no" / "folder.wav")


def test_sounds_of_another_format_are_converted_to_the_file_s(tmp_path):
    speaker = WavSpeaker(tmp_path / "out.wav", paced=False)
    first, second = tone(0.2), tone(0.2, rate=48_000)
    for clip in (first, second):
        speaker.open(clip.format)
        speaker.write(clip.pcm)
        speaker.finish()
    speaker.close()
    heard = read(tmp_path / "out.wav")
    assert heard.format == first.format
    assert heard.pcm.startswith(first.pcm)
    assert heard.seconds == pytest.approx(0.4, abs=0.001)


def test_a_real_time_file_hands_out_its_blocks_when_they_are_due(tmp_path):
    now = [100.0]
    source = WavSource(write(tmp_path / "in.wav", silence(0.06)), clock=lambda: now[0])
    source.open()
    assert len(source.read(0.0)) == BLOCK_BYTES
    assert source.read(0.0) == b""
    now[0] += 0.0301
    assert len(source.read(0.0)) == BLOCK_BYTES
    assert source.exhausted
    now[0] += 0.0301
    assert source.read(0.0) == bytes(BLOCK_BYTES)


def test_the_cut_after_the_wake_word_keeps_what_follows_the_pause():
    rng = np.random.default_rng(1)
    word = rng.normal(0, 4_000, 4_000).astype(np.int16)
    pause, begun = silence(0.08), rng.normal(0, 4_000, 1_600).astype(np.int16)
    kept = after_wake_word(np.concatenate([word, pause, begun]))
    assert kept[-begun.size :].tolist() == begun.tolist()
    assert begun.size <= kept.size <= begun.size + pause.size + 160


def test_the_id_is_made_once_and_kept(tmp_path):
    first = satellite_id(tmp_path / "state")
    assert satellite_id(tmp_path / "state") == first
    assert satellite_id(tmp_path / "other") != first


def test_where_nothing_can_be_kept_the_id_is_still_the_same(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("")
    assert satellite_id(blocked) == satellite_id(blocked)


def test_waits_double_up_to_the_limit_and_start_anew_after_success():
    class Middle:
        def uniform(self, low, high):
            return (low + high) / 2

    backoff = Backoff(1.0, 5.0, Middle())
    assert [backoff.next() for _ in range(4)] == [1.0, 2.0, 4.0, 5.0]
    backoff.reset()
    assert backoff.next() == 1.0
