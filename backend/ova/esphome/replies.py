"""How a device hears replies: it fetches them, or they are sent to it as PCM."""

import asyncio
import time
from collections import deque
from collections.abc import Callable

from aioesphomeapi import VoiceAssistantEventType as Event
from aioesphomeapi.client import APIClient

from ova.audio import SpeechStream
from ova.core import SPEECH_RATE_HZ, AudioFormat
from ova.esphome.about import Abilities
from ova.esphome.fetched import Fetched
from ova.esphome.outbox import Outbox
from ova.esphome.sounds import DeviceSound
from ova.esphome.udp import Datagrams

PIECE_BYTES = 1_024
AHEAD_S = 0.3
"""So much is sent before it is due: the devices' buffers hold half a second."""
LEFT_S = 5.0
"""A device tells that it has played a reply; when it does not, it is over so long after its end."""
NOWHERE = "http://0.0.0.0/"
"""The address of a reply that is sent and not fetched: devices wait for one all the same."""


class Replies:
    """Plays the reply of one run at a time. For the loop's thread."""

    def __init__(
        self,
        client: APIClient,
        can: Abilities,
        outbox: Outbox,
        fetched: Fetched,
        played: Callable[[str], None],
    ) -> None:
        """``played`` is told the id of a sound that was heard."""
        self._client = client
        self._can = can
        self._outbox = outbox
        self._fetched = fetched
        self._played = played
        self.loop = asyncio.get_running_loop()
        self.datagrams: Datagrams | None = None
        """Where PCM goes, for devices that want it so."""
        self._id = ""
        self._sound: DeviceSound | None = None
        self._speech: SpeechStream | None = None
        self._pcm: deque[bytes] = deque()
        self._more = asyncio.Event()
        self._whole = False
        self._stream: asyncio.Task[None] | None = None
        self._until = 0.0
        """Until when it is being played, by the monotonic clock."""

    @property
    def busy(self) -> bool:
        """Whether a reply is being played."""
        return bool(self._id) and time.monotonic() < self._until

    def begin(self, sound_id: str, fmt: AudioFormat, not_before: float) -> None:
        """Begin a reply; the device is told of it not before a moment of the monotonic clock."""
        self.stop()
        self._id, self._whole = sound_id, False
        self._until = time.monotonic() + 60.0
        if self._can.speaker:
            self._speech = SpeechStream(fmt)
            self._outbox.event(
                Event.VOICE_ASSISTANT_TTS_END, {"url": NOWHERE}, not_before=not_before
            )
            self._outbox.event(Event.VOICE_ASSISTANT_TTS_STREAM_START)
            self._stream = asyncio.create_task(self._send_pcm(not_before))
            return
        sound, url = self._fetched.open(fmt)
        if sound is not None:
            self._sound = sound
            self._outbox.event(Event.VOICE_ASSISTANT_TTS_END, {"url": url}, not_before=not_before)

    def piece(self, sound_id: str, pcm: bytes) -> None:
        """Take a piece of the reply."""
        if sound_id != self._id:
            return
        if self._sound is not None:
            self._sound.feed(pcm)
        elif self._speech is not None:
            self._queue(self._speech.feed(pcm).astype("<i2").tobytes())

    def end(self, sound_id: str) -> None:
        """Take that the reply is whole."""
        if sound_id != self._id:
            return
        self._whole = True
        if self._sound is not None:
            self._sound.finish()
            self._until = time.monotonic() + self._sound.seconds + LEFT_S
        elif self._speech is not None:
            self._queue(self._speech.finish().astype("<i2").tobytes())
        else:
            self.finished()

    def finished(self) -> None:
        """Take that the device has played it."""
        played, self._id = self._id, ""
        if played:
            self._played(played)

    def stop(self) -> None:
        """Send no more of it."""
        if self._sound is not None:
            self._sound.finish()
        if self._stream is not None:
            self._stream.cancel()
            if self._id:
                self._outbox.event(Event.VOICE_ASSISTANT_TTS_STREAM_END)
        self._sound = self._speech = self._stream = None
        self._pcm.clear()
        self.finished()

    def _queue(self, pcm: bytes) -> None:
        for start in range(0, len(pcm), PIECE_BYTES):
            self._pcm.append(pcm[start : start + PIECE_BYTES])
        self._more.set()

    async def _send_pcm(self, not_before: float) -> None:
        """Send sound as fast as it is heard, a little ahead."""
        await asyncio.sleep(max(0.0, not_before - time.monotonic()))
        began, sent_s = time.monotonic(), 0.0
        while self._pcm or not self._whole:
            if not self._pcm:
                self._more.clear()
                await self._more.wait()
                began = max(
                    began, time.monotonic() - sent_s
                )  # its making was slower than its playing
                continue
            piece = self._pcm.popleft()
            self._send(piece)
            sent_s += len(piece) / 2 / SPEECH_RATE_HZ
            self._until = max(self._until, began + sent_s + LEFT_S)
            await asyncio.sleep(max(0.0, began + sent_s - AHEAD_S - time.monotonic()))
        self._outbox.event(Event.VOICE_ASSISTANT_TTS_STREAM_END)
        await asyncio.sleep(max(0.0, began + sent_s - time.monotonic()))
        self._stream = None
        self.finished()

    def _send(self, piece: bytes) -> None:
        if self.datagrams is not None:
            self.datagrams.send(piece)
        else:
            self._outbox.call(lambda: self._client.send_voice_assistant_audio(piece))
