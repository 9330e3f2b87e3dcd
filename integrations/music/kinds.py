"""What kind of music people say they mean: "the album Nights", "something by Ann Other"."""

from dataclasses import dataclass

from .server import Say

_BEFORE = {
    "album": "says.words_album",
    "title": "says.words_title",
    "artist": "says.words_artist",
    "genre": "says.words_genre",
    "playlist": "says.words_playlist",
}
_AFTER = {
    "album": "says.words_after_album",
    "artist": "says.words_after_artist",
    "genre": "says.words_after_genre",
    "playlist": "says.words_after_playlist",
}


@dataclass(frozen=True, slots=True)
class Meant:
    """Words of a query without those for its kind."""

    tag: str
    """``album``, ``title``, ``artist``, ``genre`` or ``playlist``."""
    name: str


def meant(query: str, say: Say) -> list[Meant]:
    """Return what a query may mean by the words for kinds in it, the longest of them first."""
    wanted = " ".join(query.split())
    low = wanted.casefold()
    found: list[tuple[int, Meant]] = []
    for tag, key in _BEFORE.items():
        found += [
            (len(words), Meant(tag, wanted[len(words) + 1 :]))
            for words in say(key).split("|")
            if low.startswith(f"{words} ")
        ]
    for tag, key in _AFTER.items():
        found += [
            (len(words), Meant(tag, wanted[: -len(words) - 1]))
            for words in say(key).split("|")
            if low.endswith(f" {words}")
        ]
    return [one for _, one in sorted(found, key=lambda each: -each[0])]
