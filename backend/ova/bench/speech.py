"""Spoken commands in quiet and in noise: how many come out right, at what cost, and how soon.

Data, mixing and acceptance are those of `spoken`.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_float, to_int16, to_speech
from ova.bench.spoken import SpokenCase, accepted, mix, noises_in, spoken_cases
from ova.core import SPEECH_RATE_HZ, AudioClip, Match, WordGraph
from ova.engines import (
    SileroVad,
    SpeechEvent,
    SpeechPool,
    SpeechSettings,
    StreamFailed,
    find_speech,
    read_audio,
)

SNRS: tuple[int | None, ...] = (None, 24, 21, 18, 15, 12, 9, 6)
"""Decibels; None is the recording as it is."""
_CHUNK_S = 0.05
_PATIENCE_S = 120.0
_AFTER_S = 2.5
"""A stream goes on for so long after a recording, so that it can end by itself."""
_CUT_S = 0.1
"""A command is cut off when it ends so long before its last speech, or longer."""


@dataclass(frozen=True, slots=True)
class _Streamed:
    """What the session of one stream told."""

    text: str
    pause_s: float
    """How much sound after the last sample of speech the endpointer wanted to hear."""
    rest_s: float
    """How long the result took from there, on this machine now."""
    cut: bool
    """The result came before the speech was over."""
    ended: bool
    """The endpointer ended it, not the end of the sound."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    case: SpokenCase
    snr: int | None
    right: bool
    text: str
    seconds: float
    result_s: float
    streamed: _Streamed | None = None


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

    ``stream`` sends the sound in 50-ms chunks to the hub's endpointing, and also measures how soon
    the result comes and how many commands are cut off; otherwise whole recordings are sent, which
    pauses do not end. ``every`` takes each n-th recording, ``limit`` at most so many. ``progress`` gets
    done and total. Raises InvalidInput when the folder has not the expected form.
    """
    cases = spoken_cases(data)[::every][:limit]
    noises = noises_in(data) if any(snr is not None for snr in snrs) else {}
    work = [
        (case, snr, noise)
        for snr in snrs
        for noise in ((None,) if snr is None else noises.values())
        for case in cases
    ]
    chosen = settings or SpeechSettings(workers=jobs)
    if stream:
        chosen = replace(chosen, no_speech_s=_PATIENCE_S)  # some begin with a long silence
    pool = SpeechPool(chosen)
    counter = _Counter(len(work), progress)

    def one(item: tuple[SpokenCase, int | None, NDArray[np.float32] | None]) -> _Outcome:
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
    case: SpokenCase,
    snr: int | None,
    noise: NDArray[np.float32] | None,
    *,
    stream: bool,
) -> _Outcome:
    samples = to_speech(read_audio(case.audio.read_bytes()))
    seconds = samples.size / SPEECH_RATE_HZ
    end_s = 0.0
    if stream:
        end_s = _speech_end(samples)
        samples = np.pad(samples, (0, round(_AFTER_S * SPEECH_RATE_HZ)))
    if snr is not None and noise is not None:
        samples = to_int16(mix(to_float(samples), noise, snr, case.name))
    clip = AudioClip(samples.astype("<i2", copy=False).tobytes())
    if stream:
        streamed = _through_stream(pool, clip, end_s)
        right = accepted(match(streamed.text), case.intent, case.slots)
        result_s = streamed.pause_s + streamed.rest_s  # as if streamed in real time
        return _Outcome(case, snr, right, streamed.text, seconds, result_s, streamed)
    started = time.perf_counter()
    text = pool.transcribe(clip, timeout_s=_PATIENCE_S).text
    result_s = time.perf_counter() - started
    right = accepted(match(text), case.intent, case.slots)
    return _Outcome(case, snr, right, text, seconds, result_s)


def _speech_end(samples: NDArray[np.int16]) -> float:
    """Return where the last speech of a clean recording ends, in seconds."""
    span = find_speech(samples, SileroVad(), threshold=0.5, pad_s=0.0)
    return (span.end if span is not None else samples.size) / SPEECH_RATE_HZ


def _through_stream(pool: SpeechPool, clip: AudioClip, end_s: float) -> _Streamed:
    """Return what a session hears in a clip whose last speech ends at ``end_s``."""
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
    final_s, final = events[-1]
    if final.error is not None:
        raise final.error
    ended_s = next((moment for moment, event in events if event.kind == "vad-end"), final_s)
    # The sound comes faster than real time, so the clock tells only what is left to do at the end.
    return _Streamed(
        text=final.text,
        pause_s=final.timestamp_s - end_s,
        rest_s=final_s - ended_s,
        cut=final.timestamp_s < end_s - _CUT_S,
        ended=final.timestamp_s < clip.seconds - _CHUNK_S,
    )


def _report(outcomes: list[_Outcome], snrs: Sequence[int | None], cpu_s: float) -> dict[str, Any]:
    percent: dict[str, float] = {}
    for snr in snrs:
        group = [outcome.right for outcome in outcomes if outcome.snr == snr]
        percent["clean" if snr is None else str(snr)] = round(100 * sum(group) / len(group), 2)
    noisy = [value for name, value in percent.items() if name != "clean"]
    audio_s = sum(outcome.seconds for outcome in outcomes)
    return {
        "kind": "speech",
        "recordings": len({outcome.case.name for outcome in outcomes}),
        "accepted_percent": percent,
        "average_percent": round(sum(noisy) / len(noisy), 2) if noisy else None,
        "real_time_factor": round(cpu_s / audio_s, 4),
        "result_ms": _times([outcome.result_s for outcome in outcomes]),
        **_stream_report([one.streamed for one in outcomes if one.streamed is not None]),
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


def _times(seconds: Sequence[float]) -> dict[str, float]:
    return {
        name: round(1000 * float(np.percentile(seconds, share)), 1)
        for name, share in (("p50", 50), ("p95", 95))
    }


def _stream_report(streamed: Sequence[_Streamed]) -> dict[str, Any]:
    """Return how often commands were cut, or held open until the sound was over."""
    if not streamed:
        return {}
    return {
        "pause_ms": _times([one.pause_s for one in streamed]),
        "cut_off_percent": round(100 * sum(one.cut for one in streamed) / len(streamed), 2),
        "held_open_percent": round(100 * sum(not one.ended for one in streamed) / len(streamed), 2),
    }


def _cpu(pool: SpeechPool) -> float:
    return float(sum(worker["cpu_s"] for worker in pool.status()))
