"""What the satellite says when somebody speaks to it and the hub is away."""

from collections.abc import Callable

from ova.core import AudioClip
from ova.satellite.incoming import Incoming
from ova.satellite.ports import Output
from ova.satellite.sad_tone import sad_tone


class AwayWords:
    """Says that the hub cannot be reached: in the hub's own voice, or by a tone where it gave none."""

    def __init__(self, output: Output, words: Callable[[], AudioClip | None]) -> None:
        """``words`` gives what the hub left for this."""
        self._output = output
        self._words = words
        self._count = 0

    def say(self) -> Incoming:
        """Play it and return what is said."""
        clip = self._words() or sad_tone()
        self._count += 1
        sound_id = f"hub-away-{self._count}"
        self._output.begin(sound_id, "announce", clip.format)
        self._output.feed(sound_id, clip.pcm)
        self._output.end(sound_id)
        return Incoming(sound_id, "announce", "", clip.format)
