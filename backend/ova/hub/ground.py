"""What the hub stands on: people, settings, the home, timers, lists and plugins."""

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from ova.home import Home
from ova.hub.bus import NewsBus, NewsKind
from ova.hub.care import HubLog
from ova.hub.later import Later
from ova.hub.onboarding import Onboarding
from ova.hub.opening import open_locked
from ova.hub.options import HubOptions
from ova.hub.orders import Orders
from ova.hub.people import Accounts, People
from ova.hub.ringing import Ringing
from ova.hub.settings_keeper import SettingsKeeper
from ova.hub.spoken_actions import SpokenActions
from ova.lists import Lists
from ova.platform import Platform
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, SkillManager
from ova.schedule import Jobs, Planner, Timers

JOB_THREADS = 4
PLAN_WORKERS = 4


class Ground(Orders):
    """Makes what neither hears nor speaks; the parts that do stand on it."""

    def __init__(
        self, options: HubOptions, clock: Callable[[], float], steady: Callable[[], float]
    ) -> None:
        """Open everything; nothing runs yet. Raises OvaError when that is not possible.

        ``clock`` gives seconds since the epoch, ``steady`` seconds that never step.
        """
        self._options = options
        self._clock = clock
        self._steady = steady
        self._lock, self._database = open_locked(options.folder)
        self._news = NewsBus()
        self._make_people()
        self._make_home()
        self._make_plugins()

    @property
    def name(self) -> str:
        """The home's name."""
        return str(self.settings.current.home_name)

    def now(self) -> datetime:
        """Return the time in the home's time zone."""
        zone = ZoneInfo(self.settings.current.time_zone)
        return datetime.fromtimestamp(self._clock(), zone)

    def _make_people(self) -> None:
        """Who may come in, and what they set."""
        self.accounts = Accounts(
            self._database,
            self._clock,
            lambda kind, change: self._news.publish(NewsKind(kind), change),
        )
        self.people = People(self._database, self.accounts, self._clock)
        """Who may come in, and as what."""
        self.settings = SettingsKeeper(self._database.settings)
        self.onboarding = Onboarding(
            self._database.settings,
            lambda state: self._news.publish(NewsKind.ONBOARDING, state),
        )

    def _make_home(self) -> None:
        """The home, and what is to happen in it by itself."""
        self.home = Home(self._database, now=self._clock)
        self.timers = Timers(self._database, now=self._clock, steady=self._steady)
        self._later = Later(
            lambda: self.language, lambda: ZoneInfo(self.settings.current.time_zone)
        )
        self.schedules = Planner(
            *(self._database, self._later.carry_out),
            zone=self._later.zone,
            now=self._clock,
            steady=self._steady,
            workers=0 if self._options.by_hand else PLAN_WORKERS,
            snooze_s=lambda: 60.0 * self.settings.current.snooze_minutes,
        )
        self.ringing = Ringing(
            *(self.timers, self.schedules, lambda: self.language, self._later.zone),
            person_name=self.accounts.name_among_others,
        )
        self.lists = Lists(self._database, now=self._clock)
        """Shopping and to-do lists."""

    def _make_plugins(self) -> None:
        """Integrations and skills, and what the hub does for them."""
        plugins = PluginStorage(self._database)
        folders = self._options.plugins or PluginFolders.standard(self._options.folder.path)
        self._jobs = Jobs(threads=0 if self._options.by_hand else JOB_THREADS, steady=self._steady)
        self.integration_manager = IntegrationManager(
            plugins, folders, self.home, jobs=self._jobs, now=self._clock
        )
        self.platform = Platform(
            self._database,
            self.integration_manager,
            self._jobs,
            external_url=lambda: str(self.settings.current.external_url),
            now=self._clock,
        )
        self.log = HubLog(
            lambda line: self._news.publish(NewsKind.HUB_LOG, line),
            lambda raised: self._news.publish(NewsKind.LOG_LEVELS, raised),
            self.platform.journal.secrets_of,
            self._clock,
        )
        """What every part of the hub logs."""
        self.actions = self.platform.actions
        """What integrations can be ordered to do."""
        self.events = self.platform.subscriptions
        """What integrations tell."""
        self.webhooks = self.platform.webhooks
        """What services may send."""
        self.sign_ins = self.platform.sign_ins
        """The sign-ins of integrations at their services."""
        self.data = self.platform.data
        """Series of numbers from integrations, by ``id[endpoint]``."""
        self.spoken_actions = SpokenActions(self.actions, self.integration_manager)
        self.skill_manager = SkillManager(
            plugins, folders, self.integration_manager, jobs=self._jobs
        )
