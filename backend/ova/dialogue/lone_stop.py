"""A lone "stop", said while something is heard: which words the decoder is to tell apart, and whether one counts."""

from collections.abc import Iterable
from functools import cache

from ova.core import Transcript, WordArc, WordGraph
from ova.dialogue.stop import StopKind, recognise_stop
from ova.dialogue.wordlists import table_of

LEAST_SURE = {"pocketsphinx": 0.1}
"""By engine. PocketSphinx tells a single short word from others with little confidence, so even what it
declines counts from here on: with 0.02 more is heard and one stretch of speech was taken for it, with
0.3 a tenth less is heard (docs/satellite.md)."""
USUAL_SURE = 0.5
SHORTEST_STEM = 3
"""Letters; "stopping" and "stopped" hold "stop"."""


@cache
def lone_stop_words(language: str) -> WordGraph | None:
    """Return the stop words that are listened for alone, and others said alone, as sentences.

    None for a language without any.
    """
    lone = table_of(language).get("lone", {})
    stops = [str(one) for one in lone.get("stop", ())]
    if not stops:
        return None
    arcs: list[WordArc] = []
    states = 2
    for text in dict.fromkeys([*stops, *map(str, lone.get("others", ()))]):
        *before, last = text.split()
        state = 0
        for word in before:
            arcs.append(WordArc(state, states, word))
            state, states = states, states + 1
        arcs.append(WordArc(state, 1, last))
    return WordGraph(states, 1, tuple(arcs), f"lone-stop-{language}")


def lone_stop(heard: Transcript, language: str, spoken: Iterable[str]) -> str | None:
    """Return the stop word a lone utterance is, or None.

    ``spoken`` are the texts that satellites say just now: who says "I will stop the music" is not to
    stop itself.
    """
    sure = LEAST_SURE.get(heard.engine, USUAL_SURE)
    text = heard.text or (next(iter(heard.alternatives), "") if heard.engine in LEAST_SURE else "")
    if heard.confidence < sure or recognise_stop(text, language) is not StopKind.STOP:
        return None
    said = {word for one in spoken for word in _words(one)}
    own = any(
        other == word or (len(word) >= SHORTEST_STEM and other.startswith(word))
        for word in _words(text)
        for other in said
    )
    return None if own else text


def _words(text: str) -> list[str]:
    return "".join(sign if sign.isalnum() else " " for sign in text.casefold()).split()
