"""Synthetic speech: espeak-ng's voices, at varied speed, pitch, loudness, and in varied noise."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scripts.vosk_fixture.features import FRAME_SAMPLES, RATE_HZ, mfcc
from scripts.vosk_fixture.lexicon import any_words, command

from ova.audio import to_float, to_int16, to_speech
from ova.core import AudioClip, AudioFormat
from ova.engines import EspeakVoice

_VARIANTS = """
adam anika antonio belinda benjamin boris caleb david ed edward2 f1 f4 grandma grandpa
gustave ian iven iven2 john kaukovalta klatt klatt2 klatt6 m1 m2 m3 m4 m5 m6 m8 marcelo max michel
miguel mike2 norbert pablo paul pedro quincy rob robert shelby steph steph2 travis zac
"""
"""Those of espeak-ng's variants that say the same in the same way each time; f2, f5, sandro and
victor do not."""
TRAINING_VOICES = (
    *(["en-us"] * 25),
    *(["en-gb"] * 8),
    *(f"en-us+{variant}" for variant in _VARIANTS.split()),
    *(f"en-gb+{variant}" for variant in _VARIANTS.split()[::4]),
)
HELD_OUT_VOICES = ("en-us+f3", "en-us+m7", "en-us+edward", "en-us+linda", "en-us+aunty")
_AUDIBLE = 0.02
_NARROW_HZ = 3_800
"""What is left of speech sampled at 8 kHz."""

Signal = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Utterance:
    """Spoken words as the network sees them."""

    words: list[str]
    features: NDArray[np.float32]
    start: int
    """The frame the speech begins with."""
    end: int
    """The frame it ends before."""


def utterances(count: int, seed: int) -> Iterator[Utterance]:
    """Yield random utterances: commands, words of the vocabulary, words of and outside it, none."""
    rng = random.Random(seed)  # noqa: S311 - the same model every time is the aim
    for _ in range(count):
        kind = rng.random()
        if kind < 0.03:
            seconds, loudness = rng.uniform(0.5, 2), rng.choice((0.0, 0.001, 0.01, 0.1))
            yield Utterance([], mfcc(nothing(seconds, loudness, rng)), 0, 0)
            continue
        others = 0.0 if kind < 0.7 else rng.choice((0.3, 1.0))
        words = command(rng) if kind < 0.4 else any_words(rng, others)
        speech = speak(words, rng.choice(TRAINING_VOICES), rng)
        audible = np.flatnonzero(np.abs(speech) > _AUDIBLE) // FRAME_SAMPLES
        features = mfcc(worsened(speech, rng))
        yield Utterance(words, features, int(audible[0]), min(int(audible[-1]), len(features)))


def speak(words: list[str], voice: str, rng: random.Random) -> Signal:
    """Return spoken words at 16 kHz with a peak of 0.7 and silence on both sides."""
    clip = _voice(rng.randrange(120, 200, 10)).synthesize(" ".join(words), voice=voice)
    # Played at another rate, pitch, formants and speed change together.
    rate = round(clip.format.rate * rng.uniform(0.88, 1.14))
    speech = to_float(to_speech(AudioClip(clip.pcm, AudioFormat(rate)))).astype(np.float64)
    speech *= 0.7 / np.max(np.abs(speech))
    before, after = (np.zeros(round(RATE_HZ * rng.uniform(0.2, 0.7))) for _ in range(2))
    return np.concatenate((before, speech, after))


@cache
def _voice(words_per_minute: int) -> EspeakVoice:
    return EspeakVoice(words_per_minute)


def worsened(speech: Signal, rng: random.Random) -> NDArray[np.int16]:
    """Return speech as a microphone may give it: echo, coloured noise, another level, telephone.

    Some of it stays without noise: digital silence is what tests and files have around speech.
    """
    random_signal = np.random.default_rng(rng.getrandbits(32))
    if rng.random() < 0.3:
        speech = _echoed(speech, rng.uniform(0.05, 0.25), random_signal)
    if rng.random() < 0.75:
        tilt, ratio_db = rng.uniform(0, 1), rng.uniform(8, 45)
        noise = _noise(speech.size, tilt, random_signal)
        speech = speech + noise * np.std(speech) * 10 ** (-ratio_db / 20)
    if rng.random() < 0.2:
        speech = _narrowed(speech)
    level = 10 ** (rng.uniform(-26, 0) / 20)
    return to_int16(speech * (level / np.max(np.abs(speech))))


def nothing(seconds: float, loudness: float, rng: random.Random) -> NDArray[np.int16]:
    """Return noise without speech; ``loudness`` is its deviation, 1 being full scale."""
    random_signal = np.random.default_rng(rng.getrandbits(32))
    return to_int16(loudness * _noise(round(seconds * RATE_HZ), rng.uniform(0, 1), random_signal))


def _echoed(speech: Signal, seconds: float, random_signal: np.random.Generator) -> Signal:
    count = round(RATE_HZ * seconds)
    room = 0.15 * random_signal.standard_normal(count) * np.exp(-6 * np.arange(count) / count)
    room[0] = 1
    size = 1 << (speech.size + count).bit_length()
    spectrum = np.fft.rfft(speech, size) * np.fft.rfft(room, size)
    return np.fft.irfft(spectrum, size)[: speech.size]


def _narrowed(speech: Signal) -> Signal:
    spectrum = np.fft.rfft(speech)
    spectrum[round(spectrum.size * _NARROW_HZ / (RATE_HZ / 2)) :] = 0
    return np.fft.irfft(spectrum, speech.size)


def _noise(count: int, tilt: float, random_signal: np.random.Generator) -> Signal:
    """Return noise of deviation 1; ``tilt`` 0 is white, 1 falls by 6 dB an octave."""
    spectrum = np.fft.rfft(random_signal.standard_normal(count))
    spectrum /= np.maximum(np.arange(spectrum.size), 20) ** tilt
    noise = np.fft.irfft(spectrum, count)
    return noise / np.std(noise)
