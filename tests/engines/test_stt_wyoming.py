"""Recognisers on the network: what goes over the wire, and what happens when it breaks."""

import contextlib
import importlib.util
import logging
import socket
import subprocess
import sys
import threading
from itertools import pairwise

import numpy as np
import pytest
from tests.engines.whisper_model import write_whisper_model
from tests.engines.wyoming_servers import wyoming_server
from tests.peers import require
from wyoming.asr import Transcript as Answered
from wyoming.event import Event, write_event

from ova.engines import BadSpeechInput, EngineMissing, StreamFailed, WyomingAddress
from ova.engines.stt.fallback import AWAY_S, FallbackRecognizer
from ova.engines.stt.vosk import VoskRecognizer
from ova.engines.stt.wyoming import WyomingRecognizer
from ova.engines.stt.wyoming_link import WyomingLink
from ova.engines.wyoming_address import TTS_PORT
from ova.engines.wyoming_events import WyomingEvents

COMMAND = "turn on the kitchen light"
SECOND = 16_000


@pytest.fixture
def server_in(vosk_model):
    """Return a function that starts a server in a mode; one that is needed twice is kept."""

    def start(mode):
        return wyoming_server(vosk_model, COMMAND, "stop", mode=mode)

    return start


@pytest.fixture
def free_port():
    with socket.create_server(("127.0.0.1", 0)) as listening:
        return listening.getsockname()[1]


def recognizer_at(port, **options):
    return WyomingRecognizer(f"tcp://127.0.0.1:{port}", "en", **options)


def listens(port):
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def hear(recognizer, samples):
    stream = recognizer.start()
    try:
        partials = [stream.feed(samples[at : at + 1600]) for at in range(0, samples.size, 1600)]
        return stream.finish(), [partial for partial in partials if partial is not None]
    finally:
        stream.close()


def test_the_servers_text_is_the_result_and_its_pieces_are_partials(server_in, speech_of):
    speech = np.concatenate([speech_of(COMMAND), np.zeros(SECOND, np.int16)])
    with server_in("asr") as server:
        recognizer = recognizer_at(server.port)
        heard, _ = hear(recognizer, speech)
        stream = recognizer.start()
        stream.feed(speech)
        partials = []
        while not partials or partials[-1] != COMMAND:  # the test's own time limit ends this
            text = stream.feed(speech[-160:])
            partials += [text] if text is not None else []
        assert stream.finish().text == COMMAND

    assert heard.text == COMMAND
    assert heard.confidence == 1
    assert heard.engine == "wyoming"
    assert all(longer.startswith(shorter) for shorter, longer in pairwise(partials))


def test_silence_is_an_empty_text(server_in):
    with server_in("asr") as server:
        heard, partials = hear(recognizer_at(server.port), np.zeros(SECOND, np.int16))

    assert (heard.text, heard.confidence, partials) == ("", 0.0, [])


def test_a_server_that_finds_the_end_itself_may_hang_up(server_in, speech_of):
    speech = np.concatenate([speech_of("stop"), np.zeros(20 * SECOND, np.int16)])
    with server_in("early") as server:
        heard, _ = hear(recognizer_at(server.port), speech)

    assert heard.text == "stop"


def test_the_last_words_before_a_server_hangs_up_are_heard_though_they_are_read_late(monkeypatch):
    class ReadLate(WyomingEvents):
        def next(self, patience_s=None):
            broken.wait(0.3)  # longer than it takes to notice that nobody listens any more
            return super().next(patience_s)

    broken = threading.Event()
    monkeypatch.setattr("ova.engines.stt.wyoming_link.WyomingEvents", ReadLate)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        ours = socket.create_connection(listening.getsockname())
        theirs, _ = listening.accept()
    with contextlib.closing(WyomingLink(ours, "tcp://test", send_s=5)) as link:
        for _ in range(2):  # what a server has not read when it hangs up resets the connection
            link.send(Event("audio-chunk", {}, bytes(320)))
        with theirs, theirs.makefile("wb") as out:
            write_event(Answered("turn it on").event(), out)
        for _ in range(10):
            link.send(Event("audio-chunk", {}, bytes(320)), unless_answered=True)

        assert link.wait(0).text == "turn it on"


def test_a_server_that_is_away_is_named_with_a_cure(free_port, speech_of):
    with pytest.raises(EngineMissing, match=f"127.0.0.1:{free_port} cannot be reached") as away:
        hear(recognizer_at(free_port), speech_of("stop"))

    assert away.value.code == "stt_away"
    assert "address" in away.value.cure


def test_a_server_that_takes_nothing_is_given_up(speech_of):
    with socket.create_server(("127.0.0.1", 0), backlog=1) as listening:
        recognizer = recognizer_at(listening.getsockname()[1], connect_s=0.2)
        with pytest.raises(StreamFailed, match="did not answer in time"):
            hear(recognizer, speech_of("stop"))


@pytest.mark.parametrize(
    ("mode", "error", "says"),
    [
        ("error", StreamFailed, "reported an error .the model is too large"),
        ("silent", StreamFailed, "did not answer in time"),
        ("gone", StreamFailed, "ended the connection"),
        ("noise", StreamFailed, "ended the connection"),
        ("tts", EngineMissing, "does not recognise speech"),
    ],
)
def test_whatever_a_server_does_wrong_is_said(server_in, speech_of, mode, error, says):
    with server_in(mode) as server, pytest.raises(error, match=says) as failure:
        hear(recognizer_at(server.port, answer_s=1.0), speech_of("stop"))

    assert failure.value.cure


def test_a_server_that_dies_under_a_command_is_noticed(server_in, speech_of):
    with server_in("asr") as server:
        stream = recognizer_at(server.port).start()
        stream.feed(speech_of("stop"))
        server.kill()
        server.wait()
        with pytest.raises(StreamFailed):
            stream.finish()


@pytest.fixture
def faster_whisper_server(tmp_path, free_port):
    """Run the server Home Assistant's users have, with the tiny Whisper model."""
    require(
        lambda: importlib.util.find_spec("wyoming_faster_whisper") is not None,
        "wyoming-faster-whisper is not installed",
    )
    model = write_whisper_model(tmp_path / "model")
    address = ["--uri", f"tcp://127.0.0.1:{free_port}"]
    local = ["--model", model, "--data-dir", tmp_path, "--language", "en", "--local-files-only"]
    command = [sys.executable, "-m", "wyoming_faster_whisper", *address, *local]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        try:
            assert any("Ready" in line for line in server.stderr)
            while not listens(free_port):  # it says so a moment too early
                pass
            yield free_port
        finally:
            server.kill()


def test_a_server_of_other_people_is_understood(faster_whisper_server, noise):
    recognizer = recognizer_at(faster_whisper_server, answer_s=60)

    for _ in range(2):
        heard, _ = hear(recognizer, noise(2.0, 0.05))
        assert (heard.text, heard.engine) == ("Turn on the kitchen light.", "wyoming")


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("tcp://192.168.1.20:10301", "tcp://192.168.1.20:10301"),
        ("asr.local", "tcp://asr.local:10300"),
        ("asr.local:4000", "tcp://asr.local:4000"),
        ("tcp://[::1]:4000/", "tcp://[::1]:4000"),
    ],
)
def test_an_address_is_read(written, meant):
    assert str(WyomingAddress.of(written)) == meant


@pytest.mark.parametrize(
    "written",
    [
        *("", "http://asr.local:1", "tcp://", "tcp://a:b", "tcp://a:99999", "tcp://a:1/asr"),
        *("a b:1", "tcp://a:1?b", "tcp://a:1#b", "a\x00:1"),
    ],
)
def test_a_wrong_address_is_refused_with_an_example(written):
    with pytest.raises(BadSpeechInput) as refusal:
        WyomingAddress.of(written)

    assert "tcp://192.168.1.20:10300" in refusal.value.cure


@pytest.mark.parametrize("written", ["tcp://anna:hunter2@a:1", "anna:hunter2@a", "anna@a"])
def test_an_address_with_a_password_is_refused_and_not_repeated(written):
    with pytest.raises(BadSpeechInput, match="no user name or password") as refusal:
        WyomingAddress.of(written)

    assert "hunter2" not in str(refusal.value)


def test_the_usual_port_is_that_of_what_listens_there():
    assert str(WyomingAddress.of("speaker.local", TTS_PORT)) == "tcp://speaker.local:10200"


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


@pytest.fixture
def guarded(vosk_model, make_graph):
    """Return a function that makes a recogniser at a port with Vosk behind it, and its clock."""
    clock, made = Clock(), []

    def make(port, second=None):
        first = recognizer_at(port, answer_s=1.0)
        recognizer = FallbackRecognizer(
            first, second or (lambda: VoskRecognizer(vosk_model)), clock
        )
        recognizer.set_graph(make_graph(COMMAND, "stop"))
        made.append(recognizer)
        return recognizer, clock

    yield make
    for recognizer in made:
        recognizer.close()


def test_while_the_server_is_away_the_hub_hears_itself(guarded, free_port, speech_of, caplog):
    recognizer, _ = guarded(free_port)

    with caplog.at_level(logging.WARNING):
        heard, _ = hear(recognizer, speech_of(COMMAND))

    assert (heard.text, heard.engine) == (COMMAND, "vosk")
    assert "cannot be reached" in caplog.text
    assert recognizer.name == "wyoming"
    assert recognizer.patience_s == WyomingRecognizer.patience_s


def test_the_hub_hears_the_answers_to_a_question_too(guarded, free_port, make_graph, speech_of):
    recognizer, _ = guarded(free_port)

    for _ in range(2):  # the second begins with the recogniser of the hub
        stream = recognizer.start(make_graph("what time is it"))
        stream.feed(speech_of("what time is it"))
        assert stream.finish().text == "what time is it"


@pytest.mark.parametrize("mode", ["silent", "gone", "error"])
def test_a_server_that_fails_at_the_end_loses_nothing(guarded, server_in, speech_of, mode):
    with server_in(mode) as server:
        heard, _ = hear(guarded(server.port)[0], speech_of(COMMAND))

    assert (heard.text, heard.engine) == (COMMAND, "vosk")


def test_a_server_that_failed_is_left_alone_for_a_while_and_then_asked_again(
    guarded, server_in, speech_of, free_port, caplog
):
    recognizer, clock = guarded(free_port)
    hear(recognizer, speech_of("stop"))
    with server_in("asr") as server:
        recognizer.first = recognizer_at(server.port)
        clock.now = AWAY_S - 1
        assert hear(recognizer, speech_of("stop"))[0].engine == "vosk"
        clock.now = AWAY_S + 1
        assert hear(recognizer, speech_of("stop"))[0].engine == "wyoming"

    assert "is back" in caplog.text


def test_without_another_recogniser_the_servers_own_fault_is_told(guarded, free_port, speech_of):
    def none():
        raise EngineMissing("There is no other.", cure="Install one.")

    recognizer, _ = guarded(free_port, none)
    for _ in range(2):
        with pytest.raises(EngineMissing, match="cannot be reached"):
            hear(recognizer, speech_of("stop"))


def test_new_sentences_reach_the_other_recogniser_too(guarded, free_port, make_graph, speech_of):
    recognizer, _ = guarded(free_port)
    hear(recognizer, speech_of("stop"))
    recognizer.set_graph(make_graph("what time is it"))

    assert hear(recognizer, speech_of("what time is it"))[0].text == "what time is it"
