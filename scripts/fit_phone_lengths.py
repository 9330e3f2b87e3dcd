"""Count how long people's phones are, for `ova.engines.stt.phone_lengths`.

    python scripts/fit_phone_lengths.py DIR [--every N]

DIR is that of `ova bench speech`. Every N-th recording that is understood right counts. Prints the
geometric mean of each phone's frames; rare phones lean to that of all.
"""

import argparse
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ova.audio import to_speech
from ova.bench.spoken import accepted, spoken_cases
from ova.cli.bench_sources import speech_grammar
from ova.engines import SileroVad, read_audio
from ova.engines.stt import phone_fits
from ova.engines.stt.evidence import Evidence
from ova.engines.stt.pocketsphinx import PocketSphinxRecognizer
from ova.engines.stt.sphinx import stream
from ova.engines.vad import find_speech

RARE = 5
"""So many phones weigh as much as the mean of all."""


def main() -> int:
    """Hear the recordings and print the table."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("data", type=Path)
    parser.add_argument("--every", type=int, default=1)
    options = parser.parse_args()
    grammar = speech_grammar(options.data)
    recognizer, vad = PocketSphinxRecognizer(), SileroVad()
    recognizer.set_graph(grammar.word_graph())
    found: list[phone_fits.PhoneFits | None] = []
    stream.with_phones = _remember(found)
    stream.judged = lambda transcript, _evidence, **_asked: transcript
    lengths: defaultdict[str, list[float]] = defaultdict(list)
    for case in spoken_cases(options.data)[:: options.every]:
        samples = to_speech(read_audio(case.audio.read_bytes()))
        span = find_speech(samples, vad)
        if span is None:
            continue
        hearing = recognizer.start()
        hearing.feed(samples[span.start : span.end])
        heard = hearing.finish()
        fits = found[-1] if found else None
        if fits and accepted(grammar.match(heard.text), case.intent, case.slots):
            for phone, frames in zip(fits.phones, fits.frames, strict=True):
                lengths[phone].append(float(np.log(frames)))
    report(lengths)
    return 0


def _remember(found: list[phone_fits.PhoneFits | None]):  # noqa: ANN202 - that of with_phones
    original = phone_fits.with_phones

    def with_phones(evidence: Evidence, cepstra: NDArray[np.float32]) -> Evidence:
        found.append(phone_fits.phone_fits(evidence.words, cepstra))
        return original(evidence, cepstra)

    return with_phones


def report(lengths: dict[str, list[float]]) -> None:
    """Print the table."""
    every = float(np.mean([value for values in lengths.values() for value in values]))
    for phone in sorted(lengths):
        values = lengths[phone]
        mean = (sum(values) + RARE * every) / (len(values) + RARE)
        sys.stdout.write(f'    "{phone}": {np.exp(mean):.1f},\n')
    sys.stdout.write(f"any: {np.exp(every):.1f}\n")


if __name__ == "__main__":
    sys.exit(main())
