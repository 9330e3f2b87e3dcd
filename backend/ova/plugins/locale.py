"""A skill's texts: sentences and replies by language, read from its ``locale`` folder."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import yaml

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


@dataclass(frozen=True, slots=True)
class Locale:
    """What a skill says and understands."""

    sentences: tuple[SkillSentences, ...] = ()
    replies: dict[str, ReplyTexts] = field(default_factory=dict)
    problems: tuple[str, ...] = ()
    """Files that were left out, with the reason."""

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
            data = _read(path)
            if path.name == REPLIES:
                replies[language] = _replies(data)
            else:
                sentences.append(SkillSentences(skill_id, language, data, name))
        except ValueError as error:
            problems.append(f"{name}{error}")
    return Locale(tuple(sentences), replies, tuple(problems))


def _read(path: Path) -> dict[str, Any]:
    try:
        data = yaml.safe_load(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise ValueError(f": cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(": is not UTF-8 text") from None
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        place = f":{mark.line + 1}" if mark is not None else ""
        raise ValueError(f"{place}: is not YAML: {error.problem}") from None
    except (yaml.YAMLError, RecursionError) as error:
        raise ValueError(f": is not YAML: {error}") from None
    if data is None:
        return {}
    if not isinstance(data, dict):
        raise ValueError(  # noqa: TRY004 - one kind of error for all that can be wrong with a file
            f": holds a {type(data).__name__}, not a mapping"
        )
    return data


def _replies(data: dict[str, Any]) -> ReplyTexts:
    for key, value in data.items():
        forms = list(value.values()) if isinstance(value, dict) else [value]
        if not isinstance(key, str) or not forms or not all(_is_text(form) for form in forms):
            raise ValueError(f": {key!r} must be a text or a list of texts")
    return data


def _is_text(value: Any) -> bool:
    variants = value if isinstance(value, list) else [value]
    return bool(variants) and all(isinstance(text, str) for text in variants)
