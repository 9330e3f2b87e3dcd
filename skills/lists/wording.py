"""Building blocks of the answers."""

from collections.abc import Sequence

from ova.sdk import SharedList, Turn

from .finding import bare_name


def joined(turn: Turn, parts: Sequence[str]) -> str:
    """Return texts as people list them."""
    if not parts:
        return ""
    text = parts[0]
    for part in parts[1:-1]:
        text = turn.text("list_more", first=text, next=part)
    return turn.text("list_last", first=text, last=parts[-1]) if len(parts) > 1 else text


def list_text(turn: Turn, one: SharedList) -> str:
    """Return a list as it is spoken of: "the shopping list", "the camping list"."""
    bare = bare_name(one.name, turn)
    if bare == one.name.casefold():
        return turn.text("the_other", name=one.name)
    return turn.text("the_list", name=turn.text("lowered", name=one.name.lower(), same=one.name))


def capitalised(text: str) -> str:
    """Return a text with a capital first letter."""
    return text[:1].upper() + text[1:]
