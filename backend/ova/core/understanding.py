"""Why a text was understood as it was, and what to ask back when it was not certain."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from ova.core.intent import Intent


class StepKind(StrEnum):
    """How a piece of a text was made to fit a template. Pieces that fit as they are have no step."""

    TYPO = "typo"
    """A word with slips of spelling."""
    SOUND = "sound"
    """A word that sounds like the one meant."""
    JOINED = "joined"
    """Two words written as one, or one as two."""
    FILLER = "filler"
    """Words that mean nothing: "um", "could you please"."""
    EXTRA = "extra"
    """A word the template does not have."""
    MISSING = "missing"
    """A word the template has and the text does not."""
    PARTIAL = "partial"
    """A name said in part, or in another order."""
    ANYTHING = "anything"
    """Free text taken as it is."""
    PRONOUN = "pronoun"
    """A word that stands for what was spoken of before."""


@dataclass(frozen=True, slots=True)
class Step:
    """One difference between what was said and the template."""

    kind: StepKind
    said: str
    meant: str
    cost: float

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"kind": self.kind.value, "said": self.said, "meant": self.meant, "cost": self.cost}


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a text."""

    intent: str
    skill: str
    template: str
    file: str
    sentence: str
    """The text as the template would have had it."""
    score: float
    """0 to 1."""
    slots: dict[str, Any] = field(default_factory=dict)
    steps: tuple[Step, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "intent": self.intent,
            "skill": self.skill,
            "template": self.template,
            "file": self.file,
            "sentence": self.sentence,
            "score": self.score,
            "slots": self.slots,
            "steps": [step.to_json() for step in self.steps],
        }


class StageOutcome(StrEnum):
    """What a stage made of a text."""

    TOOK = "took"
    ASKS = "asks"
    """It would take it, and asks first."""
    PASSED = "passed"
    NOT_ASKED = "not_asked"
    """Another had taken it before."""
    OFF = "off"


@dataclass(frozen=True, slots=True)
class StageDecision:
    """What one stage made of a text, and why."""

    stage: str
    """``stop``, ``session``, ``routines``, ``home``, ``skills``, ``actions`` or ``agent``."""
    outcome: StageOutcome
    why: str
    """A stable key: ``fits``, ``comes_later`` ..."""
    score: float | None = None
    """0 to 1: how well its best sentence fits; None when it has none, or is no matter of sentences."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "stage": self.stage,
            "outcome": self.outcome.value,
            "why": self.why,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class Trace:
    """What was considered."""

    readings: tuple[Reading, ...] = ()
    """Best first; the first is what was done, unless the outcome was to ask or to decline."""
    nearest: tuple[str, ...] = ()
    """Sentences close to a text that was declined."""
    stages: tuple[StageDecision, ...] = ()
    """What each stage decided, in order; empty when the grammar alone was asked."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {
            "readings": [reading.to_json() for reading in self.readings],
            "nearest": list(self.nearest),
            "stages": [stage.to_json() for stage in self.stages],
        }


class QuestionKind(StrEnum):
    """What is asked back."""

    UNSURE = "unsure"
    """One reading, not certain enough: "Did you mean the bedroom lamp?" Yes or no."""
    AMBIGUOUS = "ambiguous"
    """Several readings, equally good: "Which one: the bedroom lamp or the hall lamp?"."""
    CONFIRM = "confirm"
    """Understood, but important enough to ask: "Shall I unlock the front door?"."""
    VALUE = "value"
    """A skill wants to know something: "For how long?"."""
    YES_NO = "yes_no"
    """A skill wants a yes or a no: "Really delete the whole list?"."""
    CHOICE = "choice"
    """A skill wants one of several: "Which list: groceries or hardware?"."""
    OFFER = "offer"
    """A program asks on a satellite, and offers answers as sentences."""


REST = "rest"
"""The ``value`` of a question for what completes the sentence: "turn on" - "the kitchen light"."""
ROOM = "area"
"""The ``value`` of a question that offers rooms."""


@dataclass(frozen=True, slots=True)
class Option:
    """One possible answer to a question."""

    label: str
    """What tells it from the other options, for example a name: "bedroom lamp"."""
    sentence: str
    """The whole command: "turn on the bedroom lamp"."""
    intents: tuple[Intent, ...]
    """What is done when it is chosen."""
    words: tuple[str, ...] = ()
    """Further names it may be chosen by: the area, aliases."""


@dataclass(frozen=True, slots=True)
class Question:
    """What the person is asked before anything is done."""

    kind: QuestionKind
    options: tuple[Option, ...]
    """One for ``unsure`` and ``confirm``, two or more for ``ambiguous`` and ``choice``, else none."""
    text: str = ""
    """The question in the words of the skill that asks; empty: the hub words it."""
    value: str = ""
    """What kind of value is wanted: ``duration``; empty: any text."""
    slot: str = ""
    """Name of the slot the answer is kept in."""
    paused: str = ""
    """Id of the handler that waits for the answer; empty: none does."""
    intent: Intent | None = None
    """What that handler carries out."""
    then: tuple["Question", ...] = ()
    """What is asked when this is settled: other commands of the sentence asked something, too."""
    aloud: bool = False
    """Whatever is said answers it, understood or not: its sound is wanted."""
