"""Words that were hardly heard, and count all the same because they are expected."""

from dataclasses import replace

from ova.core import Transcript, Unheard
from ova.dialogue import recognise_stop


def stop_heard(transcript: Transcript, language: str) -> Transcript:
    """Return what was heard where something rings: "stop" is taken even from an unsure recogniser.

    A single short word is hardly told from noise by its sound alone; somebody who speaks to what
    rings most likely says it. Anything else stays as it is.
    """
    if transcript.text or transcript.unheard is not Unheard.NO_COMMAND:
        return transcript
    first = next(iter(transcript.alternatives), "")
    if recognise_stop(first, language) is None:
        return transcript
    return replace(transcript, text=first, unheard=None)
