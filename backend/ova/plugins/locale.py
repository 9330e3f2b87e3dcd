"""A skill's texts: sentences and replies by language, read from its ``locale`` folder."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from ova.plugins.marked_yaml import MarkedYaml, Place, YamlFault, read_marked

REPLIES = "replies.yaml"

Variants = str | list[str]
ReplyTexts = dict[str, Variants | dict[str, Variants]]
"""A text, a list of variants, or one of these by plural form: ``{one: ..., other: ...}``."""


class SkillSentences(NamedTuple):
    """One parsed sentence file."""

    skill_id: str
    language: str
    data: dict[str, Any]
    """hassil's YAML: ``language``, ``intents``, ``lists``, ``expansion_rules``, ``skip_words``."""
    file: str
    """``<skill>/locale/<language>/<name>.yaml``"""
    places: Mapping[str, Place] = MappingProxyType({})
    """JSON pointers and texts to line and column in the file."""


@dataclass(frozen=True, slots=True)
class Locale:
    """What a skill says and understands."""

    sentences: tuple[SkillSentences, ...] = ()
    replies: dict[str, ReplyTexts] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """Files and parts that were left out: ``file:line:column: reason``."""

    def replies_in(self, language: str) -> ReplyTexts:
        """Return the replies in a language, else in its base language, else in English."""
        base = language.partition("-")[0]
        found = (self.replies.get(key) for key in (language, base, "en"))
        return next((texts for texts in found if texts), {})


def read_locale(folder: Path, skill_id: str) -> Locale:
    """Read ``<folder>/<language>/*.yaml``. A file that cannot be read is left out and named."""
    sentences: list[SkillSentences] = []
    replies: dict[str, ReplyTexts] = {}
    problems: list[str] = []
    for path in sorted(folder.glob("*/*.yaml")):
        language = path.parent.name
        name = f"{skill_id}/{path.relative_to(folder.parent).as_posix()}"
        try:
            marked = read_yaml(path)
            if path.name == REPLIES:
                replies[language] = _replies(marked)
            else:
                found = SkillSentences(skill_id, language, marked.data, name, marked.places)
                sentences.append(found)
        except YamlFault as fault:
            problems.append(f"{_at(name, fault.line, fault.column)}: {fault}")
        else:
            problems.extend(
                f"{_at(name, one.line, one.column)}: {one}" for one in marked.duplicates
            )
    return Locale(tuple(sentences), replies, tuple(problems))


def read_yaml(path: Path) -> MarkedYaml:
    """Read a YAML file that holds a mapping, with the places of its parts. Raises YamlFault."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise YamlFault(f"cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise YamlFault("is not UTF-8 text") from None
    marked = read_marked(text)
    if marked.data is None:
        marked.data = {}
    if not isinstance(marked.data, dict):
        kind = type(marked.data).__name__
        raise YamlFault(f"holds a {kind}, not a mapping", *marked.places[""][:2])
    return marked


def _replies(marked: MarkedYaml) -> ReplyTexts:
    data: dict[Any, Any] = marked.data
    for key, value in data.items():
        forms = list(value.values()) if isinstance(value, dict) else [value]
        if not isinstance(key, str) or not forms or not all(_is_text(form) for form in forms):
            place = marked.places.get(f"/{key}", (0, 0))
            raise YamlFault(f"{key!r} must be a text or a list of texts", *place[:2])
    return data


def _at(name: str, line: int, column: int) -> str:
    return f"{name}:{line}" + (f":{column}" if column else "") if line else name


def _is_text(value: Any) -> bool:
    variants = value if isinstance(value, list) else [value]
    return bool(variants) and all(isinstance(text, str) for text in variants)
