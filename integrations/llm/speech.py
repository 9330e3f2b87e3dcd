"""From what a model writes to what can be read aloud."""

import re

_THOUGHTS = re.compile(r"<think>.*?(</think>|$)", re.DOTALL)
_FENCE = re.compile(r"^\s*```.*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)\s]*\)")
_BULLET = re.compile(r"^\s*(?:[-*+•]|#{1,6}|>)\s+", re.MULTILINE)
_MARKS = re.compile(r"(\*\*|__|`|(?<!\w)\*(?=\S)|(?<=\S)\*(?!\w)|(?<!\w)_(?=\S)|(?<=\S)_(?!\w))")
_SPACES = re.compile(r"[ \t]+")
_LINES = re.compile(r"\s*\n\s*")


def spoken(text: str) -> str:
    """Return a model's text without its thoughts and without Markdown, on one line."""
    text = _FENCE.sub("", _THOUGHTS.sub("", text))
    text = _MARKS.sub("", _BULLET.sub("", _LINK.sub(r"\1", text)))
    return _SPACES.sub(" ", _LINES.sub(" ", text)).strip()
