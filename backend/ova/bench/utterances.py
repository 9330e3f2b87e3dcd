"""Spoken commands, with the moment their speech ends."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from ova.audio import to_float, to_int16, to_speech
from ova.bench.spoken import spoken_cases
from ova.core import SPEECH_RATE_HZ
from ova.engines import EspeakVoice, SileroVad, find_speech, read_audio

COMMANDS = (
    "turn on the kitchen light",
    "turn on the bedroom lamp",
    "what is the time",
    "set the living room lamp to fifty percent",
    "is the front door locked",
    "set a timer for five minutes",
)
_VOICES = ("en-us", "en-gb")
_LEAD_S = 0.5
_SPEECH_LEVEL = 0.01
"""Of the loudest sample: what is quieter at the end is no speech any more."""
_ROOM_DBFS = -66.0
"""A quiet room: no microphone gives pure zeros."""


@dataclass(frozen=True, slots=True)
class SpokenCommand:
    """A command as a microphone hears it, 16 kHz mono int16 PCM."""

    text: str
    pcm: bytes
    speech_end_s: float
    """Where its last sample of speech lies."""

    def heard_until(self, second: float) -> bytes:
        """Return what was heard until then; the room is heard for ever."""
        wanted = round(second * SPEECH_RATE_HZ) * 2
        if wanted <= len(self.pcm):
            return self.pcm[:wanted]
        return self.pcm + _room(wanted - len(self.pcm))


def spoken_commands(count: int, data: Path | None = None) -> Sequence[SpokenCommand]:
    """Return so many commands: the first recordings of a speech benchmark's folder, or synthetic.

    Raises InvalidInput when the folder has not the expected form.
    """
    return _synthetic(count) if data is None else _recorded(count, data)


def _recorded(count: int, data: Path) -> Sequence[SpokenCommand]:
    """Return recordings; their speech ends where the voice activity detector hears it last."""
    made: list[SpokenCommand] = []
    cases = spoken_cases(data)
    vad = SileroVad()
    for case in cases:
        if len(made) == count:
            break
        samples = to_speech(read_audio(case.audio.read_bytes()))
        span = find_speech(samples, vad, pad_s=0.0)
        if span is not None:
            lead = max(0, span.start - round(_LEAD_S * SPEECH_RATE_HZ))
            end_s = (span.end - lead) / SPEECH_RATE_HZ
            made.append(SpokenCommand(case.name, samples[lead:].tobytes(), end_s))
    return [made[number % len(made)] for number in range(count)] if made else []


def _synthetic(count: int) -> Sequence[SpokenCommand]:
    """Return commands spoken by espeak-ng's voices in turn."""
    voice = EspeakVoice()
    made = []
    for number in range(count):
        text = COMMANDS[number % len(COMMANDS)]
        speaker = _VOICES[number // len(COMMANDS) % len(_VOICES)]
        samples = to_float(to_speech(voice.synthesize(text, voice=speaker)))
        loud = np.flatnonzero(np.abs(samples) > _SPEECH_LEVEL * np.abs(samples).max())
        speech = samples[: loud[-1] + 1]
        lead = np.zeros(round(_LEAD_S * SPEECH_RATE_HZ), np.float32)
        rng = np.random.default_rng(number)
        whole = np.concatenate((lead, speech))
        whole = whole + _noise(rng, whole.size)
        made.append(SpokenCommand(text, to_int16(whole).tobytes(), whole.size / SPEECH_RATE_HZ))
    return made


def _noise(rng: np.random.Generator, count: int) -> np.ndarray:
    return rng.standard_normal(count).astype(np.float32) * np.float32(10 ** (_ROOM_DBFS / 20))


def _room(size: int) -> bytes:
    return to_int16(_noise(np.random.default_rng(size), size // 2)).tobytes()
