"""What starts a routine when it is said: its own phrases, and its name."""

import re

from ova.core import Routine
from ova.hub.texts import hub_texts
from ova.language import Scope, SentenceSource, own_source

STAGE = "routine:"
"""Begins an intent's ``skill`` when a routine is asked for, not a skill."""
INTENT = "RoutineRun"
_SIGNS = re.compile(r"[\[\](){}<>|;:\\_\"]+")


def routine_id_of(skill: str) -> str | None:
    """Return the id of the routine an intent's ``skill`` names; None for anything else."""
    return skill.removeprefix(STAGE) if skill.startswith(STAGE) else None


def source_of(routine: Routine, language: str) -> SentenceSource:
    """Return the sentences that start a routine, which go before those of skills."""
    name = " ".join(_SIGNS.sub(" ", routine.name).split())
    by_name = [one.replace("{name}", name) for one in hub_texts(language).variants("routine_start")]
    said = [*routine.phrases, *(by_name if name else ())]
    return own_source(
        STAGE + routine.id, language, routine.file, [(INTENT, one, {}) for one in said], Scope()
    )
