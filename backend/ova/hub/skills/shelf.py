"""What a skill came with: its languages and what it is said with, written out for people."""

import threading
from typing import TYPE_CHECKING, Any

from ova.core import InvalidInput
from ova.hub.skills.understanding import name_of
from ova.language import Saying, SentenceSource, sayings_of

if TYPE_CHECKING:
    from ova.hub.assistant import OpenVoiceAssistant

_SETS_KEPT = 12
"""Skills and languages whose sentences stay written out."""


class SkillShelf:
    """Looks into the texts of skills. Thread-safe."""

    def __init__(self, hub: "OpenVoiceAssistant") -> None:
        self._hub = hub
        self._lock = threading.Lock()
        self._written: dict[tuple[str, str], tuple[object, object, tuple[Saying, ...]]] = {}

    def languages(self, skill_id: str) -> list[str]:
        """Return the languages a skill or somebody here has texts for, the home's first."""
        locale = self._hub.skill_manager.locale(skill_id)
        known = {one.language for one in locale.sentences} | set(locale.replies)
        known |= {one.language for one in self._hub.skill_texts.of(skill_id)}
        home = self._hub.language
        return [home, *sorted(known - {home})]

    def grammar(self) -> dict[str, Any]:
        """Return what is in force: its language, and up to which change (``seq``) of texts."""
        keeper = self._hub.grammar
        grammar = keeper.now
        return {
            "language": grammar.language if grammar else self._hub.language,
            "generation": keeper.generation,
            "seq": self._hub.home_grammar.texts_in(grammar),
            "busy": keeper.busy,
        }

    def _sayings(self, skill_id: str, language: str) -> tuple[Saying, ...]:
        """Return what a skill came with, written out with the home's names."""
        locale = self._hub.skill_manager.locale(skill_id)
        names = self._hub.home.names()
        key = (skill_id, language)
        with self._lock:
            known = self._written.get(key)
            if known is None or known[0] is not locale or known[1] != names:
                sayings, _ = sayings_of(self._files(skill_id, language), language, names)
                self._written.pop(key, None)
                self._written[key] = known = (locale, names, sayings)
                while len(self._written) > _SETS_KEPT:
                    self._written.pop(next(iter(self._written)))
        return known[2]

    def _files(self, skill_id: str, language: str) -> list[SentenceSource]:
        sentences = self._hub.skill_manager.locale(skill_id).sentences
        return [SentenceSource(*one) for one in sentences if one.language == language]

    def _language(self, skill_id: str, language: str | None) -> str:
        """Return a language that can be written in. Raises NotFound for a skill, InvalidInput."""
        self._hub.skill_manager.info(skill_id)
        if language is None:
            return self._hub.language
        known = self.languages(skill_id)
        if language not in known:
            raise InvalidInput(
                f"{self._name(skill_id)} speaks no {language!r}.",
                cure=f"Take one of: {', '.join(known)}.",
                code="unknown_language",
            )
        return language

    def _name(self, skill_id: str) -> str:
        return name_of(self._hub, skill_id)
