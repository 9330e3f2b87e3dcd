"""A real MPD that plays three silent songs into nothing."""

import wave
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import av
from mpd import MPDClient
from tests.integrations.programs import free_port, running, wait_until
from tests.peers import require

PASSWORD = "a music password"
CONFIG = """
music_directory "{folder}/music"
playlist_directory "{folder}/playlists"
db_file "{folder}/mpd.db"
log_file "/dev/stdout"
bind_to_address "127.0.0.1"
port "{port}"
auto_update "no"
audio_output {{
  type "null"
  name "null"
  mixer_type "{mixer}"
}}
"""
SONGS = [
    ("one.flac", "Morning Sun", "The Testers", "Days"),
    ("two.flac", "Evening Rain", "The Testers", "Days"),
    ("three.flac", "Sun", "Ann Other", "Nights", "Jazz"),
]


class Mpd:
    """An MPD that can be stopped and started again."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.port, self.folder, self.stack = free_port(), folder, stack
        self.more, self.mixer, self.run = "", "software", ExitStack()
        for name in ("music", "playlists"):
            (folder / name).mkdir()
        for song in SONGS:
            write_song(folder / "music", *song)
        (folder / "playlists/Breakfast.m3u").write_text("three.flac\none.flac\n")

    def start(self) -> None:
        """Start it with what is configured now."""
        file = self.folder / "mpd.conf"
        values = {"folder": self.folder, "port": self.port, "mixer": self.mixer}
        file.write_text(CONFIG.format(**values) + self.more)
        program = require("mpd", "music with a real MPD")
        command = [program, "--no-daemon", "--stderr", str(file)]
        self.run = self.stack.enter_context(ExitStack())
        self.run.enter_context(running(command, self.port, self.folder / "mpd.log"))

    def stop(self) -> None:
        """Stop it."""
        self.run.close()

    def ask(self, function: Callable[[Any], Any]) -> Any:
        """Call a function with a connected client."""
        client = MPDClient()
        client.connect("127.0.0.1", self.port)
        if "password" in self.more:
            client.password(PASSWORD)
        try:
            return function(client)
        finally:
            client.disconnect()

    def scan(self) -> None:
        """Have it read the songs."""
        self.ask(lambda client: client.update())
        wait_until(lambda: self.ask(lambda c: "updating_db" not in c.status()), "no scan")

    @property
    def config(self) -> dict[str, Any]:
        """The settings that reach it."""
        return {"host": "127.0.0.1", "port": self.port}


@contextmanager
def players(folder: Path) -> Iterator[Mpd]:
    """Run an MPD that knows its songs until the block ends."""
    with ExitStack() as stack:
        server = Mpd(folder, stack)
        server.start()
        server.scan()
        yield server


def write_song(
    folder: Path, file: str, title: str, artist: str, album: str, genre: str = ""
) -> None:
    """Write two silent minutes with tags."""
    wav = folder / f"{file}.raw.wav"
    with wave.open(str(wav), "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(8000)
        out.writeframes(bytes(2 * 8000 * 120))
    with av.open(str(wav)) as given, av.open(str(folder / file), "w") as made:
        made.metadata.update({"title": title, "artist": artist, "album": album, "genre": genre})
        stream = made.add_stream("flac", rate=8000)
        stream.layout = "mono"
        for frame in given.decode(audio=0):
            made.mux(stream.encode(frame))
        made.mux(stream.encode(None))
    wav.unlink()
