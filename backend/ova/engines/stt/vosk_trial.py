"""Load a Vosk model and decode a little with it, in a process that may end of it.

Started by `vosk_model` as a program, ``vosk_trial.py FOLDER WORD``; the word is empty for a model that
takes no grammar. Imports nothing of this project so that it starts quickly. Writes ``heard`` when
all went well; what went wrong stands on stderr.
"""

import json
import random
import sys

_RATE_HZ = 16_000


def main(folder: str, word: str) -> int:
    """Do what a recogniser will do; returns the exit code."""
    import vosk

    vosk.SetLogLevel(-1)
    try:
        model = vosk.Model(folder)
        vosk.KaldiRecognizer(model, _RATE_HZ)
        grammar = (json.dumps([word, "[unk]"]),) if word else ()
        decoder = vosk.KaldiRecognizer(model, _RATE_HZ, *grammar)
        noise = random.Random(0).randbytes(_RATE_HZ)  # noqa: S311 - any sound will do
        decoder.AcceptWaveform(noise + bytes(2 * _RATE_HZ))
        decoder.FinalResult()
    except Exception as error:  # noqa: BLE001 - libvosk's bindings raise nothing narrower
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write("heard\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
