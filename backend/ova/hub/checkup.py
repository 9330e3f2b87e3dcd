"""What ``ova doctor`` looks at, each with a cure."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

from ova.core import OvaError
from ova.folder import HomeFolder, read_presence
from ova.hub.opening import open_database
from ova.hub.sentence_check import check_sentences

LOW_DISK_BYTES = 500 * 1024 * 1024
SENTENCE = "turn on the kitchen light"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check."""

    check: str
    ok: bool
    detail: str
    cure: str = ""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return asdict(self)


def check_up(folder: HomeFolder) -> Iterator[Finding]:
    """Run every check, yielding each finding as soon as it is known."""
    for name, check in (
        ("python", lambda: f"{sys.version.split()[0]}"),
        ("folder", lambda: _folder(folder)),
        ("disk", lambda: _disk(folder)),
        ("database", lambda: _database(folder)),
        ("sentences", lambda: _sentences(folder)),
        ("voice", _voice),
        ("recogniser", _recogniser),
        ("hub", lambda: _hub(folder)),
    ):
        yield _finding(name, check)


def _finding(name: str, check: Callable[[], str]) -> Finding:
    try:
        return Finding(name, True, check())
    except OvaError as error:
        return Finding(name, False, error.message, error.cure)


def _folder(folder: HomeFolder) -> str:
    folder.prepare()
    return str(folder.path)


def _disk(folder: HomeFolder) -> str:
    free = shutil.disk_usage(folder.path).free
    text = f"{free / 1e9:.1f} GB free"
    if free < LOW_DISK_BYTES:
        raise OvaError(f"Only {text}.", cure=f"Make room on the disk of {folder.path}.")
    return text


def _database(folder: HomeFolder) -> str:
    open_database(folder).close()
    return str(folder.database)


def _sentences(folder: HomeFolder) -> str:
    check = check_sentences(folder.path)
    if check.problems:
        count = len(check.problems)
        raise OvaError(
            f"{count} {'thing is' if count == 1 else 'things are'} wrong with the sentences of "
            f"skills: {check.problems[0]}",
            cure="'ova skill check' shows everything that is left out, with file, line and column.",
        )
    told = f"{check.files} files of {len(check.skills)} skills, all well written"
    return (
        f"{told}; two skills claim one sentence: {check.conflicts[0]}" if check.conflicts else told
    )


def _voice() -> str:
    from ova.engines import EspeakVoice

    clip = EspeakVoice().synthesize("Hello.", "en")
    return f"espeak-ng speaks, {clip.seconds:.1f} s"


def _recogniser() -> str:
    from ova.core import WordArc, WordGraph
    from ova.engines import EspeakVoice, SpeechPool, SpeechSettings

    words = SENTENCE.split()
    arcs = tuple(WordArc(place, place + 1, word) for place, word in enumerate(words))
    pool = SpeechPool(SpeechSettings(workers=1))
    pool.start()
    try:
        pool.set_graph(WordGraph(len(words) + 1, len(words), arcs, "doctor"))
        heard = pool.transcribe(EspeakVoice().synthesize(SENTENCE, "en"))
    finally:
        pool.close()
    if heard.text != SENTENCE:
        raise OvaError(
            f"The recogniser heard {heard.text!r} instead of {SENTENCE!r}.",
            cure="Install the hub again; its speech model may be damaged.",
        )
    return f"{heard.engine} understands speech"


def _hub(folder: HomeFolder) -> str:
    presence = read_presence(folder.path)
    return f"runs at {presence.url}" if presence else "not running; start it with 'ova run'"
