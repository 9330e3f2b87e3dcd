"""An integration's texts by language: ``translations/<language>.json`` beside its code."""

import copy
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

FOLDER = "translations"
ENGLISH = "en"
_LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_PLACE = re.compile(r"\{([A-Za-z_][A-Za-z0-9_]*)\}")
_SHOWN = {("title", "label"): "label", ("description", "help_text"): "help"}
"""Words of a setting's JSON Schema, and their keys."""


@dataclass(frozen=True, slots=True)
class Translations:
    """Texts by language and dotted key, as ``settings.host.label``."""

    texts: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """Files and texts that were left out, and why."""

    @property
    def languages(self) -> list[str]:
        """Return the languages there are texts in."""
        return sorted(self.texts)

    def find(self, language: str, key: str) -> str | None:
        """Return a text in a language, else in its base language, else in English; None without any."""
        base = language.partition("-")[0]
        for one in (language, base, ENGLISH):
            text = self.texts.get(one, {}).get(key)
            if text:
                return text
        return None

    def say(self, language: str, key: str, fields: Mapping[str, Any]) -> str:
        """Return a text with its ``{places}`` filled; the key itself when nobody wrote one."""
        text = self.find(language, key)
        if text is None:
            return key
        return _PLACE.sub(lambda place: str(fields.get(place[1], place[0])), text)

    def form(self, schema: Mapping[str, Any], language: str) -> dict[str, Any]:
        """Return the JSON Schema of the settings with labels and help texts in a language."""
        shown: dict[str, Any] = copy.deepcopy(dict(schema))
        self._translate(shown, "settings", language)
        return shown

    def action(self, told: Mapping[str, Any], language: str) -> dict[str, Any]:
        """Return the wire form of an action with its description and its inputs' in a language."""
        return self._part("actions", told, language)

    def trigger(self, told: Mapping[str, Any], language: str) -> dict[str, Any]:
        """Return the wire form of a polling trigger likewise."""
        return self._part("triggers", told, language)

    def events(self, told: Mapping[str, str], language: str) -> dict[str, str]:
        """Return what each type of event means in a language; those of triggers as the triggers say."""
        return {
            kind: self.find(language, f"events.{kind}")
            or self.find(language, f"triggers.{kind.rpartition('.')[2]}.description")
            or text
            for kind, text in told.items()
        }

    def _part(self, kind: str, told: Mapping[str, Any], language: str) -> dict[str, Any]:
        key = f"{kind}.{told['name']}"
        shown = copy.deepcopy(dict(told))
        shown["description"] = self.find(language, f"{key}.description") or told["description"]
        self._translate(shown["input_schema"], f"{key}.inputs", language)
        return shown

    def _translate(self, schema: dict[str, Any], key: str, language: str) -> None:
        for name, part in (schema.get("properties") or {}).items():
            if not isinstance(part, dict):
                continue
            for (word, written), last in _SHOWN.items():
                text = self.find(language, f"{key}.{name}.{last}")
                if text:
                    part[word] = text
                    if written in part:  # forms take the author's own word for it first
                        part[written] = text
            self._translate(part, f"{key}.{name}", language)
            if isinstance(part.get("items"), dict):
                self._translate(part["items"], f"{key}.{name}", language)


def read_translations(folder: Path | None) -> Translations:
    """Read what lies beside an integration's code. A file that cannot be read is left out and named."""
    texts: dict[str, dict[str, str]] = {}
    problems: list[str] = []
    for path in sorted((folder / FOLDER).glob("*.json")) if folder else ():
        name = f"{FOLDER}/{path.name}"
        if not _LANGUAGE.fullmatch(path.stem):
            problems.append(f"{name}: {path.stem} is no language; name it de.json or pt-BR.json")
            continue
        try:
            told = json.loads(path.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError) as error:
            problems.append(f"{name} cannot be read: {type(error).__name__}")
            continue
        except json.JSONDecodeError as error:
            problems.append(f"{name}:{error.lineno}:{error.colno}: {error.msg}")
            continue
        if not isinstance(told, dict):
            problems.append(f"{name} holds no object of texts")
            continue
        texts[path.stem] = {}
        for key, value in _flat(told):
            if isinstance(value, str):
                texts[path.stem][key] = value
            else:
                problems.append(f"{name}: {key} must be a text")
    return Translations(texts, tuple(problems))


def places_of(text: str) -> set[str]:
    """Return the names of the ``{places}`` in a text."""
    return set(_PLACE.findall(text))


def _flat(told: Mapping[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    for name, value in told.items():
        key = f"{before}{name}"
        if isinstance(value, dict):
            yield from _flat(value, f"{key}.")
        else:
            yield key, value
