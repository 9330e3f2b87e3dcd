"""How the phones of words compare with all others."""

import numpy as np
import pytest

from ova.audio import to_speech
from ova.engines import EspeakVoice
from ova.engines.acoustics import CepstraStream
from ova.engines.stt.evidence import Evidence, WordFit
from ova.engines.stt.phone_fits import PhoneFits, phone_fits, with_phones
from ova.engines.stt.phone_lengths import USUAL_FRAMES

LIGHTS_OUT = (("lights", ("L", "AY", "T", "S")), ("out", ("AW", "T")))
COFFEE_NOW = (("coffee", ("K", "AO", "F", "IY")), ("now", ("N", "AW")))


@pytest.fixture(scope="module")
def cepstra():
    samples = to_speech(EspeakVoice(140).synthesize("lights out", voice="en-us"))
    return CepstraStream().feed(samples.astype("<i2").tobytes())


def spread(words, frames):
    """Lay words evenly over all frames, by their phones."""
    each = frames / 100 / sum(len(phones) for _, phones in words)
    fits, start = [], 0.0
    for word, phones in words:
        fits.append(WordFit(word, each * len(phones), phones, start))
        start += each * len(phones)
    return tuple(fits)


def test_the_phones_that_were_said_rank_before_others(cepstra):
    said = phone_fits(spread(LIGHTS_OUT, len(cepstra)), cepstra)
    other = phone_fits(spread(COFFEE_NOW, len(cepstra)), cepstra)

    assert len(said.ranks) == len(other.ranks) == 6
    assert said.mean_rank < 4 < other.mean_rank


def test_every_frame_of_the_words_belongs_to_one_phone(cepstra):
    fits = phone_fits(spread(LIGHTS_OUT, len(cepstra)), cepstra)

    assert fits.frames.min() >= 3
    assert fits.frames.sum() == pytest.approx(len(cepstra), abs=1)


def test_level_and_microphone_do_not_matter(cepstra):
    words = spread(LIGHTS_OUT, len(cepstra))
    other = cepstra + np.linspace(-2, 2, 13, dtype=np.float32)

    assert phone_fits(words, other).ranks.tolist() == phone_fits(words, cepstra).ranks.tolist()


def test_a_loop_of_any_phones_gains_little_over_those_that_were_said(cepstra):
    said = phone_fits(spread(LIGHTS_OUT, len(cepstra)), cepstra)
    other = phone_fits(spread(COFFEE_NOW, len(cepstra)), cepstra)

    assert 0 < said.loop_gain < other.loop_gain / 1.5


def test_phones_of_their_usual_lengths_are_even():
    def unevenness(frames):
        nothing = np.zeros(3)
        phones = ("L", "AY", "T")
        return PhoneFits(phones, nothing, np.array(frames), nothing, nothing, 0.0).unevenness

    usual = [USUAL_FRAMES[phone] for phone in ("L", "AY", "T")]

    assert unevenness(usual) == pytest.approx(0)
    assert unevenness([2 * frames for frames in usual]) == pytest.approx(0)
    assert unevenness([usual[0], usual[1] / 3, usual[2] * 3]) > 0.5


def test_evidence_gets_what_the_phones_say_of_it_and_its_words(cepstra):
    evidence = Evidence("pocketsphinx", spread(LIGHTS_OUT, len(cepstra)))
    fits = phone_fits(evidence.words, cepstra)

    seen = with_phones(evidence, cepstra)

    assert (seen.phone_rank, seen.loop_gain) == (fits.mean_rank, fits.loop_gain)
    assert seen.unevenness == fits.unevenness
    assert [word.gap for word in seen.words] == [fits.gap_of(0), fits.gap_of(1)]
    assert all(word.gap >= 0 for word in seen.words)


@pytest.mark.parametrize(
    "words",
    [
        (),
        (WordFit("lights", 0.5),),
        (WordFit("lights", 0.05, ("L", "AY", "T", "S")),),
    ],
)
def test_without_phones_or_room_for_them_nothing_is_known(words, cepstra):
    evidence = Evidence("pocketsphinx", words)

    assert phone_fits(words, cepstra) is None
    assert with_phones(evidence, cepstra) == evidence
