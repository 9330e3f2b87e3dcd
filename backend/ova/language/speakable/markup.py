"""Plain text out of markup: tags, Markdown, entities, pictures and control characters go."""

import html
import re

_SILENT = re.compile(r"<(script|style)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_BLOCK = re.compile(
    r"</?(?:p|br|div|li|ul|ol|h[1-6]|tr|table|s|break)\b[^<>]*>", re.IGNORECASE
)  # "s" and "break" are SSML's sentence and pause
_TAG = re.compile(r"</?[A-Za-z][^<>]*>|<\?[^<>]*\?>")
_FENCE = re.compile(r"^\s*(?:```|~~~).*$", re.MULTILINE)
_PICTURE = re.compile(r"!\[([^\]\n]{0,300})\]\([^)]*\)")
_LINK = re.compile(r"\[([^\]\n]{1,300})\]\([^)\s]*(?:\s+\"[^\"]*\")?\)")
_LINE_HEAD = re.compile(r"^[ \t]*(?:#{1,6}|>+|[-*+•‣◦])[ \t]+", re.MULTILINE)
_RULE = re.compile(r"^[ \t]*(?:[-*_][ \t]*){3,}$|^[ \t]*\|?(?:[ \t]*:?-{2,}:?[ \t]*\|?)+$", re.M)
_STRONG = re.compile(r"(\*{1,3}|_{1,3}|~~|`+)(?=\S)(.{1,300}?)(?<=\S)\1(?!\w)", re.DOTALL)
_EMOJI = re.compile(
    "[\U0001f000-\U0001faff\U0001f1e6-\U0001f1ff\u2600-\u27bf\u2b00-\u2bff\u2300-\u23ff"
    "\ufe00-\ufe0f\u200d\u20e3\U000e0020-\U000e007f]+"
)
_CONTROL = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u2028-\u202e\u2060\ufeff\ud800-\udfff]"
)
_BRACKETS = re.compile(r"[\[\]{}\\|^]+")
"""Engines read them out, or as their own commands: ``[[...]]`` are phonemes to Piper and espeak-ng."""
_LINES = re.compile(r"\s*\n\s*")
_STOPS = ".!?…:;,"


def plain_text(text: str) -> str:
    """Return a text without markup; lines and list items become sentences."""
    text = _SILENT.sub(" ", text)
    text = _TAG.sub("", _BLOCK.sub("\n", text))
    text = html.unescape(text)
    text = _RULE.sub("", _FENCE.sub("", text))
    text = _LINK.sub(r"\1", _PICTURE.sub(r"\1", text))
    text = _LINE_HEAD.sub("", text)
    text = _STRONG.sub(r"\2", _STRONG.sub(r"\2", text))
    text = _EMOJI.sub(" ", _CONTROL.sub(" ", text.replace("\r", "\n")))
    return " ".join(_BRACKETS.sub(" ", _joined_lines(text)).split())


def _joined_lines(text: str) -> str:
    """Return the lines as one, each an own sentence."""
    lines = [line for line in _LINES.split(text.strip()) if line]
    ended = [line if line[-1] in _STOPS else f"{line}." for line in lines[:-1]]
    return " ".join([*ended, *lines[-1:]])
