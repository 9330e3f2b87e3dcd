"""The nouns of a voice assistant as frozen dataclasses, and the one family of errors.

Law: standard library only; no I/O, no clock, no randomness. Every other room may import this one;
it imports none of them.
"""

from ova.core.announcement import Announcement
from ova.core.asked import AskResult
from ova.core.deeds import Deed, DeedKind, note_deed, noting
from ova.core.errors import (
    ChangedMeanwhile,
    Conflict,
    InvalidInput,
    NotAllowed,
    NotFound,
    OvaError,
    Unavailable,
)
from ova.core.home import Area, Entity, EntityState, Floor
from ova.core.intent import Intent, Match, Slot
from ova.core.lists import (
    MAX_ITEM_TEXT,
    MAX_LIST_NAME,
    ListChange,
    ListItem,
    ListKind,
    SharedList,
)
from ova.core.names import HomeNames, SpokenName
from ova.core.plan import (
    EVERY_DAY,
    FURTHEST_S,
    LONGEST_SNOOZE_S,
    MAX_PLAN_TEXT,
    SHORTEST_SNOOZE_S,
    PlanKind,
    Recurrence,
    Wish,
    plan_json,
    recurrence_of,
)
from ova.core.plugin import PluginInfo, PluginKind, PluginState
from ova.core.reasons import REASONS, Outcome, outcome_of
from ova.core.reply import Reply
from ova.core.role import Role
from ova.core.routine import (
    MAX_ROUTINE_PHRASES,
    MAX_ROUTINE_STEPS,
    MAX_STEP_TEXT,
    MAX_STEP_WAIT_S,
    Routine,
    RoutineFault,
    RoutineRun,
    RoutineRunState,
    RoutineStep,
    RoutineStepKind,
    StepResult,
    StepState,
    results_of,
    steps_of,
)
from ova.core.run import RunEvent, RunEventType, RunResult, Stage
from ova.core.satellite import MAX_VOLUME, Satellite, SatelliteHealth, SatellitePreferences
from ova.core.schedule import Schedule, ScheduleState
from ova.core.sound import SPEECH_RATE_HZ, AudioClip, AudioFormat
from ova.core.understanding import (
    Option,
    Question,
    QuestionKind,
    Reading,
    StageDecision,
    StageOutcome,
    Step,
    StepKind,
    Trace,
)
from ova.core.utterance import Alternative, Transcript, Unheard, Utterance, WordTime
from ova.core.wanted import Wanted, fault_json
from ova.core.was import check_was
from ova.core.wordgraph import WILDCARD, WordArc, WordGraph

__all__ = [
    "EVERY_DAY",
    "FURTHEST_S",
    "LONGEST_SNOOZE_S",
    "MAX_ITEM_TEXT",
    "MAX_LIST_NAME",
    "MAX_PLAN_TEXT",
    "MAX_ROUTINE_PHRASES",
    "MAX_ROUTINE_STEPS",
    "MAX_STEP_TEXT",
    "MAX_STEP_WAIT_S",
    "MAX_VOLUME",
    "REASONS",
    "SHORTEST_SNOOZE_S",
    "SPEECH_RATE_HZ",
    "WILDCARD",
    "Alternative",
    "Announcement",
    "Area",
    "AskResult",
    "AudioClip",
    "AudioFormat",
    "ChangedMeanwhile",
    "Conflict",
    "Deed",
    "DeedKind",
    "Entity",
    "EntityState",
    "Floor",
    "HomeNames",
    "Intent",
    "InvalidInput",
    "ListChange",
    "ListItem",
    "ListKind",
    "Match",
    "NotAllowed",
    "NotFound",
    "Option",
    "Outcome",
    "OvaError",
    "PlanKind",
    "PluginInfo",
    "PluginKind",
    "PluginState",
    "Question",
    "QuestionKind",
    "Reading",
    "Recurrence",
    "Reply",
    "Role",
    "Routine",
    "RoutineFault",
    "RoutineRun",
    "RoutineRunState",
    "RoutineStep",
    "RoutineStepKind",
    "RunEvent",
    "RunEventType",
    "RunResult",
    "Satellite",
    "SatelliteHealth",
    "SatellitePreferences",
    "Schedule",
    "ScheduleState",
    "SharedList",
    "Slot",
    "SpokenName",
    "Stage",
    "StageDecision",
    "StageOutcome",
    "Step",
    "StepKind",
    "StepResult",
    "StepState",
    "Trace",
    "Transcript",
    "Unavailable",
    "Unheard",
    "Utterance",
    "Wanted",
    "Wish",
    "WordArc",
    "WordGraph",
    "WordTime",
    "check_was",
    "fault_json",
    "note_deed",
    "noting",
    "outcome_of",
    "plan_json",
    "recurrence_of",
    "results_of",
    "steps_of",
]
