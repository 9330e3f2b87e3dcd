"""A Wyoming voice server for the tests: espeak-ng behind the real protocol, in a process of its own.

Prints its port. ``--fault`` makes it misbehave as servers do: ``hold`` sends the first piece of a
sentence and then nothing more, ``mute`` never answers, ``error`` answers with an error, ``odd`` sends
a format nobody can play, ``noise`` answers with no Wyoming at all, ``empty`` speaks without sound.
"""

import argparse
import asyncio
from typing import Any

from wyoming.audio import AudioChunk, AudioStart, AudioStop
from wyoming.error import Error
from wyoming.event import Event
from wyoming.info import Attribution, Describe, Info, TtsProgram, TtsVoice
from wyoming.server import AsyncEventHandler
from wyoming.tts import Synthesize

from ova.engines import EspeakVoice

CHUNK_BYTES = 2048
CREDIT = Attribution(name="tests", url="http://localhost")
VOICES = {"en-us": ["en_US", "en"], "de": ["de_DE"], "tr": ["tr"], "fr": ["fr_FR"]}


def info() -> Info:
    """Tell what is here; one voice is not installed."""
    voices = [
        TtsVoice(
            name=name,
            attribution=CREDIT,
            installed=name != "fr",
            description=f"espeak {name}",
            version="1",
            languages=languages,
        )
        for name, languages in VOICES.items()
    ]
    program = TtsProgram(
        name="tests", attribution=CREDIT, installed=True, description="", version="1", voices=voices
    )
    return Info(tts=[program])


class Handler(AsyncEventHandler):
    """One connection."""

    voice = EspeakVoice()

    def __init__(self, fault: str, *args: Any) -> None:
        super().__init__(*args)
        self.fault = fault

    async def handle_event(self, event: Event) -> bool:
        """Answer."""
        if Describe.is_type(event.type):
            if self.fault == "noise":
                self.writer.write(b"HTTP/1.1 400 Bad Request\r\n\r\n")
                return False
            await self.write_event(info().event())
        elif Synthesize.is_type(event.type):
            await self.speak(Synthesize.from_event(event))
        return True

    async def speak(self, wanted: Synthesize) -> None:
        """Send the sound as the fault allows."""
        if self.fault == "mute":
            await asyncio.Event().wait()
        if self.fault == "error":
            await self.write_event(Error(text="no such thing", code="oops").event())
            return
        asked = wanted.voice
        chosen = (asked.name or asked.language) if asked else None
        clip = self.voice.synthesize(wanted.text, voice=chosen or "en-us")
        rate = 96_000 if self.fault == "odd" else clip.format.rate
        about = {"rate": rate, "width": 2, "channels": 1}
        await self.write_event(AudioStart(**about).event())
        pcm = b"" if self.fault == "empty" else clip.pcm
        for offset in range(0, len(pcm), CHUNK_BYTES):
            piece = pcm[offset : offset + CHUNK_BYTES]
            await self.write_event(AudioChunk(audio=piece, **about).event())
            if self.fault == "hold":
                await asyncio.Event().wait()
        await self.write_event(AudioStop().event())


async def main() -> None:
    """Serve until killed."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--fault", default="")
    parser.add_argument("--port", type=int, default=0)
    options = parser.parse_args()
    server = await asyncio.start_server(
        lambda reader, writer: Handler(options.fault, reader, writer).run(),
        "127.0.0.1",
        options.port,
    )
    print(server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - tells who started it
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
