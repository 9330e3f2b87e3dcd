"""What the hub is ordered to do, as the web room asks for it."""

from collections.abc import Sequence
from typing import Protocol

from ova.core import RunResult, Schedule, Wish
from ova.web.ports.wire import Json


class OrdersPort(Protocol):
    """The orders of the hub."""

    def plan(self, wish: Wish, /) -> Schedule:
        """Plan something; a command is tried first. Raises InvalidInput."""
        ...

    def change_plan(self, plan_id: str, changes: Json, was: Json | None = None, /) -> Schedule:
        """Change what is planned. Raises NotFound, Conflict, ChangedMeanwhile, InvalidInput."""
        ...

    def converse(
        self,
        text: str,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        conversation_id: str | None = None,
        person_id: str | None = None,
        speak: bool = False,
        explain: bool = False,
    ) -> RunResult:
        """Answer a typed command."""
        ...

    def understand(self, text: str, area_id: str | None = None) -> Json:
        """Return what a text would come to; nothing is done. Raises NotFound."""
        ...

    def hear(self, data: bytes) -> Json:
        """Return what a recording says; nothing is done. Raises InvalidInput, Unavailable."""
        ...

    def listen(
        self,
        data: bytes,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        person_id: str | None = None,
        speak: bool = False,
    ) -> RunResult:
        """Answer a recorded command (the bytes of a WAV, FLAC or OGG file)."""
        ...

    def replay(self, run_id: str) -> Json:
        """Hear a run's sound again and compare. Raises NotFound, Unavailable."""
        ...

    def say_wav(self, text: str, voice: str | None = None) -> bytes:
        """Return spoken text as the bytes of a WAV file."""
        ...

    def voices(self, language: str | None = None) -> Json:
        """Return the voices that can be chosen, in wire form; with a language those that speak it."""
        ...

    def announce(
        self, text: str, satellite_ids: Sequence[str], voice: str | None = None
    ) -> Sequence[str]:
        """Speak on satellites; return the ids reached. Raises NotFound, Unavailable."""
        ...

    def reply_audio(self, audio_id: str) -> bytes | None:
        """Return a spoken reply as the bytes of a WAV file while it is kept; may wait until it is made."""
        ...

    def update_settings(self, changes: Json, was: Json | None = None) -> Json:
        """Change settings; return all of them. Raises InvalidInput, ChangedMeanwhile."""
        ...

    def recognisers(self, language: str | None = None) -> Json:
        """Return which recognisers can hear a language, the home's by default, and which one does."""
        ...

    def conversation_agents(self) -> Sequence[Json]:
        """Return the integrations that can be asked anything."""
        ...
