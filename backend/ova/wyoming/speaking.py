"""Texts of a client spoken: whole ones, and those that come piece by piece."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from wyoming.error import Error
from wyoming.event import Event
from wyoming.tts import SynthesizeStopped

from ova.audio import convert
from ova.core import AudioClip, AudioFormat, InvalidInput, OvaError
from ova.wyoming.errors import BadFrame
from ova.wyoming.ports import Lends
from ova.wyoming.sound import chunk_of, start_of, stop_of
from ova.wyoming.texts import text_of, word_of

PIECE_BYTES = 8_192
PAUSE_S = 0.3
"""Between sentences that are spoken as they come."""
MOST_STREAMED = 20_000
"""Characters between one ``synthesize-start`` and its ``synthesize-stop``."""


class Speaking:
    """Speaks for one client. Used by one thread."""

    def __init__(self, send: Callable[[Event], None], lends: Lends) -> None:
        self._send = send
        self._lends = lends
        self._stream: _Stream | None = None

    @property
    def streams(self) -> bool:
        """Whether a text is coming piece by piece."""
        return self._stream is not None

    def whole(self, data: Mapping[str, Any]) -> None:
        """Speak a text. Raises OvaError."""
        if self._stream is not None:
            return  # the same text again, for servers that cannot stream
        text, (language, voice) = text_of(data), _voice(data)
        sound = _Sound(self._send)
        for clip in self._lends.speak(text, language, voice):
            sound.add(clip)
        sound.end()
        if not sound.began:
            raise _nothing()

    def begin(self, data: Mapping[str, Any]) -> None:
        """Take that a text begins. Raises OvaError; its pieces are then passed over."""
        self._stream = _Stream(self._send, self._lends)
        self._stream.voiced(data)

    def add(self, data: Mapping[str, Any]) -> None:
        """Take a piece of the text, and speak the sentences that are whole. Raises OvaError."""
        piece = data.get("text")
        if self._stream is not None:
            self._stream.add(piece if isinstance(piece, str) else "")

    def end(self) -> None:
        """Speak the rest of the text, and tell that it is spoken, or why it is not."""
        stream, self._stream = self._stream, None
        if stream is None:
            return
        try:
            stream.end()
        except OvaError as error:
            self._send(Error(str(error), error.code).event())
        finally:
            self._send(SynthesizeStopped().event())


class _Stream:
    """One text that comes piece by piece."""

    def __init__(self, send: Callable[[Event], None], lends: Lends) -> None:
        self._lends = lends
        self._sound = _Sound(send)
        self._language, self._voice = "", ""
        self._count = 0
        self._held = ""
        self._failed = True

    def voiced(self, data: Mapping[str, Any]) -> None:
        self._language, self._voice = _voice(data)
        self._failed = False

    def add(self, piece: str) -> None:
        self._count += max(1, len(piece))
        if self._count > MOST_STREAMED:
            raise BadFrame(
                f"More than {MOST_STREAMED} characters came to be spoken.",
                cure="End the text with synthesize-stop.",
            )
        if self._failed:
            return
        self._held += piece
        if piece and not piece.isalnum():
            whole, self._held = self._parted()
            self._say(whole)

    def end(self) -> None:
        """Speak what is left. Raises OvaError."""
        try:
            if not self._failed:
                self._say(self._held)
        finally:
            self._sound.end()
        if not self._failed and not self._sound.began:
            raise _nothing()

    def _parted(self) -> tuple[str, str]:
        """Return the sentences that are whole, and what follows them.

        What a mark means tells the word behind it: the last sentence waits until another begins.
        """
        words, blank, _ = _rparted(self._held)
        parts = self._lends.sentences(words, self._language)
        if len(parts) < 2:
            return "", self._held
        pattern = r"\s+".join(map(re.escape, parts[-1].split()))
        begins = [found.start() for found in re.finditer(pattern, words + blank)]
        if not begins:
            return "", self._held
        return self._held[: begins[-1]], self._held[begins[-1] :]

    def _say(self, text: str) -> None:
        if not text.strip():
            return
        try:
            self._sound.pause()
            for clip in self._lends.speak(text.strip(), self._language, self._voice):
                self._sound.add(clip)
        except OvaError:
            self._failed = True
            raise


class _Sound:
    """What is spoken, as events in the format of its first piece."""

    def __init__(self, send: Callable[[Event], None]) -> None:
        self._send = send
        self._format: AudioFormat | None = None

    @property
    def began(self) -> bool:
        """Whether anything was spoken."""
        return self._format is not None

    def add(self, clip: AudioClip) -> None:
        if self._format is None:
            self._format = clip.format
            self._send(start_of(clip.format))
        pcm = clip.pcm if clip.format == self._format else convert(clip, self._format).pcm
        for start in range(0, len(pcm), PIECE_BYTES):
            self._send(chunk_of(self._format, pcm[start : start + PIECE_BYTES]))

    def pause(self) -> None:
        """Be silent between sentences."""
        if self._format is not None:
            fmt = self._format
            self.add(AudioClip(bytes(int(PAUSE_S * fmt.rate) * fmt.frame_bytes), fmt))

    def end(self) -> None:
        if self._format is not None:
            self._send(stop_of())


def _rparted(text: str) -> tuple[str, str, str]:
    """Return the words that are whole, the blank behind them, and the one that may go on."""
    last = max((found.start() for found in re.finditer(r"\s", text)), default=-1)
    return (text[:last], text[last], text[last + 1 :]) if last >= 0 else ("", "", text)


def _voice(data: Mapping[str, Any]) -> tuple[str, str]:
    """Return the language and the voice that are asked for. Raises InvalidInput."""
    if data.get("text_format") not in (None, "text"):
        raise InvalidInput("Only plain text is spoken.", cure="Send it as text.")
    asked = data.get("voice")
    voice = asked if isinstance(asked, Mapping) else {}
    return word_of(voice, "language"), word_of(voice, "name")


def _nothing() -> InvalidInput:
    return InvalidInput("There is nothing to say.", cure="Send some words.")
