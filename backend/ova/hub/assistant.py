"""OpenVoiceAssistant: the hub itself, made of all rooms."""

import logging
import os
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import IO, Any
from zoneinfo import ZoneInfo

from ova import __version__
from ova.core import (
    Area,
    NotFound,
    RunEvent,
    RunResult,
    Schedule,
    Unavailable,
    WordGraph,
)
from ova.dialogue import answer_sentences
from ova.engines import write_wav
from ova.engines.models import InstalledModel, ModelKind
from ova.folder import HomeFolder, Presence, remove_presence, write_presence
from ova.home import Home
from ova.hub.accounts import Accounts, User
from ova.hub.bus import NewsBus, NewsKind, Subscriber
from ova.hub.grammar_keeper import GrammarKeeper
from ova.hub.grammar_store import GrammarStore
from ova.hub.hearing import Hearing
from ova.hub.metrics import Metrics
from ova.hub.model_use import model_use
from ova.hub.models import Models
from ova.hub.opening import open_database
from ova.hub.recordings import Recordings
from ova.hub.replaying import replay
from ova.hub.ringing import Ringing
from ova.hub.settings import SettingsKeeper
from ova.hub.speaking import Speaking
from ova.hub.spoken_actions import SpokenActions
from ova.hub.texts import hub_texts
from ova.hub.turns import Turns
from ova.hub.wake_words import WakeWordKeeper
from ova.language import Grammar, GrammarCompiler, SentenceSource
from ova.pipeline import Pipeline, RunRequest
from ova.platform import Actions, DataSources, Events, Platform, SignIns, Webhooks
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, SkillManager
from ova.satellites import SatelliteLink, SatelliteRegistry, Satellites
from ova.schedule import Jobs, Timers

log = logging.getLogger(__name__)

READY_TIMEOUT_S = 30.0
MAX_RECORDING_S = 300.0
REPLY_WAIT_S = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class HubOptions:
    """How a hub is started."""

    folder: HomeFolder
    workers: int = 2
    """Speech decoding processes; 0 for none."""
    url: str = ""
    """Where this machine's own commands reach it; empty: they cannot."""
    certificate: str | None = None
    """Certificate file those commands are to trust."""


class OpenVoiceAssistant:
    """Wires the rooms; what plugins receive as ``ova``."""

    def __init__(self, options: HubOptions, *, clock: Callable[[], float] = time.time) -> None:
        """Open everything; nothing runs before ``start``. Raises OvaError when that is not possible.

        ``clock`` gives seconds since the epoch.
        """
        self._options = options
        self._clock = clock
        self._lock: IO[str] | None = options.folder.lock()
        try:
            self._database = open_database(options.folder)
        except BaseException:
            self._lock.close()
            raise
        self._news = NewsBus()
        self.accounts = Accounts(self._database, clock)
        self.settings = SettingsKeeper(self._database.settings)
        self.home = Home(self._database, now=clock)
        self.timers = Timers(self._database, now=clock)
        self.ringing = Ringing(self.timers, lambda: self.language)
        plugins, folders = (
            PluginStorage(self._database),
            PluginFolders.standard(options.folder.path),
        )
        self._jobs = Jobs()
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
        self.spoken_actions = SpokenActions(self.platform.actions, self.integration_manager)
        self.skill_manager = SkillManager(plugins, folders, self.integration_manager)
        self._speaking = Speaking(
            self.settings, options.folder.models, options.folder.cache / "voice"
        )
        self._hearing = Hearing(self.settings, options.folder.models, options.workers)
        self._speech = self._hearing.pool
        self._compilers: dict[str, GrammarCompiler] = {}
        self.grammar = GrammarKeeper(self._compile, self._hear if options.workers else None)
        self.platform.actions.phrases_changed = self.grammar.refresh
        turns = Turns(self, self.grammar, rng=random.Random())  # noqa: S311 - picks among replies
        self.recordings = Recordings(
            options.folder.recordings, lambda: self.settings.current, clock
        )
        self.pipeline = Pipeline(
            understand=turns.understand,
            handle=turns.handle,
            speak=self._speaking.speak,
            speech=self._speech,
            texts=hub_texts,
            on_event=self._run_event,
            on_result=self._run_ended,
            recorder=self.recordings,
            clock=clock,
        )
        self.satellites = Satellites(
            SatelliteRegistry(
                self._database.satellites,
                clock,
                lambda satellite: self._news.publish(NewsKind.SATELLITE, satellite.to_json()),
            ),
            self.pipeline,
            language=lambda: self.language,
            area_id=self._area_id,
            check_area=self.home.area,
            ringing=self.ringing.all,
            ring_text=self.ringing.text,
            silence=self.ringing.silence,
        )
        self.wake_words = WakeWordKeeper(
            options.folder.models / "wake",
            self._database.settings,
            self.satellites,
            self._speech.read,
        )
        self.satellites.wake_words = self.wake_words.told
        self._metrics = Metrics(
            satellites=lambda: sum(one.connected for one in self.satellites.all()),
            workers=lambda: sum(bool(one["ready"]) for one in self._speech.status()),
        )
        self.models = Models(
            options.folder.models,
            lambda job: self._news.publish(NewsKind.MODEL, job),
            lambda model: model_use(model, self.models.shelf, self.settings.current),
        )
        self.models.subscribe(self._model_changed)
        self._started_at = clock()
        self._closed = False

    @property
    def name(self) -> str:
        """The home's name."""
        return str(self.settings.current.home_name)

    @property
    def events(self) -> Events:
        """What integrations tell."""
        return self.platform.subscriptions

    @property
    def webhooks(self) -> Webhooks:
        """What services may send."""
        return self.platform.webhooks

    @property
    def sign_ins(self) -> SignIns:
        """The sign-ins of integrations at their services."""
        return self.platform.sign_ins

    @property
    def language(self) -> str:
        """The home's language."""
        return str(self.settings.current.language)

    @property
    def data(self) -> DataSources:
        """Series of numbers from integrations, by ``id[endpoint]``."""
        return self.platform.data

    @property
    def actions(self) -> Actions:
        """What integrations can be ordered to do."""
        return self.platform.actions

    def now(self) -> datetime:
        """Return the time in the home's time zone."""
        zone = ZoneInfo(self.settings.current.time_zone)
        return datetime.fromtimestamp(self._clock(), zone)

    def start(self) -> None:
        """Load the plugins and start what runs in the background; returns before speech is ready."""
        self._hearing.start()
        self._speaking.start()
        self.home.subscribe(lambda entity: self._news.publish(NewsKind.ENTITY, entity.to_json()))
        self.home.subscribe_names(lambda _names: self.grammar.refresh())
        self.timers.subscribe(self._timer_changed)
        self.integration_manager.load_all(self)
        self.skill_manager.load_all(self)
        for manager in (self.integration_manager, self.skill_manager):
            manager.subscribe(lambda info: self._news.publish(NewsKind.PLUGIN, info.to_json()))
        self.platform.events.subscribe(
            lambda event: self._news.publish(NewsKind.INTEGRATION_EVENT, event.to_json())
        )
        self.platform.actions.subscribe(lambda run: self._news.publish(NewsKind.RUN, run.to_json()))
        self.platform.issues.subscribe(lambda issue: self._news.publish(NewsKind.ISSUE, issue))
        self.skill_manager.subscribe(lambda _info: self.grammar.refresh())
        self.grammar.start()
        self.timers.start()
        self.models.subscribe(lambda _model, _change: self._speaking.start())
        self.models.start()
        if self._options.url:
            self._be_found()

    def _be_found(self) -> None:
        """Let this machine's own commands find the hub; a full disk must not end it."""
        presence = Presence(
            self._options.url,
            self.accounts.make_local_key(),
            os.getpid(),
            self._options.certificate,
        )
        try:
            write_presence(self._options.folder.path, presence)
        except Unavailable as error:
            log.warning("%s", error)

    def wait_ready(self, timeout_s: float = READY_TIMEOUT_S) -> bool:
        """Wait until text and speech can be answered; False when that took too long."""
        return self.grammar.wait_ready(timeout_s) and (
            not self._options.workers or self._speech.wait_ready(timeout_s)
        )

    def ready(self) -> bool:
        """Tell whether text and speech can be answered now."""
        return self.grammar.ready and (not self._options.workers or self._speech.hears)

    def close(self) -> None:
        """Stop everything in order; what was acknowledged is on disk. May be called twice."""
        if self._closed:
            return
        self._closed = True
        if self._options.url:
            remove_presence(self._options.folder.path)
        self.timers.close()
        self.models.close()
        self.grammar.close()
        self._speech.close()
        self.pipeline.close()
        self.recordings.close()
        self._speaking.close()
        self.skill_manager.unload_all()
        self.integration_manager.unload_all()
        self._jobs.close()
        self._database.close()
        if self._lock is not None:
            self._lock.close()

    def setup(self, username: str, password: str, home_name: str | None = None) -> User:
        """Create the owner's account and name the home. Raises Conflict, InvalidInput."""
        if home_name:
            self.settings.check({"home_name": home_name})
        owner = self.accounts.create_owner(username, password)
        if home_name:  # only now: a stranger may ask for this, and is refused above
            self.settings.update({"home_name": home_name})
        return owner

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
        """Answer a typed command. Raises InvalidInput, NotFound for an unknown area or satellite.

        ``explain`` asks for the result's ``trace``.
        """
        request = self._request(satellite_id, area_id, conversation_id, speak=speak)
        request = replace(request, explain=explain)
        return self.pipeline.text(text, request)

    def listen(
        self,
        data: bytes,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        speak: bool = False,
    ) -> RunResult:
        """Answer a recorded command: the bytes of a WAV, FLAC or OGG file.

        Raises InvalidInput for what is no sound, is empty, or is longer than five minutes.
        """
        request = self._request(satellite_id, area_id, None, speak=speak)
        return self.pipeline.recording(self._speech.read(data, MAX_RECORDING_S), request)

    def say_wav(self, text: str, voice: str | None = None) -> bytes:
        """Return a text spoken, as a WAV file."""
        return write_wav(self._speaking.clip(text, voice))

    def voices(self, language: str | None = None) -> dict[str, Any]:
        """Return the voices that can be chosen, in wire form."""
        return self._speaking.voices(language)

    def announce(
        self, text: str, satellite_ids: Sequence[str], voice: str | None = None
    ) -> list[str]:
        """Speak a text on satellites; return the ids reached. Raises NotFound, Unavailable."""
        pieces = self._speaking.pieces(text, voice)
        return self.satellites.announce(pieces, text, satellite_ids)

    def reply_audio(self, audio_id: str) -> bytes | None:
        """Return a spoken reply as a WAV file while it is kept; waits for one that is being made."""
        clip = self.pipeline.shelf.get(audio_id, REPLY_WAIT_S)
        return write_wav(clip) if clip else None

    def runs(self, limit: int = 50, before: str | None = None) -> list[dict[str, Any]]:
        """Return finished runs in wire form, newest first."""
        kept = self.recordings.names()
        found = self._database.runs.recent(limit, before=before)
        return [{**run, "recording": run["run_id"] in kept} for run in found]

    def run(self, run_id: str) -> dict[str, Any]:
        """Return one run in wire form with its events. Raises NotFound."""
        run = self._database.runs.get(run_id)
        return {**run, "recording": self.recordings.has(run_id)}

    def replay(self, run_id: str) -> dict[str, Any]:
        """Hear a run's sound again and compare. Raises NotFound, Unavailable."""
        run = self._database.runs.get(run_id)
        clip = self._speech.read(self.recordings.flac(run_id), MAX_RECORDING_S)
        area = self._area_of(run["satellite_id"])
        return replay(run, clip, self._speech, self.grammar.grammar, area)

    def _area_of(self, satellite_id: str | None) -> str | None:
        """Return the name of the area a satellite is in, if both still exist."""
        if satellite_id is None:
            return None
        try:
            area_id = self.satellites.get(satellite_id).area_id
            return self.home.area(area_id).name if area_id else None
        except NotFound:
            return None

    def update_settings(self, changes: dict[str, Any]) -> dict[str, Any]:
        """Change settings and return them all. Raises InvalidInput, NotFound for an unknown voice."""
        self._speaking.check(changes)
        before = self.language
        self.settings.update(changes)
        if self.language != before:
            self.grammar.refresh()
        self._hearing.settings_changed()
        if changes.keys() & {"voice", "voice_server", "language"}:
            self._speaking.start()
        return self.settings.values()

    def speech_changed(self) -> None:
        """Load the recogniser again: a model was installed or removed."""
        self._hearing.reload()

    def _model_changed(self, model: InstalledModel, _change: str) -> None:
        """Hear with a recogniser that has just come; voices are looked up when they speak."""
        if model.kind is ModelKind.VOSK and self._options.workers:
            self.speech_changed()

    def subscribe(self, subscriber: Subscriber) -> Callable[[], None]:
        """Call ``subscriber(kind, payload)`` with the hub's news; the result ends that."""
        return self._news.subscribe(subscriber)

    def open_link(self, send: Callable[..., None]) -> SatelliteLink:
        """Open a link for a satellite that has just connected."""
        return self.satellites.open_link(send)

    def session_key(self) -> bytes:
        """Return the key sessions are signed with."""
        return self.accounts.session_key()

    def metrics(self) -> bytes:
        """Return the counts in Prometheus' text form."""
        return self._metrics.text()

    def status(self) -> dict[str, Any]:
        """Return what the hub is and does, for the status page."""
        return {
            "version": __version__,
            "ready": self.ready(),
            "uptime_s": round(self._clock() - self._started_at, 1),
            "language": self.language,
            "speech_workers": self._speech.status() if self._options.workers else [],
            "grammar": {
                "ready": self.grammar.ready,
                "problems": [str(problem) for problem in self.grammar.problems],
                "conflicts": [str(conflict) for conflict in self.grammar.conflicts],
            },
            "entities": len(self.home.entities()),
            "areas": len(self.home.areas()),
            "satellites_connected": sum(one.connected for one in self.satellites.all()),
            "timers": len(self.timers.pending()),
        }

    def _request(
        self,
        satellite_id: str | None,
        area_id: str | None,
        conversation_id: str | None,
        *,
        speak: bool,
    ) -> RunRequest:
        satellite = self.satellites.get(satellite_id) if satellite_id else None
        area = self._area(area_id) if area_id else None
        return RunRequest(
            satellite_id=satellite.id if satellite else None,
            area_id=area.id if area else (satellite.area_id if satellite else None),
            language=self.language,
            conversation_id=conversation_id,
            speak=speak,
        )

    def _area(self, id_or_name: str) -> Area:
        """Return an area by id or name. Raises NotFound."""
        found = self.home.find_area(id_or_name)
        return found if found is not None else self.home.area(id_or_name)

    def _area_id(self, name: str) -> str | None:
        found = self.home.find_area(name)
        return found.id if found else None

    def _compile(self) -> Grammar:
        language = self.language  # once: it may change meanwhile
        sources = [
            SentenceSource(*one)
            for one in self.skill_manager.sentences()
            if one.language == language
        ]
        answers = SentenceSource("answers", language, answer_sentences(language), "answers")
        compiler = self._compilers.get(language)
        if compiler is None:
            store = GrammarStore(self._options.folder.cache / "grammar")
            compiler = self._compilers[language] = GrammarCompiler(language, store)
        phrases = self.spoken_actions.phrases()
        spoken = self.spoken_actions.sources(phrases, language)
        grammar = compiler.compile([*sources, answers, *spoken], self.home.names())
        self.spoken_actions.report(phrases, grammar.problems)
        return grammar

    def _hear(self, graph: WordGraph) -> None:
        """Give the decoder its sentences."""
        self._hearing.hear(graph, self.grammar.grammar.language)

    def _run_event(self, event: RunEvent) -> None:
        self._news.publish(NewsKind.RUN_EVENT, event.to_json())

    def _run_ended(self, result: RunResult) -> None:
        self._metrics.run_ended(result)
        self._database.runs.add(result)

    def _timer_changed(self, timer: Schedule) -> None:
        self._news.publish(NewsKind.TIMER, timer.to_json())
        self.satellites.timer_changed(timer)
