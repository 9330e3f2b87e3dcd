"""One run: audio or text in, a handled intent, a reply and its sound out.

Law: every run ends exactly once, with ``run-end`` as its last event, and leaves a trace. The room
knows no skill, no satellite and no database: understanding, handling and speaking are passed in.
"""

from ova.pipeline.ending import Ending
from ova.pipeline.held import HeldRun
from ova.pipeline.pipeline import Pipeline
from ova.pipeline.ports import Handle, Recorder, RunRequest, Speak, Understand
from ova.pipeline.run import Run
from ova.pipeline.shelf import ReplyShelf
from ova.pipeline.sound import ReplySound
from ova.pipeline.stream import StreamRun
from ova.pipeline.wording import ask, decline

__all__ = [
    "Ending",
    "Handle",
    "HeldRun",
    "Pipeline",
    "Recorder",
    "ReplyShelf",
    "ReplySound",
    "Run",
    "RunRequest",
    "Speak",
    "StreamRun",
    "Understand",
    "ask",
    "decline",
]
