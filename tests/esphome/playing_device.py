"""An ESPHome voice device as a program of its own, with a loudspeaker that needs its time.

It is told on its standard input what it hears, a line of JSON each: ``phrase`` is the wake word, empty
for none, ``sound`` a file of 16 kHz mono PCM. What it plays is appended to a file.
"""

import argparse
import io
import json
import sys
import threading
from pathlib import Path
from typing import Any

import numpy as np
import requests
import soundfile
from aioesphomeapi import api_pb2 as pb
from tests.esphome.device import PLAYER, WAIT_S, Made, VoiceDevice

from ova.audio import convert
from ova.core import AudioClip, AudioFormat

RATE_HZ = 22_050
PIECE_S = 0.1


def decoded(file: bytes) -> AudioClip:
    """Return the sound of a file whose head was sent before its length was known."""
    pcm = b""
    with soundfile.SoundFile(io.BytesIO(file)) as source:
        while (piece := source.read(4_096, dtype="int16")).size:
            pcm += piece.astype("<i2").tobytes()
        return AudioClip(pcm, AudioFormat(source.samplerate))


class Speaker:
    """Plays into a file, as fast as it would be heard; what comes next ends what is played."""

    def __init__(self, played: Path) -> None:
        self._file = played.open("ab", buffering=0)
        self.volume = 1.0
        self._changed = threading.Condition()
        self._newest = 0
        self._playing = 0

    def play(self, file: bytes) -> bool:
        """Play a file; tell whether it was played to its end."""
        pcm = np.frombuffer(convert(decoded(file), AudioFormat(RATE_HZ)).pcm, "<i2")
        with self._changed:
            self._newest += 1
            own = self._newest
            self._playing += 1
            self._changed.notify_all()
            try:
                return all(
                    self._heard(pcm[at : at + int(PIECE_S * RATE_HZ)], own)
                    for at in range(0, pcm.size, int(PIECE_S * RATE_HZ))
                )
            finally:
                self._playing -= 1
                self._changed.notify_all()

    def _heard(self, piece: Any, own: int) -> bool:
        if self._newest == own:
            self._file.write((piece * self.volume).astype("<i2").tobytes())
        return not self._changed.wait_for(lambda: self._newest != own, piece.size / RATE_HZ)

    def stop(self) -> None:
        """Play nothing more of it."""
        with self._changed:
            self._newest += 1
            self._changed.notify_all()

    def wait_quiet(self) -> None:
        """Wait until it plays nothing."""
        with self._changed:
            assert self._changed.wait_for(lambda: not self._playing, WAIT_S)


class PlayingDevice(VoiceDevice):
    """One with a loudspeaker, and a volume that is set over its connection."""

    def __init__(self, speaker: Speaker, port: int) -> None:
        self._speaker = speaker
        super().__init__(Made(volume=speaker.volume), self._fetched, port)

    def hear(self, phrase: str, pcm: bytes) -> None:
        """Hear a wake word, which ends what it plays, and a command; or an answer when it is quiet."""
        if not phrase:
            self._speaker.wait_quiet()
        self.start(phrase)
        self._speaker.stop()
        self.speak(pcm)

    def _fetched(self, url: str) -> bytes:
        return requests.get(url, timeout=60).content

    def _keep(self, message: Any) -> None:
        if isinstance(message, pb.MediaPlayerCommandRequest):
            if message.has_volume:
                self._speaker.volume = self.made.volume = message.volume
                self.state(pb.MediaPlayerStateResponse(key=PLAYER, volume=message.volume))
            if message.has_command and message.command == pb.MEDIA_PLAYER_COMMAND_STOP:
                self._speaker.stop()
        super()._keep(message)

    def _play(self, url: str) -> None:
        file = self._fetched(url)
        whole = bool(file) and self._speaker.play(file)
        self.say(pb.VoiceAssistantAnnounceFinished(success=whole))


def main() -> None:
    """Run one until its standard input ends."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--played", type=Path, required=True)
    given = parser.parse_args()
    device = PlayingDevice(Speaker(given.played), given.port)
    for line in sys.stdin:
        told = json.loads(line)
        device.hear(told["phrase"], Path(told["sound"]).read_bytes())
    device.close()


if __name__ == "__main__":
    main()
