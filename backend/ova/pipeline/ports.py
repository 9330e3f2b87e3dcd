"""What a run is asked for, and the functions the pipeline is given."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ova.core import Intent, Match, Reply, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """Who asks, where, and in which form the answer is wanted."""

    satellite_id: str | None = None
    area_id: str | None = None
    language: str = "en"
    conversation_id: str | None = None
    speak: bool = False
    """True: synthesise the reply."""
    wake_word: dict[str, Any] | None = None
    """What the satellite says of the detection: name, score, level."""
    explain: bool = False
    """True: the result tells how it was understood."""


Understand = Callable[[Utterance], Match]
"""Text to intent. Must not raise for any text."""
Handle = Callable[[Utterance, Intent], Reply]
"""Intent to reply. A plugin's fault comes back as a Reply with ``error``."""
