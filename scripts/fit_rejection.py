"""Fit the weights of `ova.engines.stt.judge` to commands and to speech that is none.

    python scripts/fit_rejection.py DIR [--every N] [--keep ROWS.json]

DIR is that of `ova bench rejection`; the sounds are the same, and the recorded commands also with
noise. What a kind of sound weighs does not depend on how many of it there are. Prints the weights,
and what they would do to sounds left out of the fit (five parts, one left out each time).
"""

import argparse
import json
import sys
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_float, to_int16, to_speech
from ova.bench.rejection import Ears, Sound, sounds
from ova.bench.spoken import SpokenCase, accepted, mix, noises_in, spoken_cases
from ova.cli.bench_rejection import demo_home_grammar
from ova.cli.bench_sources import speech_grammar
from ova.core import SPEECH_RATE_HZ, AudioClip, Match, Transcript
from ova.engines import SileroVad, read_audio
from ova.engines.stt.calls import with_calls
from ova.engines.stt.evidence import Evidence
from ova.engines.stt.judge import Figures, figures, uncovered_share
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.stt.sphinx import stream
from ova.engines.vad import find_speech

NOISY_DB = (12, 9, 6)
REGULAR = 1e-2
PARTS = 5
SKIPPED = ("noise alone", "made sounds")
SHARES = {"everyday speech": 2.0, "spoken commands": 2.0, "noisy commands": 2.0, "wake words": 0.5}
"""What the kinds of sounds weigh; the others 1. Wake words are few words long, unlike most talk."""
STRICTER = 1.0
"""Taken off the base: a command heard wrongly is worse than one that has to be said again."""
Row = dict[str, Any]
Floats = NDArray[np.floating[Any]]


def main() -> int:
    """Collect, fit and print."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="File of the figures; read when it is there.")
    options = parser.parse_args()
    if options.keep and options.keep.is_file():
        rows = json.loads(options.keep.read_text())
    else:
        rows = collect(options.data, options.every)
        if options.keep:
            options.keep.write_text(json.dumps(rows))
    report(rows)
    return 0


def collect(data: Path, every: int) -> list[Row]:
    """Return one row per sound that would be understood as a command, or is one."""
    orders, home = speech_grammar(data / "speech"), demo_home_grammar()
    rows = []
    for name, grammar in (("orders", orders), ("home", home)):
        ears = Ears(name, grammar.word_graph(), grammar.match)
        hear = Ear(ears)
        for sound in sounds(data, ears, is_orders=name == "orders", every=every):
            rows += hear.row(sound)
        if name == "orders":
            for sound in noisy(data, every):
                rows += hear.row(sound)
        sys.stderr.write(f"{name}: {len(rows)} rows\n")
    return rows


def noisy(data: Path, every: int) -> Iterator[Sound]:
    """Yield the recorded commands in noise."""
    noise = next(iter(noises_in(data / "speech").values()))
    for number, case in enumerate(spoken_cases(data / "speech")[::every]):
        clean = to_float(to_speech(read_audio(case.audio.read_bytes())))
        mixed = to_int16(mix(clean, noise, NOISY_DB[number % len(NOISY_DB)], case.name))
        yield Sound(
            "noisy commands",
            case.name,
            AudioClip(mixed.tobytes()),
            partial(_is, case),
        )


def _is(case: SpokenCase, match: Match) -> bool:
    return accepted(match, case.intent, case.slots)


class Ear:
    """A recogniser whose evidence is looked at before it is judged."""

    def __init__(self, ears: Ears) -> None:
        """Load a recogniser for what can be heard."""
        self.ears = ears
        self.vad = SileroVad()
        self.recognizer = PocketSphinxRecognizer()
        self.recognizer.set_graph(with_calls(ears.graph))
        self.seen: list[Evidence] = []
        stream.judged = self._look

    def _look(self, transcript: Transcript, evidence: Evidence, **_asked: bool) -> Transcript:
        self.seen.append(evidence)
        return transcript

    def row(self, sound: Sound) -> list[Row]:
        """Return the row of a sound; none for a command that was not found."""
        samples = to_speech(sound.clip)
        span = find_speech(samples, self.vad)
        if span is None or sound.group in SKIPPED:
            return []
        self.seen.clear()
        hearing = self.recognizer.start()
        hearing.feed(samples[span.start : span.end])
        transcript = hearing.finish()
        match = self.ears.match(transcript.text)
        if not self.seen or match.intent is None:
            return [self._missed(sound)] if sound.is_right is None else []
        if sound.is_right is not None and not sound.is_right(match):
            return []
        start = span.start / SPEECH_RATE_HZ
        pieces = [(begin - start, end - start) for begin, end in span.pieces]
        share = uncovered_share(transcript, pieces)
        return [
            {
                "home": self.ears.name,
                "group": sound.group,
                "label": sound.label,
                "said": sound.is_right is not None,
                "text": transcript.text,
                "figures": list(figures(self.seen[-1], share)),
            }
        ]

    def _missed(self, sound: Sound) -> Row:
        return {"home": self.ears.name, "group": sound.group, "said": False, "figures": None}


def report(rows: list[Row]) -> None:
    """Fit, and print weights and what they do."""
    found = [row for row in rows if row["figures"] is not None]
    table = np.array([row["figures"] for row in found])
    said = np.array([row["said"] for row in found])
    kinds = [f"{row['group']} ({row['home']})" for row in found]
    sizes = Counter(kinds)
    shares = [SHARES.get(row["group"], 1.0) for row in found]
    weights = np.array([share / sizes[kind] for share, kind in zip(shares, kinds, strict=True)])
    weights *= len(found) / weights.sum()
    part = np.array([sum(map(ord, row["label"])) % PARTS for row in found])
    odds = np.zeros(len(found))
    for number in range(PARTS):
        inside = part != number
        slopes, base = logistic(table[inside], said[inside], weights[inside])
        odds[~inside] = table[~inside] @ slopes + base
    slopes, base = logistic(table, said, weights)
    out = sys.stdout.write
    out(f"base {base - STRICTER:.2f}\n")
    out(f"weights {Figures(*(round(float(slope), 2) for slope in slopes))}\n")
    everything = Counter(f"{row['group']} ({row['home']})" for row in rows)
    for shift in (0.0, 0.5, STRICTER, 1.5):
        out(f"threshold at odds {shift:+.1f}\n")
        for kind in sorted(sizes):
            mine = np.array([other == kind for other in kinds])
            if said[mine][0]:
                out(f"   {kind}: {100 * np.mean(odds[mine] < shift):.1f} % lost\n")
            else:
                share = 100 * np.sum(odds[mine] >= shift) / everything[kind]
                out(f"   {kind}: {share:.1f} % accepted\n")


def logistic(
    table: Floats, said: NDArray[np.bool_], weights: Floats, rounds: int = 50
) -> tuple[Floats, float]:
    """Return slopes and base of a logistic regression (Newton's method, L2 on scaled figures)."""
    middle, spread = table.mean(0), table.std(0) + 1e-9
    scaled = np.c_[(table - middle) / spread, np.ones(len(table))]
    penalty = np.eye(scaled.shape[1]) * REGULAR * weights.sum()
    penalty[-1, -1] = 0
    fitted = np.zeros(scaled.shape[1])
    for _ in range(rounds):
        odds = 1 / (1 + np.exp(-scaled @ fitted))
        slope = scaled.T @ (weights * (said - odds)) - penalty @ fitted
        curve = (scaled * (weights * odds * (1 - odds))[:, None]).T @ scaled + penalty
        fitted = fitted + np.linalg.solve(curve, slope)
    slopes = fitted[:-1] / spread
    return slopes, float(fitted[-1] - slopes @ middle)


if __name__ == "__main__":
    sys.exit(main())
