"""A reply becomes sound while it is played."""

import threading
from collections.abc import Callable, Iterator

import pytest

from ova.core import AudioClip, OvaError, Reply, RunEvent, RunEventType, Unavailable
from ova.pipeline import ReplyShelf, Run
from ova.pipeline.ending import Ending
from ova.pipeline.speaking import FIRST_SOUND, speak_reply

WAIT_S = 60.0
PIECE = AudioClip(b"\1\0" * 1600)
OnTrouble = Callable[[OvaError], None]


class Stage:
    """A run with its shelf, and what it told."""

    def __init__(self) -> None:
        self.shelf = ReplyShelf(lambda: 0.0)
        self.events: list[RunEvent] = []
        self.run = Run(clock=lambda: 0.0, stopwatch=lambda: 0.0, listeners=(self.events.append,))

    def speak(self, speak: Callable[[str, str, OnTrouble], Iterator[AudioClip]]) -> str | None:
        return speak_reply(speak, self.shelf, self.run, Reply("Hi 2.", speech="Hi two."), "en")

    def kinds(self) -> list[RunEventType]:
        return [event.type for event in self.events]


@pytest.fixture
def stage() -> Stage:
    return Stage()


def test_a_reply_is_on_the_shelf_with_its_events_around_it(stage: Stage):
    asked = []

    def speak(text: str, language: str, _: OnTrouble) -> Iterator[AudioClip]:
        asked.append((text, language))
        yield from (PIECE, PIECE)

    audio_id = stage.speak(speak)

    assert asked == [("Hi two.", "en")]
    assert stage.kinds() == [RunEventType.TTS_START, RunEventType.TTS_END]
    start, end = (event.data for event in stage.events)
    assert (start["tts_input"], start["text"]) == ("Hi two.", "Hi 2.")
    assert start["tts_output"] == {"audio_id": audio_id, "url": f"/api/audio/{audio_id}"}
    assert end["tts_output"] == {**start["tts_output"], "seconds": 0.2}
    assert audio_id is not None
    assert stage.shelf.get(audio_id) == AudioClip(PIECE.pcm * 2)


def test_the_first_piece_is_heard_while_the_second_is_made(stage: Stage):
    heard, goes_on = threading.Event(), threading.Event()

    def speak(_text: str, _language: str, _: OnTrouble) -> Iterator[AudioClip]:
        yield PIECE
        assert heard.wait(WAIT_S)
        assert goes_on.wait(WAIT_S)
        yield PIECE

    speaking = threading.Thread(target=stage.speak, args=(speak,))
    speaking.start()
    while not stage.events:
        assert speaking.is_alive()
    key = stage.events[0].data["tts_output"]["audio_id"]
    sound = stage.shelf.sound(key)
    assert sound is not None
    sound.follow(lambda _piece: heard.set())
    assert heard.wait(WAIT_S)
    assert stage.shelf.get(key) is None
    assert stage.kinds() == [RunEventType.TTS_START]

    goes_on.set()
    whole = stage.shelf.get(key, WAIT_S)
    speaking.join(WAIT_S)

    assert whole == AudioClip(PIECE.pcm * 2)


def test_a_reply_nobody_wants_any_more_is_not_made_to_its_end(stage: Stage):
    made = []

    def speak(_text: str, _language: str, _: OnTrouble) -> Iterator[AudioClip]:
        for number in range(100):
            made.append(number)
            if number == 2:
                sound = stage.shelf.sound(stage.events[0].data["tts_output"]["audio_id"])
                assert sound is not None
                sound.stop()
            yield PIECE

    audio_id = stage.speak(speak)

    assert made == [0, 1, 2]
    assert stage.kinds() == [RunEventType.TTS_START, RunEventType.TTS_END]
    assert audio_id is not None
    assert stage.shelf.get(audio_id) == AudioClip(PIECE.pcm * 2)


@pytest.mark.parametrize("pieces", [0, 1])
@pytest.mark.parametrize(
    ("fault", "code"),
    [(Unavailable("No voice.", code="mute"), "mute"), (RuntimeError("boom"), "tts-failed")],
)
def test_a_voice_that_fails_is_an_error_of_the_run_which_still_ends(
    stage: Stage, pieces: int, fault: Exception, code: str
):
    def speak(_text: str, _language: str, _: OnTrouble) -> Iterator[AudioClip]:
        yield from [PIECE] * pieces
        raise fault

    audio_id = stage.speak(speak)
    stage.run.end(Ending(reply=Reply("Hi.")), audio_id=audio_id)

    assert (audio_id is None) == (pieces == 0)
    assert stage.kinds() == [RunEventType.TTS_START, RunEventType.ERROR, RunEventType.RUN_END]
    assert stage.events[1].data["code"] == code
    if audio_id is not None:
        assert stage.shelf.get(audio_id) == PIECE


def test_a_voice_another_took_over_from_is_told_with_the_end(stage: Stage):
    def speak(_text: str, _language: str, on_trouble: OnTrouble) -> Iterator[AudioClip]:
        on_trouble(Unavailable("The server is away.", cure="Start it.", code="away"))
        yield PIECE

    stage.speak(speak)

    told = {"code": "away", "message": "The server is away.", "cure": "Start it."}
    assert stage.events[-1].data["troubles"] == [told]


def test_a_reply_without_words_has_no_sound(stage: Stage):
    assert stage.speak(lambda _text, _language, _: iter(())) is None
    assert stage.kinds() == [RunEventType.TTS_START, RunEventType.TTS_END]


def test_the_time_to_the_first_sample_is_told(stage: Stage):
    stage.speak(lambda _text, _language, _: iter((PIECE, PIECE)))
    result = stage.run.end(Ending(reply=Reply("Hi.")))

    assert result is not None
    assert {FIRST_SOUND, "tts"} <= set(result.timings_ms)
