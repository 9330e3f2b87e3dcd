"""One turn: from an utterance to an intent, and from an intent to the skill that answers."""

import logging
import random
from typing import TYPE_CHECKING

from ova.core import Area, Intent, Match, NotFound, Reply, Satellite, Schedule, Utterance
from ova.dialogue import StopKind, recognise_stop
from ova.hub.grammar_keeper import GrammarKeeper
from ova.language import Replies
from ova.sdk import Turn

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

log = logging.getLogger(__name__)

STOP_STAGE = "stop"
"""Stands in an intent's ``skill`` when no skill is asked: what stops things comes first, always."""
STOP_INTENTS = {StopKind.STOP: "OvaStop", StopKind.CANCEL: "HassNevermind"}


class Turns:
    """Joins the Grammar with the skills."""

    def __init__(
        self, hub: "OpenVoiceAssistant", grammar: GrammarKeeper, *, rng: random.Random
    ) -> None:
        """``rng`` picks among the variants of a reply."""
        self._hub = hub
        self._keeper = grammar
        self._rng = rng

    def understand(self, utterance: Utterance) -> Match:
        """Return what an utterance means in the home as it is."""
        stop = recognise_stop(utterance.text, utterance.language)
        if stop is StopKind.CANCEL or (stop is StopKind.STOP and self._rings(utterance)):
            intent = Intent(STOP_INTENTS[stop], STOP_STAGE, text=utterance.text)
            return Match(utterance.text, intent)
        area = self._area(utterance)
        return self._keeper.grammar.match(utterance.text, area=area.name if area else None)

    def handle(self, utterance: Utterance, intent: Intent) -> Reply:
        """Let the skill whose sentence matched answer."""
        if intent.skill == STOP_STAGE:
            for timer in self._ringing(utterance):
                self._hub.timers.stop_ringing(timer.id)
            self._hub.pipeline.sessions.close(
                utterance.conversation_id or "", utterance.satellite_id
            )
            return Reply()
        skills = self._hub.skill_manager
        turn = Turn(
            utterance=utterance,
            intent=intent,
            satellite=self._satellite(utterance),
            area=self._area(utterance),
            language=utterance.language,
            replies=Replies(skills.replies(intent.skill, utterance.language)),
            rng=self._rng,
        )
        return skills.handle(turn)

    def _rings(self, utterance: Utterance) -> bool:
        return bool(self._ringing(utterance))

    def _ringing(self, utterance: Utterance) -> list[Schedule]:
        """Return what rings where the person is; without a satellite, what rings anywhere."""
        here = (None, utterance.satellite_id)
        return [
            timer
            for timer in self._hub.ringing.all()
            if utterance.satellite_id is None or timer.satellite_id in here
        ]

    def _area(self, utterance: Utterance) -> Area | None:
        if utterance.area_id is None:
            return None
        try:
            return self._hub.home.area(utterance.area_id)
        except NotFound:
            log.info("The area %s is gone; answering without one", utterance.area_id)
            return None

    def _satellite(self, utterance: Utterance) -> Satellite | None:
        if utterance.satellite_id is None:
            return None
        try:
            return self._hub.satellites.get(utterance.satellite_id)
        except NotFound:
            return None
