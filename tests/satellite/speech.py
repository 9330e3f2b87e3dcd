"""Spoken sound made with espeak-ng, and how alike two sounds are."""

import subprocess
import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tests.peers import require

from ova.audio import to_speech
from ova.core import AudioClip, AudioFormat
from ova.engines import read_audio

RATE = 16_000
COMMAND = "turn on the kitchen light"


def speak(text: str, folder: Path, speed: int = 130, voice: str = "en") -> NDArray[np.int16]:
    """Return a sentence at 16 kHz without the silence around it."""
    program = require("espeak-ng", "speech is made with espeak-ng")
    file = folder / "spoken.wav"
    subprocess.run([program, "-v", voice, "-s", str(speed), "-w", str(file), text], check=True)
    samples = to_speech(read_audio(file.read_bytes()))
    loud = np.flatnonzero(np.abs(samples) > 200)
    return samples[loud[0] : loud[-1] + 1]


def silence(seconds: float) -> NDArray[np.int16]:
    """Return silence at 16 kHz."""
    return np.zeros(int(seconds * RATE), np.int16)


def write(path: Path, *pieces: NDArray[np.int16]) -> Path:
    """Write pieces one after the other as a 16 kHz WAV."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes(np.concatenate(pieces).astype("<i2").tobytes())
    return path


def read(path: Path) -> AudioClip:
    """Return what a WAV holds."""
    with wave.open(str(path), "rb") as file:
        fmt = AudioFormat(file.getframerate(), file.getsampwidth(), file.getnchannels())
        return AudioClip(file.readframes(file.getnframes()), fmt)


def found_at(part: NDArray[np.int16], whole: bytes | NDArray[np.int16]) -> tuple[int, float]:
    """Return where ``part`` is most alike to ``whole``, in samples, and how alike: 1 is equal."""
    sound = np.frombuffer(whole, "<i2") if isinstance(whole, bytes | bytearray) else whole
    sound, wanted = sound.astype(float), part.astype(float)
    size = sound.size + wanted.size
    product = np.fft.irfft(np.fft.rfft(sound, size) * np.conj(np.fft.rfft(wanted, size)), size)
    lag = int(np.argmax(product[: sound.size]))
    piece = sound[lag : lag + wanted.size]
    energy = np.linalg.norm(piece) * np.linalg.norm(wanted)
    return lag, float(product[lag] / energy) if energy else 0.0
