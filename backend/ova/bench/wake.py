"""Wake words: how many sayings wake, and how often other sound does, per hour.

Reads ``wake/PHRASE/`` (recordings of people, one saying each), ``speech/audio/`` and its ``noise/``,
and ``everyday.txt``. A phrase that names a bundled model is heard by it, any other is listened for as
words of a person's own choosing.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_float, to_int16, to_speech
from ova.bench.spoken import mix, noises_in
from ova.core import SPEECH_RATE_HZ, InvalidInput
from ova.engines import (
    BUNDLED_WAKE_WORDS,
    Detection,
    EspeakVoice,
    WakeWord,
    WakeWordDescription,
    WakeWordKind,
    load_wake_word,
    read_audio,
)

BLOCK_BYTES = 960
"""30 ms: what a satellite feeds at a time."""
AROUND_S = 1.0
"""Quiet before and after a saying: a microphone does not begin with the word."""
_ROOM = 4.0
"""Amplitude of that quiet, as of a good microphone in a still room."""
_VOICES = ("en-us", "en", "en-us+f3", "en-gb-scotland+m3")
_LONGEST_S = 3600.0

Samples = NDArray[np.int16]


@dataclass(frozen=True, slots=True)
class WakeBench:
    """What is measured."""

    data: Path
    phrases: tuple[str, ...] = ()
    """Names of folders; empty: all of them."""
    sensitivity: float = 0.5
    snr_db: float | None = None
    """Mix the sayings with each noise at this ratio; None: as recorded."""
    every: int = 1
    """Take each n-th recording and each n-th sound that must not wake."""


def run_wake_bench(
    bench: WakeBench, *, progress: Callable[[str], None] | None = None
) -> dict[str, Any]:
    """Return figures per phrase. Raises InvalidInput when the folder has not the expected form."""
    folders = {one.name: one for one in sorted((bench.data / "wake").glob("*")) if one.is_dir()}
    chosen = bench.phrases or tuple(folders)
    missing = [name for name in chosen if name not in folders]
    if not chosen or missing:
        raise InvalidInput(
            f"{bench.data}/wake has no recordings of {', '.join(missing) or 'any phrase'}.",
            cure="Give a folder that holds wake/PHRASE/ with one saying per file.",
        )
    tell = progress or _say_nothing
    return {
        "sensitivity": bench.sensitivity,
        "snr_db": bench.snr_db,
        "phrases": {name: _measure(name, folders, bench, tell) for name in chosen},
    }


def describe(name: str, sensitivity: float) -> WakeWordDescription:
    """Return what listens for the recordings of a folder of this name."""
    if name in BUNDLED_WAKE_WORDS:
        return WakeWordDescription(name, WakeWordKind.BUNDLED, sensitivity=sensitivity)
    words = name.replace("_", " ").replace("-", " ")
    return WakeWordDescription(name, WakeWordKind.PHRASE, words, sensitivity)


def _measure(
    name: str, folders: dict[str, Path], bench: WakeBench, tell: Callable[[str], None]
) -> dict[str, Any]:
    description = describe(name, bench.sensitivity)
    word = load_wake_word(description)
    try:
        recall = _recall(word, _files(folders[name])[:: bench.every], bench)
        tell(f"{name}: {recall['recall_percent']} % of {recall['sayings']}")
        others = [
            file for other, folder in folders.items() if other != name for file in _files(folder)
        ]
        wrong, seconds, spent, count = {}, 0.0, 0.0, 0
        for group, sounds in _other_sounds(bench, others):
            word.reset()
            began = time.process_time()
            found, length = _listen(word, sounds)
            spent += time.process_time() - began
            seconds += length
            count += len(found)
            wrong[group] = {"hours": round(length / 3600, 3), "accepts": found}
            tell(f"{name}: {len(found)} false accepts in {length / 3600:.2f} h of {group}")
    finally:
        word.close()
    return {
        "kind": str(description.kind),
        **recall,
        "false_accepts": count,
        "hours": round(seconds / 3600, 3),
        "false_accepts_per_hour": round(count / seconds * 3600, 2) if seconds else None,
        "false_accepts_in": wrong,
        "rtf": round(spent / seconds, 4) if seconds else None,
    }


def _recall(word: WakeWord, files: Sequence[Path], bench: WakeBench) -> dict[str, Any]:
    noises = {} if bench.snr_db is None else noises_in(bench.data / "speech")
    rng = np.random.default_rng(0)
    heard, missed, told = 0, [], []
    for file in files:
        saying = _samples(file)
        versions = [saying]
        if bench.snr_db is not None:
            versions = [
                to_int16(mix(to_float(_in_quiet(saying, rng)), noise, bench.snr_db, file.name))
                for noise in noises.values()
            ]
        for version in versions:
            word.reset()
            found, _ = _listen(word, [(file.name, _in_quiet(version, rng))])
            told.append(len(found))
            heard += bool(found)
            if not found:
                missed.append(file.name)
    return {
        "sayings": len(told),
        "heard": heard,
        "recall_percent": round(100 * heard / len(told), 1) if told else None,
        "told_twice": sum(one > 1 for one in told),
        "missed": missed,
    }


def _listen(
    word: WakeWord, sounds: Iterable[tuple[str, Samples]]
) -> tuple[list[dict[str, Any]], float]:
    """Feed sounds as one stream; return the detections and how many seconds it was."""
    found, fed = [], 0
    for name, samples in sounds:
        pcm = samples.astype("<i2").tobytes()
        for start in range(0, len(pcm), BLOCK_BYTES):
            hit = word.feed(pcm[start : start + BLOCK_BYTES])
            if hit is not None:
                found.append(_told(name, start / 2 / SPEECH_RATE_HZ, hit))
        fed += samples.size
    return found, fed / SPEECH_RATE_HZ


def _told(name: str, at_s: float, hit: Detection) -> dict[str, Any]:
    score = None if hit.score is None else round(hit.score, 3)
    return {"sound": name, "at_s": round(at_s, 2), "score": score}


def _other_sounds(
    bench: WakeBench, others: Sequence[Path]
) -> Iterator[tuple[str, Iterator[tuple[str, Samples]]]]:
    """Yield groups of sounds that must not wake."""
    speech = _files(bench.data / "speech" / "audio")
    yield "commands", ((file.name, _samples(file)) for file in speech[:: bench.every])
    yield "other wake words", ((file.name, _samples(file)) for file in others[:: bench.every])
    everyday = bench.data / "everyday.txt"
    if everyday.is_file():
        yield "everyday sentences", _spoken(everyday.read_text(encoding="utf-8"), bench.every)
    if (bench.data / "speech" / "noise").is_dir():
        noises = noises_in(bench.data / "speech")
        yield "noise", ((name, to_int16(sound)) for name, sound in noises.items())


def _spoken(text: str, every: int) -> Iterator[tuple[str, Samples]]:
    voice = EspeakVoice()
    pause = np.zeros(SPEECH_RATE_HZ // 2, np.int16)
    for line in [one for one in text.splitlines() if one.strip()][::every]:
        for name in _VOICES:
            yield line, np.concatenate((to_speech(voice.synthesize(line, voice=name)), pause))


def _in_quiet(saying: Samples, rng: np.random.Generator) -> Samples:
    quiet = int(AROUND_S * SPEECH_RATE_HZ)
    before, after = np.round(rng.normal(0, _ROOM, (2, quiet))).astype(np.int16)
    return np.concatenate((before, saying, after))


def _samples(file: Path) -> Samples:
    return to_speech(read_audio(file.read_bytes(), _LONGEST_S))


def _files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.is_file())


def _say_nothing(line: str) -> None:
    del line
