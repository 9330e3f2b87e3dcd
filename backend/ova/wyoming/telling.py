"""What a client is told of what it said, word by word."""

from collections.abc import Callable
from itertools import takewhile

from wyoming.asr import Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.event import Event

GAP = "…"
"""Stands where words are said that are not known yet."""


class Telling:
    """Tells of one command; ``partial`` and ``final`` come one after the other."""

    def __init__(self, send: Callable[[Event], None], language: str) -> None:
        self._send = send
        self._language = language
        self._before: list[str] = []
        self._told: list[str] = []
        self._began = False

    def partial(self, text: str) -> None:
        """Tell the words that stayed the same when more were heard: the last are often mended."""
        heard = list(takewhile(lambda word: word != GAP, text.split()))
        sure = _common(heard, self._before)
        self._before = heard
        if len(sure) > len(self._told) and sure[: len(self._told)] == self._told:
            self._begin()
            new = " ".join(sure[len(self._told) :])
            self._chunk(f" {new}" if self._told else new)
            self._told = sure

    def final(self, text: str) -> None:
        """Tell all that was heard; begin anew when it is not what was told so far."""
        self._begin()
        told = " ".join(self._told)
        if not text.startswith(told):
            self._began, told = False, ""
            self._begin()
        self._chunk(text[len(told) :])
        self._send(Transcript(text, language=self._language).event())
        self._send(TranscriptStop().event())

    def _begin(self) -> None:
        if not self._began:
            self._began = True
            self._send(TranscriptStart(language=self._language).event())

    def _chunk(self, text: str) -> None:
        if text:
            self._send(TranscriptChunk(text).event())


def _common(one: list[str], other: list[str]) -> list[str]:
    pairs = zip(one, other, strict=False)
    return [word for word, _ in takewhile(lambda pair: pair[0] == pair[1], pairs)]
