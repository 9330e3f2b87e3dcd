"""What a satellite tells the hub about itself."""

import platform
import uuid
from typing import Any

from ova import __version__
from ova.satellite.identity import machine_name, satellite_id, state_folder
from ova.satellite.options import SatelliteOptions
from ova.satellite.sayings import Sayings

FEATURES = (
    "preferences",
    "cues",
    "stop_word",
    "mic_muted",
    "level",
    "log",
    "ping",
    "wake_near",
    "identify",
    "upcoming",
    "sayings",
)


def hello_of(options: SatelliteOptions) -> dict[str, Any]:
    """Return the ``hello`` of a satellite with these options."""
    hello: dict[str, Any] = {
        "id": options.id or satellite_id(state_folder()),
        "name": options.name or machine_name(),
        "kind": "ova",
        "version": __version__,
        "wake_words": [*options.wake_words, *options.wake_phrases],
        "features": list(FEATURES),
        "sayings": Sayings(state_folder()).marks(),
        "facts": _facts(options),
        "session": uuid.uuid4().hex,
    }
    if options.area:
        hello["area"] = options.area
    return hello


def _facts(options: SatelliteOptions) -> dict[str, str]:
    microphone = options.wav.name if options.wav is not None else options.input_device
    speaker = options.out.name if options.out is not None else options.output_device
    facts = {
        "system": f"{platform.system()} {platform.release()} ({platform.machine()})",
        "microphone": microphone or "",
        "loudspeaker": speaker or "",
    }
    return {name: "".join(text.split("\0"))[:100] for name, text in facts.items() if text}
