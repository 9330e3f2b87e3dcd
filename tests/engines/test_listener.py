"""One command in a stream: endpointing and recognition put together, in process."""

import numpy as np
import pytest

from ova.audio import EndpointSettings
from ova.core import AudioClip, AudioFormat
from ova.engines import BadAudio
from ova.engines.listener import Listener, hear_clip
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.vad.silero import SileroVad


@pytest.fixture(scope="module")
def recognizer(light_graph):
    loaded = PocketSphinxRecognizer()
    loaded.set_graph(light_graph)
    return loaded


def run(recognizer, pcm, fmt=None, size=1600, finish=True, **settings):
    listener = Listener(fmt or AudioFormat(), recognizer, SileroVad(), EndpointSettings(**settings))
    events = []
    for start in range(0, len(pcm), size):
        events += listener.feed(pcm[start : start + size])
    if finish:
        events += listener.finish()
    return events


@pytest.mark.parametrize("size", [1, 999, 100_000])
def test_a_command_ends_by_itself_after_its_last_word(recognizer, say, size):
    clip = say("turn on the kitchen light", before_s=1.0, after_s=1.5)
    pcm = clip.pcm if size > 1 else clip.pcm[: clip.format.rate * 8]
    step = size if size > 1 else 37

    events = run(recognizer, pcm, clip.format, step, finish=False)

    assert [event.kind for event in events] == ["vad-start", "vad-end", "final"]
    start, end, final = events
    assert start.timestamp_s == pytest.approx(1.0, abs=0.15)
    assert end.timestamp_s == pytest.approx(clip.seconds - 1.5, abs=0.25)
    assert final.text == final.transcript.text == "turn on the kitchen light"
    assert final.transcript.words[0].start_s == pytest.approx(1.0, abs=0.2)


def test_sound_that_goes_on_after_the_command_is_ignored(recognizer, say):
    clip = say("turn on the kitchen light", after_s=1.2)
    events = run(recognizer, clip.pcm + say("turn off the bedroom lamp").pcm, clip.format)

    assert [event.text for event in events if event.kind == "final"] == [
        "turn on the kitchen light"
    ]


def test_finishing_in_the_middle_of_speech_decides_with_what_there_is(recognizer, say):
    clip = say("turn on the kitchen light", after_s=0.0)

    events = run(recognizer, clip.pcm, clip.format)

    assert [event.kind for event in events] == ["vad-start", "vad-end", "final"]
    assert events[-1].text == "turn on the kitchen light"


@pytest.mark.parametrize("pcm", [b"", b"\0", bytes(3200), bytes(32_000)])
def test_finishing_without_speech_gives_an_empty_final(recognizer, pcm):
    events = run(recognizer, pcm)

    assert [(event.kind, event.text) for event in events] == [("final", "")]


def test_silence_is_given_up_on(recognizer):
    events = run(recognizer, bytes(2 * 16_000 * 6), finish=False, no_speech_s=5.0)

    assert [(event.kind, event.text) for event in events] == [("final", "")]
    assert events[0].timestamp_s == pytest.approx(5.0, abs=0.05)


def test_endless_speech_is_cut_at_the_limit(recognizer, say):
    clip = say("turn on the kitchen light and the bedroom lamp and the hallway light " * 3)

    events = run(recognizer, clip.pcm, clip.format, finish=False, max_speech_s=3.0)

    assert [event.kind for event in events] == ["vad-start", "vad-end", "final"]
    assert events[-1].timestamp_s == pytest.approx(3.3, abs=0.3)


@pytest.mark.parametrize("gain", [1.0, 0.03])
def test_a_quiet_microphone_is_heard(recognizer, speech_of, gain):
    quiet = np.zeros(16_000, dtype=np.int16)
    speech = (speech_of("turn on the kitchen light") * gain).astype(np.int16)

    events = run(recognizer, np.concatenate((quiet, speech, quiet)).tobytes())

    assert events[-1].text == "turn on the kitchen light"


def test_a_recording_is_heard_from_first_to_last_speech_despite_a_long_pause(recognizer, say):
    first = say("turn on the", after_s=0.8)
    clip = AudioClip(first.pcm + say("kitchen light").pcm, first.format)

    heard = hear_clip(clip, recognizer, SileroVad(), 60.0)

    assert heard.text == "turn on the kitchen light"


def test_a_recording_without_speech_is_empty_and_one_with_too_much_is_refused(recognizer, say):
    assert hear_clip(AudioClip(b""), recognizer, SileroVad(), 60.0).text == ""
    assert hear_clip(AudioClip(bytes(64_000)), recognizer, SileroVad(), 60.0).text == ""
    with pytest.raises(BadAudio) as refusal:
        hear_clip(say("turn on the kitchen light " * 3), recognizer, SileroVad(), 2.0)
    assert refusal.value.code == "too_much_speech"
    assert refusal.value.cure
