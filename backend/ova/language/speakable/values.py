"""Values as people say them: durations, lists, numbers."""

from collections.abc import Sequence

from ova.language.vocabulary import vocabulary


def duration_words(seconds: float, language: str = "en", *, parts: int = 2) -> str:
    """Return a length of time in words: "1 hour 5 minutes".

    At most ``parts`` units are named, counted from the largest; the smallest is rounded. Negative
    times count as zero. A language without words gives ``h:mm:ss``.
    """
    total = max(0, round(seconds))
    units = vocabulary(language).durations
    if not units:
        return f"{total // 3600}:{total // 60 % 60:02d}:{total % 60:02d}"
    largest = next((i for i, unit in enumerate(units) if total >= unit.seconds), len(units) - 1)
    named = units[largest : largest + max(1, parts)]
    smallest = named[-1].seconds
    total = (total + smallest // 2) // smallest * smallest
    if largest > 0 and total >= units[largest - 1].seconds:
        named = units[largest - 1 : largest - 1 + max(1, parts)]
    words: list[str] = []
    for unit in named:
        count, total = divmod(total, unit.seconds)
        if count or (unit is named[-1] and not words):
            words.append(f"{count} {unit.one if count == 1 else unit.other}")
    return " ".join(words)


def join_words(items: Sequence[str], language: str = "en", *, either: bool = False) -> str:
    """Return "a, b and c", or "a, b or c" with ``either``."""
    words = vocabulary(language)
    if len(items) < 2:
        return "".join(items)
    last = words.list_last_or if either else words.list_last
    return f"{words.list_separator.join(items[:-1])}{last}{items[-1]}"


def number_text(number: float, decimals: int = 1) -> str:
    """Return a number without needless decimals: 21.0 is "21", 21.456 is "21.5"."""
    text = f"{number:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text in ("-0", "") else text
