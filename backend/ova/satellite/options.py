"""What the program is started with."""

from dataclasses import dataclass
from pathlib import Path

DEFAULT_HUB_URL = "http://127.0.0.1:7123"
DEFAULT_WAKE_WORDS = ("okay_nabu",)


@dataclass(frozen=True, slots=True)
class SatelliteOptions:
    """Options of ``ova satellite``."""

    hub_url: str | None = DEFAULT_HUB_URL
    """Where the hub is; None: it is looked for on the network."""
    token: str = ""
    name: str | None = None
    """What people call it; default: the machine's name."""
    area: str | None = None
    """Name of the area it stands in."""
    wake_words: tuple[str, ...] = DEFAULT_WAKE_WORDS
    """Names of bundled wake words; without these and ``wake_phrases`` it listens at once, for one
    command."""
    wake_phrases: tuple[str, ...] = ()
    """Words of one's own to wake by."""
    sensitivity: float = 0.5
    """Of the wake words named here: 0 wakes rarely, 1 easily."""
    wav: Path | None = None
    """Hear this file instead of a microphone, then exit."""
    fast: bool = False
    """Feed the file eight times as fast as real time, and do not pace ``out``."""
    out: Path | None = None
    """Write what is played to this WAV file instead of the loudspeaker."""
    input_device: str | None = None
    """Name (or a part of it) or number of the microphone."""
    output_device: str | None = None
    """Name (or a part of it) or number of the loudspeaker."""
    leds: tuple[str, ...] = ()
    """Lights, such as ``apa102:3`` or ``gpio:17``."""
    buttons: tuple[str, ...] = ()
    """Buttons and their pins, such as ``talk:17`` or ``mute:27``."""
    duck: int | None = None
    """Percent of their volume that other programs keep while it listens or is heard; None: all."""
    id: str | None = None
    """Id towards the hub; default: made once and kept on this machine."""
    json: bool = False
    """Print JSON lines instead of text."""
    ca: Path | None = None
    """Certificate (PEM) to trust, for a hub with a self-signed one."""
    insecure: bool = False
    """Do not check the hub's certificate."""
    timeout_s: float = 30.0
    """For one command: seconds to wait for the hub, and for its answer after the last sound."""
    hub_name: str | None = None
    """What the home of the hub that is looked for is called; None: the only one there is."""

    @property
    def one_command(self) -> bool:
        """Whether the program ends by itself after a command."""
        return self.wav is not None or not self.wakes

    @property
    def wakes(self) -> bool:
        """Whether it waits for a wake word."""
        return bool(self.wake_words or self.wake_phrases)
