"""The last stage of a run: the reply becomes sound, piece by piece."""

import logging
from typing import Any

from ova.core import OvaError, Reply, RunEventType
from ova.pipeline.ports import SpeakAs
from ova.pipeline.run import Run
from ova.pipeline.shelf import ReplyShelf
from ova.pipeline.sound import ReplySound

log = logging.getLogger(__name__)

FIRST_SOUND = "first_sound"
"""Name of the timing from the reply's text to its first sample."""


def speak_reply(
    speak: SpeakAs, shelf: ReplyShelf, run: Run, reply: Reply, language: str
) -> str | None:
    """Speak a reply and return the id of its sound; None when there is none.

    ``tts-start`` tells where the sound can be had, so that it can be played while it is made;
    ``tts-end`` comes with its last piece, and tells of voices that failed where another went on. When
    none could go on, that is an error of the run.
    """
    sound = shelf.open()
    where = {"audio_id": sound.id, "url": f"/api/audio/{sound.id}"}
    run.emit(
        RunEventType.TTS_START,
        tts_input=reply.spoken,
        text=reply.text,
        language=language,
        tts_output=where,
    )
    troubles: list[OvaError] = []
    try:
        with run.timed("tts"):
            _fill(sound, speak, run, reply.spoken, language, troubles)
    except OvaError as error:
        run.fail(error)
    except Exception:
        log.exception("The reply of run %s could not be spoken", run.id)
        run.fail(OvaError("The reply could not be spoken.", code="tts-failed"))
    else:
        told: dict[str, Any] = {"tts_output": {**where, "seconds": round(sound.seconds, 3)}}
        if troubles:
            told["troubles"] = [_told(one) for one in troubles]
        run.emit(RunEventType.TTS_END, **told)
    finally:
        sound.finish()
    return sound.id if sound.size else None


def _fill(
    sound: ReplySound,
    speak: SpeakAs,
    run: Run,
    text: str,
    language: str,
    troubles: list[OvaError],
) -> None:
    """Make the sound, as long as somebody wants it."""
    with run.timed(FIRST_SOUND):
        pieces = speak(text, language, troubles.append)
        piece = next(pieces, None)
    while piece is not None:
        sound.add(piece)
        piece = next(pieces, None) if sound.wanted else None


def _told(error: OvaError) -> dict[str, str]:
    return {"code": error.code, "message": error.message, "cure": error.cure}
