"""Routines that are written in files: ``OVA_HOME/routines/*.yaml``."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

from ova.core import (
    MAX_STEP_TEXT,
    MAX_STEP_WAIT_S,
    InvalidInput,
    Routine,
    RoutineFault,
    RoutineStep,
    RoutineStepKind,
    recurrence_of,
)
from ova.plugins import MarkedYaml, YamlFault, read_marked

FIELDS = ("name", "icon", "phrases", "steps", "repeat", "satellite", "group", "enabled")
LARGEST = 100_000
"""Bytes of a file that is looked at."""
_SECONDS = {"s": 1, "second": 1, "min": 60, "minute": 60, "h": 3600, "hour": 3600}
_LENGTH = re.compile(r"(\d+(?:\.\d+)?)\s*([a-z]*)")

Signature = tuple[tuple[str, int, int], ...]


@dataclass(slots=True)
class ReadRoutine:
    """What a file says, and what is wrong with it."""

    routine: Routine | None = None
    """None when there is nothing that could run."""
    faults: list[RoutineFault] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)
    """Lines by JSON pointer."""


def signature(folder: Path) -> Signature:
    """Return what changes when a file of the folder does."""
    found = []
    for path in _files(folder):
        try:
            about = path.stat()
        except OSError:  # gone meanwhile
            continue
        found.append((path.name, about.st_mtime_ns, about.st_size))
    return tuple(found)


def read_folder(folder: Path) -> list[ReadRoutine]:
    """Read every file of the folder, by name; one with faults harms no other."""
    found: list[ReadRoutine] = []
    taken: dict[str, str] = {}
    for path in _files(folder):
        one = _read_file(path)
        if one.routine is not None:
            first = taken.setdefault(one.routine.id, path.name)
            if first != path.name:
                one.faults.append(
                    _fault(path, f"{first} has the same name.", "Rename one of the files.")
                )
                one.routine = None
        found.append(one)
    return found


def read_routine(text: str, path: Path) -> ReadRoutine:
    """Read the text of one file."""
    read = ReadRoutine()
    try:
        marked = read_marked(text)
    except YamlFault as error:
        read.faults.append(
            RoutineFault(f"The file {error}.", "Mend it.", line=error.line, file=path.name)
        )
        return read
    read.lines = {at: place[0] for at, place in marked.places.items() if at.startswith("/")}
    read.faults += [
        RoutineFault(f"{double}.", "Remove one.", line=double.line, file=path.name)
        for double in marked.duplicates
    ]
    _Reader(path, marked, read).read()
    return read


class _Reader:
    """Makes a routine of the data of one file."""

    def __init__(self, path: Path, marked: MarkedYaml, read: ReadRoutine) -> None:
        self._path = path
        self._data = marked.data
        self._read = read

    def read(self) -> None:
        """Note the routine, and every fault with its line."""
        data = self._data
        if not isinstance(data, Mapping):
            self._wrong("", "The file has no fields.", "Begin with `name: Good night`.")
            return
        for name in data:
            if name not in FIELDS:
                known = ", ".join(FIELDS)
                self._wrong(f"/{name}", f"A routine has no {name!r}.", f"It may have: {known}.")
        name = self._text("name")
        steps = self._steps(data.get("steps"))
        if not name or not steps:
            if not name:
                self._wrong("/name", "The routine has no name.", "Write `name: Good night`.")
            return
        self._read.routine = Routine(
            id=f"file-{re.sub(r'[^a-z0-9]+', '-', self._path.stem.lower()).strip('-') or 'routine'}",
            name=name,
            icon=self._text("icon"),
            phrases=tuple(self._phrases(data.get("phrases"))),
            steps=tuple(steps),
            repeat=self._repeat(data.get("repeat")),
            satellite_id=None if self._text("group") else self._text("satellite") or None,
            group_id=self._text("group") or None,
            enabled=self._enabled(data.get("enabled", True)),
            file=self._path.name,
        )

    def _text(self, name: str) -> str:
        value = self._data.get(name)
        if value is None:
            return ""
        if not isinstance(value, str) or len(value) > 100:
            self._wrong(f"/{name}", f"The {name} is no text of at most 100 characters.")
            return ""
        return " ".join(value.split())

    def _phrases(self, value: Any) -> list[str]:
        listed = [value] if isinstance(value, str) else value or []
        if not isinstance(listed, list):
            self._wrong("/phrases", "The phrases are no list.", "Write `- good night`.")
            return []
        found = []
        for number, one in enumerate(listed):
            if isinstance(one, str) and one.strip():
                found.append(" ".join(one.split()))
            else:
                self._wrong(f"/phrases/{number}", "A phrase is a text.", "Put it in quotes.")
        return found

    def _steps(self, value: Any) -> list[RoutineStep]:
        if not isinstance(value, list) or not value:
            self._wrong("/steps", "The routine has no steps.", "Write `- turn off all the lights`.")
            return []
        found = [(at, self._step(at, one)) for at, one in _pointed("/steps", value)]
        lines = self._read.lines
        # A step that cannot be read is left out, and said: the others are wanted all the same.
        kept = [(lines.get(at, 0), step) for at, step in found if step is not None]
        lines.update((f"/steps/{number}", line) for number, (line, _) in enumerate(kept))
        return [step for _, step in kept]

    def _step(self, at: str, value: Any) -> RoutineStep | None:
        if isinstance(value, str):
            value = {"command": value}
        place = self._said_on(at, value) if isinstance(value, Mapping) and "say" in value else None
        if place is not None:
            value = {"say": value["say"]}
        if not isinstance(value, Mapping) or len(value) != 1:
            self._wrong(
                at,
                "A step is a command, or one of `say:` and `wait:`.",
                "Write `- say: Sleep well`.",
            )
            return None
        kind, what = next(iter(value.items()))
        if kind == "wait":
            seconds = length_of(what)
            if seconds is None:
                self._wrong(
                    at,
                    f"{what!r} is no time to wait.",
                    "Write seconds, or `30 seconds`, `5 minutes`, up to twelve hours.",
                )
                return None
            return RoutineStep(RoutineStepKind.WAIT, seconds=seconds)
        if kind not in ("command", "say"):
            self._wrong(at, f"A step cannot {kind!r}.", "It may have `command`, `say` or `wait`.")
            return None
        if not isinstance(what, str) or not what.strip() or len(what) > MAX_STEP_TEXT:
            self._wrong(at, f"The text is none of 1 to {MAX_STEP_TEXT} characters.", "Write one.")
            return None
        return RoutineStep(RoutineStepKind(kind), " ".join(what.split()), group_id=place)

    def _said_on(self, at: str, value: Mapping[Any, Any]) -> str | None:
        """Return the name of a group or a satellite that says a text; None without one."""
        if "on" not in value and True not in value:
            return None
        place = value.get("on", value.get(True))  # YAML reads on without quotes as true
        if not isinstance(place, str) or not place.strip() or len(place) > 100:
            self._wrong(at, f"{place!r} is no name of a group or a satellite.", "Write one.")
            return None
        return " ".join(place.split())

    def _repeat(self, value: Any) -> Any:
        if value is None:
            return None
        try:
            if not isinstance(value, Mapping):
                raise InvalidInput("`repeat` has no `time`.", cure='Write `time: "22:30"`.')
            if isinstance(value.get("time"), int):  # YAML reads 22:30 without quotes as 1350
                hours, minutes = divmod(value["time"], 60)
                value = {**value, "time": f"{hours:02}:{minutes:02}"}
            if isinstance(value.get("start"), date):  # and a day without quotes as one
                value = {**value, "start": value["start"].isoformat()}
            return recurrence_of(value)
        except InvalidInput as error:
            self._wrong("/repeat", error.message, f'{error.cure} Put the time in quotes: "22:30".')
            return None

    def _enabled(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        self._wrong("/enabled", "`enabled` is neither true nor false.", "Write one of the two.")
        return True

    def _wrong(self, at: str, message: str, cure: str = "") -> None:
        line = self._read.lines.get(at) or self._read.lines.get(at.rpartition("/")[0], 0)
        self._read.faults.append(RoutineFault(message, cure, at, line, self._path.name))


def length_of(value: Any) -> float | None:
    """Return a time to wait in seconds: a number, or "30 seconds"; None for anything else."""
    if isinstance(value, str):
        found = _LENGTH.fullmatch(value.strip().lower())
        unit = (found[2] if found else "").rstrip("s") or "s"
        if found is None or unit not in _SECONDS:
            return None
        value = float(found[1]) * _SECONDS[unit]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    return float(value) if 0 < value <= MAX_STEP_WAIT_S else None


def _pointed(at: str, values: list[Any]) -> list[tuple[str, Any]]:
    return [(f"{at}/{number}", one) for number, one in enumerate(values)]


def _read_file(path: Path) -> ReadRoutine:
    try:
        if path.stat().st_size > LARGEST:
            return ReadRoutine(None, [_fault(path, "The file is too large.", "Split it.")])
        return read_routine(path.read_text(encoding="utf-8"), path)
    except UnicodeDecodeError:
        return ReadRoutine(None, [_fault(path, "The file is not UTF-8.", "Save it as UTF-8.")])
    except OSError as error:
        reason = f"The file cannot be read: {error.strerror or error}."
        return ReadRoutine(None, [_fault(path, reason, "Look at its permissions.")])


def _fault(path: Path, message: str, cure: str) -> RoutineFault:
    return RoutineFault(message, cure, file=path.name)


def _files(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    return sorted(
        path for path in folder.iterdir() if path.suffix in (".yaml", ".yml") and path.is_file()
    )
