"""What is said and what rings on this satellite."""

from collections.abc import Callable, Mapping
from typing import Any

from ova.core import AudioClip
from ova.satellite.away import AwayWords
from ova.satellite.incoming import Incoming, Underway
from ova.satellite.messages import Played
from ova.satellite.ports import Hub, Output, Report
from ova.satellite.rings import Rings
from ova.satellite.upcoming import Upcoming


class Audible:
    """Has the player play what the hub sends, and ring; True while there is anything to hear.

    One thread owns it.
    """

    def __init__(
        self,
        hub: Hub,
        output: Output,
        report: Report,
        clock: Callable[[], float],
        upcoming: Upcoming | None,
        words: Callable[[], AudioClip | None],
    ) -> None:
        """``clock`` is monotonic; ``upcoming`` knows what is to ring here.

        ``words`` gives what is said when the hub is away.
        """
        self._hub = hub
        self._output = output
        self._report = report
        self._sounds = Underway()
        self._away = AwayWords(output, words)
        self.rings = Rings(hub, output, report, clock, upcoming)
        """What rings."""

    def __bool__(self) -> bool:
        """Tell whether something is said or rings here."""
        return self.speaks or self.rings.ringing

    @property
    def speaks(self) -> bool:
        """Whether the player has any sound of the hub."""
        return bool(self._sounds)

    @property
    def replies(self) -> bool:
        """Whether a reply is among them."""
        return self._sounds.replies

    def begin(self, sound: Incoming) -> None:
        """Play a sound, whose pieces follow."""
        self._report.note("speaking", sound.text, id=sound.id, kind=sound.kind)
        self._sounds.begin(sound)
        self._output.begin(sound.id, sound.kind, sound.format)

    def feed(self, chunk: tuple[Any, ...]) -> None:
        """Take a piece of a sound: its id and PCM."""
        if len(chunk) == 2 and isinstance(chunk[1], bytes):
            self._output.feed(str(chunk[0]), chunk[1])

    def played(self, sound: Played) -> bool:
        """Take that a sound is over; tell whether the microphone is to be opened."""
        self._hub.played(sound.id)
        return self._sounds.played(sound.id)

    def stop_speaking(self) -> bool:
        """Silence what is said, and open no microphone after it; False when nothing is said."""
        if not self._sounds:
            return False
        self._output.stop()
        self._sounds.asks_no_more()
        return True

    def without_hub(self) -> None:
        """Do what can be done without the hub: silence what rings, else say how it is."""
        if self.rings.ringing:
            self.rings.silence()
            return
        self._report.note("offline", "The hub is not connected, so nothing can be done.")
        if not self._sounds:
            self._sounds.begin(self._away.say())

    def take(self, name: str, told: Mapping[str, Any]) -> bool:
        """Take a message of the hub about what is heard here; False for one about something else."""
        match name:
            case "play_end":
                sound_id = str(told.get("id"))
                if told.get("keep_listening"):
                    self._sounds.asks(sound_id)
                self._output.end(sound_id)
            case "question_over":
                self._sounds.asks_no_more(str(told.get("id")))
            case "ring":
                self.rings.start(told)
            case "ring_stop":
                self.rings.stop(str(told.get("id")))
            case "upcoming":
                self.rings.expect(told)
            case _:
                return False
        return True
