"""What people call things: one text made into items, and items found by their words."""

import re
from collections.abc import Iterable, Sequence

from ova.sdk import ListItem

_ENDINGS = ("es", "en", "s", "n", "e")
_MARK = "\x00"


def split_items(
    text: str,
    *,
    joining: Iterable[str],
    articles: Iterable[str],
    together: Iterable[str],
    known: Iterable[str] = (),
) -> list[str]:
    """Return the items of a text such as "milk, eggs and two loaves of bread".

    ``joining`` are the words between items, none where "and" belongs to an item; ``articles`` are left
    out at the front of each; ``together`` are items that hold a joining word.
    """
    kept = [one for one in together if one]
    for index, one in enumerate(kept):
        text = re.sub(rf"(?i)\b{re.escape(one)}\b", f"{_MARK}{index}{_MARK}", text)
    words = "|".join(re.escape(word) for word in joining)
    parts = re.split(rf"[,;&\n]|(?i:\b(?:{words})\b)" if words else r"[,;\n]", text)
    skipped = set(articles)
    vocabulary = set(known) if "," not in text and len(parts) > 1 else set()
    found: dict[str, str] = {}
    for part in parts:
        whole = re.sub(f"{_MARK}(\\d+){_MARK}", lambda match: kept[int(match[1])], part)
        for one in _row(whole, vocabulary):
            item = _bare(one, skipped)
            if item:
                found.setdefault(item.casefold(), item)
    return list(found.values())


def as_said(items: str, whole: str) -> str:
    """Return items with the commas they were written with, from the whole sentence."""
    words = [re.escape(word) for word in items.split()]
    found = re.search(r"[\s,;]+".join(words), whole, re.IGNORECASE) if words else None
    return found[0] if found else items


def _row(text: str, known: set[str]) -> list[str]:
    """Return the known items a text is a row of, else the text."""
    words = text.casefold().split()
    row: list[str] = []
    at = 0
    while at < len(words):
        longest = next(
            (
                n
                for n in (3, 2, 1)
                if " ".join(words[at : at + n]) in known and at + n <= len(words)
            ),
            0,
        )
        if not longest:
            return [text]
        row.append(" ".join(words[at : at + longest]))
        at += longest
    return row if len(row) > 1 else [text]


def find_items(items: Sequence[ListItem], wanted: str) -> list[ListItem]:
    """Return the items people may mean: the one called so, else those whose words hold what was said."""
    exact = [item for item in items if item.text.casefold() == wanted.casefold()]
    if exact:
        return exact
    said = _stems(wanted)
    same = [item for item in items if _stems(item.text) == said]
    if same:
        return same
    return [item for item in items if said and said <= _stems(item.text)]


def _bare(text: str, articles: set[str]) -> str:
    words = text.strip(" .!?").split()
    while len(words) > 1 and words[0].casefold() in articles:
        words = words[1:]
    return "" if len(words) == 1 and words[0].casefold() in articles else " ".join(words)


def _stems(text: str) -> frozenset[str]:
    return frozenset(_stem(word) for word in re.findall(r"\w+", text.casefold()))


def _stem(word: str) -> str:
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= 3:
            return word[: -len(ending)]
    return word
