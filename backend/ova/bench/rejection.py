"""Speech that is no command: how much of it is taken for one, and how many commands that costs.

What counts is what the hub would do: something is accepted when it was recognised *and* understood
as an intent. A command is lost when its words were found, right, and then rejected.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_float, to_int16, to_speech
from ova.bench.spoken import SpokenCase, accepted, noises_in, spoken_cases
from ova.core import SPEECH_RATE_HZ, AudioClip, InvalidInput, Match, Transcript, WordGraph
from ova.engines import EspeakVoice, SpeechPool, SpeechSettings, StreamFailed, read_audio

VOICES = ("en-us", "en-gb", "en-us+f3", "en-gb-scotland+m3", "en-us+m7", "en-gb-x-rp+f2")
RATES = (125, 165, 205)
"""Words per minute."""
_EVERYDAY_VOICES = 3
DRAWN = 100
"""Spoken commands, and pieces of noise, for each home."""
_PATIENCE_S = 180.0
_MAX_WORDS = 14
_Meaning = tuple[str, frozenset[tuple[str, str]]]


@dataclass(frozen=True, slots=True)
class Ears:
    """What a home can hear: its graph, and what its words mean."""

    name: str
    graph: WordGraph
    match: Callable[[str], Match]


@dataclass(frozen=True, slots=True)
class Sound:
    """Something to be heard."""

    group: str
    label: str
    clip: AudioClip
    is_right: Callable[[Match], bool] | None = None
    """For commands; None: nothing may be recognised."""


@dataclass(frozen=True, slots=True)
class _Row:
    sound: Sound
    heard: Transcript
    match: Match
    rejected: Match | None
    """What was recognised and then rejected, understood all the same."""


def run_rejection_bench(
    data: Path,
    orders: Ears,
    home: Ears,
    *,
    every: int = 1,
    drawn: int = DRAWN,
    jobs: int = 2,
    settings: SpeechSettings | None = None,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Play commands and what is none to both; return what was accepted and lost, in percent.

    ``data`` holds ``everyday.txt``, ``wake/``, and ``speech/``, whose sentences ``orders`` hears;
    ``home`` hears other ones. ``every`` takes each n-th recording, ``drawn`` so many
    pieces of noise and sentences of each home. Raises InvalidInput when a part of
    the data is missing.
    """
    tell = progress or (lambda _line: None)
    report: dict[str, Any] = {"kind": "rejection"}
    for ears in (orders, home):
        played = list(sounds(data, ears, is_orders=ears is orders, every=every, drawn=drawn))
        tell(f"{ears.name}: {len(played)} sounds")
        rows = _play(played, ears, settings or SpeechSettings(workers=jobs), jobs)
        report[ears.name] = _figures(rows)
    return report


def sounds(
    data: Path, ears: Ears, *, is_orders: bool, every: int = 1, drawn: int = DRAWN
) -> Iterator[Sound]:
    """Yield everything that is played to a home. Raises InvalidInput."""
    cases = spoken_cases(data / "speech")[::every]
    noise = next(iter(noises_in(data / "speech").values()))
    yield from _everyday(data)
    yield from _wake_words(data, every)
    yield from _noise(noise, drawn)
    yield from _made_sounds()
    if is_orders:
        yield from (_recorded(case) for case in cases)
    else:
        yield from (Sound("orders of another home", case.name, _clip(case.audio)) for case in cases)
    yield from _spoken_commands(ears, drawn)


def _everyday(data: Path) -> Iterator[Sound]:
    path = data / "everyday.txt"
    if not path.is_file():
        raise InvalidInput(
            f"There is no everyday.txt in {data}.",
            cure="Give the folder that holds everyday.txt, wake/ and speech/.",
        )
    lines = [line.strip() for line in path.read_text(encoding="utf-8").splitlines()]
    draw = random.Random("everyday")  # noqa: S311 - reproducible, not secret
    for line in filter(None, lines):
        for voice in draw.sample(VOICES, _EVERYDAY_VOICES):
            yield Sound("everyday speech", line, _said(line, voice, draw.choice(RATES)))


def _wake_words(data: Path, every: int) -> Iterator[Sound]:
    for file in sorted((data / "wake").glob("*/*"))[::every]:
        yield Sound("wake words", f"{file.parent.name}/{file.name}", _clip(file))


def _noise(noise: NDArray[np.float32], count: int) -> Iterator[Sound]:
    draw = random.Random("noise")  # noqa: S311 - reproducible, not secret
    loud = noise * np.float32(0.5 / max(1e-9, float(np.max(np.abs(noise)))))
    for _ in range(count):
        length = round(draw.uniform(1.5, 5.0) * SPEECH_RATE_HZ)
        start = draw.randrange(max(1, loud.size - length))
        yield Sound("noise alone", f"at {start}", _as_clip(loud[start : start + length]))


def _made_sounds() -> Iterator[Sound]:
    times = np.arange(4 * SPEECH_RATE_HZ) / SPEECH_RATE_HZ
    rng = np.random.default_rng(0)
    notes = [np.sin(2 * np.pi * pitch * times) for pitch in (261.6, 329.6, 392.0)]
    beat = np.exp(-6 * (times % 0.5))
    yield Sound("made sounds", "silence", _as_clip(np.zeros_like(times)))
    yield Sound("made sounds", "hiss", _as_clip(0.1 * rng.standard_normal(times.size)))
    yield Sound("made sounds", "chord", _as_clip(0.1 * np.sum(notes, axis=0)))
    yield Sound("made sounds", "tune", _as_clip(0.2 * beat * notes[0] + 0.1 * beat * notes[2]))
    yield Sound("made sounds", "hum", _as_clip(0.2 * np.sin(2 * np.pi * 50 * times)))


def _recorded(case: SpokenCase) -> Sound:
    return Sound(
        "recorded commands",
        case.name,
        _clip(case.audio),
        lambda match: accepted(match, case.intent, case.slots),
    )


def _spoken_commands(ears: Ears, count: int) -> Iterator[Sound]:
    draw = random.Random("commands")  # noqa: S311 - reproducible, not secret
    for sentence in _sentences(ears.graph, count, draw):
        wanted = _meaning(ears.match(sentence))
        if wanted is None:
            continue
        yield Sound(
            "spoken commands",
            sentence,
            _said(sentence, draw.choice(VOICES), draw.choice(RATES)),
            partial(_means, wanted),
        )


def _sentences(graph: WordGraph, count: int, draw: random.Random) -> Iterator[str]:
    """Yield sentences of a graph, drawn arc by arc; very long ones are left out."""
    leaving = defaultdict(list)
    for arc in graph.closed().arcs:
        leaving[arc.start].append(arc)
    while count:
        state, words = 0, []
        while state != graph.final:
            arc = draw.choice(leaving[state])
            state = arc.end
            words += [arc.word] if arc.word else []
        if len(words) <= _MAX_WORDS:
            count -= 1
            yield " ".join(words)


def _means(wanted: _Meaning, match: Match) -> bool:
    return _meaning(match) == wanted


def _meaning(match: Match) -> _Meaning | None:
    if match.intent is None:
        return None
    slots = frozenset((slot.name, str(slot.value).casefold()) for slot in match.intent.slots)
    return match.intent.name, slots


def _play(played: Sequence[Sound], ears: Ears, settings: SpeechSettings, jobs: int) -> list[_Row]:
    pool = SpeechPool(settings)
    try:
        pool.set_graph(ears.graph)
        pool.start()
        if not pool.wait_ready(_PATIENCE_S):
            raise pool.error or StreamFailed("The speech workers did not start.")

        def one(sound: Sound) -> _Row:
            heard = pool.transcribe(sound.clip, timeout_s=_PATIENCE_S)
            refused = heard.alternatives[0] if heard.alternatives and not heard.text else ""
            return _Row(
                sound, heard, ears.match(heard.text), ears.match(refused) if refused else None
            )

        with ThreadPoolExecutor(jobs) as threads:
            return list(threads.map(one, played))
    finally:
        pool.close()


def _figures(rows: Sequence[_Row]) -> dict[str, Any]:
    groups: dict[str, list[_Row]] = defaultdict(list)
    for row in rows:
        groups[row.sound.group].append(row)
    none = {name: group for name, group in groups.items() if group[0].sound.is_right is None}
    commands = {name: group for name, group in groups.items() if name not in none}
    return {
        "accepted_percent": {name: _percent(group, _taken) for name, group in none.items()},
        "commands_percent": {
            name: {
                "right": _percent(group, _right),
                "wrong": _percent(group, lambda row: _taken(row) and not _right(row)),
                "lost": _percent(group, _lost),
            }
            for name, group in commands.items()
        },
        "sounds": {name: len(group) for name, group in groups.items()},
        "accepted": [
            {
                "group": row.sound.group,
                "said": row.sound.label,
                "heard": row.heard.text,
                "intent": row.match.intent.name if row.match.intent else None,
                "confidence": round(row.heard.confidence, 3),
            }
            for group in none.values()
            for row in group
            if _taken(row)
        ],
    }


def _percent(rows: Iterable[_Row], counts: Callable[[_Row], bool]) -> float:
    told = [counts(row) for row in rows]
    return round(100 * sum(told) / len(told), 2)


def _taken(row: _Row) -> bool:
    return row.match.intent is not None


def _right(row: _Row) -> bool:
    return row.sound.is_right is not None and row.sound.is_right(row.match)


def _lost(row: _Row) -> bool:
    return (
        row.rejected is not None
        and row.sound.is_right is not None
        and row.sound.is_right(row.rejected)
    )


def _said(text: str, voice: str, rate: int) -> AudioClip:
    return _as_clip(to_float(to_speech(EspeakVoice(rate).synthesize(text, voice=voice))))


def _clip(file: Path) -> AudioClip:
    return read_audio(file.read_bytes())


def _as_clip(samples: NDArray[np.floating[Any]]) -> AudioClip:
    quiet = np.zeros(round(0.4 * SPEECH_RATE_HZ), dtype=np.float32)
    whole = np.concatenate((quiet, samples, quiet))
    return AudioClip(to_int16(whole).astype("<i2", copy=False).tobytes())
