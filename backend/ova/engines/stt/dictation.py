"""Free speech for PocketSphinx: what people dictate to a home, in a stretch of a command.

The wheel's own language model of general English finds one item of a shopping list in six: it knows
too many words. Here nearly all of the probability goes to a few hundred words of things people buy
and do, and the rest to common words, so that other things can be heard at all.
"""

import gzip
import json
import math
import re
import tempfile
from collections.abc import Callable, Iterator
from importlib.resources import files
from pathlib import Path
from typing import Any

from ova.core import WordTime
from ova.engines.errors import EngineMissing
from ova.engines.stt.pronounce import pronunciations

EVERYDAY_SHARE = 0.98
"""Of the probability; chosen on synthetic speech, as are the next two."""
COMMON_WORDS = 3000
COMMON_POWER = 0.7
"""Of the frequency of common words: below 1 it makes the rarer ones likelier."""
_FRAMES_PER_S = 100
_SCORE_SCALE = 1024
"""Segment scores come as exp(score / 1024) (SENSCR_SHIFT of 10 bits in the library)."""
_VARIANT = re.compile(r"\(\d+\)$")


class Dictation:
    """A decoder of words in any order. Used by one thread."""

    def __init__(self, **options: Any) -> None:
        """Build it, in a tenth of a second; ``options`` are the decoder's own, such as ``hmm``.

        Raises EngineMissing.
        """
        try:
            import pocketsphinx

            dictionary = Path(pocketsphinx.get_model_path("en-us/cmudict-en-us.dict"))
            likely = _probabilities()
            spoken = pronunciations(likely, dictionary)
            with tempfile.TemporaryDirectory(prefix="ova-") as folder:
                entries, model = Path(folder, "words.dict"), Path(folder, "words.arpa")
                entries.write_text("".join(_entries(spoken)), encoding="utf-8")
                model.write_text("".join(_arpa(likely)), encoding="utf-8")
                self._decoder: Any = pocketsphinx.Decoder(
                    lm=str(model),
                    dict=str(entries),
                    bestpath=False,
                    beam=1e-40,
                    pbeam=1e-40,
                    wbeam=1e-20,
                    topn=8,
                    lw=6,
                    wip=0.05,
                    compallsen=True,
                    loglevel="FATAL",
                    **options,
                )
        except (ImportError, RuntimeError) as error:
            raise EngineMissing(
                "PocketSphinx could not load its model.",
                cure="Reinstall the pocketsphinx package.",
            ) from error

    def hear(self, feed: Callable[[Any], None]) -> list[WordTime]:
        """Return the words of a stretch, with times from its start; [] when there are none.

        ``feed`` gives the decoder, which is inside an utterance, the sound of the stretch. The
        confidence is that of the sound alone: 1 fits perfectly.
        """
        decoder = self._decoder
        decoder.reinit_feat()
        decoder.start_utt()
        feed(decoder)
        decoder.end_utt()
        if decoder.hyp() is None:
            return []
        return [
            WordTime(
                _VARIANT.sub("", segment.word),
                segment.start_frame / _FRAMES_PER_S,
                (segment.end_frame + 1) / _FRAMES_PER_S,
                _confidence(segment),
            )
            for segment in decoder.seg()
            if segment.word[0] not in "<[("  # silence and noise
        ]


def _confidence(segment: Any) -> float:
    """Return 0..1 for the mean score per frame of a word: -5 is nearly 1, -7 nearly 0."""
    frames = segment.end_frame - segment.start_frame + 1
    score = _SCORE_SCALE * math.log(max(segment.ascore, 1e-300)) / frames
    return 1.0 / (1.0 + math.exp(min(50.0, -4.0 * (score + 6.0))))


def _probabilities() -> dict[str, float]:
    """Return words with probabilities that sum to 1; counts of common words are pyspellchecker's."""
    everyday = files("ova.engines.stt").joinpath("words/dictated.txt").read_text("utf-8").split()
    likely = dict.fromkeys(everyday, EVERYDAY_SHARE / len(set(everyday)))
    packed = files("spellchecker").joinpath("resources", "en.json.gz").read_bytes()
    counts = json.loads(gzip.decompress(packed))
    common = sorted(
        (word for word in counts if word.isalpha() and word not in likely),
        key=lambda word: (-counts[word], word),
    )[:COMMON_WORDS]
    weights = {word: counts[word] ** COMMON_POWER for word in common}
    total = sum(weights.values())
    return likely | {
        word: (1 - EVERYDAY_SHARE) * weight / total for word, weight in weights.items()
    }


def _entries(spoken: dict[str, tuple[str, ...]]) -> Iterator[str]:
    for word, variants in spoken.items():
        for number, phones in enumerate(variants, start=1):
            yield f"{word if number == 1 else f'{word}({number})'} {phones}\n"


def _arpa(likely: dict[str, float]) -> Iterator[str]:
    """Yield a unigram model in the ARPA format (Doug Paul, MIT Lincoln Laboratory)."""
    yield f"\\data\\\nngram 1={len(likely) + 2}\n\n\\1-grams:\n-1.0 <s>\n-1.0 </s>\n"
    for word, probability in likely.items():
        yield f"{math.log10(probability):.4f} {word}\n"
    yield "\n\\end\\\n"
