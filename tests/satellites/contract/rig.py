"""What every kind of satellite can be put to in the same tests: one with its microphone and speaker.

A new kind brings a context manager that yields a ``Rig`` which is connected to the hub it is given,
and takes its place in ``RIGS`` of ``test_every_kind.py``.
"""

from pathlib import Path
from typing import Protocol

import numpy as np
from tests.hubs import ServedHub
from tests.satellite.speech import found_at
from tests.satellites.contract.relay import Relay

from ova.core import AudioClip
from ova.engines import read_audio

ALIKE = 0.95
"""So alike are two sounds that are the same; a loudspeaker in software may resample."""


class Rig(Protocol):
    """One satellite that runs."""

    kind: str
    """As the hub has it."""
    name: str
    area_id: str
    satellite_id: str
    rate: int
    """Of what it plays: 16-bit mono."""
    relay: Relay
    """What its connection goes through."""
    needs_wake_word: bool
    """Whether also an answer is heard after the wake word only."""
    silences: str
    """What is said to it when it rings."""

    def command(self, text: str) -> None:
        """Say the wake word and a command to it."""
        ...

    def say(self, text: str) -> None:
        """Say something to it without the wake word."""
        ...

    def played(self) -> bytes:
        """Return everything it has played so far."""
        ...

    def garbage(self) -> bytes:
        """Return bytes that nobody should send in its protocol."""
        ...

    def gone(self) -> bool:
        """Tell whether it knows that it was forgotten, or nobody tries to connect it any more."""
        ...

    def kill(self) -> None:
        """End it as a power cut does."""
        ...

    def start(self) -> None:
        """Start it again."""
        ...


def heard_from(rig: Rig, since: int, clip: AudioClip) -> float:
    """Return how alike something it has played since is to a sound, whatever its volume."""
    heard = rig.played()[since:]
    wanted = np.frombuffer(clip.pcm, "<i2")
    return found_at(wanted, heard[: len(heard) // 2 * 2])[1] if len(heard) > 2 else 0.0


def loudness(rig: Rig, since: int, clip: AudioClip) -> float:
    """Return how loud it has played a sound since, compared with the sound itself."""
    heard = np.frombuffer(rig.played()[since:], "<i2").astype(float)
    wanted = np.frombuffer(clip.pcm, "<i2").astype(float)
    at, _ = found_at(wanted.astype("<i2"), heard.astype("<i2"))
    piece = heard[at : at + wanted.size]
    return float(np.linalg.norm(piece) / np.linalg.norm(wanted))


def voice(hub: ServedHub, text: str) -> AudioClip:
    """Return a text in the home's voice."""
    return read_audio(hub.call("POST", "/api/say", json={"text": text}).content)


def empty(path: Path) -> bytes:
    """Return what a file holds; nothing while there is none."""
    return path.read_bytes() if path.exists() else b""
