"""Whether a recording wakes."""

from collections.abc import Callable
from typing import Any

from ova.audio import to_speech
from ova.core import AudioClip
from ova.engines import (
    WakeWordDescription,
    WakeWordKind,
    WakeWords,
    load_wake_word,
    spoken_phrase,
)
from ova.hub.models.wake_word_ids import slug_of
from ova.hub.models.wake_word_shelf import WakeWordShelf

MAX_TEST_S = 60.0
_BLOCK_BYTES = 960
_QUIET = bytes(32_000)
"""A second of silence: a microphone hears something before and after a word."""


class WakeWordTrials:
    """Tries wake words with recordings, before anybody relies on them."""

    def __init__(self, shelf: WakeWordShelf, read: Callable[[bytes, float], AudioClip]) -> None:
        """``read`` gives the sound of a file of at most so many seconds."""
        self._shelf = shelf
        self._read = read

    def test(self, word_id: str, recording: bytes, sensitivity: float = 0.5) -> dict[str, Any]:
        """Return whether a recording wakes, in wire form.

        Raises NotFound, InvalidInput for what is no recording, EngineMissing.
        """
        described = self._shelf.describe(word_id, sensitivity)
        return _tried(described, self._read(recording, MAX_TEST_S))

    def test_phrase(self, text: str, recording: bytes, sensitivity: float = 0.5) -> dict[str, Any]:
        """Return whether a recording wakes by a phrase that need not be added, in wire form.

        Raises BadPhrase, InvalidInput for what is no recording, EngineMissing.
        """
        spoken = spoken_phrase(text).text
        described = WakeWordDescription(slug_of(spoken), WakeWordKind.PHRASE, spoken, sensitivity)
        return _tried(described, self._read(recording, MAX_TEST_S))


def _tried(described: WakeWordDescription, recording: AudioClip) -> dict[str, Any]:
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
