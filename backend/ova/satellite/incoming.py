"""The hub's words about a sound, read once."""

import logging
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ova.core import AudioFormat, InvalidInput

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Incoming:
    """A sound that begins."""

    id: str
    kind: str
    text: str
    format: AudioFormat

    @classmethod
    def read(cls, sound: Mapping[str, Any]) -> "Incoming | None":
        """Read ``play_start``; None when it cannot be played."""
        try:
            fmt = AudioFormat(
                int(sound.get("rate", 0)), int(sound.get("width", 2)), int(sound.get("channels", 1))
            )
        except (InvalidInput, TypeError, ValueError) as error:
            log.warning("A sound of the hub cannot be played: %s", error)
            return None
        kind, text = str(sound.get("kind") or "reply"), str(sound.get("text") or "")
        return cls(str(sound.get("id")), kind, text, fmt)


class Underway:
    """The sounds the player has, and after which of them the microphone opens again."""

    def __init__(self) -> None:
        self._sounds: dict[str, Incoming] = {}
        self._reopen: set[str] = set()

    def __bool__(self) -> bool:
        """Tell whether there is any."""
        return bool(self._sounds)

    @property
    def replies(self) -> bool:
        """Whether a reply is among them."""
        return any(sound.kind == "reply" for sound in self._sounds.values())

    def begin(self, sound: Incoming) -> None:
        """Take note of a sound."""
        self._sounds[sound.id] = sound

    def asks(self, sound_id: str) -> None:
        """Have the microphone opened after a sound."""
        if sound_id in self._sounds:
            self._reopen.add(sound_id)

    def asks_no_more(self, sound_id: str | None = None) -> None:
        """Have it not opened after a sound, or after any."""
        self._reopen = set() if sound_id is None else self._reopen - {sound_id}

    def played(self, sound_id: str) -> bool:
        """Forget a sound; tell whether the microphone is to be opened."""
        reopen = sound_id in self._reopen
        self._sounds.pop(sound_id, None)
        self._reopen.discard(sound_id)
        return reopen
