"""What lists bring to the hub: news of every change, and words that can be heard."""

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

from ova.core import ListKind, SharedList
from ova.hub.bus import NewsBus, NewsKind
from ova.lists import Lists

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

MOST_HEARD = 120
"""So many of the home's own words are listened for: the more there are, the worse each is heard."""
_MOST_WORDS = 4
FROM_HUB = "from_hub"
"""In a skill's file: what the hub adds to the values of a list of words."""


def tell_of_lists(hub: "OpenVoiceAssistant", news: NewsBus) -> None:
    """Publish from now on what happens to lists, and have new words listened for."""

    def changed(list_id: str, one: SharedList | None) -> None:
        if one is None:
            news.publish(NewsKind.LIST_REMOVED, {"id": list_id})
        else:
            news.publish(NewsKind.LIST, one.to_json())

    hub.lists.subscribe(changed)
    hub.lists.words_changed = hub.grammar.refresh
    hub.home_grammar.words = lambda: {
        **list_words(hub.lists),
        "satellite_names": sayable(
            [
                *(one.name for one in hub.satellites.all()),
                *(one.name for one in hub.satellites.groups.all()),
            ]
        ),
    }


def list_words(lists: Lists) -> dict[str, list[str]]:
    """Return the home's own words by the name skills ask for them with."""
    names = [one.name for one in lists.all()]
    written = [
        word
        for kind in (ListKind.SHOPPING, ListKind.OTHER)
        for word in lists.words(kind, MOST_HEARD)
    ]
    standing = [item.text for one in lists.all() for item in one.items]
    return {
        "list_names": sayable(names),
        "list_words": sayable(written)[:MOST_HEARD],
        "list_items": sayable([*standing, *written])[: 2 * MOST_HEARD],
    }


def with_words(data: dict[str, Any], words: Mapping[str, list[str]]) -> dict[str, Any]:
    """Return a sentence file's content with the home's own words in the lists that ask for them."""
    lists = data.get("lists")
    if not isinstance(lists, dict):
        return data
    changed = {
        name: _filled(one, words[one[FROM_HUB]])
        for name, one in lists.items()
        if isinstance(one, dict) and one.get(FROM_HUB) in words
    }
    return {**data, "lists": {**lists, **changed}} if changed else data


def _filled(one: Mapping[str, Any], words: Iterable[str]) -> dict[str, Any]:
    values = list(one.get("values") or ())
    known = {str(value).casefold() for value in values}
    values += [word for word in words if word.casefold() not in known]
    kept = {key: value for key, value in one.items() if key != FROM_HUB}
    return {**kept, "values": values}


def sayable(texts: Iterable[str]) -> list[str]:
    """Return the texts that are a few words of letters, each once, in lower case."""
    found: dict[str, None] = {}
    for text in texts:
        words = text.casefold().split()
        if 0 < len(words) <= _MOST_WORDS and all(
            part.isalpha() for word in words for part in word.replace("'", "-").split("-")
        ):
            found[" ".join(words)] = None
    return list(found)
