"""Actions of integrations as things people say: their phrases in the Grammar, and the answers."""

from collections.abc import Iterable
from typing import Any

from ova.core import Intent, OvaError, Reply
from ova.hub.action_phrases import PhraseSet, field_of_slot, phrases_of
from ova.hub.shared_phrases import asked_together, joined, without_doubles
from ova.hub.spoken_errors import error_reply
from ova.hub.texts import hub_texts
from ova.language import GrammarProblem, SentenceSource
from ova.platform import Actions
from ova.plugins import Entry, IntegrationManager

STAGE = "integration:"
"""Begins an intent's ``skill`` when an integration's action is asked, not a skill."""


class SpokenActions:
    """Joins the Grammar with the actions that may be ordered by voice."""

    def __init__(self, actions: Actions, manager: IntegrationManager) -> None:
        self._actions = actions
        self._manager = manager
        self._reported: dict[str, Entry] = {}

    def phrases(self, language: str) -> list[PhraseSet]:
        """Return the sentences of every action in a language, and what is wrong with its phrases."""
        spoken = without_doubles(self._actions.spoken())
        return [phrases_of(entry, action, language) for entry, action in spoken]

    def sources(self, phrases: Iterable[PhraseSet], language: str) -> list[SentenceSource]:
        """Return the sentences as the Grammar takes them: in whatever language the home speaks."""
        return [
            SentenceSource(STAGE + one.entry.id, language, one.data, one.entry.id)
            for one in phrases
            if one.data["intents"]
        ]

    def report(self, phrases: Iterable[PhraseSet], problems: Iterable[GrammarProblem]) -> None:
        """Show on every integration which of its phrases cannot be used."""
        faults: dict[str, list[str]] = {}
        for problem in problems:
            faults.setdefault(problem.intent, []).append(
                f"the phrase {problem.sentence!r} cannot be used: {problem.reason}"
            )
        told: dict[str, tuple[Entry, list[str]]] = {}
        for one in phrases:
            _, texts = told.setdefault(one.entry.id, (one.entry, []))
            texts += [*one.problems, *faults.get(one.intent, ())]
        for entry_id, entry in self._reported.items():
            told.setdefault(entry_id, (entry, []))  # it has no phrases any more
        self._reported = {entry.id: entry for entry, texts in told.values() if texts}
        for entry, texts in told.values():
            self._manager.note(entry, "phrases", texts)

    def is_risky(self, intent: Intent) -> bool:
        """Tell whether an intent orders something that is confirmed first."""
        found = self._find(intent)
        return found is not None and found[1]

    def answer(self, intent: Intent, language: str) -> Reply:
        """Carry out the action of an intent and answer in words."""
        entry_id, _, action = intent.name.partition(".")
        found = self._find(intent)
        told = {"plugin": intent.skill, "name": found[0] if found else entry_id}
        if found is None:
            reason = f"{intent.name} may not be ordered by voice any more"
            return Reply("", error="no_skill", data={**told, "reason": reason})
        if intent.excluded:
            reason = f"{intent.name} takes no exclusions"
            return Reply("", error="exclusion", data={**told, "reason": reason})
        inputs = {field_of_slot(slot.name): slot.value for slot in intent.slots}
        asked = asked_together(self._actions.spoken(), entry_id, action, intent.template)
        if len(asked) < 2:
            return self._run(intent.skill, entry_id, action, told["name"], inputs, language)
        return joined(
            [
                (one.name, self._run(STAGE + one.id, one.id, each.name, one.name, inputs, language))
                for one, each in asked
            ]
        )

    def _run(
        self,
        skill: str,
        entry_id: str,
        action: str,
        name: str,
        inputs: dict[str, Any],
        language: str,
    ) -> Reply:
        texts = hub_texts(language)
        try:
            done = self._actions.run(entry_id, action, inputs, source="voice")
        except OvaError as error:
            return error_reply(error, texts, name, skill)
        return Reply(done.message or texts.render("action_done"))

    def _find(self, intent: Intent) -> tuple[str, bool] | None:
        """Return the name of the integration and whether the action is risky; None for no action."""
        if not intent.skill.startswith(STAGE):
            return None
        entry_id, _, action = intent.name.partition(".")
        found = self._actions.find(entry_id, action)
        return None if found is None else (found[0].name, found[1].risky)
