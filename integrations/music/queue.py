"""What can be ordered of the queue, the playlists and the favourites."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from ova.sdk import ActionError, ActionResult, Context, action

from .finding import Found, called, find
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
        phrases={
            "en": ["play {query}", "play some {query}", "put on some {query}"],
            "de": [
                "spiele [etwas] {query}",
                "spiel [etwas] {query}",
                "spiel[e] {query} ab",
                "(mach|leg) {query} auf",
            ],
        },
    )
    def play_search(self, search: Search, ctx: Context) -> ActionResult:
        """Find music and play it in place of what was in the queue."""
        with self._server.connected() as client:
            found = _found(client, search.query, ctx)
            play_found(client, found)
        data = {"playing": found.called, "songs": len(found.files)}
        return ActionResult(data, message=ctx.text("says.playing", name=said(found, ctx)))

    @action(
        description="Add an artist, an album, a song or a playlist to the end of the queue",
        output=ADDED,
        phrases={
            "en": ["add {query} to the queue", "queue {query}"],
            "de": [
                "setze {query} auf die warteschlange",
                "setz {query} auf die warteschlange",
                "füge {query} zur warteschlange hinzu",
                "reihe {query} ein",
            ],
        },
    )
    def add_to_queue(self, search: Search, ctx: Context) -> ActionResult:
        """Find music and put it behind what is in the queue; what plays goes on."""
        with self._server.connected() as client:
            found = _found(client, search.query, ctx)
            _add(client, found)
        data = {"added": found.called, "songs": len(found.files)}
        return ActionResult(data, message=ctx.text("says.added", name=said(found, ctx)))

    @action(
        description="Play an artist, an album, a song or a playlist after the song that plays",
        output=ADDED,
        phrases={
            "en": ["play {query} next", "play {query} after this song"],
            "de": [
                "spiel[e] als nächstes {query}",
                "spiel[e] {query} als nächstes",
                "spiel[e] danach {query}",
            ],
        },
    )
    def play_next(self, search: Search, ctx: Context) -> ActionResult:
        """Find music and put it right behind the song that plays."""
        with self._server.connected() as client:
            found = _found(client, search.query, ctx)
            song = client.status().get("song")
            _add(client, found, None if song is None else int(song) + 1)
        data = {"added": found.called, "songs": len(found.files)}
        return ActionResult(data, message=ctx.text("says.comes_next", name=said(found, ctx)))

    @action(
        description="Tell what is played next",
        output=QUEUED,
        phrases={
            "en": ["what comes next", "what song is next", "what is in the queue"],
            "de": [
                "was kommt (danach|als nächstes)",
                "was läuft als nächstes",
                "(welches lied|welcher song) kommt (danach|als nächstes)",
                "was ist in der warteschlange",
            ],
        },
    )
    def queue(self, ctx: Context) -> ActionResult:
        """Tell how many songs there are, and the next ones."""
        with self._server.connected() as client:
            status = client.status()
            length, now = int(status.get("playlistlength", 0)), status.get("song")
            first = 0 if now is None else int(now) + 1
            rows = client.playlistinfo(f"{first}:{first + NEXT_SONGS}") if first < length else []
        coming = [_called(row, ctx) for row in rows]
        data = {"songs": length, "next": coming}
        if not coming:
            return ActionResult(data, message=ctx.text("says.nothing_next"))
        return ActionResult(
            data, message=ctx.text("says.next", songs=ctx.text("says.then").join(coming))
        )

    @action(
        description="Empty the queue and stop",
        output=QUEUED,
        phrases={
            "en": ["clear the queue", "empty the queue"],
            "de": [
                "leere die warteschlange",
                "leer die warteschlange",
                "lösch[e] die warteschlange",
            ],
        },
    )
    def clear_queue(self, ctx: Context) -> ActionResult:
        """Empty the queue."""
        with self._server.connected() as client:
            client.clear()
        return ActionResult({"songs": 0, "next": []}, message=ctx.text("says.empty"))

    @action(
        description="Play the queue in any order, or in its own again",
        output=SWITCHED,
        phrases={
            "en": ["shuffle the music", "shuffle the queue", "turn shuffle {mode}"],
            "de": [
                "misch[e] die (musik|warteschlange)",
                "spiel[e] die musik in zufälliger reihenfolge",
                "schalte die zufallswiedergabe {mode}",
            ],
        },
    )
    def shuffle_queue(self, wanted: Mode, ctx: Context) -> ActionResult:
        """Switch playing in any order."""
        with self._server.connected() as client:
            client.random(int(wanted.mode == "on"))
        return ActionResult({"mode": wanted.mode}, message=ctx.text(f"says.shuffle_{wanted.mode}"))

    @action(
        description="Play the queue again and again, or once",
        output=SWITCHED,
        phrases={
            "en": ["repeat the music", "repeat the queue", "turn repeat {mode}"],
            "de": ["wiederhole die (musik|warteschlange)", "schalte die wiederholung {mode}"],
        },
    )
    def repeat_queue(self, wanted: Mode, ctx: Context) -> ActionResult:
        """Switch playing again and again."""
        with self._server.connected() as client:
            client.repeat(int(wanted.mode == "on"))
        return ActionResult({"mode": wanted.mode}, message=ctx.text(f"says.repeat_{wanted.mode}"))

    @action(
        description="Tell which playlists there are",
        output=PLAYLISTS,
        phrases={
            "en": ["which playlists are there", "what playlists do i have", "list my playlists"],
            "de": [
                "welche playlists (gibt es|habe ich)",
                "welche wiedergabelisten (gibt es|habe ich)",
                "nenne [mir] meine (playlists|wiedergabelisten)",
            ],
        },
    )
    def playlists(self, ctx: Context) -> ActionResult:
        """Tell the names of the stored playlists."""
        with self._server.connected() as client:
            names = _playlists(client)
        if not names:
            return ActionResult({"playlists": []}, message=ctx.text("says.no_playlists"))
        return ActionResult(
            {"playlists": names}, message=ctx.text("says.playlists", names=", ".join(names))
        )

    @action(
        description="Play one of the stored playlists",
        output=PLAYED,
        phrases={
            "en": ["play the playlist {playlist}", "play my {playlist} playlist"],
            "de": [
                "spiel[e] die playlist {playlist}",
                "spiel[e] die wiedergabeliste {playlist}",
                "spiel[e] meine playlist {playlist}",
            ],
        },
    )
    def play_playlist(self, wanted: Playlist, ctx: Context) -> ActionResult:
        """Play a playlist in place of what was in the queue."""
        with self._server.connected() as client:
            names = _playlists(client)
            name = next((n for n in names if n.casefold() == wanted.playlist.casefold()), None)
            if name is None:
                raise ActionError(
                    ctx.text("errors.no_playlist", name=wanted.playlist),
                    cure=ctx.text(
                        "errors.no_playlist_cure",
                        known=", ".join(names) or ctx.text("says.none_yet"),
                    ),
                )
            songs = _play_stored(client, name, ctx)
        data = {"playing": name, "songs": songs}
        return ActionResult(data, message=ctx.text("says.playing", name=name))

    @action(
        description="Remember the song that plays among the favourites",
        output=KEPT,
        phrases={
            "en": [
                "add this song to my favourites",
                "add this to my favorites",
                "i like this song",
            ],
            "de": [
                "(setze|setz|nimm) (das|dieses) lied (auf|in) meine (favoriten|lieblingslieder)",
                "merk[e] dir dieses lied",
                "das lied gefällt mir",
                "füge dieses lied zu meinen favoriten hinzu",
            ],
        },
    )
    def add_favourite(self, ctx: Context) -> ActionResult:
        """Add the song to the playlist of favourites, once."""
        with self._server.connected() as client:
            song = _playing(client, ctx)
            files = _files(client, FAVOURITES)
            known = song["file"] in files
            if not known:
                client.playlistadd(FAVOURITES, song["file"])
        data = {"title": title_of(song), "favourites": len(files) + (not known)}
        told = "says.favourite_already" if known else "says.favourite_now"
        return ActionResult(data, message=ctx.text(told, song=title_of(song)))

    @action(
        description="Play the favourites",
        output=PLAYED,
        phrases={
            "en": ["play my favourites", "play my favorites", "play my favourite songs"],
            "de": ["spiel[e] meine (favoriten|lieblingslieder|lieblingssongs)"],
        },
    )
    def play_favourites(self, ctx: Context) -> ActionResult:
        """Play the playlist of favourites."""
        with self._server.connected() as client:
            if not _files(client, FAVOURITES):
                raise ActionError(
                    ctx.text("errors.no_favourites"), cure=ctx.text("errors.no_favourites_cure")
                )
            songs = _play_stored(client, FAVOURITES, ctx)
        data = {"playing": FAVOURITES, "songs": songs}
        return ActionResult(data, message=ctx.text("says.playing_favourites"))

    @action(
        description="Take the song that plays out of the favourites",
        output=KEPT,
        phrases={
            "en": ["remove this song from my favourites", "remove this from my favorites"],
            "de": [
                "nimm (das|dieses) lied aus meinen (favoriten|lieblingsliedern)",
                "entferne (das|dieses) lied aus meinen (favoriten|lieblingsliedern)",
            ],
        },
    )
    def remove_favourite(self, ctx: Context) -> ActionResult:
        """Take the song out of the playlist of favourites."""
        with self._server.connected() as client:
            song = _playing(client, ctx)
            files = _files(client, FAVOURITES)
            if song["file"] not in files:
                raise ActionError(ctx.text("errors.no_favourite", song=title_of(song)))
            client.playlistdelete(FAVOURITES, files.index(song["file"]))
        data = {"title": title_of(song), "favourites": len(files) - 1}
        return ActionResult(data, message=ctx.text("says.favourite_no_more", song=title_of(song)))


def _found(client: Any, query: str, ctx: Context) -> Found:
    found = find(client, query, ctx.text("says.by_artist"))
    if found is None:
        raise ActionError(
            ctx.text("errors.not_found", name=query), cure=ctx.text("errors.not_found_cure")
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


def play_found(client: Any, found: Found) -> None:
    """Play what was found in place of what was in the queue."""
    client.clear()
    _add(client, found)
    client.play(0)


def _play_stored(client: Any, name: str, ctx: Context) -> int:
    """Play a stored playlist; return how many songs it has. Raises ActionError for an empty one."""
    client.clear()
    client.load(name)
    songs = int(client.status().get("playlistlength", 0))
    if not songs:
        raise ActionError(ctx.text("errors.empty_playlist", name=name))
    client.play(0)
    return songs


def _playlists(client: Any) -> list[str]:
    return sorted((row["playlist"] for row in client.listplaylists()), key=str.casefold)


def _files(client: Any, playlist: str) -> list[str]:
    """Return the files of a stored playlist; none when it is not there."""
    return list(client.listplaylist(playlist)) if playlist in _playlists(client) else []


def _playing(client: Any, ctx: Context) -> dict[str, Any]:
    song: dict[str, Any] = client.currentsong()
    if not song:
        raise ActionError(ctx.text("says.nothing"), cure=ctx.text("errors.nothing_cure"))
    return song


def said(found: Found, ctx: Context) -> str:
    """Return what is called so, with its artist where that helps."""
    return called(found.name, found.artist, ctx.text)


def _called(row: dict[str, Any], ctx: Context) -> str:
    return called(title_of(row), text(row, "artist"), ctx.text)
