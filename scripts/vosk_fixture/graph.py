"""The search graph in two halves, from which Vosk composes one for any grammar at run time."""

import math
import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from scripts.vosk_fixture.lexicon import SILENCE_PHONE, UNKNOWN, Phones, any_words, command
from scripts.vosk_fixture.openfst import Fst

_START, _END, _ANY = "<s>", "</s>", ""
_SILENCE_COST = 0.7
_BACK_OFF = 0.5
_SENTENCES = 4000


def word_loop(phones: Phones, symbols: Sequence[str]) -> Fst:
    """Return HCLr.fst: from transition ids to any words, with silence between them.

    A phone with one state has two transition ids: 2n-1 stays, 2n leaves. In Kaldi's order the arc
    that leaves comes first and leads to a state that stays.
    """
    fst = Fst()
    between = fst.add_state()
    fst.set_final(between)
    _add_phones(fst, between, [SILENCE_PHONE], 0, _SILENCE_COST)
    for label, word in enumerate(symbols[1:], 1):
        for variant in phones.words[word]:
            _add_phones(fst, between, variant, label, 0.0)
    return fst


def _add_phones(fst: Fst, between: int, phones: Sequence[int], label: int, cost: float) -> None:
    state = between
    for place, phone in enumerate(phones):
        following = fst.add_state()
        if place == 0:
            fst.add_arc(state, following, 2 * phone, label, cost)
        else:
            fst.add_arc(state, following, 2 * phone, 0)
        fst.add_arc(following, following, 2 * phone - 1, 0)
        state = following
    fst.add_arc(state, between, 0, 0)


def language_model(symbols: Sequence[str], seed: int) -> Fst:
    """Return Gr.fst: a bigram model of commands, for recognition without a grammar."""
    rng = random.Random(seed)  # noqa: S311 - the same model every time is the aim
    sentences = [
        command(rng) if rng.random() < 0.8 else any_words(rng) + [UNKNOWN] * rng.randint(0, 1)
        for _ in range(_SENTENCES)
    ]
    return _bigram(sentences, {word: label for label, word in enumerate(symbols)})


def _bigram(sentences: Iterable[Sequence[str]], labels: dict[str, int]) -> Fst:
    following: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for sentence in sentences:
        previous = _START
        for word in (*sentence, _END):
            following[previous][word] += 1
            following[_ANY][word] += 1
            previous = word
    fst = Fst()
    states = {
        history: fst.add_state() for history in (_START, *sorted(following.keys() - {_START}))
    }
    back_off = -math.log(_BACK_OFF)
    for history, counts in following.items():
        state, total = states[history], counts.total()
        for word, count in counts.items():
            cost = back_off - math.log(count / total)
            if word == _END:
                fst.set_final(state, cost)
            else:
                fst.add_arc(state, states[word], labels[word], labels[word], cost)
        if history != _ANY:
            fst.add_arc(state, states[_ANY], 0, 0, back_off)
    return fst
