"""What the web room needs of the hub: exactly what it calls, no more."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Protocol

from ova.core import Area, Entity, PluginInfo, RunResult, Satellite, Schedule

Json = dict[str, Any]
Send = Callable[..., None]
"""``send(event, *args)``: hand one message to a connection. Never blocks, never raises."""


class UserView(Protocol):
    """A person who may sign in."""

    @property
    def id(self) -> str:
        """Stable id."""
        ...

    @property
    def name(self) -> str:
        """Name to sign in with."""
        ...

    @property
    def role(self) -> str:
        """``owner`` or another role."""
        ...

    @property
    def stamp(self) -> str:
        """Changes with the password: sessions of before then have ended."""
        ...


class TokenView(Protocol):
    """A token as it is listed: its secret is not kept."""

    @property
    def id(self) -> str:
        """Stable id."""
        ...

    @property
    def name(self) -> str:
        """What it is for."""
        ...

    @property
    def created_at(self) -> float:
        """Seconds since the epoch."""
        ...

    @property
    def last_used_at(self) -> float | None:
        """Seconds since the epoch; None when it was never used."""
        ...


class AccountsPort(Protocol):
    """People and their tokens."""

    def needs_owner(self) -> bool:
        """Tell whether the owner's account is still to be made."""
        ...

    def verify(self, username: str, password: str) -> UserView | None:
        """Return the user when the password is right."""
        ...

    def user(self, user_id: str) -> UserView | None:
        """Return one user."""
        ...

    def users(self) -> Sequence[UserView]:
        """Return every user."""
        ...

    def create_token(self, user_id: str, name: str) -> tuple[TokenView, str]:
        """Make a token; its secret is in the second place and nowhere else."""
        ...

    def tokens(self, user_id: str) -> Sequence[TokenView]:
        """Return a user's tokens."""
        ...

    def delete_token(self, token_id: str) -> None:
        """Remove a token. Raises NotFound."""
        ...

    def token_user(self, plaintext: str, /) -> UserView | None:
        """Return whose token this is. Called for every request with a token: keep it fast."""
        ...


class HomePort(Protocol):
    """Areas and entities."""

    def areas(self) -> Sequence[Area]:
        """Return every area."""
        ...

    def add_area(
        self, name: str, *, floor_id: str | None = None, aliases: Sequence[str] = ()
    ) -> Area:
        """Add an area. Raises Conflict, InvalidInput."""
        ...

    def update_area(
        self,
        area_id: str,
        *,
        name: str | None = ...,
        floor_id: str | None = ...,
        aliases: Sequence[str] | None = ...,
    ) -> Area:
        """Change what is given; None for ``floor_id`` takes it off its floor."""
        ...

    def remove_area(self, area_id: str) -> None:
        """Remove an area; its entities stay, without an area. Raises NotFound."""
        ...

    def entities(self, domain: str | None = None, area_id: str | None = None) -> Sequence[Entity]:
        """Return entities, all or those of a domain or area."""
        ...

    def entity(self, entity_id: str) -> Entity:
        """Return one entity. Raises NotFound."""
        ...

    def update_entity(
        self,
        entity_id: str,
        *,
        name: str | None = ...,
        area_id: str | None = ...,
        aliases: Sequence[str] | None = ...,
        exposed: bool | None = ...,
    ) -> Entity:
        """Change what is given; None for ``area_id`` takes it out of its area."""
        ...

    def control(self, entity_id: str, service: str, data: Json) -> Entity:
        """Carry out a service. Raises InvalidInput, NotFound, Unavailable."""
        ...


class TimersPort(Protocol):
    """Timers."""

    def set(
        self,
        duration_s: float,
        name: str | None = None,
        satellite_id: str | None = None,
        area_id: str | None = None,
    ) -> Schedule:
        """Start a timer."""
        ...

    def pending(self) -> Sequence[Schedule]:
        """Return the timers that run."""
        ...

    def ringing(self) -> Sequence[Schedule]:
        """Return the timers that ring."""
        ...

    def get(self, timer_id: str, /) -> Schedule:
        """Return one timer. Raises NotFound."""
        ...

    def cancel(self, timer_id: str, /) -> Schedule:
        """Cancel a timer. Raises NotFound."""
        ...

    def stop_ringing(self, timer_id: str, /) -> object:
        """Silence a timer that rings."""
        ...


class PluginsPort(Protocol):
    """The integrations, or the skills."""

    def infos(self) -> Sequence[PluginInfo]:
        """Return every plugin found or configured."""
        ...

    def info(self, plugin_id: str) -> PluginInfo:
        """Return one plugin. Raises NotFound."""
        ...

    def enable(self, plugin_id: str, config: Json | None = None) -> PluginInfo:
        """Enable and load a plugin, with ``config`` when given. Raises InvalidInput, NotFound."""
        ...

    def disable(self, plugin_id: str) -> PluginInfo:
        """Unload a plugin and keep its config."""
        ...

    def config(self, plugin_id: str) -> Json:
        """Return the config for people: a secret is shown as ``{"is_set": bool}``."""
        ...

    def set_config(self, plugin_id: str, config: Json) -> PluginInfo:
        """Store a config and rebuild the plugin; ``{"is_set": true}`` keeps a stored secret."""
        ...

    def schema(self, plugin_id: str) -> Json:
        """Return the JSON Schema of the config."""
        ...

    def reload(self, plugin_id: str) -> PluginInfo:
        """Unload and load a plugin from its files."""
        ...


class SatelliteLinkPort(Protocol):
    """The hub's end of one connected satellite. The web room only carries its messages."""

    def hello(self, data: object) -> Json:
        """Take who the satellite says it is."""
        ...

    def start(self, data: object) -> Json:
        """Open a run for a spoken command."""
        ...

    def audio(self, pcm: bytes) -> None:
        """Take a piece of audio."""
        ...

    def stop(self) -> None:
        """Take note that the command's audio is complete."""
        ...

    def cancel(self) -> None:
        """Stop listening."""
        ...

    def text(self, data: object) -> Json:
        """Open a run for a typed command."""
        ...

    def ring_stop(self, data: object) -> None:
        """Silence what rings."""
        ...

    def played(self, data: object) -> None:
        """Take note that a sound was played to its end."""
        ...

    def close(self, reason: str = "") -> None:
        """End the link. May be called twice."""
        ...


class SatellitesPort(Protocol):
    """The satellites the hub knows."""

    def all(self) -> Sequence[Satellite]:
        """Return every satellite."""
        ...

    def get(self, satellite_id: str) -> Satellite:
        """Return one satellite. Raises NotFound."""
        ...

    def update(
        self, satellite_id: str, *, name: str | None = None, area_id: str | None = None
    ) -> Satellite:
        """Change what is not None; an empty ``area_id`` takes it out of its area."""
        ...

    def forget(self, satellite_id: str) -> None:
        """Remove a satellite. Raises NotFound."""
        ...


class WakeWordsPort(Protocol):
    """Wake words."""

    def all(self) -> Sequence[Json]:
        """Return every wake word in wire form."""
        ...

    def get(self, word_id: str) -> Json:
        """Return one wake word. Raises NotFound."""
        ...

    def upload(self, files: Mapping[str, bytes], phrase: str = "") -> Json:
        """Add a model. Raises InvalidInput, Conflict, Unavailable."""
        ...

    def add_phrase(self, text: str) -> Json:
        """Add a phrase. Raises InvalidInput, Conflict."""
        ...

    def remove(self, word_id: str) -> None:
        """Delete what a person added. Raises NotFound, Conflict."""
        ...

    def archive(self, word_id: str) -> bytes:
        """Return a model's files as a zip. Raises NotFound."""
        ...

    def test(self, word_id: str, recording: bytes, sensitivity: float = 0.5) -> Json:
        """Tell whether a recording wakes. Raises NotFound, InvalidInput."""
        ...

    def choose(self, satellite_id: str, choice: Mapping[str, float] | None) -> list[Json] | None:
        """Set what a satellite listens for: sensitivities by id; None leaves it to the satellite."""
        ...

    def chosen(self, satellite_id: str) -> list[Json] | None:
        """Return what was chosen for a satellite; None when nothing was. Raises NotFound."""
        ...


class ModelsPort(Protocol):
    """Speech models and voices."""

    def all(self, kind: str | None = None, language: str | None = None) -> Sequence[Json]:
        """Return the catalogue and what is installed, in wire form."""
        ...

    def get(self, model_id: str) -> Json:
        """Return one model in wire form. Raises NotFound."""
        ...

    def install(self, model_id: str) -> Json:
        """Begin to fetch and install a model; return the job. Raises NotFound."""
        ...

    def upload_folder(self, size: int) -> Path:
        """Return a new folder to write an archive into. Raises Unavailable without room for it."""
        ...

    def install_upload(self, archive: Path, language: str = "") -> Json:
        """Begin to install an archive from such a folder; return the job."""
        ...

    def discard_upload(self, folder: Path) -> None:
        """Delete such a folder with what was written into it."""
        ...

    def jobs(self) -> Sequence[Json]:
        """Return the jobs, the newest first."""
        ...

    def job(self, job_id: str) -> Json:
        """Return one job. Raises NotFound."""
        ...

    def cancel(self, job_id: str) -> Json:
        """Stop a job; return it. Raises NotFound."""
        ...

    def remove(self, model_id: str, *, force: bool = False) -> None:
        """Delete a model. Raises Conflict while it is in use, NotFound."""
        ...


class SettingsPort(Protocol):
    """The settings."""

    def values(self) -> Json:
        """Return all of them."""
        ...


class RecordingsPort(Protocol):
    """The sound of past commands."""

    def flac(self, run_id: str) -> bytes:
        """Return the sound of a run. Raises NotFound."""
        ...

    def delete(self, run_id: str) -> None:
        """Delete the sound of a run. Raises NotFound."""
        ...

    def clear(self) -> int:
        """Delete all; return how many."""
        ...


class HubPort(Protocol):
    """The hub."""

    @property
    def name(self) -> str:
        """Name of the home."""
        ...

    @property
    def accounts(self) -> AccountsPort:
        """People and tokens."""
        ...

    @property
    def home(self) -> HomePort:
        """Areas and entities."""
        ...

    @property
    def timers(self) -> TimersPort:
        """Timers."""
        ...

    @property
    def integration_manager(self) -> PluginsPort:
        """Integrations."""
        ...

    @property
    def skill_manager(self) -> PluginsPort:
        """Skills."""
        ...

    @property
    def satellites(self) -> SatellitesPort:
        """Satellites."""
        ...

    @property
    def wake_words(self) -> WakeWordsPort:
        """Wake words."""
        ...

    @property
    def models(self) -> ModelsPort:
        """Speech models and voices."""
        ...

    @property
    def settings(self) -> SettingsPort:
        """The settings."""
        ...

    def setup(self, username: str, password: str, home_name: str | None = None) -> UserView:
        """Make the owner's account and name the home.

        Raises Conflict when there is an owner, InvalidInput.
        """
        ...

    def open_link(self, send: Send) -> SatelliteLinkPort:
        """Open a link for a satellite that takes messages through ``send``."""
        ...

    def session_key(self) -> bytes:
        """Return the key that signs session cookies; the same after a restart."""
        ...

    def ready(self) -> bool:
        """Tell whether commands can be answered now."""
        ...

    def converse(
        self,
        text: str,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        conversation_id: str | None = None,
        speak: bool = False,
        explain: bool = False,
    ) -> RunResult:
        """Answer a typed command."""
        ...

    def listen(
        self,
        data: bytes,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        speak: bool = False,
    ) -> RunResult:
        """Answer a recorded command (the bytes of a WAV, FLAC or OGG file)."""
        ...

    @property
    def recordings(self) -> RecordingsPort:
        """The sound of past commands."""
        ...

    def replay(self, run_id: str) -> Json:
        """Hear a run's sound again and compare. Raises NotFound, Unavailable."""
        ...

    def say_wav(self, text: str, voice: str | None = None) -> bytes:
        """Return spoken text as the bytes of a WAV file."""
        ...

    def voices(self, language: str | None = None) -> Json:
        """Return the voices that can be chosen, in wire form; with a language those that speak it."""
        ...

    def announce(
        self, text: str, satellite_ids: Sequence[str], voice: str | None = None
    ) -> Sequence[str]:
        """Speak on satellites; return the ids reached. Raises NotFound, Unavailable."""
        ...

    def reply_audio(self, audio_id: str) -> bytes | None:
        """Return a spoken reply as the bytes of a WAV file while it is kept; may wait until it is made."""
        ...

    def runs(self, limit: int, before: str | None = None) -> Sequence[Json]:
        """Return past runs in wire form, newest first; those before the run ``before``."""
        ...

    def run(self, run_id: str) -> Json:
        """Return one run in wire form with its ``events``. Raises NotFound."""
        ...

    def status(self) -> Json:
        """Return what the hub is doing: workers, grammar, version, counts."""
        ...

    def update_settings(self, changes: Json) -> Json:
        """Change settings; return all of them. Raises InvalidInput."""
        ...

    def subscribe(self, callback: Callable[[str, Json], None], /) -> Callable[[], None]:
        """Call ``callback(kind, payload)`` for every ``run_event``, ``entity``, ``timer``,
        ``satellite``, ``plugin`` and ``model``; return what ends it. The callback never blocks.
        """
        ...

    def metrics(self) -> bytes:
        """Return the metrics in Prometheus' text format."""
        ...


class ServedHub(HubPort, Protocol):
    """A hub the server owns: it ends with the server."""

    def close(self) -> None:
        """Stop everything the hub runs, within about 2 seconds."""
        ...
