"""What the buttons of the device do, and what its lights show."""

import time
from collections.abc import Callable

from ova.satellite.cues import Cue
from ova.satellite.peripherals import Press, Shown
from ova.satellite.phase import Phase
from ova.satellite.session import Session
from ova.satellite.settings import STEP, Settings

HELD_S = 0.6
"""A talk button that is down for so long is held: the command ends when it is let go."""
ERROR_S = 2.0
"""How long an error is shown."""
_PHASES = {
    Phase.LISTENING: Shown.LISTENING,
    Phase.WAITING: Shown.THINKING,
    Phase.SPEAKING: Shown.SPEAKING,
}


class Controls:
    """Turns presses into what the session and the settings do. Used by the program's thread."""

    def __init__(
        self,
        session: Session,
        settings: Settings,
        changed: Callable[[frozenset[str]], None],
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        """``changed`` is told which settings are others now; ``clock`` is monotonic."""
        self._session = session
        self._settings = settings
        self._changed = changed
        self._clock = clock
        self._talk_since: float | None = None

    def press(self, press: Press) -> None:
        """Do what was pressed."""
        match press:
            case Press.TALK:
                self._talk()
            case Press.TALK_OVER:
                since, self._talk_since = self._talk_since, None
                if since is not None and self._clock() - since >= HELD_S:
                    self._session.complete()
            case Press.MUTE:
                self._set(mic_muted=not self._settings.mic_muted)
            case Press.SILENCE:
                self._set(muted=not self._settings.muted)
            case Press.VOLUME_UP:
                self._set(volume=min(100, self._settings.volume + STEP), muted=False)
            case Press.VOLUME_DOWN:
                self._set(volume=max(0, self._settings.volume - STEP))

    @property
    def shown(self) -> Shown:
        """What the lights are to show now."""
        session = self._session
        if session.audible.rings.ringing and session.phase is not Phase.LISTENING:
            return Shown.RINGING
        if session.phase in _PHASES and not (
            session.undecided and session.phase is Phase.LISTENING
        ):
            return _PHASES[session.phase]
        if session.audible:
            return Shown.SPEAKING
        failed_at = session.cues.failed_at
        if failed_at is not None and self._clock() - failed_at < ERROR_S:
            return Shown.ERROR
        if self._settings.mic_muted:
            return Shown.MUTED
        return Shown.IDLE if session.connected else Shown.AWAY

    def _talk(self) -> None:
        session = self._session
        if session.phase in (Phase.LISTENING, Phase.WAITING):
            session.cancel()
        elif session.audible:
            session.hush()
        elif self._settings.mic_muted:
            session.cues.play(Cue.ERROR)
        else:
            self._talk_since = self._clock()
            session.talk()

    def _set(self, **changes: object) -> None:
        names = self._settings.change(**changes)
        if names:
            self._changed(names)
