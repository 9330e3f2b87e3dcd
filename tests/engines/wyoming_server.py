"""A Wyoming speech-to-text server: Vosk behind the ``wyoming`` package, in a process of its own.

``python wyoming_server.py MODE VOSK_MODEL SENTENCE...`` prints its port. Modes: ``asr`` answers with
what it hears, and with pieces of it on the way; ``error`` reports an error; ``silent`` never
answers; ``gone`` hangs up at the end of the speech; ``early`` answers after one second of sound, and
hangs up; ``tts`` has no speech recogniser; ``noise`` answers with what is no event.
"""

import asyncio
import sys
from functools import partial
from pathlib import Path

import numpy as np
from wyoming.asr import Transcribe, Transcript, TranscriptChunk, TranscriptStart, TranscriptStop
from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info
from wyoming.server import AsyncEventHandler, AsyncTcpServer

from ova.core import WordArc, WordGraph
from ova.engines.stt.vosk import VoskRecognizer

_WHO = Attribution("tests", "")
_MODEL = AsrModel("tiny", _WHO, True, None, None, languages=["en"])
_ASR = AsrProgram("vosk", _WHO, True, None, None, models=[_MODEL])


class Handler(AsyncEventHandler):
    """One client: one utterance after the other."""

    def __init__(self, mode, recognizer, *streams):
        super().__init__(*streams)
        self.mode = mode
        self.recognizer = recognizer
        self.stream = None
        self.seconds = 0.0
        self.told = ""
        self.language = None

    async def handle_event(self, event):
        if Describe.is_type(event.type):
            if self.mode == "noise":
                self.writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                await self.writer.drain()
                return False
            await self.write_event(Info(asr=[] if self.mode == "tts" else [_ASR]).event())
        elif Transcribe.is_type(event.type):
            self.language = Transcribe.from_event(event).language
        elif AudioStart.is_type(event.type):
            assert AudioStart.from_event(event) == AudioStart(16_000, 2, 1)
            self.stream = self.recognizer.start()
        elif AudioChunk.is_type(event.type):
            chunk = AudioChunk.from_event(event)
            self.seconds += chunk.seconds
            return await self.hear(np.frombuffer(chunk.audio, dtype="<i2"))
        elif AudioStop.is_type(event.type):
            return await self.answer()
        return True

    async def hear(self, samples):
        heard = self.stream.feed(samples)
        if self.mode == "early" and self.seconds > 1.0:
            return await self.answer()
        if heard and heard.startswith(self.told):
            if not self.told:
                await self.write_event(TranscriptStart(language=self.language).event())
            await self.write_event(TranscriptChunk(heard.removeprefix(self.told)).event())
            self.told = heard
        return True

    async def answer(self):
        if self.mode == "gone":
            return False
        if self.mode == "error":
            await self.write_event(Error("the model is too large", "out-of-memory").event())
        elif self.mode != "silent":
            text = self.stream.finish().text
            await self.write_event(Transcript(text, language=self.language).event())
            await self.write_event(TranscriptStop().event())
        return self.mode != "early"


def graph_of(sentences):
    arcs, states = [], 2
    for sentence in sentences:
        words, state = sentence.split(), 0
        for word in words[:-1]:
            arcs.append(WordArc(state, states, word))
            state, states = states, states + 1
        arcs.append(WordArc(state, 1, words[-1]))
    return WordGraph(states, 1, tuple(arcs), "sentences")


async def main(mode, model, *sentences):
    recognizer = VoskRecognizer(Path(model))
    recognizer.set_graph(graph_of(sentences))
    server = AsyncTcpServer("127.0.0.1", 0)
    await server.start(partial(Handler, mode, recognizer))
    print(server._server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - for the tests
    await asyncio.to_thread(sys.stdin.read)  # until the test closes it
    await server.stop()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
