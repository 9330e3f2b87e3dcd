"""What an agent may do for one command: exposed actions and things, each on the hub's own path."""

import threading
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from jsonschema import Draft7Validator

from ova.core import (
    Entity,
    Intent,
    InvalidInput,
    NotAllowed,
    Option,
    Question,
    QuestionKind,
    Slot,
    Unavailable,
    acting,
    who_acts,
)
from ova.home import Home
from ova.hub.action_phrases import slot_of_field
from ova.hub.home_tools import HomeTools
from ova.hub.spoken_actions import STAGE as ACTION_STAGE
from ova.language import Replies, join_words
from ova.platform import Actions, ActionTool, for_log
from ova.plugins import SchemaCheck
from ova.sdk import AgentTool

MOST_CALLS = 12
"""For one command; what wants more is going in circles."""
SOURCE = "agent"
"""Stands in the run log as who gave the order."""
CONTROL_STAGE = "agent-control:"
CONTROL_INTENT = "OvaControl"


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something a person must confirm before it is done."""

    label: str
    sentence: str
    intent: Intent


class ToolBox:
    """The tools of one command. Closed when the agent's time is over: nothing is done after that."""

    def __init__(
        self, agent_id: str, actions: Actions, home: Home, confirmed: Sequence[str], texts: Replies
    ) -> None:
        """``confirmed`` are the domains whose commands are confirmed first."""
        self._agent_id = agent_id
        self._actions = actions
        self._texts = texts
        self._home = HomeTools(home, confirmed, self._ask_control)
        self._lock = threading.RLock()
        self._actor = who_acts()
        self._open = True
        self.calls: list[dict[str, Any]] = []
        """What was ordered, in order, as the run log shows it."""
        self.waiting: list[Waiting] = []

    def home(self) -> str:
        """Return what there is, one thing per line."""
        return self._home.listed()

    def tools(self) -> tuple[AgentTool, ...]:
        """Return everything it may do now, but ask itself."""
        things = [replace(one, run=partial(self._control, one)) for one in self._home.tools()]
        actions = [
            AgentTool(one.name, one.description, one.input_schema, partial(self._order, one))
            for one in self._actions.tools()
            if one.entry != self._agent_id and self._actions.may(one.entry, one.action)
        ]
        return tuple(replace(one, run=partial(self._run, one)) for one in (*things, *actions))

    def close(self) -> None:
        """Carry out nothing any more, but what is being carried out."""
        self._open = False

    @property
    def worked(self) -> bool:
        """Whether something was carried out."""
        return any(not call["error"] for call in self.calls)

    def question(self, language: str) -> Question | None:
        """Return what is to be asked before the rest is done."""
        if not self.waiting:
            return None
        sentence = join_words([one.sentence for one in self.waiting], language)
        intents = tuple(one.intent for one in self.waiting)
        option = Option(self.waiting[0].label, sentence, intents)
        return Question(QuestionKind.CONFIRM, (option,))

    def _run(self, tool: AgentTool, given: Mapping[str, Any]) -> Any:
        """Use a tool, one at a time, and note that."""
        with self._lock:
            if not self._open:
                raise Unavailable("The time for this command is over.")
            if len(self.calls) >= MOST_CALLS:
                raise NotAllowed("Too much was ordered for one command.", cure="Answer now.")
            call = {"tool": tool.name, "input": for_log(given, (), tool.input_schema), "error": ""}
            self.calls.append(call)
            try:
                with acting(self._actor):  # an agent may have threads of its own
                    return tool.run(given)
            except Exception as error:
                call["error"] = getattr(error, "code", "error")
                raise

    def _control(self, tool: AgentTool, given: Mapping[str, Any]) -> Any:
        schema = dict(tool.input_schema)
        _check(SchemaCheck(schema, None, Draft7Validator(schema)), given)
        return tool.run(given)

    def _order(self, tool: ActionTool, given: Mapping[str, Any]) -> Any:
        """Carry out an action that is still exposed, or have a person asked first."""
        found = self._actions.find(tool.entry, tool.action)
        if found is None:
            raise InvalidInput(f"{tool.name} may not be used any more.")
        if found[1].risky:
            _check(found[1].input, given)
            words = _in_words(found[0].name, found[1].description or tool.action, given)
            slots = tuple(Slot(slot_of_field(name), value) for name, value in given.items())
            name = f"{tool.entry}.{tool.action}"
            self._wait(words, words, Intent(name, ACTION_STAGE + tool.entry, slots))
            raise NotAllowed("Nothing was done yet: the person is asked to confirm it.")
        return self._actions.order(tool.entry, tool.action, dict(given), source=SOURCE)

    def _ask_control(self, entity: Entity, service: str, data: dict[str, Any]) -> None:
        key = f"order_{service}"
        known = key in self._texts
        words = self._texts.render(key, name=entity.name, **data) if known else entity.name
        slots = (Slot("entity_id", entity.id), Slot("service", service), Slot("data", data))
        self._wait(entity.name, words, Intent(CONTROL_INTENT, CONTROL_STAGE, slots))

    def _wait(self, label: str, sentence: str, intent: Intent) -> None:
        if all(one.intent != intent for one in self.waiting):
            self.waiting.append(Waiting(label, sentence, intent))


def _check(check: SchemaCheck, given: Mapping[str, Any]) -> None:
    """Raise InvalidInput naming everything that does not fit."""
    faults = check.faults(given)
    if faults:
        told = "; ".join(f"{one['field'] or 'the input'} {one['detail']}" for one in faults)
        raise InvalidInput(f"This input cannot be used: {told}.", cure="Correct it.")


def _in_words(name: str, description: str, given: Mapping[str, Any]) -> str:
    """Return "open the gate (Sunny Home: side left)"."""
    told = ", ".join(f"{key} {value}" for key, value in given.items())
    return f"{description[:1].lower()}{description[1:]} ({name}{': ' if told else ''}{told})"
