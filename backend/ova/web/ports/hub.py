"""The hub as a whole, as the web room asks for it."""

from collections.abc import Callable
from typing import Protocol

from ova.core import Role
from ova.web.ports.accounts import AccountsPort, UserView
from ova.web.ports.actions import ActionsPort
from ova.web.ports.announcements import AnnouncementsPort
from ova.web.ports.backups import BackupSchedulePort, BackupsPort
from ova.web.ports.care import CarePort
from ova.web.ports.device_sounds import EsphomePort
from ova.web.ports.history import CuringPort, HistoryPort, TryingAgainPort
from ova.web.ports.home import HomePort, NamesPort
from ova.web.ports.integrations import IntegrationsPort
from ova.web.ports.lists import ListsPort
from ova.web.ports.log import LogPort
from ova.web.ports.models import ModelsPort
from ova.web.ports.onboarding import OnboardingPort
from ova.web.ports.orders import OrdersPort
from ova.web.ports.pairing import DiscoveryPort, HubIdentityPort, PairingPort
from ova.web.ports.people import PeoplePort
from ova.web.ports.platform import PlatformPort
from ova.web.ports.plugins import SkillsPort
from ova.web.ports.recordings import RecordingsPort
from ova.web.ports.routines import RoutinesPort
from ova.web.ports.satellites import SatelliteLinkPort, SatellitesPort
from ova.web.ports.schedules import SchedulesPort
from ova.web.ports.settings import SettingsPort
from ova.web.ports.sign_ins import SignInsPort
from ova.web.ports.skill_desk import SkillDeskPort
from ova.web.ports.timers import TimersPort
from ova.web.ports.wake_words import WakeChoicesPort, WakeTrialsPort, WakeWordsPort
from ova.web.ports.webhooks import EventsPort, WebhooksPort
from ova.web.ports.wire import Json, Send


class HubPort(OrdersPort, Protocol):
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
    def people(self) -> PeoplePort:
        """Who may come in, and as what."""
        ...

    @property
    def care(self) -> CarePort:
        """What the hub is, and whether it is well."""
        ...

    @property
    def backups(self) -> BackupsPort:
        """Backups and restores."""
        ...

    @property
    def backup_schedule(self) -> BackupSchedulePort:
        """Backups that are made by themselves."""
        ...

    @property
    def home(self) -> HomePort:
        """Areas and entities."""
        ...

    @property
    def names(self) -> NamesPort:
        """What is wrong with names."""
        ...

    @property
    def log(self) -> LogPort:
        """What every part of the hub logs."""
        ...

    @property
    def schedules(self) -> SchedulesPort:
        """Alarms, reminders and planned commands."""
        ...

    @property
    def routines(self) -> RoutinesPort:
        """Several things done by one phrase."""
        ...

    @property
    def lists(self) -> ListsPort:
        """Shopping and to-do lists."""
        ...

    @property
    def timers(self) -> TimersPort:
        """Timers."""
        ...

    @property
    def integration_manager(self) -> IntegrationsPort:
        """Integrations."""
        ...

    @property
    def platform(self) -> PlatformPort:
        """What the hub does for integrations."""
        ...

    @property
    def actions(self) -> ActionsPort:
        """What integrations can be ordered to do."""
        ...

    @property
    def sign_ins(self) -> SignInsPort:
        """Sign-ins of integrations at their services."""
        ...

    @property
    def skill_manager(self) -> SkillsPort:
        """Skills."""
        ...

    @property
    def skill_desk(self) -> SkillDeskPort:
        """What skills answer and say."""
        ...

    @property
    def events(self) -> EventsPort:
        """What integrations told."""
        ...

    @property
    def webhooks(self) -> WebhooksPort:
        """What services may send."""
        ...

    @property
    def satellites(self) -> SatellitesPort:
        """Satellites."""
        ...

    @property
    def announcements(self) -> AnnouncementsPort:
        """Saying something in the house."""
        ...

    @property
    def wake_words(self) -> WakeWordsPort:
        """Wake words."""
        ...

    @property
    def wake_choices(self) -> WakeChoicesPort:
        """Who listens for which wake words."""
        ...

    @property
    def wake_trials(self) -> WakeTrialsPort:
        """Trying wake words."""
        ...

    @property
    def models(self) -> ModelsPort:
        """Speech models and voices."""
        ...

    @property
    def onboarding(self) -> OnboardingPort:
        """The first run."""
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

    @property
    def identity(self) -> HubIdentityPort:
        """Which hub this is."""
        ...

    @property
    def pairing(self) -> PairingPort:
        """Devices that want to join."""
        ...

    @property
    def discovery(self) -> DiscoveryPort:
        """Voice devices seen on the network."""
        ...

    @property
    def esphome(self) -> EsphomePort:
        """ESPHome voice devices."""
        ...

    def open_link(
        self,
        send: Send,
        *,
        address: str = ...,
        key_of: str | None = ...,
        person_id: str | None = ...,
        role: Role | None = ...,
    ) -> SatelliteLinkPort:
        """Open a link for a satellite that takes messages through ``send``.

        ``address`` is where it connects from; ``key_of`` the id of the satellite whose own token it
        came with, if it did; ``person_id`` who is signed in there, ``role`` what they may do at most.
        """
        ...

    def session_key(self) -> bytes:
        """Return the key that signs session cookies; the same after a restart."""
        ...

    def ready(self) -> bool:
        """Tell whether commands can be answered now."""
        ...

    @property
    def history(self) -> HistoryPort:
        """Past commands."""
        ...

    @property
    def curing(self) -> CuringPort:
        """Remedies for commands that failed."""
        ...

    @property
    def trying_again(self) -> TryingAgainPort:
        """Past commands once more."""
        ...

    @property
    def recordings(self) -> RecordingsPort:
        """The sound of past commands."""
        ...

    def status(self) -> Json:
        """Return what the hub is doing: workers, grammar, version, counts."""
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
