"""The fence around a turn: a skill is asked, and whatever it does comes back as a reply."""

import logging
from abc import abstractmethod
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from ova.core import OvaError, Reply, Slot
from ova.plugins.discovery import PluginFolders
from ova.plugins.errors import PluginFault
from ova.plugins.fence import fenced
from ova.plugins.paused import Pause, PausedHandlers, begin, go_on
from ova.plugins.record import Live, PluginRecord
from ova.plugins.replies import as_reply, refusal
from ova.plugins.requiring import Requiring
from ova.plugins.store import PluginStorage
from ova.sdk import Turn
from ova.sdk.marks import EXCLUSIONS_MARK

logger = logging.getLogger(__name__)

HANDLER_FAILED = "handler_failed"


class Answering(Requiring):
    """Hands turns to skills, and holds those that asked something."""

    def __init__(self, storage: PluginStorage, folders: PluginFolders) -> None:
        super().__init__(storage, folders)
        self.paused = PausedHandlers()

    @abstractmethod
    def _missing(self, record: PluginRecord) -> list[str]:
        """Return the integrations a skill needs that are not loaded."""

    def handle(self, turn: Turn) -> Reply:
        """Let the skill of ``turn.intent`` answer. Never raises for what a skill does.

        What cannot be answered comes back as a Reply with ``error`` set and ``data`` holding
        ``plugin``, ``name`` and ``reason``: ``no_skill`` when no method handles the intent, and
        ``exclusion`` when something is to be left alone and the method is not made for that.
        """
        skill_id = turn.intent.skill
        if not skill_id:  # a sentence that belongs to no skill
            reason = f"no skill handles {turn.intent.name}"
            return refusal("no_skill", "Nothing here can do that.", "", "", reason)
        record = self._records.get(skill_id)
        live = record.live if record is not None else None
        if record is None or live is None or record.found is None:
            name = record.name if record is not None else skill_id
            reason = record.reason if record is not None else "no such skill"
            text = f"{name} cannot be used just now."
            if record is not None and (missing := self._missing(record)):
                text = f"{name} needs {missing[0]}, which is not set up."
            return refusal("skill_not_loaded", text, skill_id, name, reason)
        intent = turn.intent
        method = live.marked.get(intent.name)
        if method is None:
            reason = f"no method handles {intent.name}"
            return refusal("no_skill", "Nothing here can do that.", skill_id, record.name, reason)
        if intent.excluded and intent.name not in getattr(method, EXCLUSIONS_MARK, ()):
            text = "An exception cannot be made there, so nothing was changed."
            reason = f"the handler of {intent.name} takes no exclusions"
            return refusal("exclusion", text, skill_id, record.name, reason)
        return self._answered(record, live, turn, begin, method, turn)

    def resume(self, question_id: str, answer: Any, words: str = "") -> Reply:
        """Let the handler that asked a question go on with the answer. Never raises, as ``handle``.

        ``words`` are what was said; the turn of the handler has them with its slots from now on.
        """
        held = self.paused.take(question_id)
        record = self._records.get(held.turn.intent.skill) if held is not None else None
        if held is None or record is None or record.live is not held.live:
            reason = "it does not wait for an answer any more"
            return refusal("skill_not_loaded", "That question is over.", "", "", reason)
        told, name = held.told(answer), held.asking.slot
        if name:
            held.turn.answers[name] = Slot(name, told, words)
        return self._answered(record, held.live, held.turn, go_on, held.generator, told)

    def _answered(
        self,
        record: PluginRecord,
        live: Live,
        turn: Turn,
        function: Callable[..., Any],
        *args: Any,
    ) -> Reply:
        """Call a handler, or a part of one, inside the fence."""
        intent, skill_id, found = turn.intent, turn.intent.skill, record.files()
        try:
            called = (live.patience.call, function, *args)
            answer = fenced(found, intent.name, *called, secrets=live.secrets)
            if isinstance(answer, Pause):
                return self.paused.hold(live, found, turn, answer)
            return self._with_undo(record, live, as_reply(answer, intent.name))
        except PluginFault as error:
            reason = self._failed(record, live, error)
            text = f"Something went wrong in {record.name}."
            return refusal(HANDLER_FAILED, text, skill_id, record.name, reason)
        except OvaError as error:  # said on purpose, by the skill, the home or an integration
            return refusal(error.code, error.message, skill_id, record.name, str(error))

    def _with_undo(self, record: PluginRecord, live: Live, reply: Reply) -> Reply:
        """Put the fence around what takes a reply's deeds back, too."""
        undo = reply.undo
        if undo is None:
            return reply

        def take_back() -> None:
            if record.live is not live:
                return
            try:
                fenced(record.files(), "undo", live.patience.call, undo, secrets=live.secrets)
            except PluginFault as error:
                self._failed(record, live, error)
            except OvaError as error:  # it is over, or was changed meanwhile
                logger.info("%s could not take it back: %s", record.id, error)

        return replace(reply, undo=take_back)
