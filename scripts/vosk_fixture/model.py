"""The folder of a Vosk model. Which files it needs: src/model.cc of vosk-api 0.3.45."""

from collections.abc import Iterable
from pathlib import Path

from scripts.vosk_fixture import features
from scripts.vosk_fixture.graph import language_model, word_loop
from scripts.vosk_fixture.kaldi import acoustic_model
from scripts.vosk_fixture.lexicon import SILENCE_PHONE, UNKNOWN, WORDS, Phones
from scripts.vosk_fixture.network import SUBSAMPLING, Network

_CONFIG = f"""\
--min-active=200
--max-active=3000
--beam=12.0
--lattice-beam=4.0
--acoustic-scale=0.3
--frame-subsampling-factor={SUBSAMPLING}
--endpoint.silence-phones={SILENCE_PHONE}
--endpoint.rule2.min-trailing-silence=0.5
--endpoint.rule3.min-trailing-silence=0.75
--endpoint.rule4.min-trailing-silence=1.0
"""


def write_model(folder: Path, phones: Phones, network: Network) -> int:
    """Write the model's files; return their size in bytes."""
    symbols = ("<eps>", *WORDS, UNKNOWN)
    files = {
        "am/final.mdl": acoustic_model(phones.outputs, network),
        "conf/mfcc.conf": features.CONFIG.encode(),
        "conf/model.conf": _CONFIG.encode(),
        "graph/HCLr.fst": word_loop(phones, symbols).to_bytes(),
        "graph/Gr.fst": language_model(symbols, seed=5).to_bytes(),
        "graph/disambig_tid.int": b"",  # the word loop has no symbols to tell homophones apart
        "graph/words.txt": _lines(f"{word} {label}" for label, word in enumerate(symbols)),
        "graph/phones/word_boundary.int": _lines(
            f"{phone} {kind}" for phone, kind in enumerate(phones.kinds, 1)
        ),
    }
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    return sum(map(len, files.values()))


def _lines(lines: Iterable[str]) -> bytes:
    return "".join(f"{line}\n" for line in lines).encode()
