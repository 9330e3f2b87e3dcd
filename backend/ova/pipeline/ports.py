"""What a run is asked for, and the functions the pipeline is given."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from ova.core import AudioClip, Intent, Match, OvaError, Reply, Role, RunResult, Utterance


@dataclass(frozen=True, slots=True, kw_only=True)
class RunRequest:
    """Who asks, where, and in which form the answer is wanted."""

    satellite_id: str | None = None
    area_id: str | None = None
    person_id: str | None = None
    """Who asks, where that is known."""
    role: Role | None = None
    """What they may do at most, where that is less than that person may."""
    language: str = "en"
    conversation_id: str | None = None
    voice: str = ""
    """Voice of the reply; empty: the home's."""
    recogniser: str = ""
    """What hears there; empty: what hears the language everywhere."""
    patience: str = "default"
    """How long who speaks may pause: ``relaxed``, ``default`` or ``aggressive``."""
    speak: bool = False
    """True: synthesise the reply."""
    wake_word: dict[str, Any] | None = None
    """What the satellite says of the detection: name, score, level."""
    ringing: bool = False
    """True: something rings where it is said, so that "stop" is expected."""
    hushing: bool = False
    """True: it ends what is heard there, and nothing else."""
    explain: bool = False
    """True: the result tells how it was understood."""
    alone: bool = False
    """True: it belongs to no conversation, also not to that of its satellite."""
    again_of: str | None = None
    """Id of the run that is tried again."""


SpeakAs = Callable[[str, str, Callable[[OvaError], None]], Iterator[AudioClip]]
"""``Speak`` with the voice of one run."""
Speak = Callable[[str, str, Callable[[OvaError], None], str], Iterator[AudioClip]]
"""``speak(text, language, on_trouble, voice)``: text to sound, piece by piece in one format, each as
soon as it is made. ``on_trouble`` is told of a voice that failed where another went on; an empty
``voice`` is the home's."""


class Recorder(Protocol):
    """Keeps what was heard, where people asked for that."""

    def wanted(self) -> bool:
        """Tell whether anything is to be kept at all."""

    def keep(self, result: RunResult, clip: AudioClip) -> None:
        """Take the sound of a finished run. Must not block."""


Understand = Callable[[Utterance], Match]
"""Text to intent. Must not raise for any text."""
Handle = Callable[[Utterance, Intent], Reply]
"""Intent to reply. A plugin's fault comes back as a Reply with ``error``."""
