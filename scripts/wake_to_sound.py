"""Measure how long after the wake word's end the listening sound is heard, with and without rivals.

.venv/bin/python scripts/wake_to_sound.py [--runs N]

A real hub and real satellite programs hear it by PulseAudio and PortAudio; what is measured is in one
recording of microphones and loudspeakers, exact to the sample.
"""

import argparse
import statistics
import sys
import tempfile
from contextlib import closing
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

import numpy as np  # noqa: E402 - found only after the line above
from tests.hubs import ServedHub, served_hub  # noqa: E402 - the same
from tests.satellite.earwitnesses import Did, earwitnesses  # noqa: E402 - the same
from tests.satellite.room import Place, Rooms  # noqa: E402 - the same
from tests.satellite.speech import silence, speak  # noqa: E402 - the same

UNHEARD_DB = -90.0
SITUATIONS = {
    "alone": [Place()],
    "two rivals hear it too": [Place(), Place(0.04, -6.0), Place(0.12, -14.0)],
    "two rivals hear nothing": [Place(), Place(0.0, UNHEARD_DB), Place(0.0, UNHEARD_DB)],
}
AREAS = ("Bathroom", "Bedroom", "Garage")


def main() -> None:
    """Measure each situation and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--runs", type=int, default=5, metavar="N", help="sayings of each")
    runs = parser.parse_args().runs
    with tempfile.TemporaryDirectory() as made, served_hub(Path(made) / "hub") as hub:
        for name, places in SITUATIONS.items():
            folder = Path(made) / name.replace(" ", "-")
            folder.mkdir()
            sys.stdout.write(f"{name}: {measured(hub, folder, places, runs)}\n")
            sys.stdout.flush()


def measured(hub: ServedHub, folder: Path, places: list[Place], runs: int) -> str:
    """Return the figures of some sayings."""
    pulse = folder / "pulse"
    pulse.mkdir()
    wake, command = speak("okay nabu", folder), speak("turn on the light", folder)
    rest = np.concatenate([silence(0.8), command, silence(2.0)])
    sounds, decisions = [], []
    with (
        closing(Rooms(pulse, places)) as rooms,
        earwitnesses(hub, rooms, folder, AREAS[: len(places)]) as house,
    ):
        for _ in range(runs):
            nearest = house.say(wake, rest)[0]
            if nearest.cue_s is not None:
                sounds.append(nearest.cue_s * 1000)
                decisions.append(decision_ms(nearest))
    if not sounds:
        return "no listening sound was heard"
    told = " ".join(f"{sound:.0f}" for sound in sorted(sounds))
    return (
        f"{statistics.median(sounds):.0f} ms after the wake word's end ({told});"
        f" {statistics.median(decisions):.0f} ms of it until it was decided who answers"
    )


def decision_ms(did: Did) -> float:
    """Return the time from the detection to the hub's word."""
    at = {line["type"]: line["timestamp"] for line in reversed(did.lines)}
    chosen = at.get("wake-chosen", at.get("stt-start", 0.0))
    return float(chosen - at["satellite-wake"]) * 1000


if __name__ == "__main__":
    main()
