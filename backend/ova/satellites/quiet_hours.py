"""When a satellite is to be quiet, and how quiet that is."""

import re
from dataclasses import dataclass
from datetime import datetime, time

import numpy as np

from ova.core import AudioClip, InvalidInput, Satellite

NEVER = "none"
_HOURS = re.compile(r"([01]\d|2[0-3]):([0-5]\d)-([01]\d|2[0-3]):([0-5]\d)\Z")
QUIETEST_DB = -40.0
"""Of one percent: as the volume of satellites, whose even steps sound evenly apart."""


@dataclass(frozen=True, slots=True)
class QuietRules:
    """How the home is quiet."""

    hours: str = ""
    """``22:00-07:00``; empty: never."""
    volume: int = 30
    """Percent at which answers and announcements are heard then."""
    announcements: bool = True
    """Whether announcements are heard then at all."""


def check_hours(hours: str) -> None:
    """Raise InvalidInput for what are no hours."""
    if hours in ("", NEVER):
        return
    found = _HOURS.match(hours)
    if found is None or found.group(1, 2) == found.group(3, 4):
        raise InvalidInput(
            f"{hours!r} are no quiet hours.",
            cure='Write when they begin and end, such as "22:00-07:00"; "none" for no quiet hours.',
            code="invalid_quiet_hours",
        )


def is_quiet(satellite: Satellite, rules: QuietRules, now: datetime) -> bool:
    """Tell whether a satellite is to be quiet; ``now`` is the home's local time."""
    hours = satellite.preferences.quiet_hours or rules.hours
    found = _HOURS.match(hours)
    if found is None:
        return False
    begins, ends = (time(int(found[at]), int(found[at + 1])) for at in (1, 3))
    moment = now.time()
    if begins < ends:
        return begins <= moment < ends
    return moment >= begins or moment < ends


def gain_of(volume: int) -> float:
    """Return the factor for a volume of 0 to 100 percent."""
    if volume <= 0:
        return 0.0
    return float(10 ** (QUIETEST_DB * (1 - min(volume, 100) / 100) / 20))


def softened(clip: AudioClip, gain: float) -> AudioClip:
    """Return a sound made quieter; one of other than 16 bits stays as it is."""
    if gain >= 1.0 or clip.format.width != 2:
        return clip
    samples = np.frombuffer(clip.pcm[: len(clip.pcm) // 2 * 2], dtype="<i2") * gain
    return AudioClip(samples.astype("<i2").tobytes(), clip.format)
