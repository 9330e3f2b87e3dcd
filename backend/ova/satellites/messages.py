"""The messages a satellite sends, parsed once at the door."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ova.core import AudioFormat
from ova.satellites.errors import SatelliteError

KINDS = ("browser", "ova")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.:-]{0,63}\Z")
MAX_NAME = 100
MAX_WAKE_WORDS = 20
MAX_WAKE_FACTS = 10
MAX_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Hello:
    """Who a satellite says it is."""

    id: str
    name: str
    kind: str
    area: str | None
    version: str
    wake_words: tuple[str, ...]


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
        area=_text(fields, "area") or None,
        version=_text(fields, "version"),
        wake_words=tuple(wake_words[:MAX_WAKE_WORDS]),
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
