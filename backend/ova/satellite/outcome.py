"""What became of one command, read from the events of its run."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ova.core import RunEventType


@dataclass(slots=True)
class Outcome:
    """Filled in as the events of the run arrive."""

    run_id: str | None = None
    text: str = ""
    intent: str | None = None
    error: str | None = None
    replies: bool = False
    """Whether a spoken reply was announced."""
    elsewhere: bool = False
    """Whether another satellite answers."""
    ended: bool = False

    @property
    def understood(self) -> bool:
        """Whether the command was understood and carried out."""
        return self.intent is not None and self.error is None

    def note(self, kind: str, data: Mapping[str, Any]) -> None:
        """Take an event of the run."""
        match kind:
            case RunEventType.STT_END:
                output = data.get("stt_output")
                self.text = str(output.get("text", "")) if isinstance(output, Mapping) else ""
            case RunEventType.INTENT_END:
                self.intent = str(data["intent"]) if data.get("intent") else None
                self.error = self.error or (str(data["error"]) if data.get("error") else None)
            case RunEventType.TTS_END:
                output = data.get("tts_output")
                self.replies = not isinstance(output, Mapping) or output.get("seconds") != 0
            case RunEventType.ERROR:
                self.error = str(data.get("code") or "error")
            case RunEventType.WAKE_ELSEWHERE:
                self.elsewhere = True
            case RunEventType.RUN_END:
                self.ended = True
