"""Wyoming: any speech recogniser on the network that speaks the Wyoming protocol.

Source: the protocol of github.com/OHF-Voice/wyoming, by its own library. One connection serves one
utterance. The server decides what it hears: it gets no grammar, and tells no times of words.
"""

import socket
import weakref

import numpy as np
from numpy.typing import NDArray
from wyoming.asr import Transcribe
from wyoming.event import Event

from ova.core import SPEECH_RATE_HZ, Transcript, WordGraph
from ova.engines.errors import EngineMissing
from ova.engines.stt.wyoming_link import Answer, WyomingLink
from ova.engines.wyoming_address import WyomingAddress

CONNECT_S = 2.0
"""For connecting, and for telling what the server can do: it stands on the same network."""
ANSWER_S = 10.0
"""From the last sound to the text: Whisper takes so long on a small computer."""
_FORMAT = {"rate": SPEECH_RATE_HZ, "width": 2, "channels": 1}
# Written out: the library's own of these events load `audioop`, which Python is about to drop.
_AUDIO_START, _AUDIO_CHUNK, _AUDIO_STOP = "audio-start", "audio-chunk", "audio-stop"
_DESCRIBE, _INFO = "describe", "info"


class WyomingRecognizer:
    """Hears whatever the server hears."""

    name = "wyoming"
    patience_s = CONNECT_S + ANSWER_S

    def __init__(
        self,
        address: str,
        language: str = "en",
        *,
        model: str = "",
        connect_s: float = CONNECT_S,
        answer_s: float = ANSWER_S,
    ) -> None:
        """Keep the address; nothing is sent before somebody speaks. Raises BadSpeechInput."""
        self._server = WyomingAddress.of(address)
        self._request = Transcribe(name=model or None, language=language)
        self._connect_s = connect_s
        self._answer_s = answer_s
        self._is_known = False
        self._closed = False
        self._open: weakref.WeakSet[WyomingStream] = weakref.WeakSet()

    def set_graph(self, graph: WordGraph) -> None:
        """Do nothing: the server has a vocabulary of its own."""

    def start(
        self,
        answers: WordGraph | None = None,  # noqa: ARG002 - it has a vocabulary of its own
        *,
        only: bool = False,  # noqa: ARG002 - it hears everything anyway
    ) -> "WyomingStream":
        """Begin an utterance; the server is called when there is sound."""
        if self._closed:
            raise EngineMissing("The speech recogniser is closed.", cure="Restart the hub.")
        stream = WyomingStream(self)
        self._open.add(stream)
        return stream

    def close(self) -> None:
        """End every connection."""
        self._closed = True
        for stream in list(self._open):
            stream.close()

    def connect(self) -> WyomingLink:
        """Open a connection for one utterance. Raises EngineMissing when the server is away."""
        try:
            sock = socket.create_connection((self._server.host, self._server.port), self._connect_s)
        except OSError as error:
            raise EngineMissing(
                f"The speech recogniser at {self._server} cannot be reached: "
                f"{error.strerror or error}.",
                cure="Start the server, or correct its address in the settings.",
                code="stt_away",
            ) from error
        link = WyomingLink(sock, str(self._server), send_s=self._connect_s)
        try:
            if not self._is_known:
                self._get_to_know(link)
            link.send(self._request.event())
            link.send(Event(_AUDIO_START, _FORMAT))
        except BaseException:
            link.close()
            raise
        return link

    def answer(self, link: WyomingLink) -> Answer:
        """Return the server's text for the sound sent so far."""
        link.send(Event(_AUDIO_STOP), unless_answered=True)
        return link.wait(self._answer_s)

    def _get_to_know(self, link: WyomingLink) -> None:
        """Ask a server that was never asked before whether it recognises speech."""
        link.send(Event(_DESCRIBE))
        if not link.wait_for(_INFO, self._connect_s).data.get("asr"):
            raise EngineMissing(
                f"The server at {self._server} does not recognise speech.",
                cure="Give the address of a Wyoming speech-to-text server.",
                code="stt_away",
            )
        self._is_known = True


class WyomingStream:
    """One utterance, sent as it is spoken."""

    def __init__(self, recognizer: WyomingRecognizer) -> None:
        self._recognizer = recognizer
        self._link: WyomingLink | None = None
        self._partial = ""

    def feed(self, samples: NDArray[np.int16]) -> str | None:
        """Send samples; return what the server has told of the text so far when that changed.

        Raises EngineMissing when the server is away, StreamFailed when it goes.
        """
        if not samples.size:
            return None
        if self._link is None:
            self._link = self._recognizer.connect()
        pcm = samples.astype("<i2", copy=False).tobytes()
        self._link.send(Event(_AUDIO_CHUNK, _FORMAT, pcm), unless_answered=True)
        text = self._link.text_so_far()
        if text == self._partial:
            return None
        self._partial = text
        return text

    def finish(self) -> Transcript:
        """Return the server's text. Raises StreamFailed when none comes."""
        if self._link is None:
            return Transcript("", engine="wyoming")
        try:
            answer = self._recognizer.answer(self._link)
        finally:
            self.close()
        text = answer.text.strip()
        return Transcript(text, 1.0 if text else 0.0, engine="wyoming")

    def close(self) -> None:
        """End the connection."""
        link, self._link = self._link, None
        if link is not None:
            link.close()
