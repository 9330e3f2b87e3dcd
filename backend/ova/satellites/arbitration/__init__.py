"""Which of the satellites that heard one wake word answers.

Law: who heard best is judged by pure functions of what was measured and when; the only clock and
the only waiting are those of the auditions. The one that answers loses no sound and no time by it.
"""

from ova.satellites.arbitration.arbiter import Arbiter, Contender, Decision
from ova.satellites.arbitration.auditions import Auditions
from ova.satellites.arbitration.earshot import EARSHOTS, in_earshot, listens
from ova.satellites.arbitration.hearing import Hearing, Why, best_heard, hearing_of, impression

__all__ = [
    "EARSHOTS",
    "Arbiter",
    "Auditions",
    "Contender",
    "Decision",
    "Hearing",
    "Why",
    "best_heard",
    "hearing_of",
    "impression",
    "in_earshot",
    "listens",
]
