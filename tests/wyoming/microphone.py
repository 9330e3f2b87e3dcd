"""A microphone for ``--mic-command``: silence in real time, and between it the WAV files it is told.

``python microphone.py CONTROL``: every path appended to the control file, one a line, is played once.
"""

import sys
import time
import wave
from pathlib import Path

RATE, FRAMES = 16_000, 1_024


def main() -> None:
    control, read, left = Path(sys.argv[1]), 0, b""
    due = time.monotonic()
    while True:
        if not left and control.exists():
            text = control.read_bytes()[read:]
            if b"\n" in text:
                line = text.partition(b"\n")[0]
                read += len(line) + 1
                with wave.open(line.decode()) as file:
                    left = file.readframes(file.getnframes())
        sound, left = left[: 2 * FRAMES], left[2 * FRAMES :]
        try:
            sys.stdout.buffer.write(sound.ljust(2 * FRAMES, b"\0"))
            sys.stdout.buffer.flush()
        except BrokenPipeError:
            return
        due += FRAMES / RATE
        time.sleep(max(0.0, due - time.monotonic()))  # a microphone is as fast as time


main()
