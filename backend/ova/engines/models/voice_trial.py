"""Speak a word with a Piper voice, in a process that may end of it: ``voice_trial FILE.onnx``.

Ends with 0 when all went well; what went wrong stands on stderr.
"""

import sys
from pathlib import Path

from ova.core import OvaError
from ova.engines.tts.piper_voice import LoadedPiperVoice


def main(file: str) -> int:
    """Do what the hub will do; returns the exit code."""
    try:
        LoadedPiperVoice(Path(file)).try_out()
    except OvaError as error:
        sys.stderr.write(f"{error.message}\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
