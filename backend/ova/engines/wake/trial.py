"""Load a wake word model and let it listen, in a process that may end of it.

Started by ``model_folder`` as a module with the folder as its argument. Ends with 0 when all went
well; otherwise one line of JSON on stdout tells what is wrong.
"""

import json
import sys
from pathlib import Path

import numpy as np

from ova.core import SPEECH_RATE_HZ, OvaError
from ova.engines.wake.description import WakeWordDescription, WakeWordKind
from ova.engines.wake.load import load_wake_word

_LISTEN_S = 3


def main(folder: str) -> int:
    """Do what a satellite will do; returns the exit code."""
    try:
        word = load_wake_word(WakeWordDescription("trial", WakeWordKind.MODEL, folder=Path(folder)))
        noise = np.random.default_rng(0).normal(0, 1000, _LISTEN_S * SPEECH_RATE_HZ)
        word.feed(noise.astype("<i2").tobytes())
        word.close()
    except OvaError as error:
        sys.stdout.write(json.dumps({"message": error.message, "cure": error.cure}) + "\n")
        return 1
    except Exception as error:  # noqa: BLE001 - the libraries raise anything for odd models
        told = {"message": f"The model cannot be used: {error}.", "cure": "Download it again."}
        sys.stdout.write(json.dumps(told) + "\n")
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
