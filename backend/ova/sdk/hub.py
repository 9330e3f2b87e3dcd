"""The hub as plugins see it: what ``build_*(config, ova)`` receives as ``ova``."""

from datetime import datetime
from typing import Any, Protocol

from ova.core import RunResult
from ova.sdk.apis import (
    ActionsApi,
    AnnouncementsApi,
    DataApi,
    EventsApi,
    ExamplesApi,
    HomeApi,
    IntegrationsApi,
    ListsApi,
    SatellitesApi,
    SchedulesApi,
    SettingsApi,
    SkillsApi,
    SkillStoreApi,
    TimersApi,
)


class Ova(Protocol):
    """The running hub."""

    @property
    def store(self) -> SkillStoreApi:
        """A skill's own memory; an integration has ``ctx.store``."""

    @property
    def integrations(self) -> Any:
        """The integrations a skill's manifest requires, as attributes: ``ova.integrations.weather``.

        Each is the object the integration built, as it is at this moment. Raises for one the manifest
        does not name. ``get("weather")`` gives None while it is not loaded.
        """

    @property
    def home(self) -> HomeApi:
        """The home."""

    @property
    def timers(self) -> TimersApi:
        """The timers."""

    @property
    def schedules(self) -> SchedulesApi:
        """Alarms, reminders and commands for later."""

    @property
    def lists(self) -> ListsApi:
        """Shopping and to-do lists."""

    @property
    def announcements(self) -> AnnouncementsApi:
        """Saying something on satellites."""

    @property
    def integration_manager(self) -> IntegrationsApi:
        """The integrations; skills reach the ones they need here."""

    @property
    def satellites(self) -> SatellitesApi:
        """The satellites, and questions asked on them."""

    @property
    def actions(self) -> ActionsApi:
        """What integrations can be ordered to do."""

    @property
    def skill_manager(self) -> SkillsApi:
        """The skills."""

    @property
    def examples(self) -> ExamplesApi:
        """What can be said to the skills."""

    @property
    def data(self) -> DataApi:
        """The data of the integrations."""

    @property
    def events(self) -> EventsApi:
        """What integrations tell."""

    @property
    def settings(self) -> SettingsApi:
        """The hub's settings."""

    @property
    def language(self) -> str:
        """The hub's language, as ``en``."""

    def now(self) -> datetime:
        """Return the present time with its time zone."""

    def converse(self, text: str, *, conversation_id: str | None = None) -> RunResult:
        """Carry out a typed command; its ``reply`` is what is answered. Raises InvalidInput.

        Texts of one ``conversation_id`` belong together: the second may answer a question.
        """

    def understand(self, text: str, area_id: str | None = None) -> dict[str, Any]:
        """Return what a text would come to, as ``POST /api/understand`` does; nothing is done."""

    def listen(self, data: bytes, *, conversation_id: str | None = None) -> RunResult:
        """Carry out a recorded command: the bytes of a WAV, FLAC, MP3 or OGG file.

        ``text`` of what is returned is what was heard. Raises InvalidInput for what is no sound, is
        empty, or is longer than five minutes.
        """

    def say_wav(self, text: str) -> bytes:
        """Return a text spoken in the home's voice, as a WAV file."""
