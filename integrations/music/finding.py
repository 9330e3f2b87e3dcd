"""Finding music by what people call it."""

from dataclasses import dataclass
from typing import Any

from .server import Say
from .state import text, title_of

MOST_SONGS = 500
_TAGS = ("artist", "albumartist", "album", "title", "genre")


@dataclass(frozen=True, slots=True)
class Found:
    """Songs, and what to call them."""

    files: tuple[str, ...]
    name: str
    artist: str = ""
    """Of a song or an album."""

    @property
    def called(self) -> str:
        """The name with the artist, in English."""
        return f"{self.name} by {self.artist}" if self.artist else self.name


def called(name: str, artist: str, say: Say) -> str:
    """Return what people call a song or an album."""
    return say("says.by", name=name, artist=artist) if artist else name


def find(client: Any, query: str, words: str = "by") -> Found | None:
    """Return what a query means: an artist, an album, a title, a genre, a playlist, or words of any.

    "X by Y" is a title or an album of an artist; ``words`` are those for "by", divided by ``|``.
    """
    wanted = " ".join(query.split())
    for word in words.split("|"):
        song, by, artist = wanted.rpartition(f" {word} ")
        for tag in ("title", "album"):
            songs = client.search("artist", artist, tag, song) if by else []
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
    name = title_of(first) if tag == "title" else text(first, tag)
    artist = text(first, "artist") if tag in ("title", "album") else ""
    return Found(tuple(song["file"] for song in songs[:MOST_SONGS]), name, artist)
