"""Wake words, as the web room asks for it."""

from collections.abc import Mapping, Sequence
from typing import Protocol

from ova.web.ports.wire import Json


class WakeWordsPort(Protocol):
    """Wake words."""

    def all(self) -> Sequence[Json]:
        """Return every wake word in wire form."""
        ...

    def get(self, word_id: str) -> Json:
        """Return one wake word. Raises NotFound."""
        ...

    def upload(self, files: Mapping[str, bytes], phrase: str = "") -> Json:
        """Add a model. Raises InvalidInput, Conflict, Unavailable."""
        ...

    def add_phrase(self, text: str) -> Json:
        """Add a phrase. Raises InvalidInput, Conflict."""
        ...

    def look_at_phrase(self, text: str) -> Json:
        """Tell what adding a phrase would do, without adding it."""
        ...

    def remove(self, word_id: str) -> None:
        """Delete what a person added. Raises NotFound, Conflict."""
        ...

    def archive(self, word_id: str) -> bytes:
        """Return a model's files as a zip. Raises NotFound."""
        ...


class WakeTrialsPort(Protocol):
    """Trying wake words."""

    def test(self, word_id: str, recording: bytes, sensitivity: float = 0.5) -> Json:
        """Tell whether a recording wakes. Raises NotFound, InvalidInput."""
        ...

    def test_phrase(self, text: str, recording: bytes, sensitivity: float = 0.5) -> Json:
        """Tell whether a recording wakes by a phrase. Raises InvalidInput."""
        ...


class WakeChoicesPort(Protocol):
    """Who listens for which wake words."""

    def choose(
        self, satellite_id: str, choice: Mapping[str, float] | None, was: Json | None = None
    ) -> list[Json] | None:
        """Set what a satellite listens for: sensitivities by id; None leaves it to the satellite."""
        ...

    def chosen(self, satellite_id: str) -> list[Json] | None:
        """Return what was chosen for a satellite; None when nothing was. Raises NotFound."""
        ...
