"""What a skill answers."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from ova.core.understanding import Question


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer to one command."""

    text: str = ""
    """What is shown, and spoken unless ``speech`` is given. Empty: stay silent."""
    speech: str | None = None
    """What is spoken when it differs from what is shown."""
    keep_listening: bool = False
    """True: open the microphone again without the wake word."""
    error: str | None = None
    """Stable code when the command could not be carried out."""
    data: dict[str, Any] = field(default_factory=dict)
    question: Question | None = None
    """What the text asks; the next text of the conversation answers it."""
    undo: Callable[[], object] | None = field(default=None, repr=False, compare=False)
    """Takes back what was done, when the person says that something else was meant."""

    @property
    def spoken(self) -> str:
        """The words for the voice."""
        return self.text if self.speech is None else self.speech
