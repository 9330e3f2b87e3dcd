"""What can be ordered of the playlists and the favourites."""

from typing import Any

from pydantic import BaseModel, Field

from ova.sdk import ActionError, ActionResult, Context, action

from .answers import COUNT, PLAYED, TEXT
from .server import Server
from .state import title_of

FAVOURITES = "Favourites"
PLAYLISTS = {
    "type": "object",
    "required": ["playlists"],
    "properties": {"playlists": {"type": "array", "items": TEXT}},
}
KEPT = {
    "type": "object",
    "required": ["title", "favourites"],
    "properties": {"title": TEXT, "favourites": COUNT},
}


class Playlist(BaseModel):
    """Which playlist is meant."""

    playlist: str = Field(min_length=1, max_length=200, description="The playlist's name")


class Playlists:
    """The part of a player that is about what is kept for another time."""

    _server: Server

    @action(
        description="Tell which playlists there are",
        changes="nothing",
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
