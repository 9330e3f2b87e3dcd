"""Plays what the hub sends, the most urgent first, and rings below it."""

import logging
import threading
import time
from collections.abc import Callable

from ova.core import AudioFormat, OvaError
from ova.satellite.cues import Cue
from ova.satellite.messages import Played
from ova.satellite.mixer import Mixer
from ova.satellite.ringtone import RATE_HZ
from ova.satellite.sounds import PIECE_S, Sound, Sounds
from ova.satellite.speaker import Speaker

log = logging.getLogger(__name__)

RING_LEAD_S = 0.2
"""How far what is made here may be ahead of real time: what a loudspeaker buffers."""
STALLED_S = 15.0
"""A sound of which nothing more comes for so long is taken as complete."""
RETRY_S = 1.0
MOST_FAILURES = 3
"""How often a sound is tried again when the loudspeaker was lost."""
_OWN = AudioFormat(RATE_HZ)


class Player:
    """Owns the speaker in a thread of its own. Its methods return at once and are thread-safe."""

    def __init__(
        self,
        speaker: Speaker,
        deliver: Callable[[Played], None],
        gain: Callable[[str], float] = lambda _kind: 1.0,
    ) -> None:
        """``deliver`` is told of every sound that ended, played or dropped.

        ``gain(kind)`` is the factor by which a kind of sound is made quieter, asked for every piece.
        """
        self._mixer = Mixer(gain)
        self._speaker = speaker
        self._deliver = deliver
        self._changed = threading.Condition()
        self._sounds = Sounds()
        self._held = False
        self._ringing = False
        self._closed = False
        self._open: tuple[AudioFormat, bool] | None = None
        """What the speaker is open with: the format, and whether for a cue alone."""
        self._lost = False
        self._playing: Sound | None = None
        self._ahead = 0.0
        """Monotonic second up to which what was made here has been written."""
        self._thread = threading.Thread(target=self._work, name="ova-player", daemon=True)

    def open(self) -> None:
        """Start the thread."""
        self._thread.start()

    def close(self) -> None:
        """Fall silent and let go of the speaker."""
        with self._changed:
            self._closed = True
            self._sounds.stop_all()
            self._changed.notify_all()
        if self._thread.is_alive():
            self._thread.join(5.0)

    def begin(self, sound_id: str, kind: str, fmt: AudioFormat) -> None:
        """Queue a sound; its samples follow."""
        with self._changed:
            taken = self._sounds.begin(sound_id, kind, fmt)
            self._changed.notify_all()
        if not taken:
            self._deliver(Played(sound_id, kind, interrupted=True))

    def feed(self, sound_id: str, pcm: bytes) -> None:
        """Add samples to a queued sound; those of an unknown or stopped one are dropped."""
        with self._changed:
            self._sounds.feed(sound_id, pcm)
            self._changed.notify_all()

    def end(self, sound_id: str) -> None:
        """Say that a sound is complete."""
        with self._changed:
            self._sounds.end(sound_id)
            self._changed.notify_all()

    def end_all(self) -> None:
        """Take every queued sound as complete: nothing more will come."""
        with self._changed:
            self._sounds.end_all()
            self._changed.notify_all()

    def stop(self) -> None:
        """Drop what plays and what is queued."""
        with self._changed:
            self._sounds.stop_all()
            self._changed.notify_all()

    def hold(self, held: bool) -> None:
        """Keep silent while someone speaks: what is said and what rings pauses, cues are heard."""
        with self._changed:
            self._held = held
            self._changed.notify_all()

    def ring(self, ringing: bool) -> None:
        """Ring, quietly below what is said, or stop ringing."""
        with self._changed:
            if ringing and not self._ringing:
                self._mixer.ring_from_start()
            self._ringing = ringing
            self._changed.notify_all()

    def cue(self, cue: Cue) -> None:
        """Play one of the satellite's own sounds at once, over everything else."""
        with self._changed:
            self._mixer.cue(cue)
            self._changed.notify_all()

    def _work(self) -> None:
        while True:
            with self._changed:
                self._changed.wait_for(self._has_work)
                if self._closed:
                    break
            try:
                while self._step():
                    pass
            except OvaError as error:
                self._failed(error)
        self._speaker.close()

    def _has_work(self) -> bool:
        return (
            self._closed
            or self._mixer.has_cues
            or self._sounds.ended() is not None
            or (not self._held and (self._ringing or bool(self._sounds)))
        )

    def _step(self) -> bool:
        """Do one thing: play a piece, or end a sound; False when nothing is left to do."""
        with self._changed:
            if self._closed:
                return False
            over = self._over()
            sound = None if self._held or over is not None else self._sounds.first()
            ringing = self._ringing and not self._held
            if over is None and sound is not None and not sound.pieces and not self._mixer.has_cues:
                if not ringing and not self._changed.wait_for(
                    lambda: self._turned(sound), STALLED_S
                ):
                    sound.complete = True
                    log.warning("The hub sent nothing more of a sound: it is taken as complete")
                if not ringing:
                    return True
            idle = over is None and sound is None and not ringing and not self._mixer.has_cues
        if over is not None:
            self._end(over)
        elif idle:
            self._silent()
            return False
        else:
            self._play(sound if sound is not None and sound.pieces else None, ringing=ringing)
        return True

    def _turned(self, sound: Sound) -> bool:
        """Tell whether there is something else to do than to wait for more of a sound."""
        return (
            bool(sound.pieces)
            or sound.complete
            or self._closed
            or self._held
            or self._ringing
            or self._mixer.has_cues
            or self._sounds.first() is not sound
        )

    def _over(self) -> Sound | None:
        """Return a sound that has ended, if there is one."""
        stopped = self._sounds.ended()
        if stopped is not None:
            return stopped
        first = None if self._held else self._sounds.first()
        return first if first is not None and first.over else None

    def _end(self, sound: Sound) -> None:
        """Take a sound as played or dropped."""
        if self._playing is sound:
            if sound.stopped:
                self._abort()
            else:
                self._silent()
        with self._changed:
            self._sounds.remove(sound)
        self._deliver(Played(sound.id, sound.kind, sound.stopped))

    def _play(self, sound: Sound | None, *, ringing: bool) -> None:
        """Write the next piece of everything that is heard now."""
        if self._playing is not None and self._playing is not sound:
            self._abort()  # it gives way, and goes on a little before where it was
        quick = sound is None and not ringing
        own = self._open[0] if self._open is not None else _OWN
        fmt = sound.format if sound is not None else own
        if self._open != (fmt, quick):
            self._abort()
            self._speaker.open(fmt, quick=quick)
            self._open, self._ahead = (fmt, quick), time.monotonic()
        self._playing = sound
        frames = int(fmt.rate * PIECE_S)
        if sound is None and self._ahead - time.monotonic() > RING_LEAD_S:
            # a speaker that takes no time must not turn the ringing into a busy loop
            with self._changed:
                if self._changed.wait_for(self._interrupted, PIECE_S):
                    return
        with self._changed:
            piece = sound.next() if sound is not None and sound.pieces else None
            if piece is not None:
                frames = len(piece) // fmt.frame_bytes
            kind = sound.kind if sound is not None else ""
            mixed = self._mixer.mix(piece, kind, fmt, frames, ringing=ringing)
        self._ahead = max(self._ahead, time.monotonic()) + frames / fmt.rate
        self._speaker.write(mixed)
        self._lost = False

    def _interrupted(self) -> bool:
        first = self._sounds.first()
        spoken = first is not None and (bool(first.pieces) or first.over)
        return self._closed or (self._held and not self._mixer.has_cues) or spoken

    def _silent(self) -> None:
        """Let the rest sound, unless somebody speaks meanwhile or it is stopped."""
        was_open, self._open = self._open, None
        playing, self._playing = self._playing, None
        if was_open is None:
            return
        with self._changed:
            paused = self._held and playing is not None and not playing.over
        if paused and playing is not None:
            self._speaker.abort()
            playing.rewind()
        else:
            self._speaker.finish(lambda: self._in_a_hurry(speaking=playing is not None))

    def _in_a_hurry(self, *, speaking: bool) -> bool:
        with self._changed:
            stopped = self._sounds.ended() is not None
            return self._closed or stopped or (self._held and speaking)

    def _abort(self) -> None:
        """Fall silent at once; what was interrupted is to be heard again."""
        playing, self._playing = self._playing, None
        if self._open is not None:
            self._open = None
            self._speaker.abort()
        if playing is not None and not playing.stopped:
            with self._changed:
                playing.rewind()

    def _failed(self, error: OvaError) -> None:
        """Take note of a loudspeaker that failed, and try again after a while."""
        self._open = None
        with self._changed:
            playing, self._playing = self._playing or self._sounds.first(), None
            self._mixer.drop_cues()
            if playing is not None:
                playing.rewind()
                playing.failures += 1
                if playing.failures >= MOST_FAILURES:
                    playing.pieces.clear()
                    playing.complete = playing.stopped = True
            if not self._lost:
                log.warning("A sound could not be played: %s", error)
            self._lost = True
            self._changed.wait_for(lambda: self._closed, RETRY_S)
