"""Words that turn a command round: negations and exclusions."""

import re
from functools import cache

from ova.language.vocabulary import vocabulary


@cache
def _pattern(language: str, kind: str) -> re.Pattern[str] | None:
    phrases: tuple[str, ...] = getattr(vocabulary(language), kind)
    if not phrases:
        return None
    longest_first = sorted(phrases, key=len, reverse=True)
    return re.compile(rf"(?<![\w'])(?:{'|'.join(map(re.escape, longest_first))})(?![\w'])", re.I)


def turned_round(text: str, language: str) -> tuple[str, str, int] | None:
    """Return ``exclusion`` or ``negation``, the words that say so and their place; or None."""
    for kind in ("exclusion", "negation"):
        pattern = _pattern(language, kind)
        found = pattern.search(text) if pattern else None
        if found is not None:
            return kind, found[0].lower(), found.start()
    return None
