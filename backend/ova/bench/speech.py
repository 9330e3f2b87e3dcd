"""Spoken commands in quiet and in noise: how many come out right, at what cost.

The folder holds ``labels.jsonl`` (audio, intent, slots), ``audio/`` and ``noise/``. Mixing and
acceptance follow the published speech-to-intent benchmark: noise starts at an offset drawn from a
generator seeded with the file's name, its scale is sqrt(Ps / (Pn 10^(snr/10))) with P the largest
energy of any 2048-sample frame, and the sum is divided by twice its peak.
"""

from __future__ import annotations

import json
import random
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_float, to_int16, to_speech
from ova.core import AudioClip, InvalidInput, Match, OvaError, Transcript, WordGraph
from ova.engines import SpeechEvent, SpeechPool, SpeechSettings, StreamFailed, read_audio

SNRS: tuple[int | None, ...] = (None, 24, 21, 18, 15, 12, 9, 6)
"""Decibels; None is the recording as it is."""
_FRAME = 2048
_CHUNK_S = 0.05
_PATIENCE_S = 120.0


@dataclass(frozen=True, slots=True)
class _Case:
    name: str
    audio: Path
    intent: str
    slots: dict[str, str]


@dataclass(frozen=True, slots=True)
class _Outcome:
    case: _Case
    snr: int | None
    right: bool
    text: str
    seconds: float
    result_s: float


def run_speech_bench(
    data: Path,
    graph: WordGraph,
    match: Callable[[str], Match],
    *,
    limit: int | None = None,
    snrs: Sequence[int | None] = SNRS,
    jobs: int = 1,
    stream: bool = False,
    every: int = 1,
    settings: SpeechSettings | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> dict[str, Any]:
    """Recognise every recording at every SNR and return the figures.

    ``stream`` sends the sound in 50-ms chunks with the hub's endpointing, otherwise as a whole
    recording. ``every`` takes each n-th recording, ``limit`` at most so many. ``progress`` gets
    done and total. Raises InvalidInput when the folder has not the expected form.
    """
    cases = _cases(data)[::every][:limit]
    noises = _noises(data) if any(snr is not None for snr in snrs) else {}
    work = [
        (case, snr, noise)
        for snr in snrs
        for noise in ((None,) if snr is None else noises.values())
        for case in cases
    ]
    chosen = settings or SpeechSettings(workers=jobs)
    pool = SpeechPool(chosen)
    counter = _Counter(len(work), progress)

    def one(item: tuple[_Case, int | None, NDArray[np.float32] | None]) -> _Outcome:
        outcome = _recognise(pool, match, *item, stream=stream)
        counter.step()
        return outcome

    try:
        pool.set_graph(graph)
        pool.start()
        if not pool.wait_ready(_PATIENCE_S):
            raise pool.error or StreamFailed("The speech workers did not start.")
        before = _cpu(pool)
        with ThreadPoolExecutor(jobs) as threads:
            outcomes = list(threads.map(one, work))
        cpu_s = _cpu(pool) - before
        engine = pool.status()[0]["engine"]
        rss = max(worker["peak_rss_mb"] for worker in pool.status())
    finally:
        pool.close()
    return _report(outcomes, snrs, cpu_s) | {
        "engine": engine,
        "path": "stream" if stream else "recording",
        "worker_peak_rss_mb": rss,
        "noises": sorted(noises),
    }


def mix(
    speech: NDArray[np.float32], noise: NDArray[np.float32], snr_db: float, name: str
) -> NDArray[np.float32]:
    """Return speech with noise as the benchmark mixes it; ``name`` seeds the noise's place."""
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


class _Counter:
    def __init__(self, total: int, progress: Callable[[int, int], None] | None) -> None:
        self._total = total
        self._done = 0
        self._lock = threading.Lock()
        self._progress = progress

    def step(self) -> None:
        with self._lock:
            self._done += 1
            if self._progress is not None:
                self._progress(self._done, self._total)


def _recognise(
    pool: SpeechPool,
    match: Callable[[str], Match],
    case: _Case,
    snr: int | None,
    noise: NDArray[np.float32] | None,
    *,
    stream: bool,
) -> _Outcome:
    samples = to_speech(read_audio(case.audio.read_bytes()))
    if snr is not None and noise is not None:
        samples = to_int16(mix(to_float(samples), noise, snr, case.name))
    clip = AudioClip(samples.astype("<i2", copy=False).tobytes())
    started = time.perf_counter()
    if stream:
        heard, result_s = _through_stream(pool, clip)
    else:
        heard = pool.transcribe(clip, timeout_s=_PATIENCE_S)
        result_s = time.perf_counter() - started
    right = accepted(match(heard.text), case.intent, case.slots)
    return _Outcome(case, snr, right, heard.text, clip.seconds, result_s)


def _through_stream(pool: SpeechPool, clip: AudioClip) -> tuple[Transcript, float]:
    """Return what a session hears, and the time from ``vad-end`` to its result."""
    done = threading.Event()
    events: list[tuple[float, SpeechEvent]] = []

    def told(event: SpeechEvent) -> None:
        events.append((time.perf_counter(), event))
        if event.kind in ("final", "error"):
            done.set()

    session = pool.listen(clip.format, told)
    step = round(_CHUNK_S * clip.format.rate) * clip.format.frame_bytes
    for start in range(0, len(clip.pcm), step):
        session.feed(clip.pcm[start : start + step])
    session.finish()
    if not done.wait(_PATIENCE_S):
        raise StreamFailed("The recording was not recognised in time.")
    error = events[-1][1].error
    if error is not None:
        raise error
    ended = next((moment for moment, event in events if event.kind == "vad-end"), events[-1][0])
    return events[-1][1].transcript or Transcript(""), events[-1][0] - ended


def _report(outcomes: list[_Outcome], snrs: Sequence[int | None], cpu_s: float) -> dict[str, Any]:
    percent: dict[str, float] = {}
    for snr in snrs:
        group = [outcome.right for outcome in outcomes if outcome.snr == snr]
        percent["clean" if snr is None else str(snr)] = round(100 * sum(group) / len(group), 2)
    noisy = [value for name, value in percent.items() if name != "clean"]
    audio_s = sum(outcome.seconds for outcome in outcomes)
    times = [1000 * outcome.result_s for outcome in outcomes]
    return {
        "kind": "speech",
        "recordings": len({outcome.case.name for outcome in outcomes}),
        "accepted_percent": percent,
        "average_percent": round(sum(noisy) / len(noisy), 2) if noisy else None,
        "real_time_factor": round(cpu_s / audio_s, 4),
        "result_ms": {
            "p50": round(float(np.percentile(times, 50)), 1),
            "p95": round(float(np.percentile(times, 95)), 1),
        },
        "audio_s": round(audio_s, 1),
        "wrong": [
            {
                "audio": outcome.case.name,
                "snr": outcome.snr,
                "heard": outcome.text,
                "wanted": outcome.case.slots,
            }
            for outcome in outcomes
            if not outcome.right
        ],
    }


def _cases(data: Path) -> list[_Case]:
    try:
        lines = (data / "labels.jsonl").read_text(encoding="utf-8").splitlines()
        rows = [json.loads(line) for line in lines if line.strip()]
        cases = [
            _Case(Path(row["audio"]).name, data / row["audio"], row["intent"], row["slots"])
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


def _noises(data: Path) -> dict[str, NDArray[np.float32]]:
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


def _loudest(samples: NDArray[np.float32]) -> float:
    """Return the largest energy of any 2048-sample frame."""
    count = samples.size // _FRAME
    if not count:
        return float(np.sum(np.square(samples))) or 1e-12
    frames = samples[: count * _FRAME].reshape(count, _FRAME)
    return float(np.max(np.sum(np.square(frames), axis=1))) or 1e-12


def _cpu(pool: SpeechPool) -> float:
    return float(sum(worker["cpu_s"] for worker in pool.status()))
