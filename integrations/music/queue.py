"""What can be ordered of the queue."""

from typing import Any, Literal

from pydantic import BaseModel, Field

from ova.sdk import ActionError, ActionResult, Context, action

from .answers import COUNT, PLAYED, TEXT
from .finding import Found, called, find_meant
from .server import Server
from .state import text, title_of

NEXT_SONGS = 3
ADDED = {
    "type": "object",
    "required": ["added", "songs"],
    "properties": {"added": TEXT, "songs": {"type": "integer", "minimum": 1}},
}
QUEUED = {
    "type": "object",
    "required": ["songs", "next"],
    "properties": {
        "songs": {**COUNT, "description": "How many are in the queue"},
        "next": {"type": "array", "items": TEXT, "description": "What is played after this one"},
    },
}
SWITCHED = {
    "type": "object",
    "required": ["mode"],
    "properties": {"mode": {"enum": ["on", "off"]}},
}


class Search(BaseModel):
    """What is looked for."""

    query: str = Field(min_length=1, max_length=200, description="Artist, album, song or playlist")


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
        changes="nothing",
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


def _found(client: Any, query: str, ctx: Context) -> Found:
    found = find_meant(client, query, ctx.text)
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


def said(found: Found, ctx: Context) -> str:
    """Return what is called so, with its artist where that helps."""
    return called(found.name, found.artist, ctx.text)


def _called(row: dict[str, Any], ctx: Context) -> str:
    return called(title_of(row), text(row, "artist"), ctx.text)
