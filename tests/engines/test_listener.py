"""One command in a stream: endpointing and recognition put together, in process."""

import numpy as np
import pytest

from ova.audio import Endpointing, EndpointSettings, to_speech
from ova.core import AudioClip, AudioFormat, Unheard
from ova.engines import BadAudio
from ova.engines.listener import Listener, hear_clip
from ova.engines.stt.completion import Completion
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.vad.silero import SileroVad


@pytest.fixture(scope="module")
def recognizer(light_graph):
    loaded = PocketSphinxRecognizer()
    loaded.set_graph(light_graph)
    return loaded


def run(recognizer, pcm, fmt=None, size=1600, finish=True, completion=None, **settings):
    """Return the events of a stream; the partial ones are left out."""
    listener = Listener(
        fmt or AudioFormat(), recognizer, SileroVad(), EndpointSettings(**settings), completion
    )
    events = []
    for start in range(0, len(pcm), size):
        events += listener.feed(pcm[start : start + size])
    if finish:
        events += listener.finish()
    return [event for event in events if event.kind != "partial"]


def pcm_of(*samples):
    return np.concatenate(samples).astype("<i2").tobytes()


def silence(seconds):
    return np.zeros(round(seconds * 16_000), dtype=np.int16)


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


def test_the_words_so_far_are_told_while_the_person_speaks(recognizer, say):
    clip = say("turn on the kitchen light", after_s=1.5)
    listener = Listener(clip.format, recognizer, SileroVad(), EndpointSettings())

    kinds = []
    for start in range(0, len(clip.pcm), 1600):
        kinds += [event.kind for event in listener.feed(clip.pcm[start : start + 1600])]

    assert kinds[0] == "vad-start"
    assert "partial" in kinds[1 : kinds.index("vad-end")]
    assert kinds[-1] == "final"


def test_a_finished_sentence_ends_sooner_than_silence_alone_would_end_it(
    recognizer, light_graph, speech_of
):
    speech = speech_of("turn on the kitchen light")
    pcm = pcm_of(silence(0.5), speech, silence(2.0))

    by_grammar = run(recognizer, pcm, finish=False, completion=Completion(light_graph))[-1]
    by_silence = run(
        recognizer,
        pcm,
        finish=False,
        completion=Completion(light_graph),
        endpointing=Endpointing.SILENCE,
    )[-1]

    assert by_grammar.text == by_silence.text == "turn on the kitchen light"
    assert by_grammar.timestamp_s < by_silence.timestamp_s - 0.3


def test_a_pause_in_the_middle_of_a_sentence_does_not_end_it(recognizer, light_graph, say):
    first = to_speech(say("turn on the", after_s=0.0))
    rest = to_speech(say("kitchen light", before_s=0.0))
    pcm = pcm_of(first, silence(0.9), rest, silence(2.0))

    events = run(recognizer, pcm, finish=False, completion=Completion(light_graph))

    assert events[-1].text == "turn on the kitchen light"


def test_a_quieter_television_does_not_hold_the_command_open(recognizer, light_graph, speech_of):
    command = speech_of("turn on the kitchen light")
    talk = np.tile(speech_of("and now the weather for tomorrow it will rain", "en-gb"), 4)
    television = (talk * 0.06).astype(np.int16)
    pcm = pcm_of(silence(0.3), command, television)

    events = run(recognizer, pcm, finish=False, completion=Completion(light_graph))

    assert events[-1].text == "turn on the kitchen light"
    assert events[-1].timestamp_s < 0.3 + command.size / 16_000 + 1.5


def test_a_quieter_television_before_the_command_is_not_held_against_it(
    recognizer, light_graph, speech_of
):
    command = speech_of("turn on the kitchen light")
    talk = speech_of("and now the weather for tomorrow it will rain", "en-gb")
    television = (talk * 0.05).astype(np.int16)
    pcm = pcm_of(television, command, silence(2.0))

    events = run(recognizer, pcm, finish=False, completion=Completion(light_graph))

    assert events[-1].text == "turn on the kitchen light"


def test_why_nothing_was_heard_is_told(recognizer, noise, speech_of):
    def why(pcm):
        return run(recognizer, pcm)[-1].transcript.unheard

    assert why(bytes(64_000)) is Unheard.SILENCE
    assert why(pcm_of(noise(3.0, 0.05))) in (Unheard.SILENCE, Unheard.NOISE)
    talk = speech_of("she told me yesterday that nobody ever wanted to go swimming")
    assert why(pcm_of(silence(0.3), talk)) is Unheard.NO_COMMAND


def test_a_recording_is_judged_like_a_stream(recognizer, say):
    talk = say("she told me yesterday that nobody ever wanted to go swimming")

    assert hear_clip(AudioClip(bytes(64_000)), recognizer, SileroVad(), 60.0).unheard is (
        Unheard.SILENCE
    )
    rejected = hear_clip(talk, recognizer, SileroVad(), 60.0)
    assert (rejected.text, rejected.unheard) == ("", Unheard.NO_COMMAND)
    assert rejected.alternatives


def test_a_listener_that_is_closed_tells_nothing_more(recognizer, say):
    clip = say("turn on the kitchen light")
    listener = Listener(clip.format, recognizer, SileroVad(), EndpointSettings())
    assert list(listener.feed(clip.pcm[: len(clip.pcm) // 2]))

    listener.close()

    assert list(listener.feed(clip.pcm)) == list(listener.finish()) == []
