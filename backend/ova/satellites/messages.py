"""The messages a satellite sends, parsed once at the door."""

import math
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ova.core import AudioFormat
from ova.satellites.errors import SatelliteError

KINDS = ("browser", "ova", "wyoming", "esphome")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}\Z")
MAX_NAME = 100
MAX_WAKE_WORDS = 20
MAX_WAKE_FACTS = 10
MAX_TEXT = 2_000
MAX_FACTS = 10
MAX_FEATURES = 64
MAX_OWN_WORDS = 50
MAX_LINES = 50
"""Log lines in one message."""
MAX_LINE = 500
LOG_LEVELS = ("debug", "info", "warning", "error")
SILENT_DBFS = -120.0


@dataclass(frozen=True, slots=True)
class Hello:
    """Who a satellite says it is."""

    id: str
    name: str
    kind: str
    area: str | None
    """Name of the area; empty: of none; None: nothing is said about that."""
    version: str
    wake_words: tuple[str, ...]
    features: tuple[str, ...] = ()
    """What it can do besides listening and playing: ``volume``, ``level``, ``log``, ``ping``..."""
    facts: Mapping[str, str] = field(default_factory=dict)
    """What people may like to know of the device: its system, microphone, loudspeaker."""
    own_wake_words: Mapping[str, Any] = field(default_factory=dict)
    """Wake words that are in the device, of which people may choose: ``{words: [{id, phrase}], active,
    most}``; empty where the hub has them."""
    session: str = ""
    """The same for as long as the program runs or the page is open."""
    sayings: Mapping[str, str] = field(default_factory=dict)
    """The marks of the words it keeps for when the hub is away, by name."""

    def info(self) -> dict[str, Any]:
        """Return what is kept of it besides name, kind and version."""
        told: dict[str, Any] = {"wake_words": list(self.wake_words)}
        if self.features:
            told["features"] = list(self.features)
        if self.facts:
            told["facts"] = dict(self.facts)
        if self.own_wake_words:
            told["own_wake_words"] = dict(self.own_wake_words)
        return told


@dataclass(frozen=True, slots=True)
class Level:
    """How loud it is at a satellite."""

    open: bool
    """Whether its microphone is open at all."""
    rms_dbfs: float = SILENT_DBFS
    peak_dbfs: float = SILENT_DBFS


@dataclass(frozen=True, slots=True)
class LogLine:
    """Something a satellite logged."""

    level: str
    text: str
    age_s: float = 0.0
    """Seconds since it was logged: a satellite's clock may be wrong."""


@dataclass(frozen=True, slots=True)
class Start:
    """The start of a spoken command."""

    format: AudioFormat
    wake_word: dict[str, Any] | None
    speak: bool = True
    """False: the reply is only shown."""


def parse_hello(data: object) -> Hello:
    """Parse ``hello``. Raises SatelliteError naming the field that is wrong."""
    fields = _mapping(data, "hello")
    satellite_id = _text(fields, "id", required=True)
    if not _ID.match(satellite_id):
        raise SatelliteError(
            f"{satellite_id[:80]!r} cannot be a satellite's id.",
            cure="Use 1 to 64 letters, digits and . _ : - characters.",
        )
    kind = _text(fields, "kind") or "ova"
    if kind not in KINDS:
        raise SatelliteError(
            f"The kind {kind!r} is unknown.", cure=f"Use one of: {', '.join(KINDS)}."
        )
    wake_words = fields.get("wake_words") or []
    if not isinstance(wake_words, list) or not all(
        isinstance(word, str) and len(word) <= MAX_NAME for word in wake_words
    ):
        raise SatelliteError(
            "'wake_words' must be a list of names.", cure='For example ["okay_nabu"].'
        )
    return Hello(
        id=satellite_id,
        name=_text(fields, "name") or satellite_id,
        kind=kind,
        area=None if fields.get("area") is None else _text(fields, "area"),
        version=_text(fields, "version"),
        wake_words=tuple(wake_words[:MAX_WAKE_WORDS]),
        features=_features(fields.get("features")),
        facts=_texts(fields, "facts"),
        own_wake_words=_own_words(fields.get("own_wake_words")),
        session=_text(fields, "session"),
        sayings=_texts(fields, "sayings"),
    )


def parse_start(data: object) -> Start:
    """Parse ``start``. Raises SatelliteError, or InvalidInput for an unusable audio format."""
    fields = _mapping(data or {}, "start")
    numbers = {}
    for name, default in (("rate", 16_000), ("width", 2), ("channels", 1)):
        value = fields.get(name, default)
        if isinstance(value, bool) or not isinstance(value, int):
            raise SatelliteError(
                f"'{name}' must be a whole number.", cure=f"For example {default}."
            )
        numbers[name] = value
    return Start(
        AudioFormat(**numbers, floating=fields.get("floating") is True),
        _wake_word(fields.get("wake_word")),
        fields.get("speak", True) is not False,
    )


def parse_text(data: object) -> tuple[str, bool]:
    """Parse ``text`` into the typed command and whether the reply is to be spoken."""
    fields = _mapping(data, "text")
    text = fields.get("text")
    if not isinstance(text, str) or not text.strip():
        raise SatelliteError(
            "'text' must be a sentence.", cure='For example {"text": "what time is it"}.'
        )
    if len(text) > MAX_TEXT:
        raise SatelliteError(
            f"A text of {len(text)} characters is too long for a command.",
            cure=f"Send at most {MAX_TEXT} characters.",
            code="text_too_long",
        )
    return text, bool(fields.get("speak", True))


def parse_level(data: object) -> Level:
    """Parse ``level``. Raises SatelliteError."""
    fields = _mapping(data, "level")
    if fields.get("open", True) is False:
        return Level(open=False)
    values = []
    for name in ("rms_dbfs", "peak_dbfs"):
        value = fields.get(name)
        if (
            isinstance(value, bool)
            or not isinstance(value, int | float)
            or not math.isfinite(value)
        ):
            raise SatelliteError(f"'{name}' must be a number.", cure="For example -42.5.")
        values.append(round(max(SILENT_DBFS, min(0.0, float(value))), 1))
    return Level(True, values[0], values[1])


def parse_log(data: object) -> list[LogLine]:
    """Parse ``log``: long lines are cut, signs that steer a terminal are left out.

    Raises SatelliteError for what is no list of lines, or too many at once.
    """
    lines = _mapping(data, "log").get("lines")
    if not isinstance(lines, list) or not all(isinstance(line, Mapping) for line in lines):
        raise SatelliteError(
            "'lines' must be a list of objects.", cure='For example [{"text": "Ready"}].'
        )
    if len(lines) > MAX_LINES:
        raise SatelliteError(
            f"{len(lines)} log lines are too many for one message.",
            cure=f"Send at most {MAX_LINES} at once.",
            code="too_many_lines",
        )
    return [_line(line) for line in lines]


def _line(line: Mapping[str, Any]) -> LogLine:
    text, level, age_s = line.get("text"), line.get("level"), line.get("age_s", 0.0)
    if not isinstance(text, str):
        raise SatelliteError("A log line must have a text.", cure='For example {"text": "Ready"}.')
    clean = "".join(
        sign if sign == "\t" or unicodedata.category(sign) != "Cc" else " " for sign in text
    )
    sound = isinstance(age_s, int | float) and not isinstance(age_s, bool)
    return LogLine(
        level if level in LOG_LEVELS else "info",
        clean if len(clean) <= MAX_LINE else clean[: MAX_LINE - 1] + "…",
        max(0.0, min(86_400.0, float(age_s))) if sound and math.isfinite(age_s) else 0.0,
    )


def _features(value: object) -> tuple[str, ...]:
    known = value or []
    if not isinstance(known, list) or not all(isinstance(one, str) for one in known):
        raise SatelliteError("'features' must be a list of names.", cure='For example ["volume"].')
    return tuple(one for one in known[:MAX_FEATURES] if len(one) <= MAX_NAME)


def _texts(fields: Mapping[str, Any], name: str) -> dict[str, str]:
    """Return a few short texts by name."""
    known = fields.get(name) or {}
    if not isinstance(known, Mapping) or len(known) > MAX_FACTS:
        raise SatelliteError(
            f"'{name}' must be an object of a few texts.", cure='For example {"system": "Linux"}.'
        )
    return {_text({"fact": str(one)}, "fact"): _text(known, one) for one in known}


def _own_words(value: object) -> dict[str, Any]:
    """Check which wake words a device has of its own."""
    if value is None:
        return {}
    told = _mapping(value, "own_wake_words")
    words, active, most = told.get("words"), told.get("active"), told.get("most", 1)
    if not (isinstance(words, list) and isinstance(active, list) and len(words) <= MAX_OWN_WORDS):
        raise SatelliteError(
            "'own_wake_words' must have lists of 'words' and of those that are 'active'.",
            cure='For example {"words": [{"id": "okay_nabu", "phrase": "Okay Nabu"}], "active": []}.',
        )
    return {
        "words": [
            {"id": _text(_mapping(one, "words"), "id"), "phrase": _text(one, "phrase")}
            for one in words
        ],
        "active": [_text({"id": one}, "id") for one in active[:MAX_OWN_WORDS]],
        "most": most if isinstance(most, int) and 1 <= most <= MAX_OWN_WORDS else 1,
    }


def _wake_word(value: object) -> dict[str, Any] | None:
    """Check what is told of a detection: it is passed on and kept with the run as it is."""
    if value is None:
        return None
    if (
        not isinstance(value, dict)
        or len(value) > MAX_WAKE_FACTS
        or not all(_is_fact(name) and _is_fact(fact) for name, fact in value.items())
    ):
        raise SatelliteError(
            "'wake_word' must be an object of a few short values.",
            cure='For example {"name": "alexa", "score": 0.98}.',
        )
    return value


def _is_fact(value: object) -> bool:
    if isinstance(value, str):
        return len(value) <= MAX_NAME
    return value is None or isinstance(value, bool | int | float)


def _mapping(data: object, event: str) -> Mapping[str, Any]:
    if not isinstance(data, Mapping):
        raise SatelliteError(
            f"'{event}' came with {type(data).__name__} instead of an object.",
            cure="Send a JSON object.",
        )
    return data


def _text(fields: Mapping[str, Any], name: str, *, required: bool = False) -> str:
    value = fields.get(name)
    if value is None and not required:
        return ""
    if not isinstance(value, str) or (required and not value):
        raise SatelliteError(f"'{name}' must be a text.", cure=f"Send a string as '{name}'.")
    if len(value) > MAX_NAME:
        raise SatelliteError(f"'{name}' is too long.", cure=f"Use at most {MAX_NAME} characters.")
    if any(unicodedata.category(character) == "Cc" for character in value):
        raise SatelliteError(
            f"'{name}' holds control characters.", cure="Use letters, digits and signs."
        )
    return value.strip()
