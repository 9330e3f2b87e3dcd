"""What hears and speaks: recognisers by language, voices, and recordings heard again.

Law: sound is decoded in worker processes; a change of recogniser, model or voice needs no restart.
"""

from ova.hub.speech.ears import Ear
from ova.hub.speech.hearing import Hearing
from ova.hub.speech.recognisers import recognisers_of
from ova.hub.speech.replaying import replay
from ova.hub.speech.speech import Speech

__all__ = [
    "Ear",
    "Hearing",
    "Speech",
    "recognisers_of",
    "replay",
]
