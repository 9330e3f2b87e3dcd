"""Whether a folder holds a Vosk model that can be used: libvosk dies of many that cannot.

What is known to be wrong is found by looking; the rest by a trial in a process of its own, once for
each state of the files. Model layouts: src/model.cc of vosk-api 0.3.45.
"""

import hashlib
import importlib.metadata
import json
import logging
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from ova.engines.errors import EngineMissing
from ova.engines.stt.vosk_results import UNKNOWN

_LOG = logging.getLogger(__name__)
_FST_MAGIC = (2125659606).to_bytes(4, "little")
_SILENCE_PHONES = re.compile(r"^--endpoint\.silence-phones=\d+(:\d+)*\s*$", re.MULTILINE)
_SUBSAMPLING = re.compile(r"^--frame-subsampling-factor=(\d+)\s*$", re.MULTILINE)
_BOUNDARY = re.compile(r"^\d+\s+(nonword|begin|end|internal|singleton)\s*$")
_STAMP = ".ova-tried"
_TRIAL = Path(__file__).with_name("vosk_trial.py")
_TRIAL_S = 25.0
"""Large models on slow disks take longer: they are used without a trial."""
_FAULT = re.compile(r"^(?:ERROR|ASSERTION_FAILED|WARNING)(?:: | \(VoskAPI:.*?:\d+\) )(.+)$")


def check_model(folder: Path) -> Path:
    """Return the words file of a model folder whose files are all there.

    Raises EngineMissing with code ``bad_model`` that names what is missing or damaged.
    """
    if not folder.is_dir():
        raise bad_model(folder, "the folder does not exist")
    nested = (folder / "am" / "final.mdl").is_file()
    if nested or (folder / "am").is_dir():
        mdl, conf, graph = folder / "am/final.mdl", folder / "conf", folder / "graph"
        _need(folder, conf / "model.conf")
    else:
        mdl, conf, graph = folder / "final.mdl", folder, folder
    _need(folder, mdl)
    if not (conf / "mfcc.conf").is_file() and not (conf / "fbank.conf").is_file():
        raise bad_model(folder, "mfcc.conf is missing")
    words = graph / "words.txt"
    _need(folder, words)
    if (graph / "HCLG.fst").is_file():
        _need_fst(folder, graph / "HCLG.fst")
    else:
        _need_fst(folder, graph / "HCLr.fst")
        _need_fst(folder, graph / "Gr.fst")
        if not (graph / "disambig_tid.int").is_file():
            raise bad_model(folder, "disambig_tid.int is missing")
    if nested:
        options = (conf / "model.conf").read_text(encoding="utf-8", errors="replace")
        if not _SILENCE_PHONES.search(options):
            raise bad_model(folder, "model.conf does not set endpoint.silence-phones")
    _check_boundaries(folder, (graph / "phones" if nested else graph) / "word_boundary.int")
    return words


def takes_grammar(words: Path) -> bool:
    """Tell whether the model of a words file can be told what to hear: a static graph cannot."""
    return not (words.parent / "HCLG.fst").is_file()


def time_scale(folder: Path) -> float:
    """Return what the word times of a model are to be multiplied with.

    libvosk counts 0.03 s for every frame it decodes; so long they are only where the network skips
    two frames of three, as libvosk has it do without a model.conf.
    """
    options = folder / "conf" / "model.conf"
    if not options.is_file():
        return 1.0
    text = options.read_text(encoding="utf-8", errors="replace")
    factors = _SUBSAMPLING.findall(text)
    return int(factors[-1]) / 3 if factors else 1 / 3


def words_of(words: Path) -> Iterator[str]:
    """Yield the vocabulary in a words file; 0 is the empty word, which a grammar may not hold."""
    with words.open(encoding="utf-8", errors="replace") as lines:
        for line in lines:
            fields = line.split()
            if len(fields) == 2 and fields[1] != "0" and fields[0] != UNKNOWN:
                yield fields[0]


def try_model(folder: Path, words: Path) -> None:
    """Let another process decode with the model, unless it did so with the same files before.

    Raises EngineMissing with code ``bad_model`` and what libvosk said.
    """
    word = next(words_of(words), None)
    if word is None:
        raise bad_model(folder, f"{words.relative_to(folder)} holds no words")
    stamp, state = folder / _STAMP, _state(folder)
    if stamp.is_file() and stamp.read_text(encoding="utf-8", errors="replace") == state:
        return
    try:
        # -P: beside the program lies vosk.py, which is not the library.
        trial = subprocess.run(  # noqa: S603 - our own program, and a folder of the hub
            [sys.executable, "-P", str(_TRIAL), str(folder), word if takes_grammar(words) else ""],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_TRIAL_S,
            check=False,
        )
    except subprocess.TimeoutExpired:
        _LOG.warning("The Vosk model in %s loads too slowly to be tried first", folder)
        return
    # Not its exit code: a process that lets the system reap its children never learns that.
    if trial.stdout.split() != [b"heard"]:
        raise bad_model(folder, _reason(trial.stderr.decode("utf-8", "replace")))
    try:
        stamp.write_text(state, encoding="utf-8")
    except OSError as error:
        _LOG.debug("The Vosk model in %s is tried at every start: %s", folder, error)


def bad_model(folder: Path, fault: str) -> EngineMissing:
    """Return the error of a model that cannot be used."""
    return EngineMissing(
        f"The Vosk model in {folder} cannot be used: {fault}.",
        cure="Remove it and install it again.",
        code="bad_model",
    )


def _state(folder: Path) -> str:
    """Return a hash of what makes another trial necessary."""
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != _STAMP)
    facts = [
        (str(path.relative_to(folder)), path.stat().st_size, path.stat().st_mtime_ns)
        for path in files
    ]
    version = importlib.metadata.version("vosk")
    return hashlib.sha256(json.dumps([version, facts]).encode()).hexdigest()


def _reason(log: str) -> str:
    faults = [match[1] for line in log.splitlines() if (match := _FAULT.match(line))]
    said = [*faults, *(line for line in log.splitlines() if line.startswith("Failed to "))]
    return f"libvosk cannot decode with it ({said[0].rstrip('.') if said else 'it crashes'})"


def _check_boundaries(folder: Path, file: Path) -> None:
    """Refuse what libvosk would lose words of a result over, without a sound."""
    if not file.is_file():
        return
    lines = file.read_text(encoding="utf-8", errors="replace").splitlines()
    matches = [_BOUNDARY.match(line) for line in lines if line.strip()]
    kinds = {match[1] for match in matches if match}
    whole = ("begin" in kinds) == ("end" in kinds) and bool(kinds & {"begin", "singleton"})
    if not all(matches) or not whole:
        raise bad_model(
            folder, f"{file.relative_to(folder)} does not tell where words begin and end"
        )


def _need(folder: Path, file: Path) -> None:
    if not file.is_file() or not file.stat().st_size:
        raise bad_model(folder, f"{file.relative_to(folder)} is missing or empty")


def _need_fst(folder: Path, file: Path) -> None:
    _need(folder, file)
    with file.open("rb") as content:
        if content.read(4) != _FST_MAGIC:
            raise bad_model(folder, f"{file.relative_to(folder)} is damaged")
