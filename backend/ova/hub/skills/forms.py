"""The home's own sentences and replies of skills as everybody sees them."""

from collections.abc import Mapping
from typing import Any

from ova.core import Conflict, InvalidInput
from ova.storage import StoredText

SENTENCE = "sentence"
REPLY = "reply"
PLAIN = ""
"""The form of a reply that is the same whatever is counted; others have ``one`` and ``other``."""
FORMS = (PLAIN, "one", "other")
MEANING_KEYS = frozenset({"slots", "requires_context", "excludes_context", "response"})

Forms = dict[str, list[str]]
"""Variants of a reply by form."""


class TextRefused(InvalidInput):
    """A sentence or reply that cannot be used; ``code`` says why."""

    code = "text_refused"

    def __init__(
        self, message: str, *, cure: str = "", code: str | None = None, field: str = "text"
    ) -> None:
        super().__init__(message, cure=cure, code=code)
        self.errors = [{"detail": message, "pointer": f"/{field}"}]


class TextTaken(Conflict):
    """A sentence that means something else already, or is there already."""

    code = "sentence_taken"


def text_json(text: StoredText) -> dict[str, Any]:
    """Return the wire form of a version of a text."""
    value: Mapping[str, Any] = text.value or {}
    wire: dict[str, Any] = {
        "id": text.id,
        "version": text.version,
        "seq": text.seq,
        "skill": text.skill,
        "language": text.language,
        "kind": text.kind,
        "key": text.key,
        "removed": text.value is None,
        "by": text.by,
        "at": text.at,
        "text": "",
        "meaning": {},
        "forms": {},
    }
    if text.kind == SENTENCE:
        wire |= {"text": value.get("text", ""), "meaning": value.get("meaning", {})}
    else:
        wire["forms"] = dict(value)
    return wire


def reply_id(skill: str, language: str, key: str) -> str:
    """Return the id of the home's own variants of a reply."""
    return f"reply:{skill}:{language}:{key}"


def forms_of(variants: Any) -> Forms:
    """Return a shipped reply by form."""
    if isinstance(variants, Mapping):
        return {str(form): _listed(texts) for form, texts in variants.items()}
    return {PLAIN: _listed(variants)}


def _listed(texts: Any) -> list[str]:
    return [texts] if isinstance(texts, str) else [str(one) for one in texts]
