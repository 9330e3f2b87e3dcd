"""What can be ordered of the queue, the playlists and the favourites."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from ova.sdk import ActionError, ActionResult, action

from .finding import Found, find
from .server import Server
from .state import text, title_of

FAVOURITES = "Favourites"
NEXT_SONGS = 3
_TEXT = {"type": "string"}
_COUNT = {"type": "integer", "minimum": 0}
ADDED = {
    "type": "object",
    "required": ["added", "songs"],
    "properties": {"added": _TEXT, "songs": {"type": "integer", "minimum": 1}},
}
QUEUED = {
    "type": "object",
    "required": ["songs", "next"],
    "properties": {
        "songs": {**_COUNT, "description": "How many are in the queue"},
        "next": {"type": "array", "items": _TEXT, "description": "What is played after this one"},
    },
}
PLAYLISTS = {
    "type": "object",
    "required": ["playlists"],
    "properties": {"playlists": {"type": "array", "items": _TEXT}},
}
PLAYED = {
    "type": "object",
    "required": ["playing", "songs"],
    "properties": {"playing": _TEXT, "songs": {"type": "integer", "minimum": 1}},
}
KEPT = {
    "type": "object",
    "required": ["title", "favourites"],
    "properties": {"title": _TEXT, "favourites": _COUNT},
}
SWITCHED = {
    "type": "object",
    "required": ["mode"],
    "properties": {"mode": {"enum": ["on", "off"]}},
}


class Search(BaseModel):
    """What is looked for."""

    query: str = Field(min_length=1, max_length=200, description="Artist, album, song or playlist")


class Playlist(BaseModel):
    """Which playlist is meant."""

    playlist: str = Field(min_length=1, max_length=200, description="The playlist's name")


class Mode(BaseModel):
    """On or off."""

    mode: Literal["on", "off"] = Field("on", description="On or off")


class Queue:
    """The part of a player that is about what is played next."""

    _server: Server

    @action(
        description="Play an artist, an album, a song or a playlist",
        output=PLAYED,
        phrases=["play {query}", "play some {query}", "put on some {query}"],
    )
    def play_search(self, search: Search) -> ActionResult:
        """Find music and play it in place of what was in the queue."""
        with self._server.connected() as client:
            found = _found(client, search.query)
            _play(client, found)
        data = {"playing": found.called, "songs": len(found.files)}
        return ActionResult(data, message=f"Playing {found.called}.")

    @action(
        description="Add an artist, an album, a song or a playlist to the end of the queue",
        output=ADDED,
        phrases=["add {query} to the queue", "queue {query}"],
    )
    def add_to_queue(self, search: Search) -> ActionResult:
        """Find music and put it behind what is in the queue; what plays goes on."""
        with self._server.connected() as client:
            found = _found(client, search.query)
            _add(client, found)
        data = {"added": found.called, "songs": len(found.files)}
        return ActionResult(data, message=f"Added {found.called} to the queue.")

    @action(
        description="Play an artist, an album, a song or a playlist after the song that plays",
        output=ADDED,
        phrases=["play {query} next", "play {query} after this song"],
    )
    def play_next(self, search: Search) -> ActionResult:
        """Find music and put it right behind the song that plays."""
        with self._server.connected() as client:
            found = _found(client, search.query)
            song = client.status().get("song")
            _add(client, found, None if song is None else int(song) + 1)
        data = {"added": found.called, "songs": len(found.files)}
        return ActionResult(data, message=f"{found.called} comes next.")

    @action(
        description="Tell what is played next",
        output=QUEUED,
        phrases=["what comes next", "what song is next", "what is in the queue"],
    )
    def queue(self) -> ActionResult:
        """Tell how many songs there are, and the next ones."""
        with self._server.connected() as client:
            status = client.status()
            length, now = int(status.get("playlistlength", 0)), status.get("song")
            first = 0 if now is None else int(now) + 1
            rows = client.playlistinfo(f"{first}:{first + NEXT_SONGS}") if first < length else []
        coming = [_called(row) for row in rows]
        data = {"songs": length, "next": coming}
        if not coming:
            return ActionResult(data, message="Nothing comes after this.")
        return ActionResult(data, message=f"Next: {', then '.join(coming)}.")

    @action(
        description="Empty the queue and stop",
        output=QUEUED,
        phrases=["clear the queue", "empty the queue"],
    )
    def clear_queue(self) -> ActionResult:
        """Empty the queue."""
        with self._server.connected() as client:
            client.clear()
        return ActionResult({"songs": 0, "next": []}, message="The queue is empty.")

    @action(
        description="Play the queue in any order, or in its own again",
        output=SWITCHED,
        phrases=["shuffle the music", "shuffle the queue", "turn shuffle {mode}"],
    )
    def shuffle_queue(self, wanted: Mode) -> ActionResult:
        """Switch playing in any order."""
        with self._server.connected() as client:
            client.random(int(wanted.mode == "on"))
        return ActionResult({"mode": wanted.mode}, message=f"Shuffle is {wanted.mode}.")

    @action(
        description="Play the queue again and again, or once",
        output=SWITCHED,
        phrases=["repeat the music", "repeat the queue", "turn repeat {mode}"],
    )
    def repeat_queue(self, wanted: Mode) -> ActionResult:
        """Switch playing again and again."""
        with self._server.connected() as client:
            client.repeat(int(wanted.mode == "on"))
        return ActionResult({"mode": wanted.mode}, message=f"Repeat is {wanted.mode}.")

    @action(
        description="Tell which playlists there are",
        output=PLAYLISTS,
        phrases=["which playlists are there", "what playlists do i have", "list my playlists"],
    )
    def playlists(self) -> ActionResult:
        """Tell the names of the stored playlists."""
        with self._server.connected() as client:
            names = _playlists(client)
        if not names:
            return ActionResult({"playlists": []}, message="There are no playlists yet.")
        return ActionResult({"playlists": names}, message=f"There are {', '.join(names)}.")

    @action(
        description="Play one of the stored playlists",
        output=PLAYED,
        phrases=["play the playlist {playlist}", "play my {playlist} playlist"],
    )
    def play_playlist(self, wanted: Playlist) -> ActionResult:
        """Play a playlist in place of what was in the queue."""
        with self._server.connected() as client:
            names = _playlists(client)
            name = next((n for n in names if n.casefold() == wanted.playlist.casefold()), None)
            if name is None:
                raise ActionError(
                    f"There is no playlist called {wanted.playlist}.",
                    cure=f"There are: {', '.join(names) or 'none yet'}.",
                )
            songs = _play_stored(client, name)
        data = {"playing": name, "songs": songs}
        return ActionResult(data, message=f"Playing {name}.")

    @action(
        description="Remember the song that plays among the favourites",
        output=KEPT,
        phrases=["add this song to my favourites", "add this to my favorites", "i like this song"],
    )
    def add_favourite(self) -> ActionResult:
        """Add the song to the playlist of favourites, once."""
        with self._server.connected() as client:
            song = _playing(client)
            files = _files(client, FAVOURITES)
            known = song["file"] in files
            if not known:
                client.playlistadd(FAVOURITES, song["file"])
        data = {"title": title_of(song), "favourites": len(files) + (not known)}
        said = "is one of your favourites already" if known else "is one of your favourites now"
        return ActionResult(data, message=f"{title_of(song)} {said}.")

    @action(
        description="Play the favourites",
        output=PLAYED,
        phrases=["play my favourites", "play my favorites", "play my favourite songs"],
    )
    def play_favourites(self) -> ActionResult:
        """Play the playlist of favourites."""
        with self._server.connected() as client:
            if not _files(client, FAVOURITES):
                raise ActionError(
                    "There are no favourites yet.",
                    cure='Say "add this song to my favourites" while one plays.',
                )
            songs = _play_stored(client, FAVOURITES)
        data = {"playing": FAVOURITES, "songs": songs}
        return ActionResult(data, message="Playing your favourites.")

    @action(
        description="Take the song that plays out of the favourites",
        output=KEPT,
        phrases=["remove this song from my favourites", "remove this from my favorites"],
    )
    def remove_favourite(self) -> ActionResult:
        """Take the song out of the playlist of favourites."""
        with self._server.connected() as client:
            song = _playing(client)
            files = _files(client, FAVOURITES)
            if song["file"] not in files:
                raise ActionError(f"{title_of(song)} is none of your favourites.")
            client.playlistdelete(FAVOURITES, files.index(song["file"]))
        data = {"title": title_of(song), "favourites": len(files) - 1}
        return ActionResult(data, message=f"{title_of(song)} is no favourite any more.")


def _found(client: Any, query: str) -> Found:
    found = find(client, query)
    if found is None:
        raise ActionError(
            f"I found no music called {query}.",
            cure="Say the name of an artist, an album, a song or a playlist.",
        )
    return found


def _add(client: Any, found: Found, place: int | None = None) -> None:
    client.command_list_ok_begin()
    for step, file in enumerate(found.files):
        if place is None:
            client.add(file)
        else:
            client.addid(file, place + step)
    client.command_list_end()


def _play(client: Any, found: Found) -> None:
    client.clear()
    _add(client, found)
    client.play(0)


def _play_stored(client: Any, name: str) -> int:
    """Play a stored playlist; return how many songs it has. Raises ActionError for an empty one."""
    client.clear()
    client.load(name)
    songs = int(client.status().get("playlistlength", 0))
    if not songs:
        raise ActionError(f"The playlist {name} is empty.")
    client.play(0)
    return songs


def _playlists(client: Any) -> list[str]:
    return sorted((row["playlist"] for row in client.listplaylists()), key=str.casefold)


def _files(client: Any, playlist: str) -> list[str]:
    """Return the files of a stored playlist; none when it is not there."""
    return list(client.listplaylist(playlist)) if playlist in _playlists(client) else []


def _playing(client: Any) -> dict[str, Any]:
    song: dict[str, Any] = client.currentsong()
    if not song:
        raise ActionError("Nothing is playing.", cure="Play the song first.")
    return song


def _called(row: dict[str, Any]) -> str:
    artist = text(row, "artist")
    return f"{title_of(row)} by {artist}" if artist else title_of(row)
