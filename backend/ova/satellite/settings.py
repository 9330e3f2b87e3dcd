"""What is set for this satellite: by people on the hub, and by the keys of the device."""

import json
import logging
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ova.satellite.cues import Cue
from ova.satellite.kept_file import keep
from ova.satellite.loudness import NEVER_MUTED, gain_of

log = logging.getLogger(__name__)

FILE = "satellite-settings.json"
STEP = 10
"""Percent by which a key makes it louder."""
SWITCHES = ("muted", "mic_muted", "wake_sound", "done_sound", "error_sound", "stop_word")
_CUES = {Cue.WAKE: "wake_sound", Cue.DONE: "done_sound", Cue.ERROR: "error_sound"}


class Settings:
    """One truth with the hub, kept over restarts. Read by several threads, set by the program's.

    What was changed at the device while the hub is away counts until the hub has taken it; then the
    hub's word counts.
    """

    def __init__(self, folder: Path | None = None) -> None:
        """Keep them in ``folder``, which need not exist yet; None keeps them in memory."""
        self._file = folder / FILE if folder is not None else None
        self._lock = threading.Lock()
        self._volume = 100
        self._on = {
            "muted": False,
            "mic_muted": False,
            "wake_sound": True,
            "done_sound": False,
            "error_sound": True,
            "stop_word": True,
        }
        self._untold: dict[str, Any] = {}
        kept = self._kept()
        self._apply(kept)
        untold = kept.get("untold")
        if isinstance(untold, Mapping):
            self._untold = {name: value for name, value in untold.items() if name in kept}

    @property
    def volume(self) -> int:
        """How loud it plays, 0 to 100 percent."""
        return self._volume

    @property
    def muted(self) -> bool:
        """Whether what is said is not heard."""
        return self._on["muted"]

    @property
    def mic_muted(self) -> bool:
        """Whether the microphone is closed."""
        return self._on["mic_muted"]

    @property
    def stop_word(self) -> bool:
        """Whether "stop" ends what is heard without the wake word."""
        return self._on["stop_word"]

    @property
    def untold(self) -> dict[str, Any]:
        """What was changed here, and the hub has not taken yet."""
        with self._lock:
            return dict(self._untold)

    @property
    def words(self) -> str:
        """Say how loud it is."""
        return f"{self._volume} %, muted" if self.muted else f"{self._volume} %"

    def wants(self, cue: Cue) -> bool:
        """Tell whether a cue is to be heard."""
        name = _CUES.get(cue)
        return name is None or self._on[name]

    def gain(self, kind: str) -> float:
        """Return the factor for a kind of sound: what rings is heard though the rest is muted."""
        return 0.0 if self.muted and kind not in NEVER_MUTED else gain_of(self._volume)

    def take(self, told: Mapping[str, Any]) -> frozenset[str]:
        """Take the hub's ``preferences``; return the names of what changed."""
        with self._lock:
            changed = self._apply({k: v for k, v in told.items() if k not in self._untold})
        if changed:
            self._keep()
        return changed

    def change(self, **changes: Any) -> frozenset[str]:
        """Change something at the device; return the names of what is another now."""
        with self._lock:
            changed = self._apply(changes)
            self._untold |= {name: self._value(name) for name in changed}
        if changed:
            self._keep()
        return changed

    def told(self, taken: Mapping[str, Any]) -> None:
        """Take note that the hub knows these, unless they were changed again meanwhile."""
        with self._lock:
            for name, value in taken.items():
                if name in self._untold and self._untold[name] == value:
                    del self._untold[name]
        self._keep()

    def _apply(self, told: Mapping[str, Any]) -> frozenset[str]:
        changed = set()
        volume = told.get("volume")
        if isinstance(volume, int) and not isinstance(volume, bool):
            volume = max(0, min(100, volume))
            if volume != self._volume:
                self._volume = volume
                changed.add("volume")
        for name in SWITCHES:
            value = told.get(name)
            if isinstance(value, bool) and value != self._on[name]:
                self._on[name] = value
                changed.add(name)
        return frozenset(changed)

    def _value(self, name: str) -> Any:
        return self._volume if name == "volume" else self._on[name]

    def _kept(self) -> dict[str, Any]:
        if self._file is None:
            return {}
        try:
            kept = json.loads(self._file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return {}
        return kept if isinstance(kept, dict) else {}

    def _keep(self) -> None:
        """Write them, all or nothing; a device that cannot goes on with them in memory."""
        if self._file is None:
            return
        with self._lock:
            try:
                keep(self._file, {"volume": self._volume, **self._on, "untold": self._untold})
            except OSError as error:
                log.warning("Volume and mute cannot be kept in %s: %s", self._file, error.strerror)
