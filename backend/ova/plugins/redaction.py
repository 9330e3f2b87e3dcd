"""Blotting secrets out of what the hub shows: by their value, and by the names of fields."""

import base64
import html
import json
import logging
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus

HIDDEN = "•••"
LEAST = 4
"""Shorter values are too common to be blotted out of a text, other than behind ``name=``."""
CERTAIN = 8
"""From this length on a value is surely no common word, and is blotted out wherever it stands."""
_NAMES = re.compile(
    r"pass(word|wd|phrase|code)?s?$|token|secret|credential|api[-_ ]?key|private[-_ ]?key|access[-_ ]?key"
    r"|authori[sz]ation|cookie|signature|^pin$|^auth$|session[-_ ]?id|client[-_ ]?key",
    re.IGNORECASE,
)


_NAMED_IN_TEXT = re.compile(
    r"""((?:password|passwd|token|secret|api[-_]?key|authori[sz]ation|cookie)[\w-]*\\?["']?\s*[:=]\s*\\?["']?)"""
    r"""((?:bearer |basic )?[^\s"',;&}<>\\]+)""",
    re.IGNORECASE,
)


def blot_text(text: str, secrets: Iterable[str], least: int = LEAST) -> str:
    """Return a text without secret values, in any case, and as URLs, HTML, JSON and base64 write them.

    Those under eight characters are blotted out where they are a word of their own, written just so.
    With ``least=CERTAIN`` those of letters only stay in ordinary text, so that a password "kitchen" does
    not take the kitchen's name: they go where a value stands, in quotes or behind ``=`` and ``: ``.
    """
    pattern = _pattern(tuple(secrets), least)
    return text if pattern is None else pattern.sub(HIDDEN, text)


def blot(value: Any, secrets: Sequence[str], least: int = LEAST) -> Any:
    """Return JSON without secret values, in keys too; nothing of ``value`` is changed in place."""
    if not secrets:
        return value
    if isinstance(value, str):
        whole = least == LEAST and value and value in secrets
        return HIDDEN if whole else blot_text(value, secrets, least)
    if isinstance(value, int) and not isinstance(value, bool) and least == LEAST:
        number = str(value)
        return HIDDEN if len(number) >= LEAST and number in secrets else value
    if isinstance(value, dict):
        return {blot(k, secrets, least): blot(v, secrets, least) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [blot(one, secrets, least) for one in value]
    return value


def blot_document(value: Any, secrets: Sequence[str]) -> Any:
    """Return JSON for others to read: what a field's name calls secret is gone as well.

    So is what stands behind such a name in a text: ``"access_token": "…"``, ``api_key=…``.
    """
    return blot(_without_named(value), secrets)


def is_secret_name(name: object) -> bool:
    """Tell whether a field's name says that it holds a secret, in any case."""
    return isinstance(name, str) and _NAMES.search(name) is not None


class RedactingFilter(logging.Filter):
    """Takes secrets out of what is logged, also those that were replaced since."""

    def __init__(self, least: int = LEAST) -> None:
        super().__init__()
        self._least = least
        self._secrets: tuple[str, ...] = ()

    def add(self, secrets: Iterable[str]) -> None:
        """Keep these values out from now on."""
        self._secrets = tuple(dict.fromkeys((*self._secrets, *secrets)))

    @classmethod
    def guard(cls, log: logging.Logger, secrets: Iterable[str]) -> None:
        """Keep these values out of a logger's records from now on."""
        mine = next((one for one in log.filters if isinstance(one, cls)), None)
        if mine is None:
            mine = cls()
            log.addFilter(mine)
        mine.add(secrets)

    def filter(self, record: logging.LogRecord) -> bool:
        """Rewrite a record; none is dropped."""
        try:
            text = record.getMessage()
        except (TypeError, ValueError):  # the author's arguments do not fit the format
            text = str(record.msg)
        record.msg, record.args = blot_text(text, self._secrets, self._least), ()
        if record.exc_info:
            trace = logging.Formatter().formatException(record.exc_info)
            record.exc_info, record.exc_text = None, blot_text(trace, self._secrets, self._least)
        return True


ALL_LOGS = RedactingFilter(CERTAIN)
"""Knows the secrets of every plugin that was built: for the handlers that write the hub's log."""


def _without_named(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: one
            if not is_secret_name(name) or _is_harmless(one)
            else HIDDEN
            if isinstance(one, str | int | float)
            else _all_hidden(one)
            for name, one in ((k, _without_named(v)) for k, v in value.items())
        }
    if isinstance(value, str):
        return _NAMED_IN_TEXT.sub(rf"\g<1>{HIDDEN}", value)
    return [_without_named(one) for one in value] if isinstance(value, list | tuple) else value


def _is_harmless(value: Any) -> bool:
    """Tell what says only whether a secret is there."""
    return value in (None, "", True, False) or (
        isinstance(value, dict) and set(value) == {"is_set"}
    )


def _all_hidden(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: _all_hidden(one) for name, one in value.items()}
    if isinstance(value, list):
        return [_all_hidden(one) for one in value]
    return value if _is_harmless(value) else HIDDEN


@lru_cache(maxsize=256)
def _pattern(secrets: tuple[str, ...], least: int) -> re.Pattern[str] | None:
    forms = {form: one for one in secrets for form in _written(one)}
    ordered = sorted(forms, key=len, reverse=True)
    places = [_places(forms[form], re.escape(form), least) for form in ordered if form]
    return re.compile("|".join(places), re.IGNORECASE) if places else None


def _places(secret: str, form: str, least: int) -> str:
    """Return a pattern of where a form of a secret is blotted out."""
    if len(secret) >= CERTAIN:
        return form
    if len(secret) >= LEAST and (least == LEAST or not secret.isalpha()):
        return rf"(?-i:(?<![^\W_]){form}(?![^\W_]))"
    named = r"(?<==)"
    if len(secret) >= LEAST:
        named = r"""(?:(?<=[="'])|(?<=[^\W\d_]: )|(?<=["']: ))"""
    return rf"""(?-i:{named}{form}(?=["'\s&;,)}}\]]|$))"""


def _written(secret: str) -> set[str]:
    raw = secret.encode("utf-8", "surrogatepass")
    forms = {
        secret,
        quote(raw, safe=""),
        quote_plus(raw),
        html.escape(secret),
        html.escape(secret, quote=False),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        repr(secret)[1:-1],
    }
    if len(raw) >= 6:
        forms |= {
            base64.b64encode(raw).decode().rstrip("="),
            base64.urlsafe_b64encode(raw).decode().rstrip("="),
        }
    return forms
