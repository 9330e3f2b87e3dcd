"""From what somebody calls a plugin to its id and class."""

import keyword
import re
from dataclasses import dataclass

from ova.core import InvalidInput

_CAMEL = re.compile(r"[A-Z][A-Za-z0-9]*")
_KEBAB = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_WORDS = re.compile(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z0-9]+|[A-Z]+[0-9]*")
RULE = "Write it as MyService, my-service or myservice: letters and digits, a letter first."


@dataclass(frozen=True, slots=True)
class IntegrationName:
    """One name in the ways it is written."""

    id: str
    """``my_service``."""
    class_name: str
    """``MyService``."""
    title: str
    """``My Service``."""


def parse_name(text: str, noun: str = "integration") -> IntegrationName:
    """Return the ways to write a name. Raises InvalidInput with the rule."""
    if _CAMEL.fullmatch(text):
        words = _WORDS.findall(text)
    elif _KEBAB.fullmatch(text):
        words = text.split("-")
    else:
        near = _nearest(text)
        cure = f"Did you mean {near}? {RULE}" if near else RULE
        raise InvalidInput(f"{text!r} cannot be the name of {_a(noun)}.", cure=cure)
    plain = [word.lower() for word in words]
    plugin_id = "_".join(plain)
    if keyword.iskeyword(plugin_id):
        raise InvalidInput(
            f"{text!r} cannot be the name of {_a(noun)}: it is a word of Python.", cure=RULE
        )
    capital = [word[:1].upper() + word[1:] for word in plain]
    return IntegrationName(plugin_id, "".join(capital), " ".join(capital))


def _a(noun: str) -> str:
    return f"an {noun}" if noun[0] in "aeiou" else f"a {noun}"


def _nearest(text: str) -> str:
    """Return a name that may be used and reads like ``text``; empty when there is none."""
    words = re.findall(r"[A-Za-z0-9]+", text) if text.isascii() else []
    name = "".join(word[:1].upper() + word[1:] for word in words)
    return name if _CAMEL.fullmatch(name) else ""
