"""The hub's own phrases, by language with English behind them."""

from functools import cache
from importlib.resources import files

import yaml

from ova.language import Replies

FALLBACK = "en"


@cache
def hub_texts(language: str) -> Replies:
    """Return the hub's phrases in a language; what is not translated is English."""
    return Replies({**_read(FALLBACK), **_read(language.split("-")[0].lower())})


def _read(language: str) -> dict[str, str | list[str]]:
    if not language.isalpha():
        return {}
    source = files("ova.pipeline") / "locale" / f"{language}.yaml"
    if not source.is_file():
        return {}
    texts: dict[str, str | list[str]] = yaml.safe_load(source.read_text(encoding="utf-8"))
    return texts
