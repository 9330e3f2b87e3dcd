"""What the hub lends to its Wyoming service."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from ova.core import AudioClip, AudioFormat
from ova.engines import ListenSession, SpeechEvent, WakeWordDescription


@dataclass(frozen=True, slots=True)
class Handled:
    """What came of a command."""

    text: str
    """What is answered."""
    done: bool


class Lends(Protocol):
    """The hub's ears, brain and voice."""

    def listen(
        self, fmt: AudioFormat, on_event: Callable[[SpeechEvent], None], language: str
    ) -> ListenSession:
        """Begin to hear a command in one of the languages that are heard. Raises OvaError."""
        ...

    def languages(self) -> Sequence[str]:
        """Return the languages that are heard, the home's first."""
        ...

    def hears_in(self, language: str) -> str:
        """Return in which of them one is heard who speaks this: the home's when it is none."""
        ...

    def wake_words(self) -> Sequence[WakeWordDescription]:
        """Return the wake words the hub can wait for, those people added first."""
        ...

    def take_place(self) -> None:
        """Take one of the places where wake words are waited for. Raises Unavailable."""
        ...

    def give_back_place(self) -> None:
        """Give the place back."""
        ...

    def recognise(self, text: str) -> Sequence[tuple[str, Mapping[str, Any]]]:
        """Return the commands that a text means, each by its name and slots; nothing is done."""
        ...

    def sentences(self, text: str, language: str) -> Sequence[str]:
        """Return the sentences of a text; an empty language is the home's."""
        ...

    def handle(self, text: str, conversation_id: str | None) -> Handled:
        """Carry a command out. Raises OvaError."""
        ...

    def speak(self, text: str, language: str, voice: str) -> Iterator[AudioClip]:
        """Speak a text; an empty language and voice are the home's. Raises OvaError."""
        ...

    def voices(self) -> Sequence[dict[str, Any]]:
        """Return the voices there are: ``id``, ``name``, ``languages``."""
        ...

    def language(self) -> str:
        """Return the home's language."""
        ...

    def version(self) -> str:
        """Return the version of the hub."""
        ...
