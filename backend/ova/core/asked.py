"""What came of a question that was asked on a satellite."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class AskResult:
    """The answer to a question, or why there is none."""

    id: str | None = None
    """Which of the offered answers was given; None when none was, or none was offered."""
    text: str = ""
    """What was said last."""
    slots: dict[str, Any] = field(default_factory=dict)
    """Values of the answer's slots."""
    reason: str = ""
    """Empty with an answer; else ``timeout``, ``cancelled``, ``refused``, ``no_match``,
    ``other_command``, ``left`` when the satellite has gone, or ``closed``."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return {"id": self.id, "text": self.text, "slots": self.slots, "reason": self.reason}
