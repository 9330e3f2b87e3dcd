"""Finding music by what people call it."""

from dataclasses import dataclass
from typing import Any

from .kinds import Meant, meant
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


def find_meant(client: Any, query: str, say: Say) -> Found | None:
    """Return what a query means that may say its kind: "the album Nights by Ann Other".

    What is called exactly so goes first, and a name of another kind is better than nothing.
    """
    words = say("says.by_artist")
    kinds = meant(query, say)
    if not kinds or _named_exactly(client, query):
        return find(client, query, words)
    for one in kinds:
        found = _of_kind(client, one, words)
        if found:
            return found
    for name in dict.fromkeys((query, kinds[0].name)):
        found = find(client, name, words)
        if found:
            return found
    return None


def _named_exactly(client: Any, query: str) -> bool:
    wanted = " ".join(query.split()).casefold()
    return any(
        text(song, tag).casefold() == wanted for tag in _TAGS for song in client.search(tag, wanted)
    )


def _of_kind(client: Any, wanted: Meant, words: str) -> Found | None:
    """Return music of one kind; the whole name goes before a part of it."""
    if wanted.tag == "playlist":
        return _playlist(client, wanted.name)
    tried = [(wanted.name, "")]
    if wanted.tag in ("album", "title"):
        for word in words.split("|"):
            name, by, artist = wanted.name.rpartition(f" {word} ")
            tried += [(name, artist)] if by else []
    for name, artist in tried:
        who = ("artist", artist) if artist else ()
        songs = client.search(wanted.tag, name, *who)
        exact = [one for one in songs if text(one, wanted.tag).casefold() == name.casefold()]
        if songs:
            return _found(exact or songs, wanted.tag)
    return None


def _playlist(client: Any, name: str) -> Found | None:
    for playlist in client.listplaylists():
        if playlist["playlist"].casefold() == name.casefold():
            files = tuple(client.listplaylist(playlist["playlist"])[:MOST_SONGS])
            if files:
                return Found(files, playlist["playlist"])
    return None


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
    stored = _playlist(client, wanted)
    if stored:
        return stored
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
