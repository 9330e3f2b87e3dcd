"""Models and wake words a home installs.

Law: an order is written before it is acknowledged and goes on after a restart;
nothing is used before its checksum was right.
"""

from ova.hub.models.models import Models
from ova.hub.models.use import model_use
from ova.hub.models.wake_word_choices import WakeWordChoices, users_of
from ova.hub.models.wake_word_shelf import WakeWordShelf
from ova.hub.models.wake_word_trials import WakeWordTrials

__all__ = [
    "Models",
    "WakeWordChoices",
    "WakeWordShelf",
    "WakeWordTrials",
    "model_use",
    "users_of",
]
