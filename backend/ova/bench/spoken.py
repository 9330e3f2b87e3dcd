"""The recordings of a speech benchmark, and noise mixed into them as it was published.

The folder holds ``labels.jsonl`` (audio, intent, slots), ``audio/`` and ``noise/``.
"""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_float, to_speech
from ova.core import InvalidInput, Match, OvaError
from ova.engines import read_audio

_FRAME = 2048


@dataclass(frozen=True, slots=True)
class SpokenCase:
    """One recorded command, and what was meant."""

    name: str
    audio: Path
    intent: str
    slots: dict[str, str]


def spoken_cases(data: Path) -> list[SpokenCase]:
    """Return the recordings of a folder. Raises InvalidInput when it has not the expected form."""
    try:
        lines = (data / "labels.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        cases = [
            SpokenCase(Path(row["audio"]).name, data / row["audio"], row["intent"], row["slots"])
            for row in rows
        ]
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InvalidInput(
            f"{data} holds no usable labels.jsonl.",
            cure="Give the folder of a speech benchmark: labels.jsonl, audio/ and noise/.",
        ) from error
    if not cases:
        raise InvalidInput(f"{data}/labels.jsonl is empty.", cure="Give a folder with recordings.")
    return cases


def noises_in(data: Path) -> dict[str, NDArray[np.float32]]:
    """Return the noises of a folder by name, 16 kHz. Raises InvalidInput without a usable one."""
    files = sorted(file for file in (data / "noise").glob("*") if file.is_file())
    if not files:
        raise InvalidInput(
            f"{data}/noise holds no sound.", cure="Add a noise recording, or test clean only."
        )
    found = {}
    for file in files:
        try:
            found[file.stem] = to_float(to_speech(read_audio(file.read_bytes(), 3600)))
        except OvaError as error:
            raise InvalidInput(f"{file} cannot be read: {error}") from error
    return found


def mix(
    speech: NDArray[np.float32], noise: NDArray[np.float32], snr_db: float, name: str
) -> NDArray[np.float32]:
    """Return speech with noise as the benchmark mixes it; ``name`` seeds the noise's place.

    The noise starts at a drawn offset, its scale is sqrt(Ps / (Pn 10^(snr/10))) with P the largest
    energy of any 2048-sample frame, and the sum is divided by twice its peak.
    """
    spare = max(0, noise.size - speech.size)
    start = random.Random(name).randrange(spare + 1)  # noqa: S311 - reproducible, not secret
    piece = np.resize(noise[start : start + speech.size], speech.size)
    ratio = _loudest(speech) / (_loudest(piece) * 10 ** (snr_db / 10))
    total = speech + piece * np.float32(np.sqrt(ratio))
    mixed: NDArray[np.float32] = (total / (2 * np.max(np.abs(total)))).astype(np.float32)
    return mixed


def accepted(match: Match, intent: str, slots: dict[str, str]) -> bool:
    """Return whether intent and every labelled slot are right, blanks around texts ignored."""
    if match.intent is None or match.intent.name != intent:
        return False
    heard = {slot.name: slot.text or str(slot.value) for slot in match.intent.slots}
    return all(heard.get(name, "").strip() == text.strip() for name, text in slots.items())


def _loudest(samples: NDArray[np.float32]) -> float:
    """Return the largest energy of any 2048-sample frame."""
    count = samples.size // _FRAME
    if not count:
        return float(np.sum(np.square(samples))) or 1e-12
    frames = samples[: count * _FRAME].reshape(count, _FRAME)
    return float(np.max(np.sum(np.square(frames), axis=1))) or 1e-12
