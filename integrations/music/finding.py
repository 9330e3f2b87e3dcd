"""Finding music by what people call it."""

from dataclasses import dataclass
from typing import Any

from .state import text, title_of

MOST_SONGS = 500
_TAGS = ("artist", "albumartist", "album", "title", "genre")


@dataclass(frozen=True, slots=True)
class Found:
    """Songs, and what to call them."""

    files: tuple[str, ...]
    called: str


def find(client: Any, query: str) -> Found | None:
    """Return what a query means: an artist, an album, a title, a genre, a playlist, or words of any.

    "X by Y" is a title or an album of an artist.
    """
    wanted = " ".join(query.split())
    song, by, artist = wanted.rpartition(" by ")
    if by:
        for tag in ("title", "album"):
            songs = client.search("artist", artist, tag, song)
            if songs:
                return _found(songs, tag)
    matches = {tag: client.search(tag, wanted) for tag in _TAGS}
    for tag, songs in matches.items():  # the whole name of something goes first
        exact = [one for one in songs if text(one, tag).casefold() == wanted.casefold()]
        if exact:
            return _found(exact, tag)
    for playlist in client.listplaylists():
        if playlist["playlist"].casefold() == wanted.casefold():
            files = tuple(client.listplaylist(playlist["playlist"])[:MOST_SONGS])
            if files:
                return Found(files, playlist["playlist"])
    for tag, songs in matches.items():
        if songs:
            return _found(songs, tag)
    songs = _with_all_words(client, wanted.split())
    return _found(songs, "title") if songs else None


def _with_all_words(client: Any, words: list[str]) -> list[dict[str, Any]]:
    if not words:
        return []
    criteria = [part for word in words for part in ("any", word)]
    songs: list[dict[str, Any]] = client.search(*criteria)
    return songs


def _found(songs: list[dict[str, Any]], tag: str) -> Found:
    first = songs[0]
    called = title_of(first) if tag == "title" else text(first, tag)
    artist = text(first, "artist")
    if tag in ("title", "album") and artist:
        called = f"{called} by {artist}"
    return Found(tuple(song["file"] for song in songs[:MOST_SONGS]), called)
