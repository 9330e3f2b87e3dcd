"""Waits for a wake word in what the microphone hears."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from ova.core import OvaError
from ova.engines.wake import WakeListener
from ova.satellite.errors import BadInput
from ova.satellite.options import SatelliteOptions

if TYPE_CHECKING:
    from ova.engines import WakeWordDescription, WakeWords

__all__ = ["WakeListener", "load_wake_words", "own_wake_words"]


def own_wake_words(options: SatelliteOptions) -> tuple["WakeWordDescription", ...]:
    """Return what the program was started to listen for."""
    from ova.engines import WakeWordDescription, WakeWordKind

    return (
        *(
            WakeWordDescription(name, WakeWordKind.BUNDLED, sensitivity=options.sensitivity)
            for name in options.wake_words
        ),
        *(
            WakeWordDescription(phrase, WakeWordKind.PHRASE, phrase, options.sensitivity)
            for phrase in options.wake_phrases
        ),
    )


def load_wake_words(descriptions: Sequence["WakeWordDescription"]) -> "WakeWords":
    """Load wake words. Raises BadInput that tells how to mend it."""
    from ova.engines import WakeWords, load_wake_word

    loaded = []
    try:
        for description in descriptions:
            loaded.append(load_wake_word(description))  # noqa: PERF401 - the finished ones are closed
    except Exception as error:
        for word in loaded:
            word.close()
        if isinstance(error, OvaError):
            raise BadInput(error.message, cure=error.cure) from error
        raise
    return WakeWords(loaded)
