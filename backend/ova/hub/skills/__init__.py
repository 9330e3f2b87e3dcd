"""What can be said to skills and what they say, as the people of the home see and change it.

Law: texts of a home are checked before they are kept, are kept with their history, and are in force
without a restart.
"""

from ova.hub.skills.desk import SkillDesk
from ova.hub.skills.examples import Examples
from ova.hub.skills.forms import SENTENCE, TextRefused
from ova.hub.skills.sentence_check import SentenceCheck, check_sentences
from ova.hub.skills.sentence_trial import Trial, Wanted, try_sentence
from ova.hub.skills.texts import OWN_FILE, SkillTexts
from ova.hub.skills.understanding import explained

__all__ = [
    "OWN_FILE",
    "SENTENCE",
    "Examples",
    "SentenceCheck",
    "SkillDesk",
    "SkillTexts",
    "TextRefused",
    "Trial",
    "Wanted",
    "check_sentences",
    "explained",
    "try_sentence",
]
