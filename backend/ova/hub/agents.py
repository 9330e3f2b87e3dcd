"""Who is asked last: a conversation agent of an integration, when no skill takes a command."""

import logging
from collections import OrderedDict, deque
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ova.core import Intent, InvalidInput, Match, OvaError, Question, Reply, Utterance
from ova.dialogue import Session
from ova.hub.agent_tools import CONTROL_STAGE, ToolBox
from ova.hub.spoken_errors import error_reply
from ova.hub.texts import hub_texts
from ova.language import Replies
from ova.plugins import Entry, IntegrationManager, PluginFault
from ova.sdk import AgentAnswer, AgentRequest, AgentTurn, NotReady, PluginError

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

log = logging.getLogger(__name__)

HOOK = "converse"
STAGE = "agent:"
"""Begins an intent's ``skill`` when an agent is asked, not a skill."""
INTENT = "OvaAskAgent"
NOT_TAKEN = frozenset({"no_intent", "no_entity", "no_area", "no_floor", "too_long"})
"""Why nothing was understood, where an agent may know better. A negation, an exclusion, or a thing that
is not shared is understood well, and stays as it is."""
TALK = "not_a_command"
MOST_TURNS = 10
MOST_TALKS = 200
LONGEST_ANSWER = 4_000


class Agents:
    """Asks the agent the home chose, and remembers what was said in each conversation."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub
        self._talks: OrderedDict[tuple[str, float], deque[AgentTurn]] = OrderedDict()
        """By the conversation's key and its beginning: when it is over, so is what was said."""

    def instead(self, utterance: Utterance, match: Match) -> Match:
        """Return a match that asks the agent, when nothing was understood and that is allowed."""
        if match.intent is not None or match.question is not None:
            return match
        chosen = self._hub.settings.current
        if not chosen.agent or not self._may(utterance, match.reason):
            return match
        intent = Intent(INTENT, STAGE + chosen.agent, text=utterance.text)
        return Match(utterance.text, intent, detail={"instead_of": match.reason}, trace=match.trace)

    def is_agents(self, intent: Intent) -> bool:
        """Tell whether an intent is answered here."""
        return intent.skill.startswith((STAGE, CONTROL_STAGE))

    def answer(self, utterance: Utterance, intent: Intent, area: str = "") -> Reply:
        """Ask the agent, or carry out what a person has confirmed."""
        texts = hub_texts(utterance.language)
        if intent.skill == CONTROL_STAGE:
            return self._control(intent, texts)
        agent_id = intent.skill.removeprefix(STAGE)
        manager = self._hub.integration_manager
        name = agent_id
        try:
            name = manager.info(agent_id).name
            entry = manager.entry(agent_id)
        except OvaError as error:
            return error_reply(error, texts, name, intent.skill)
        box = ToolBox(
            agent_id,
            self._hub.platform.actions,
            self._hub.home,
            self._hub.settings.current.confirm,
            texts,
        )
        session = self._session(utterance)
        try:
            answer = self._asked(entry, utterance, box, session, area)
        except OvaError as error:
            if isinstance(error, PluginError):
                manager.call_failed(entry, error)
            reply = error_reply(error, texts, entry.name, intent.skill)
            told = {"id": agent_id, "calls": box.calls}
            return Reply(reply.text, error=reply.error, data={**reply.data, "agent": told})
        finally:
            box.close()
        reply = self._reply(answer, box, utterance.language, session)
        told = {"id": agent_id, "calls": box.calls, **entry.clean(dict(answer.details))}
        if session is not None:
            self._remember(session, AgentTurn(utterance.text, reply.text))
        return Reply(
            reply.text,
            keep_listening=reply.keep_listening,
            question=reply.question,
            data={"agent": told},
        )

    def here(self, utterance: Utterance) -> bool:
        """Tell whether the agent may answer where something is said: that satellite's word counts first."""
        satellite_id = utterance.satellite_id
        if satellite_id is None:
            return True
        if self._hub.satellites.registry.knows(satellite_id):
            own = self._hub.satellites.get(satellite_id).preferences.agent
            if own:
                return own == "yes"
        allowed = self._hub.settings.current.agent_satellites
        return not allowed or satellite_id in allowed

    def _may(self, utterance: Utterance, reason: str) -> bool:
        chosen = self._hub.settings.current
        if not self.here(utterance):
            return False
        spoken = utterance.transcript is not None and utterance.transcript.engine != "text"
        if reason == TALK:  # what is typed is meant for the hub, whatever it is
            return chosen.agent_hears_talk or not spoken
        return reason in NOT_TAKEN

    def _asked(
        self,
        entry: Entry,
        utterance: Utterance,
        box: ToolBox,
        session: Session | None,
        area: str,
    ) -> AgentAnswer:
        hook = entry.hook(HOOK)
        if hook is None:
            raise NotReady(
                f"{entry.name} is no conversation agent.",
                cure="Choose another one in the settings of the home.",
            )
        request = AgentRequest(
            text=utterance.text,
            language=utterance.language,
            area=area,
            home=box.home(),
            history=tuple(self._talks.get(_key(session), ())) if session else (),
            tools=box.tools(),
        )
        told = entry.call(HOOK, hook, request, entry.context)
        answer = told if isinstance(told, AgentAnswer) else AgentAnswer(str(told or ""))
        text = str(entry.clean(answer.text)).strip()[:LONGEST_ANSWER]
        if not text and not box.waiting:
            raise PluginFault(
                f"{entry.name} said nothing.",
                reason=f"{HOOK} returned no text",
                cure="Return an AgentAnswer with a text, or raise an error.",
            )
        return AgentAnswer(text, bool(answer.keep_listening), dict(answer.details))

    def _reply(
        self, answer: AgentAnswer, box: ToolBox, language: str, session: Session | None
    ) -> Reply:
        """Return what the agent says; what a person must confirm the hub asks in its own words."""
        question: Question | None = box.question(language)
        if question is None:
            return Reply(answer.text, keep_listening=answer.keep_listening)
        texts, sentence = hub_texts(language), question.options[0].sentence
        asked = texts.render("confirm" if session else "agent_alone", sentence=sentence)
        text = f"{answer.text} {asked}" if box.worked and answer.text else asked
        if session is None:
            return Reply(text)
        return Reply(text, keep_listening=True, question=question)

    def _control(self, intent: Intent, texts: Replies) -> Reply:
        entity_id = str(intent.value("entity_id"))
        try:
            entity = self._hub.home.entity(entity_id)
            if not entity.exposed:
                return Reply(
                    texts.render("no_entity_exposed", entity=entity.name), error="no_entity"
                )
            self._hub.home.control(entity_id, str(intent.value("service")), intent.value("data"))
        except OvaError as error:
            return error_reply(error, texts, entity_id, CONTROL_STAGE)
        return Reply(texts.render("action_done"))

    def _session(self, utterance: Utterance) -> Session | None:
        sessions = self._hub.pipeline.sessions
        now = self._hub.now().timestamp()
        return sessions.get(now, utterance.conversation_id or "", utterance.satellite_id)

    def _remember(self, session: Session, turn: AgentTurn) -> None:
        talk = self._talks.pop(_key(session), None) or deque(maxlen=MOST_TURNS)
        talk.append(turn)
        self._talks[_key(session)] = talk
        while len(self._talks) > MOST_TALKS:
            self._talks.popitem(last=False)


def _key(session: Session) -> tuple[str, float]:
    return session.key, session.started_at


def check_agent(manager: IntegrationManager, changes: Mapping[str, Any]) -> None:
    """Raise InvalidInput when changed settings choose an agent there is not."""
    agent = changes.get("agent")
    if not isinstance(agent, str) or not agent:
        return
    known = {one.id for one in manager.infos()}
    loaded = {one.id: one for one in manager.entries()}
    if agent in known and (agent not in loaded or loaded[agent].hook(HOOK) is not None):
        return  # what is not loaded now may be later
    agents = ", ".join(one.id for one in loaded.values() if one.hook(HOOK) is not None)
    reason = "answers no questions" if agent in known else "is not there"
    raise InvalidInput(
        f"The agent {agent} {reason}.",
        cure=f"Choose one of: {agents}." if agents else "Switch one on first, such as llm.",
        code="unknown_agent",
    )


def agents_of(manager: IntegrationManager) -> list[dict[str, Any]]:
    """Return the integrations that answer anything, in wire form."""
    return [
        {"id": one.id, "name": one.name}
        for one in sorted(manager.entries(), key=lambda entry: entry.name.casefold())
        if one.hook(HOOK) is not None
    ]
