"""Hears "stop" without the wake word where a satellite plays or rings."""

import logging
import threading
from collections.abc import Callable
from contextlib import suppress

from ova.core import AudioClip, OvaError, Unavailable, WordGraph
from ova.dialogue import lone_stop, lone_stop_words
from ova.engines import SpeechEvent, SpeechPool
from ova.hub.speech import Speech
from ova.pipeline import RunRequest
from ova.satellites import HearsStop, Satellites

log = logging.getLogger(__name__)


class StopWords:
    """Opens what hears a lone stop word, in the language of a satellite and with its recogniser."""

    def __init__(self, speech: Speech, satellites: Callable[[], Satellites]) -> None:
        """``satellites`` gives them once they are there."""
        self._speech = speech
        self._satellites = satellites

    def open(self, satellite_id: str, heard: Callable[[str], None]) -> HearsStop:
        """Listen on a satellite. Raises Unavailable where no recogniser hears its language."""
        satellites = self._satellites()
        satellite = satellites.get(satellite_id)
        language = satellites.language_of(satellite)
        words = lone_stop_words(language)
        pool = self._speech.pool_for(
            RunRequest(language=language, recogniser=satellite.preferences.recogniser)
        )
        if words is None or not pool.hears:
            raise Unavailable(
                "“Stop” cannot be heard here without the wake word.",
                cure="Say the wake word before it, or press the button.",
                code="no_stop_word",
            )

        def decide(event: SpeechEvent) -> None:
            if event.transcript is None:
                return
            text = lone_stop(event.transcript, language, satellites.sounds.spoken())
            if text is not None:
                heard(text)

        return LoneStop(pool, words, decide)


class LoneStop:
    """Cuts lone utterances out of a stream and has each judged by a worker."""

    def __init__(
        self, pool: SpeechPool, words: WordGraph, decide: Callable[[SpeechEvent], None]
    ) -> None:
        """``decide`` is told what each is, from the pool's thread."""
        from ova.engines import LoneUtterances, SileroVad  # loads numpy

        self._pool = pool
        self._words = words
        self._decide = decide
        self._lock = threading.Lock()
        self._over = False
        self._utterances = LoneUtterances(SileroVad())

    def feed(self, pcm: bytes) -> None:
        """Take 16 kHz mono PCM; the decoding is done elsewhere."""
        for clip in self._utterances.feed(pcm):
            with suppress(OvaError):  # no worker runs just now: then nothing is heard
                self._judge(clip)

    def close(self) -> None:
        """Hear no more: nothing is told from now on."""
        with self._lock:
            self._over = True

    def _judge(self, clip: AudioClip) -> None:
        self._pool.hear_word(clip, self._words, self._judged)

    def _judged(self, event: SpeechEvent) -> None:
        with self._lock:
            if self._over:
                return
        self._decide(event)
