"""Make the model: speak the corpus, train, write, and say how well it hears."""

import argparse
import logging
import os
import time
from pathlib import Path

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when numpy is loaded, below

_LOG = logging.getLogger("vosk_fixture")
_FOLDER = Path(__file__).resolve().parents[2] / "tests/engines/vosk_model"


def main() -> None:
    """Read the command line and make the model."""
    parser = argparse.ArgumentParser(description="Make the tiny Vosk model of the tests.")
    parser.add_argument("folder", type=Path, nargs="?", default=_FOLDER)
    parser.add_argument("--utterances", type=int, default=6000)
    parser.add_argument("--hidden", type=int, default=96, help="size of the hidden layers")
    parser.add_argument(
        "--epochs", type=int, nargs="+", default=[3, 3, 14], help="of each training, in order"
    )
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="%(relativeCreated)8.0f ms  %(message)s")

    from scripts.vosk_fixture.corpus import utterances
    from scripts.vosk_fixture.evaluation import words_right
    from scripts.vosk_fixture.lexicon import Phones
    from scripts.vosk_fixture.model import write_model
    from scripts.vosk_fixture.training import train

    began = time.monotonic()
    data = list(utterances(options.utterances, seed=1))
    minutes = sum(len(utterance.features) for utterance in data) / 6000
    _LOG.info("%d utterances, %.0f minutes", len(data), minutes)
    phones = Phones.of_each_word()
    network = train(data, phones, options.hidden, options.epochs)
    size = write_model(options.folder, phones, network)
    _LOG.info("%d bytes in %s after %.0f s", size, options.folder, time.monotonic() - began)
    for name, (right, count) in words_right(options.folder).items():
        _LOG.info("%-30s %d of %d words right", name, right, count)


if __name__ == "__main__":
    main()
