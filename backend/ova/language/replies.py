"""Replies by key: variants, plural forms and fields filled in."""

import string
from collections.abc import Mapping, Sequence
from functools import lru_cache
from random import Random
from typing import Any

from ova.core import InvalidInput

TEXTS_KEPT = 4096
"""Texts that need not be checked again."""
Text = str | Sequence[str] | Mapping[str, str | Sequence[str]]


class Replies:
    """The texts of one skill in one language.

    A text is a string, a list of variants, or ``{one: ..., other: ...}`` chosen by the field
    ``count``. ``{field}`` is replaced by the field's value; other braces are written ``{{`` and ``}}``.
    """

    def __init__(self, texts: Mapping[str, Text], *, check: bool = True) -> None:
        """Check all texts. Raises InvalidInput naming the key of a text that cannot be used.

        Without ``check`` that is looked at where a text is used: a turn needs one or two of them.
        """
        self._texts = dict(texts)
        for key, text in self._texts.items() if check else ():
            for variants in text.values() if isinstance(text, Mapping) else (text,):
                for variant in _variants(key, variants):
                    _check_fields(key, variant)

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a text for a key."""
        return key in self._texts

    def variants(self, key: str) -> tuple[str, ...]:
        """Return every variant of a text without forms, as it is written; none without a text."""
        text = self._texts.get(key, ())
        return () if isinstance(text, Mapping) or not text else tuple(_listed(text))

    def render(self, key: str, rng: Random | None = None, **fields: Any) -> str:
        """Return a text with its fields filled in; the first variant unless ``rng`` picks one.

        A key without a text gives the key itself, a field without a value is left out: a missing
        translation must not silence the assistant. Raises InvalidInput for a text that was not
        checked and cannot be used.
        """
        text = self._texts.get(key)
        if text is None:
            return key
        if isinstance(text, Mapping):
            form = "one" if fields.get("count") == 1 and "one" in text else "other"
            text = text.get(form, "")
        variants = _variants(key, text)
        chosen = rng.choice(variants) if rng is not None else variants[0]
        _check_fields(key, chosen)
        return " ".join(_Filler().vformat(chosen, (), fields).split())


class _Filler(string.Formatter):
    """Fills names only: no attributes, no items, so a text can never reach into an object."""

    def get_field(self, field_name: str, args: Any, kwargs: Any) -> Any:  # noqa: ARG002 - Formatter's
        value = kwargs.get(field_name, "")
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        return value, field_name

    def format_field(self, value: Any, format_spec: str) -> str:  # noqa: ARG002 - Formatter's
        return str(value)


def _listed(text: str | Sequence[str]) -> Sequence[str]:
    return [text] if isinstance(text, str) else text


def _variants(key: str, text: Any) -> Sequence[str]:
    variants = [text] if isinstance(text, str) else text
    if (
        not isinstance(variants, Sequence)
        or not variants
        or not all(isinstance(variant, str) for variant in variants)
    ):
        raise InvalidInput(
            f"The reply {key!r} is neither a text nor a list of texts.",
            cure="Write it as a text, a list of variants, or a mapping with one: and other:.",
            code="invalid_reply",
        )
    return variants


@lru_cache(maxsize=TEXTS_KEPT)
def _check_fields(key: str, text: str) -> None:
    try:
        names = [name for _, name, _, _ in string.Formatter().parse(text) if name is not None]
    except ValueError as error:
        names = [f"({error})"]
    for name in names:
        if not name.isidentifier():
            raise InvalidInput(
                f"The reply {key!r} has a field {{{name}}} that cannot be filled in: {text!r}.",
                cure="Use plain names such as {name}; write {{ and }} for braces.",
                code="invalid_reply",
            )
