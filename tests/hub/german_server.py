"""A Wyoming speech-to-text server that hears the same German sentence in whatever is said.

It prints its port, and ends when its input is closed.
"""

import asyncio
import sys

from wyoming.asr import Transcript
from wyoming.audio import AudioStop
from wyoming.info import AsrModel, AsrProgram, Attribution, Describe, Info
from wyoming.server import AsyncEventHandler, AsyncTcpServer

SENTENCE = "wie spät ist es"
_WHO = Attribution("tests", "")
_MODEL = AsrModel("words", _WHO, True, None, None, languages=["de"])
_ASR = AsrProgram("words", _WHO, True, None, None, models=[_MODEL])


class Handler(AsyncEventHandler):
    """One client."""

    async def handle_event(self, event):
        if Describe.is_type(event.type):
            await self.write_event(Info(asr=[_ASR]).event())
        elif AudioStop.is_type(event.type):
            await self.write_event(Transcript(SENTENCE, language="de").event())
        return True


async def main():
    server = AsyncTcpServer("127.0.0.1", 0)
    await server.start(Handler)
    print(server._server.sockets[0].getsockname()[1], flush=True)  # noqa: T201 - for the tests
    await asyncio.to_thread(sys.stdin.read)
    await server.stop()


if __name__ == "__main__":
    asyncio.run(main())
