"""What is said about words that were not recognised, and whose sound is kept."""

import threading
from collections.abc import Callable, Iterator

import pytest

from ova.core import (
    AudioClip,
    AudioFormat,
    Match,
    Reply,
    RunEventType,
    RunResult,
    Transcript,
    Unheard,
)
from ova.engines import EngineMissing, EspeakVoice, SpeechPool, SpeechSettings
from ova.hub.texts import hub_texts
from ova.pipeline import Pipeline, RunRequest

WAIT_S = 60.0
REQUEST = RunRequest(speak=True)


class Shelf:
    """Keeps what it is given, when it wants anything."""

    def __init__(self) -> None:
        self.wants = True
        self.kept: list[tuple[RunResult, AudioClip]] = []

    def wanted(self) -> bool:
        return self.wants

    def keep(self, result: RunResult, clip: AudioClip) -> None:
        self.kept.append((result, clip))


@pytest.fixture
def shelf() -> Shelf:
    return Shelf()


@pytest.fixture
def pipeline(shelf: Shelf) -> Iterator[Pipeline]:
    speech = SpeechPool(SpeechSettings(workers=1))
    speech.start()
    made = Pipeline(
        understand=lambda utterance: Match(utterance.text, reason="no_intent"),
        handle=lambda _utterance, _intent: Reply("Done."),
        speak=lambda text, language, *_others: EspeakVoice().stream(text, language),
        speech=speech,
        texts=hub_texts,
        on_event=lambda _event: None,
        on_result=lambda _result: None,
        recorder=shelf,
    )
    yield made
    speech.close()
    made.close()


def heard(pipeline: Pipeline, transcript: Transcript) -> RunResult:
    run = pipeline.open_run(REQUEST, "audio")
    return pipeline.answering.heard(run, REQUEST, transcript)


@pytest.mark.parametrize("unheard", [Unheard.SILENCE, Unheard.NOISE])
def test_silence_and_noise_are_answered_with_silence(pipeline: Pipeline, unheard: Unheard):
    result = heard(pipeline, Transcript("", unheard=unheard, alternatives=("turn on",)))

    assert result.reply == ""
    assert result.error == "stt-no-text-recognized"
    (told,) = [event.data for event in result.events if event.type is RunEventType.STT_END]
    assert told["unheard"] == unheard


def test_speech_that_is_no_command_is_asked_about_again(pipeline: Pipeline):
    result = heard(pipeline, Transcript("", unheard=Unheard.NO_COMMAND))

    assert result.reply
    assert result.audio_id


def test_an_engine_that_cannot_tell_why_is_judged_by_what_it_rejected(pipeline: Pipeline):
    assert heard(pipeline, Transcript("", alternatives=("turn on",))).reply
    assert not heard(pipeline, Transcript("")).reply


def test_a_recogniser_that_fails_is_apologised_for(pipeline: Pipeline, shelf: Shelf):
    clip = EspeakVoice().synthesize("what time is it")

    result = pipeline.recording(clip, REQUEST)  # it has no sentences yet

    assert result.error == EngineMissing.code
    assert "went wrong" in result.reply
    assert result.audio_id
    kinds = [event.type for event in result.events]
    assert kinds.count(RunEventType.ERROR) == kinds.count(RunEventType.RUN_END) == 1
    assert shelf.kept == [(result, clip)]


def streamed(pipeline: Pipeline, end: Callable[..., None]) -> RunResult:
    ended = threading.Event()
    results: list[RunResult] = []

    def done(result: RunResult) -> None:
        results.append(result)
        ended.set()

    run = pipeline.stream(AudioFormat(), REQUEST, done)
    run.feed(b"\1\0" * 800)
    run.feed(b"\2\0" * 800)
    end(run)
    assert ended.wait(WAIT_S)
    return results[0]


def test_the_sound_of_a_stream_is_kept_whole(pipeline: Pipeline, shelf: Shelf):
    result = streamed(pipeline, lambda run: run.finish())
    pipeline.close()

    ((kept, clip),) = shelf.kept
    assert kept is result
    assert clip.pcm.startswith(b"\1\0" * 800)
    assert clip.format == AudioFormat()


def test_the_sound_of_a_cancelled_command_is_not_kept(pipeline: Pipeline, shelf: Shelf):
    result = streamed(pipeline, lambda run: run.cancel())

    assert result.error == "cancelled"
    assert shelf.kept == []


def test_without_a_wish_nothing_is_gathered(pipeline: Pipeline, shelf: Shelf):
    shelf.wants = False
    streamed(pipeline, lambda run: run.finish())
    pipeline.recording(AudioClip(bytes(3200)), REQUEST)

    assert shelf.kept == []
