"""One thing a template says, to be shown where it can be chosen."""

from hassil.errors import HassilError
from hassil.parse_expression import ParseExpressionError, parse_sentence
from hassil.parser import ParseError
from hassil.sample import sample_expression


def plain_saying(template: str) -> str:
    """Return the first text a template stands for; empty when it has slots, or cannot be read."""
    try:
        texts = sample_expression(parse_sentence(template).expression)
        return " ".join(next(iter(texts), "").split())
    except (HassilError, ParseError, ParseExpressionError, RecursionError):
        return ""
