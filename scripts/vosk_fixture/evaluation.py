"""How well a model hears, by Vosk itself."""

import json
import random
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scripts.vosk_fixture.corpus import HELD_OUT_VOICES, speak, worsened
from scripts.vosk_fixture.features import RATE_HZ
from scripts.vosk_fixture.lexicon import command

_SENTENCES = 60
_SPEAKERS = {"seen voices": ("en-us", "en-us+m3", "en-gb"), "held-out voices": HELD_OUT_VOICES}


def words_right(folder: Path) -> dict[str, tuple[int, int]]:
    """Return words less errors, and words, of new commands by seen and by held-out voices."""
    import vosk

    vosk.SetLogLevel(-1)
    model = vosk.Model(str(folder))
    result = {}
    for name, voices in _SPEAKERS.items():
        for condition, change in (("clean", _clean), ("worsened", worsened)):
            rng = random.Random(99)  # noqa: S311 - the same test every time
            errors = count = 0
            for _ in range(_SENTENCES):
                words = command(rng)
                samples = change(speak(words, rng.choice(voices), rng), rng)
                decoder = vosk.KaldiRecognizer(model, RATE_HZ)
                decoder.AcceptWaveform(samples.tobytes())
                errors += _distance(words, json.loads(decoder.FinalResult())["text"].split())
                count += len(words)
            result[f"{name}, {condition}"] = (count - errors, count)
    return result


def _clean(speech: NDArray[np.float64], _rng: random.Random) -> NDArray[np.int16]:
    return (speech * 32767).astype(np.int16)


def _distance(said: Sequence[str], heard: Sequence[str]) -> int:
    """Return the fewest words to insert, delete or replace."""
    row = list(range(len(heard) + 1))
    for number, word in enumerate(said, 1):
        previous, row = row, [number]
        for place, other in enumerate(heard):
            row.append(min(previous[place + 1] + 1, row[-1] + 1, previous[place] + (word != other)))
    return row[-1]
