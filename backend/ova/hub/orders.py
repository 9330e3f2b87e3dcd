"""What the hub is asked for: commands, speech, past runs and settings."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, cast

from ova.core import AudioClip, InvalidInput, PlanKind, RunResult, Schedule, Wish
from ova.engines import write_wav
from ova.hub.agents import agents_of, check_agent
from ova.hub.bus import NewsBus, NewsKind
from ova.hub.command_check import try_command
from ova.hub.esphome import ESPHOME_SETTINGS, EsphomeDoor
from ova.hub.grammar_keeper import GrammarKeeper
from ova.hub.history import HISTORY_SETTINGS, RunHistory, TryingAgain
from ova.hub.options import HubOptions
from ova.hub.satellite_care import SatelliteCare
from ova.hub.settings_keeper import SettingsKeeper
from ova.hub.speech import Speech, recognisers_of
from ova.hub.tongues import Tongues
from ova.hub.whereabouts import Whereabouts
from ova.hub.wyoming import WYOMING_SETTINGS, WyomingDoor
from ova.pipeline import Pipeline, RunRequest
from ova.plugins import IntegrationManager
from ova.satellites import Satellites
from ova.schedule import Planner

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

REPLY_WAIT_S = 60.0


class Orders:
    """The orders of the hub, each carried out by the part it concerns."""

    settings: SettingsKeeper
    grammar: GrammarKeeper
    schedules: Planner
    pipeline: Pipeline
    history: RunHistory
    trying_again: TryingAgain
    integration_manager: IntegrationManager
    _options: HubOptions
    _news: NewsBus
    _speech: Speech
    _care: SatelliteCare
    _whereabouts: Whereabouts
    satellites: Satellites
    tongues: Tongues
    wyoming: WyomingDoor
    esphome: EsphomeDoor

    @property
    def language(self) -> str:
        """The home's language."""
        return str(self.settings.current.language)

    def where(self, satellite_id: str | None, area_id: str | None) -> RunRequest:
        """Return a place as a run takes it. Raises NotFound for an unknown one."""
        return self._whereabouts.request(satellite_id, area_id)

    def plan(self, wish: Wish) -> Schedule:
        """Plan something; a command is tried first, as nobody is asked when it is carried out.

        Raises InvalidInput.
        """
        if wish.kind is PlanKind.COMMAND and wish.text:
            self._check_command(wish.text, wish.satellite_id, wish.area_id)
        return self.schedules.add(wish)

    def change_plan(
        self, plan_id: str, changes: dict[str, Any], was: dict[str, Any] | None = None
    ) -> Schedule:
        """Change what is planned; another command is tried first. Raises as ``Planner.edit``."""
        plan = self.schedules.get(plan_id)
        text = changes.get("text", plan.data.get("text"))
        area_id = changes.get("area_id", plan.area_id)
        if plan.kind == PlanKind.COMMAND and text:
            moved = area_id != plan.area_id
            if moved or text != plan.data.get("text"):
                place = changes.get("satellite_id", plan.satellite_id)
                self._check_command(text, place, area_id)
        return self.schedules.edit(plan_id, changes, was)

    def converse(
        self,
        text: str,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        conversation_id: str | None = None,
        person_id: str | None = None,
        speak: bool = False,
        explain: bool = False,
    ) -> RunResult:
        """Answer a typed command. Raises InvalidInput, NotFound for an unknown area or satellite.

        ``explain`` asks for the result's ``trace``.
        """
        request = self._whereabouts.request(
            satellite_id, area_id, conversation_id, person_id, speak=speak, explain=explain
        )
        return self.pipeline.text(text, request)

    def listen(
        self,
        data: bytes,
        *,
        satellite_id: str | None = None,
        area_id: str | None = None,
        conversation_id: str | None = None,
        person_id: str | None = None,
        speak: bool = False,
    ) -> RunResult:
        """Answer a recorded command: the bytes of a WAV, FLAC or OGG file.

        Raises InvalidInput for what is no sound, is empty, or is longer than five minutes.
        """
        request = self._whereabouts.request(
            satellite_id, area_id, conversation_id, person_id, speak=speak
        )
        return self.pipeline.recording(self._speech.read(data), request)

    def say_wav(self, text: str, voice: str | None = None) -> bytes:
        """Return a text spoken, as a WAV file."""
        return self._speech.wav(text, voice)

    def voices(self, language: str | None = None) -> dict[str, Any]:
        """Return the voices that can be chosen, in wire form."""
        return self._speech.voice.voices(language)

    def announce(
        self, text: str, satellite_ids: Sequence[str], voice: str | None = None
    ) -> list[str]:
        """Speak a text on satellites; return the ids reached. Raises NotFound, Unavailable."""
        return self._care.announce(self._speech.voice.pieces, text, satellite_ids, voice)

    def read_sound(self, data: bytes) -> AudioClip:
        """Return the sound of a WAV, FLAC, MP3 or OGG file. Raises InvalidInput for what is none."""
        return self._speech.read(data)

    def reply_audio(self, audio_id: str) -> bytes | None:
        """Return a spoken reply as a WAV file while it is kept; waits for one that is being made."""
        clip = self.pipeline.shelf.get(audio_id, REPLY_WAIT_S)
        return write_wav(clip) if clip else None

    def runs(self, limit: int = 50, before: str | None = None) -> list[dict[str, Any]]:
        """Return finished runs in wire form, newest first."""
        return self.history.recent(limit, before)

    def run(self, run_id: str) -> dict[str, Any]:
        """Return one run in wire form with its events. Raises NotFound."""
        return self.history.get(run_id)

    def replay(self, run_id: str) -> dict[str, Any]:
        """Hear a run's sound again and compare. Raises NotFound, Unavailable."""
        return self.trying_again.understand(run_id)

    def hear(self, data: bytes) -> dict[str, Any]:
        """Return what a recording says; nothing is done. Raises as ``listen``, and StreamFailed."""
        return self._speech.heard(data)

    def update_settings(
        self, changes: dict[str, Any], was: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        """Change settings that are still as they ``was``, and return them all.

        Raises InvalidInput, NotFound for an unknown voice, ChangedMeanwhile.
        """
        self._speech.voice.check(changes)
        check_agent(self.integration_manager, changes)
        before = self.language
        self.settings.update(changes, was)
        if self.language != before or "stages" in changes:
            self.grammar.refresh()
            self.understand_satellites()
        if "time_zone" in changes:
            self.schedules.zone_changed()
        self._speech.settings_changed(changes)
        if "recognisers" in changes or "recogniser" in changes:
            self.understand_satellites()
        if changes.keys() & WYOMING_SETTINGS:
            self.wyoming.follow()
        if changes.keys() & ESPHOME_SETTINGS:
            self.esphome.follow()
        if changes.keys() & HISTORY_SETTINGS:
            self.history.prune()
        values = self.settings.values()
        self._news.publish(NewsKind.SETTINGS, values)
        return values

    def understand_satellites(self) -> None:
        """Understand the languages that are set for satellites, and hear them there."""
        self.tongues.follow(self.satellites.all(), self.satellites.language_of)

    def recognisers(self, language: str | None = None) -> dict[str, Any]:
        """Return which recognisers can hear a language, and which one does, in wire form.

        None is the home's language.
        """
        settings, models = self.settings.current, self._options.folder.models
        if language in (None, settings.language):
            return recognisers_of(settings, models, self._speech.workers())
        others = self._speech.other_workers(str(language))
        return recognisers_of(settings, models, others, language)

    def conversation_agents(self) -> list[dict[str, Any]]:
        """Return the integrations that can be asked what no skill takes: their ids and names."""
        return agents_of(self.integration_manager)

    def _check_command(self, text: str, satellite_id: str | None, area_id: str | None) -> None:
        hub = cast("OpenVoiceAssistant", self)
        if self.grammar.now is None:  # what was planned before is carried out all the same
            return
        _, fault = try_command(hub, text, satellite_id, area_id)
        if fault is not None:
            raise InvalidInput(fault.message, cure=fault.cure, code=fault.code)
