"""OpenVoiceAssistant: the hub itself, made of all rooms."""

import random
import time
from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from ova.core import RunResult, WordGraph
from ova.home import Home
from ova.hub.announcements import Announcements
from ova.hub.backups import Backups, BackupSchedule
from ova.hub.being_found import be_found, be_lost
from ova.hub.bus import NewsBus, NewsKind, Subscriber
from ova.hub.care import Care, HubLog, Metrics, status_of
from ova.hub.grammar_keeper import GrammarKeeper
from ova.hub.history import Curing, DeclinedTalk, Recordings, RunHistory, TryingAgain
from ova.hub.home_grammar import HomeGrammar
from ova.hub.later import Later, tell_of_plans
from ova.hub.left_rings import keep_ringing
from ova.hub.list_words import tell_of_lists
from ova.hub.models import Models, WakeWordKeeper, model_use
from ova.hub.name_check import NameCheck
from ova.hub.news_sources import (
    tell_of_home,
    tell_of_plugins,
    tell_of_routines,
    tell_of_skill_texts,
)
from ova.hub.onboarding import Onboarding
from ova.hub.opening import open_locked
from ova.hub.options import HubOptions
from ova.hub.orders import Orders
from ova.hub.people import Accounts, People, User, set_up
from ova.hub.ringing import Ringing
from ova.hub.routines import Routines
from ova.hub.satellite_asks import SatelliteAsks
from ova.hub.satellite_care import SatelliteCare
from ova.hub.satellite_choices import satellite_choices
from ova.hub.settings import SettingsKeeper
from ova.hub.skills import Examples, SkillDesk, SkillTexts, explained
from ova.hub.speech import Speech
from ova.hub.spoken_actions import SpokenActions
from ova.hub.texts import hub_texts
from ova.hub.tongues import Tongues
from ova.hub.turns import Turns
from ova.hub.whereabouts import Whereabouts
from ova.lists import Lists
from ova.pipeline import Pipeline
from ova.platform import Platform
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, SkillManager
from ova.satellites import SatelliteLink
from ova.schedule import Jobs, Planner, Timers, steady_clock

READY_TIMEOUT_S = 30.0
PRUNE_S = 3600.0
JOB_THREADS = 4
PLAN_WORKERS = 4
SETTLE_S = 30.0
MOST_ROUNDS = 1_000


class OpenVoiceAssistant(Orders):
    """Wires the rooms; what plugins receive as ``ova``."""

    def __init__(
        self,
        options: HubOptions,
        *,
        clock: Callable[[], float] = time.time,
        steady: Callable[[], float] = steady_clock,
    ) -> None:
        """Open everything; nothing runs before ``start``. Raises OvaError when that is not possible.

        ``clock`` gives seconds since the epoch, ``steady`` seconds that never step.
        """
        self._options = options
        self._clock = clock
        self._lock, self._database = open_locked(options.folder)
        self._news = NewsBus()
        self.accounts = Accounts(
            self._database, clock, lambda kind, change: self._news.publish(NewsKind(kind), change)
        )
        self.people = People(self._database, self.accounts, clock)
        """Who may come in, and as what."""
        self.settings = SettingsKeeper(self._database.settings)
        self.onboarding = Onboarding(
            self._database.settings,
            lambda state: self._news.publish(NewsKind.ONBOARDING, state),
        )
        self.home = Home(self._database, now=clock)
        self.timers = Timers(self._database, now=clock, steady=steady)
        later = Later(lambda: self.language, lambda: ZoneInfo(self.settings.current.time_zone))
        self.schedules = Planner(
            *(self._database, later.carry_out),
            zone=later.zone,
            now=clock,
            steady=steady,
            workers=0 if options.by_hand else PLAN_WORKERS,
            snooze_s=lambda: 60.0 * self.settings.current.snooze_minutes,
        )
        self.ringing = Ringing(self.timers, self.schedules, lambda: self.language, later.zone)
        self.lists = Lists(self._database, now=clock)
        """Shopping and to-do lists."""
        plugins = PluginStorage(self._database)
        folders = options.plugins or PluginFolders.standard(options.folder.path)
        self._jobs = Jobs(threads=0 if options.by_hand else JOB_THREADS, steady=steady)
        self.integration_manager = IntegrationManager(
            plugins, folders, self.home, jobs=self._jobs, now=clock
        )
        self.platform = Platform(
            self._database,
            self.integration_manager,
            self._jobs,
            external_url=lambda: str(self.settings.current.external_url),
            now=clock,
        )
        self.log = HubLog(
            lambda line: self._news.publish(NewsKind.HUB_LOG, line),
            lambda raised: self._news.publish(NewsKind.LOG_LEVELS, raised),
            self.platform.journal.secrets_of,
            clock,
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
        self._speech = Speech(self.settings, options.folder, options.workers)
        self.skill_texts = SkillTexts(self._database, self.skill_manager)
        """The home's own sentences and replies of skills."""
        self.routines = Routines(self, self._database, options.folder.routines, self._jobs)
        """Several things done by one phrase."""
        self.home_grammar = HomeGrammar(
            self.home,
            self.skill_manager,
            self.skill_texts,
            self.spoken_actions,
            self.routines.sources,
            lambda: self.language,
            lambda: self.settings.current.stages,
            options.folder.cache / "grammar",
        )
        self.grammar = GrammarKeeper(
            self.home_grammar.compile, self._hear if options.workers else None
        )
        self.tongues = Tongues(
            *(self.grammar, self.home_grammar, self._speech, self.settings),
            hears=options.workers > 0,
        )
        """The Grammars of all languages that are spoken in the home."""
        self.actions.phrases_changed = self.tongues.refresh
        self.declined_talk = DeclinedTalk(self._database, clock)
        self.skill_desk = SkillDesk(self)
        self.examples = Examples(
            self.skill_manager, self.home, lambda language: self.tongues.in_language(language, 0.0)
        )
        """What can be said to a skill in this home."""
        variety = None if options.by_hand else random.Random()  # noqa: S311 - picks among replies
        self.turns = turns = Turns(self, self.tongues, self._jobs, rng=variety)
        self.recordings = Recordings(
            options.folder.recordings, lambda: self.settings.current, clock
        )
        self.pipeline = Pipeline(
            understand=turns.understand,
            handle=turns.handle,
            speak=self._speech.voice.speak,
            speech=self._speech.pool,
            texts=hub_texts,
            on_event=lambda event: self._news.publish(NewsKind.RUN_EVENT, event.to_json()),
            on_result=self._run_ended,
            recorder=self.recordings,
            ears=self._speech.pool_for,
            clock=clock,
        )
        later.through(self.pipeline, self.routines.run_due)
        self._care = SatelliteCare(
            self._database.satellites,
            self.pipeline,
            self.home,
            self.ringing,
            self._news,
            choices=satellite_choices(
                self.settings,
                self._speech.voice.check_voice,
                lambda person_id: self.accounts.user(person_id) is not None,
            ),
            clock=clock,
        )
        self.satellites = self._care.satellites
        self.satellite_asks = SatelliteAsks(
            self, partial(self._care.ask, self._speech.voice.pieces)
        )
        """What programs ask on satellites."""
        self.satellites.ask = self.satellite_asks.ask
        self.satellites.converse = self.satellite_asks.converse
        self.announcements = Announcements(
            self,
            self._database.settings,
            clock,
            lambda said: self._news.publish(NewsKind.ANNOUNCEMENT, said.to_json()),
        )
        """Saying something in the house."""
        self.pairing = self._care.pairing
        """Devices that want to join."""
        self.satellites.speech_changed = self.understand_satellites
        self.discovery = self._care.discovery
        """Voice devices seen on the network."""
        self._whereabouts = Whereabouts(self.home, self.satellites, lambda: self.language)
        self.history = RunHistory(
            self._database,
            self.recordings,
            lambda: self.settings.current,
            clock,
            changed=lambda run: self._news.publish(NewsKind.RUN_CHANGED, run),
            removed=lambda gone: self._news.publish(NewsKind.RUN_REMOVED, gone),
        )
        self.curing = Curing(self)
        self.trying_again = TryingAgain(
            *(self.history.get, self.recordings, self._speech, self.tongues, self.pipeline),
            *(self._whereabouts, self.home, self.satellites, self.declined_talk),
        )
        self.wake_words = WakeWordKeeper(
            options.folder.models / "wake",
            self._database.settings,
            self.satellites,
            self._speech.pool.read,
        )
        self.satellites.wake_words = self.wake_words.told
        self._metrics = Metrics(
            satellites=lambda: sum(one.connected for one in self.satellites.all()),
            workers=lambda: sum(bool(one["ready"]) for one in self._speech.pool.status()),
        )
        self.models = Models(
            options.folder.models,
            lambda job: self._news.publish(NewsKind.MODEL, job),
            lambda model: model_use(model, self.models.shelf, self.settings.current),
        )
        self.models.subscribe(self._speech.model_changed)
        self.models.subscribe(lambda _model, _change: self._news.publish(NewsKind.MODELS, {}))
        self.wake_words.changed = lambda: self._news.publish(NewsKind.WAKE_WORD_LIST, {})
        self.names = NameCheck(self)
        """What is wrong with the names of the home."""
        self.backups = Backups(
            options.folder,
            self._database,
            lambda job: self._news.publish(NewsKind.BACKUP, job),
            home_name=lambda: self.name,
            now=self.now,
            restart=options.restart,
        )
        """Backups and restores."""
        self.backup_schedule = BackupSchedule(
            self.backups, self._database.settings, lambda: self._database.secrets, self.now
        )
        self.care = Care(self, options.folder)
        """What this hub is, and whether it is well."""
        self._started_at = clock()
        self._closed = False

    @property
    def name(self) -> str:
        """The home's name."""
        return str(self.settings.current.home_name)

    def now(self) -> datetime:
        """Return the time in the home's time zone."""
        zone = ZoneInfo(self.settings.current.time_zone)
        return datetime.fromtimestamp(self._clock(), zone)

    def start(self) -> None:
        """Load the plugins and start what runs in the background; returns before speech is ready."""
        self.platform.journal.start()
        self.log.start()
        if not self._options.by_hand:
            self._speech.start()
        tell_of_home(self, self._news)
        self.home.subscribe_names(lambda _names: self.tongues.refresh())
        self.timers.subscribe(self.satellites.bells.timer_changed)
        tell_of_plans(self, self._jobs)
        keep_ringing(self)
        tell_of_lists(self, self._news)
        self.integration_manager.load_all(self)
        self.skill_manager.load_all(self)
        tell_of_plugins(self, self._news)
        tell_of_skill_texts(self, self._news)
        tell_of_routines(self, self._news)
        self.skill_manager.subscribe(lambda _info: self.grammar.refresh())
        self.grammar.start()
        self.understand_satellites()
        self.timers.start()
        self._prune_history()
        self.routines.start()
        self.schedules.start()
        if self._options.by_hand:
            return
        self.models.subscribe(lambda _model, _change: self._speech.voice.start())
        self.models.start()
        self._care.start()
        self.backup_schedule.start()
        be_found(self._options, self.accounts)

    def run_due(self) -> None:
        """Do what is due by the clock, and wait for it: for a hub that is run by hand."""
        self.timers.check_now()
        self.schedules.check_now()
        for _ in range(MOST_ROUNDS):  # what is done may plan more that is due at once
            done = self._jobs.run_due()
            self.skill_manager.wait_idle(SETTLE_S)
            if not done:
                return

    def next_due(self) -> float | None:
        """Return when something is due next by the steady clock, timers and plans left out."""
        return self._jobs.next_due()

    def wait_ready(self, timeout_s: float = READY_TIMEOUT_S) -> bool:
        """Wait until text and speech can be answered; False when that took too long."""
        return self.grammar.wait_ready(timeout_s) and self._speech.wait_ready(timeout_s)

    def ready(self) -> bool:
        """Tell whether text and speech can be answered now."""
        return self.grammar.ready and self._speech.ready

    def close(self) -> None:
        """Stop everything in order; what was acknowledged is on disk. May be called twice."""
        if self._closed:
            return
        self._closed = True
        be_lost(self._options)
        self.backup_schedule.close()
        self.backups.close()
        self.satellite_asks.close()
        self._care.close()
        self.timers.close()
        self.schedules.close()
        self.models.close()
        self.tongues.close()
        self._speech.close()
        self.pipeline.close()
        self.recordings.close()
        self._speech.voice.close()
        self.skill_manager.unload_all()
        self.integration_manager.unload_all()
        self.platform.journal.stop()
        self.log.stop()
        self._jobs.close()
        self._database.close()
        self._lock.close()

    def setup(self, username: str, password: str, home_name: str | None = None) -> User:
        """Create the owner's account and name the home. Raises Conflict, InvalidInput."""
        return set_up(self.accounts, self.settings, self.onboarding, username, password, home_name)

    def understand(self, text: str, area_id: str | None = None) -> dict[str, Any]:
        """Return in wire form what a text would come to; nothing is done. Raises NotFound."""
        return explained(self, text, area_id)

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber(kind, payload)`` with the hub's news; the result ends that."""
        return self._news.subscribe(subscriber)

    def open_link(
        self,
        send: Callable[..., None],
        *,
        address: str = "",
        key_of: str | None = None,
        person_id: str | None = None,
    ) -> SatelliteLink:
        """Open a link for a satellite that has just connected from an address.

        ``key_of`` is the id of the satellite whose own token it came with, if it did.
        """
        return self.satellites.open_link(send, address=address, key_of=key_of, person_id=person_id)

    def session_key(self) -> bytes:
        """Return the key sessions are signed with."""
        return self.accounts.session_key()

    def metrics(self) -> bytes:
        """Return the counts in Prometheus' text form."""
        return self._metrics.text()

    def status(self) -> dict[str, Any]:
        """Return what the hub is and does, for the status page."""
        uptime_s = self._clock() - self._started_at
        return status_of(self, uptime_s, self._speech.workers())

    def _hear(self, graph: WordGraph) -> None:
        """Give the decoder its sentences."""
        self._speech.hear(graph, self.grammar.grammar.language)

    def _prune_history(self) -> None:
        """Forget old runs now, and again every hour."""
        try:
            self.history.prune()
        finally:
            self._jobs.plan("history", PRUNE_S, self._prune_history)

    def _run_ended(self, result: RunResult) -> None:
        self._metrics.run_ended(result)
        self.history.add(result)
