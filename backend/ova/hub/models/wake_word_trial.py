"""Whether a recording wakes."""

from typing import Any

from ova.audio import to_speech
from ova.core import AudioClip
from ova.engines import WakeWordDescription, WakeWords, load_wake_word

_BLOCK_BYTES = 960
_QUIET = bytes(32_000)
"""A second of silence: a microphone hears something before and after a word."""


def try_wake_word(described: WakeWordDescription, recording: AudioClip) -> dict[str, Any]:
    """Return whether a recording wakes, in wire form. Raises BadPhrase, BadWakeModel, EngineMissing."""
    pcm = _QUIET + to_speech(recording).astype("<i2").tobytes() + _QUIET
    words = WakeWords([load_wake_word(described)])
    try:
        for start in range(0, len(pcm), _BLOCK_BYTES):
            hit = words.feed(pcm[start : start + _BLOCK_BYTES])
            if hit is not None:
                return {
                    "heard": True,
                    "at_s": round(max(0, start - len(_QUIET)) / 32_000, 2),
                    "score": hit.score,
                    "level_dbfs": hit.level_dbfs,
                    "snr_db": hit.snr_db,
                }
    finally:
        words.close()
    return {"heard": False, "at_s": None, "score": None, "level_dbfs": None, "snr_db": None}
