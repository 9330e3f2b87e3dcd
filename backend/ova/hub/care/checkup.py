"""What ``ova doctor`` looks at, each with a cure."""

import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from typing import Any

from ova.core import OvaError
from ova.folder import HomeFolder, read_presence
from ova.hub.opening import open_database
from ova.hub.settings_keeper import SettingsKeeper
from ova.hub.skills import check_sentences

LOW_DISK_BYTES = 500 * 1024 * 1024
SENTENCE = "turn on the kitchen light"


@dataclass(frozen=True, slots=True)
class Finding:
    """The outcome of one check."""

    check: str
    ok: bool
    detail: str
    cure: str = ""
    code: str = ""
    """Which of the things that can be found it is; stable, for words in other languages."""
    values: dict[str, Any] = field(default_factory=dict)
    """What those words name: numbers, places, what was heard."""

    def to_json(self) -> dict[str, Any]:
        """Return the wire form."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Well:
    """What a check found where all is well."""

    code: str
    detail: str
    values: dict[str, Any] = field(default_factory=dict)


class Unwell(OvaError):
    """What a check found where something is wrong."""

    def __init__(self, code: str, message: str, *, cure: str, values: dict[str, Any]) -> None:
        super().__init__(message, cure=cure, code=code)
        self.values = values


def check_up(folder: HomeFolder) -> Iterator[Finding]:
    """Run every check, yielding each finding as soon as it is known."""
    for name, check in (
        ("python", lambda: Well("", sys.version.split()[0])),
        ("folder", lambda: _folder(folder)),
        ("disk", lambda: _disk(folder)),
        ("database", lambda: _database(folder)),
        ("sentences", lambda: _sentences(folder)),
        ("voice", _voice),
        ("recogniser", _recogniser),
        ("hub", lambda: _hub(folder)),
    ):
        yield _finding(name, check)


def _finding(name: str, check: Callable[[], Well]) -> Finding:
    try:
        well = check()
    except OvaError as error:
        values = error.values if isinstance(error, Unwell) else {}
        return Finding(name, False, error.message, error.cure, error.code, values)
    return Finding(name, True, well.detail, code=well.code, values=well.values)


def _folder(folder: HomeFolder) -> Well:
    folder.prepare()
    return Well("", str(folder.path))


def _disk(folder: HomeFolder) -> Well:
    free = shutil.disk_usage(folder.path).free
    text = f"{free / 1e9:.1f} GB free"
    values = {"gigabytes": f"{free / 1e9:.1f}", "folder": str(folder.path)}
    if free < LOW_DISK_BYTES:
        cure = f"Make room on the disk of {folder.path}."
        raise Unwell("disk_low", f"Only {text}.", cure=cure, values=values)
    return Well("disk_free", text, values)


def _database(folder: HomeFolder) -> Well:
    open_database(folder).close()
    return Well("", str(folder.database))


def _sentences(folder: HomeFolder) -> Well:
    check = check_sentences(folder.path, spoken=_spoken(folder))
    if check.problems:
        count = len(check.problems)
        raise Unwell(
            "sentences_wrong",
            f"{count} {'thing is' if count == 1 else 'things are'} wrong with the sentences of "
            f"skills: {check.problems[0]}",
            cure="'ova skill check' shows everything that is left out, with file, line and column.",
            values={"count": count, "first": check.problems[0]},
        )
    told = f"{check.files} files of {len(check.skills)} skills, all well written"
    values = {"files": check.files, "skills": len(check.skills)}
    if check.conflicts:
        first = check.conflicts[0]
        clash = f"{told}; two skills claim one sentence: {first}"
        return Well("sentences_clash", clash, {**values, "first": first})
    return Well("sentences_good", told, values)


def _spoken(folder: HomeFolder) -> list[str]:
    """Return the language of the home, with and without its country."""
    database = open_database(folder)
    try:
        language = SettingsKeeper(database.settings).current.language
    finally:
        database.close()
    return [language, language.partition("-")[0]]


def _voice() -> Well:
    from ova.engines import EspeakVoice

    clip = EspeakVoice().synthesize("Hello.", "en")
    return Well("voice_speaks", f"espeak-ng speaks, {clip.seconds:.1f} s")


def _recogniser() -> Well:
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
        raise Unwell(
            "recogniser_mishears",
            f"The recogniser heard {heard.text!r} instead of {SENTENCE!r}.",
            cure="Install the hub again; its speech model may be damaged.",
            values={"heard": heard.text, "said": SENTENCE},
        )
    told = f"{heard.engine} understands speech"
    return Well("recogniser_hears", told, {"engine": heard.engine})


def _hub(folder: HomeFolder) -> Well:
    presence = read_presence(folder.path)
    if presence is None:
        return Well("hub_away", "not running; start it with 'ova run'")
    return Well("hub_runs", f"runs at {presence.url}", {"url": presence.url})
