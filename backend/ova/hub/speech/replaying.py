"""Past commands heard again by the recogniser and the grammar of today; nothing is carried out."""

import threading
from collections.abc import Callable
from typing import Any

from ova.core import AudioClip, Match, Transcript
from ova.engines import SpeechEvent, SpeechPool, StreamFailed
from ova.language import Grammar

_BLOCK_BYTES = 6_400
_ANSWER_S = 60.0


def replay(
    run: dict[str, Any],
    clip: AudioClip | None,
    pool: SpeechPool,
    grammar: Grammar | None,
    area: str | None,
    judged: Callable[[Match], Match],
) -> dict[str, Any]:
    """Return in wire form what a run was (``before``), what it would be (``now``) and if it ``changed``.

    Without its sound only its text is understood anew; ``judged`` declines what was reported. A
    streamed command is streamed again, so that its end is found anew. Raises EngineMissing,
    StreamFailed, BadAudio.
    """
    transcript = _typed(run) if clip is None else heard_again(clip, pool)
    match = Match("")
    if transcript.text and grammar is not None:
        match = judged(grammar.match(transcript.text, area=area))
    before = {
        "text": run["text"],
        "confidence": run["confidence"],
        "commands": [_meant(command) for command in run["commands"]],
        "reason": run["reason"],
    }
    now = {
        "text": transcript.text,
        "confidence": round(transcript.confidence, 3),
        "commands": [
            {"intent": one.name, "skill": one.skill, "slots": one.values()} for one in match.intents
        ],
        "reason": match.reason or (transcript.unheard or ""),
    }
    changed = any(before[key] != now[key] for key in ("text", "commands"))
    return {"run_id": run["run_id"], "changed": changed, "before": before, "now": now}


def _typed(run: dict[str, Any]) -> Transcript:
    return Transcript(run["text"], run["confidence"], engine="text")


def heard_again(clip: AudioClip, pool: SpeechPool) -> Transcript:
    """Return what a recording says, heard as if it were said now. Raises as ``replay``."""
    ended = threading.Event()
    last: list[SpeechEvent] = []

    def heard(event: SpeechEvent) -> None:
        if event.kind in ("final", "error"):
            last.append(event)
            ended.set()

    session = pool.listen(clip.format, heard)
    for start in range(0, len(clip.pcm), _BLOCK_BYTES):
        session.feed(clip.pcm[start : start + _BLOCK_BYTES])
    session.finish()
    if not ended.wait(_ANSWER_S):
        session.cancel()
        raise StreamFailed("The recording was not recognised in time.", cure="Try again.")
    event = last[0]
    if event.error is not None:
        raise event.error
    return event.transcript or Transcript("")


def _meant(command: dict[str, Any]) -> dict[str, Any]:
    return {name: command[name] for name in ("intent", "skill", "slots")}
