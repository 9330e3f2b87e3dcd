"""What hears, understands, answers and looks after itself: the upper parts of the hub."""

import random
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, cast

from ova.core import RunResult, WordGraph
from ova.hub.agents import Agents
from ova.hub.announcements import Announcements
from ova.hub.announcing import Announcing
from ova.hub.asking_back import AskingBack
from ova.hub.backups import Backups, BackupSchedule
from ova.hub.bus import NewsKind
from ova.hub.care import Care, Metrics
from ova.hub.esphome import EsphomeDoor
from ova.hub.grammar_keeper import GrammarKeeper
from ova.hub.ground import Ground
from ova.hub.handling import Handling
from ova.hub.history import Curing, DeclinedTalk, Recordings, RunHistory, TryingAgain
from ova.hub.home_grammar import HomeGrammar
from ova.hub.hub_identity import HubIdentity
from ova.hub.models import (
    Models,
    WakeWordChoices,
    WakeWordShelf,
    WakeWordTrials,
    model_use,
    users_of,
)
from ova.hub.name_check import NameCheck
from ova.hub.options import HubOptions
from ova.hub.routines import Routines
from ova.hub.satellite_asks import SatelliteAsks
from ova.hub.satellite_care import SatelliteCare
from ova.hub.satellite_choices import satellite_choices
from ova.hub.skills import Examples, SkillDesk, SkillTexts
from ova.hub.speech import Speech
from ova.hub.stop_words import StopWords
from ova.hub.surroundings import Surroundings
from ova.hub.texts import hub_texts
from ova.hub.tongues import Tongues
from ova.hub.turns import Turns
from ova.hub.whereabouts import Whereabouts
from ova.hub.while_away import WhileAway
from ova.hub.wyoming import WyomingDoor
from ova.pipeline import Pipeline

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant


class Parts(Ground):
    """Makes the parts of the hub that need each other, in that order."""

    def __init__(
        self, options: HubOptions, clock: Callable[[], float], steady: Callable[[], float]
    ) -> None:
        """Open everything; nothing runs yet. Raises as ``Ground``."""
        super().__init__(options, clock, steady)
        self._make_understanding()
        self._make_pipeline()
        self._make_satellites()
        self._make_history()
        self._make_models()
        self._make_care()

    @property
    def _hub(self) -> "OpenVoiceAssistant":
        """The whole hub, which parts that look into many others are given."""
        return cast("OpenVoiceAssistant", self)

    def _make_understanding(self) -> None:
        """From what is heard to what is meant."""
        self._speech = Speech(self.settings, self._options.folder, self._options.workers)
        self.skill_texts = SkillTexts(self._database, self.skill_manager)
        """The home's own sentences and replies of skills."""
        self.routines = Routines(
            self._hub, self._database, self._options.folder.routines, self._jobs
        )
        """Several things done by one phrase."""
        self.home_grammar = HomeGrammar(
            self.home,
            self.skill_manager,
            self.skill_texts,
            self.spoken_actions,
            self.routines.sources,
            lambda: self.language,
            lambda: self.settings.current.stages,
            self._options.folder.cache / "grammar",
        )
        self.grammar = GrammarKeeper(
            self.home_grammar.compile, self._hear if self._options.workers else None
        )
        self.tongues = Tongues(
            *(self.grammar, self.home_grammar, self._speech, self.settings),
            hears=self._options.workers > 0,
        )
        """The Grammars of all languages that are spoken in the home."""
        self.actions.phrases_changed = self.tongues.refresh
        self.declined_talk = DeclinedTalk(self._database, self._clock)
        self.skill_desk = SkillDesk(self._hub)
        self.examples = Examples(
            self.skill_manager, self.home, lambda language: self.tongues.in_language(language, 0.0)
        )
        """What can be said to a skill in this home."""

    def _make_pipeline(self) -> None:
        """From what is meant to the reply."""
        variety = None if self._options.by_hand else random.Random()  # noqa: S311 - picks among replies
        around = Surroundings(self._hub)
        agents, asking = Agents(self._hub), AskingBack(self._hub, self._jobs)
        self.turns = turns = Turns(self._hub, around, self.tongues, agents, asking)
        handling = Handling(self._hub, around, agents, asking, rng=variety)
        self.recordings = Recordings(
            self._options.folder.recordings, lambda: self.settings.current, self._clock
        )
        self.pipeline = Pipeline(
            understand=turns.understand,
            handle=handling.handle,
            speak=self._speech.voice.speak,
            speech=self._speech.pool,
            texts=hub_texts,
            on_event=lambda event: self._news.publish(NewsKind.RUN_EVENT, event.to_json()),
            on_result=self._run_ended,
            recorder=self.recordings,
            ears=self._speech.pool_for,
            clock=self._clock,
        )
        self._later.through(
            *(self.pipeline, self.routines.run_due, self.home),
            reach=lambda satellite_id: self.satellites.reach_of(satellite_id),
        )

    def _make_satellites(self) -> None:
        """The devices people speak to."""
        self._care = SatelliteCare(
            self._database.satellites,
            self._database.satellite_groups,
            self.pipeline,
            self.home,
            self.ringing,
            self._news,
            choices=satellite_choices(
                self.settings,
                self._speech.voice.check_voice,
                lambda person_id: self.accounts.user(person_id) is not None,
                self.home.area,
            ),
            hears=lambda satellite_id: self.wake_choices.listener(satellite_id),
            hears_stop=StopWords(self._speech, lambda: self.satellites).open,
            clock=self._clock,
            earshot=lambda: str(self.settings.current.earshot),
            quiet=self.settings.quiet_rules,
            now=self.now,
            certificate=lambda: self.identity.certificate(),
        )
        self.satellites = self._care.satellites
        self.identity = HubIdentity(
            self._database.settings,
            self.satellites.registry,
            lambda: self.name,
            self._options.certificate,
        )
        """Which hub this is."""
        self._announcing = Announcing(self.identity, self._options.listening)
        self.satellite_asks = SatelliteAsks(
            self._hub, partial(self._care.ask, self._speech.voice.pieces)
        )
        """What programs ask on satellites."""
        self.satellites.ask = self.satellite_asks.ask
        self.satellites.converse = self.satellite_asks.converse
        self.satellites.on_gone = self.satellite_asks.left
        self.announcements = Announcements(
            self._hub,
            self._database.settings,
            self._clock,
            lambda said: self._news.publish(NewsKind.ANNOUNCEMENT, said.to_json()),
        )
        """Saying something in the house."""
        self.pairing = self._care.pairing
        """Devices that want to join."""
        self.while_away = WhileAway(
            *(self._hub, self._speech, self._jobs, self._later.zone, self._clock)
        )
        """What satellites are told for when the hub is away."""
        self.satellites.speech_changed = self.understand_satellites
        self.discovery = self._care.discovery
        """Voice devices seen on the network."""
        self._whereabouts = Whereabouts(self.home, self.satellites, lambda: self.language)

    def _make_history(self) -> None:
        """What was said before, and what can be learned of it."""
        self.history = RunHistory(
            self._database,
            self.recordings,
            lambda: self.settings.current,
            self._clock,
            changed=lambda run: self._news.publish(NewsKind.RUN_CHANGED, run),
            removed=lambda gone: self._news.publish(NewsKind.RUN_REMOVED, gone),
        )
        self.curing = Curing(self._hub)
        self.trying_again = TryingAgain(
            *(self.history.get, self.recordings, self._speech, self.tongues, self.pipeline),
            *(self._whereabouts, self.home, self.satellites, self.declined_talk),
        )

    def _make_models(self) -> None:
        """What speech and wake words are recognised with."""
        self.wake_words = WakeWordShelf(
            self._options.folder.models / "wake",
            self._database.settings,
            partial(users_of, self.satellites),
        )
        self.wake_choices = WakeWordChoices(self.wake_words, self.satellites)
        """Who listens for which of them."""
        self.wake_trials = WakeWordTrials(self.wake_words, self._speech.pool.read)
        self.satellites.told.words_for = self.wake_choices.told
        self.satellites.told.time_zone = lambda: self.settings.current.time_zone
        self.satellites.told.timers = lambda: [*self.timers.pending(), *self.timers.paused()]
        self.wyoming = WyomingDoor(self._hub, self._speech, self._clock)
        """Satellites and other hubs that speak the Wyoming protocol."""
        self.esphome = EsphomeDoor(
            self._hub, self._options, self._database.secrets, self._speech, self._clock
        )
        """ESPHome voice devices."""
        self._metrics = Metrics(
            satellites=lambda: sum(one.connected for one in self.satellites.all()),
            workers=lambda: sum(bool(one["ready"]) for one in self._speech.pool.status()),
        )
        self.models = Models(
            self._options.folder.models,
            lambda job: self._news.publish(NewsKind.MODEL, job),
            lambda model: model_use(model, self.models.shelf, self.settings.current),
        )
        self.models.subscribe(self._speech.model_changed)
        self.models.subscribe(lambda _model, _change: self._news.publish(NewsKind.MODELS, {}))
        self.wake_words.changed = lambda: self._news.publish(NewsKind.WAKE_WORD_LIST, {})

    def _make_care(self) -> None:
        """Whether everything is well, and that nothing gets lost."""
        self.names = NameCheck(self._hub)
        """What is wrong with the names of the home."""
        self.backups = Backups(
            self._options.folder,
            self._database,
            lambda job: self._news.publish(NewsKind.BACKUP, job),
            home_name=lambda: self.name,
            now=self.now,
            restart=self._options.restart,
        )
        """Backups and restores."""
        self.backup_schedule = BackupSchedule(
            self.backups, self._database.settings, lambda: self._database.secrets, self.now
        )
        self.care = Care(self._hub, self._options.folder)
        """What this hub is, and whether it is well."""

    def _hear(self, graph: WordGraph) -> None:
        """Give the decoder its sentences."""
        self._speech.hear(graph, self.grammar.grammar.language)

    def _run_ended(self, result: RunResult) -> None:
        self._metrics.run_ended(result)
        self.history.add(result)
