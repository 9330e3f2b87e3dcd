"""From an intent to the answer: of the hub itself, of an agent, or of the skill that is meant."""

import random
from typing import TYPE_CHECKING

from ova.core import Intent, Reply, Utterance, acting
from ova.hub.agents import Agents
from ova.hub.asking_back import AskingBack
from ova.hub.correcting import take_back
from ova.hub.people import User, actor_of
from ova.hub.routine_phrases import STAGE as ROUTINE_STAGE
from ova.hub.spoken_actions import STAGE as ACTION_STAGE
from ova.hub.surroundings import Surroundings
from ova.hub.texts import hub_texts
from ova.language import Replies
from ova.sdk import Turn

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

STOP_STAGE = "stop"
"""Stands in an intent's ``skill`` when no skill is asked: what stops things comes first, always."""
REPEAT = "OvaRepeat"


class Handling:
    """Gives every intent to what answers it."""

    def __init__(
        self,
        hub: "OpenVoiceAssistant",
        around: Surroundings,
        agents: Agents,
        asking: AskingBack,
        *,
        rng: random.Random | None,
    ) -> None:
        """``rng`` picks among the variants of a reply; None: the first."""
        self._hub = hub
        self._around = around
        self._agents = agents
        self._asking = asking
        self._rng = rng

    def handle(self, utterance: Utterance, intent: Intent) -> Reply:
        """Let the skill whose sentence matched answer, as far as who speaks may do that."""
        person = self._hub.accounts.user(utterance.person_id) if utterance.person_id else None
        with acting(
            actor_of(utterance, person, self._hub.satellites.reach(utterance.satellite_id))
        ):
            return self._handled(utterance, intent, person)

    def _handled(self, utterance: Utterance, intent: Intent, person: User | None) -> Reply:
        if intent.skill == STOP_STAGE:
            for item in self._around.ringing(utterance):
                self._hub.ringing.stop(item)
            self._hub.satellites.sounds.hush(utterance.satellite_id)
            self._asking.over(
                self._hub.pipeline.sessions.close(
                    utterance.conversation_id or "", utterance.satellite_id
                )
            )
            return Reply()
        if intent.name == REPEAT:
            return self._repeated(utterance)
        take_back(self._hub, intent)
        going_on = self._asking.gone_on_with(intent, utterance.text)
        if going_on is not None:
            return self._asking.asked(going_on, utterance.language)
        if intent.skill.startswith(ACTION_STAGE):
            return self._hub.spoken_actions.answer(intent, utterance.language)
        if intent.skill.startswith(ROUTINE_STAGE):
            return self._hub.routines.answer(utterance, intent)
        if self._agents.is_agents(intent):
            area = self._around.area(utterance)
            return self._agents.answer(utterance, intent, area.name if area else "")
        skills = self._hub.skill_manager
        turn = Turn(
            utterance=utterance,
            intent=intent,
            satellite=self._around.satellite(utterance),
            area=self._around.area(utterance),
            language=utterance.language,
            person_name=person.name if person else "",
            shared_home=person is not None and self._hub.accounts.several,
            replies=Replies(
                self._hub.skill_texts.replies(intent.skill, utterance.language), check=False
            ),
            rng=self._rng,
        )
        alone = self._around.session(utterance) is None
        return self._asking.asked(skills.handle(turn), utterance.language, alone=alone)

    def _repeated(self, utterance: Utterance) -> Reply:
        """Say the last reply once more."""
        session = self._around.session(utterance)
        said = session.last_reply if session is not None else ""
        return Reply(said or hub_texts(utterance.language).render("nothing_said"))
