"""What can be said to a skill in this very home."""

import threading
from collections.abc import Callable
from typing import Any

from ova.core import HomeNames
from ova.home import Home
from ova.language import Grammar, Saying, SentenceSource, sayings_of
from ova.plugins import SkillManager

FREQUENT = "spoken"
"""Begins the names of files with the sentences that are said most."""
MOST = 8
"""Examples of a skill, at most one for each intent."""
_SETS_KEPT = 200


class Examples:
    """Sentences out of the skills' own templates, with names of the home, that are understood."""

    def __init__(
        self, skills: SkillManager, home: Home, grammar: Callable[[str], Grammar | None]
    ) -> None:
        """``grammar`` gives the Grammar of a language."""
        self._skills = skills
        self._home = home
        self._grammar = grammar
        self._lock = threading.Lock()
        self._found: dict[tuple[str, str], tuple[Grammar, tuple[str, ...]]] = {}

    def of(self, skill_id: str, language: str) -> tuple[str, ...]:
        """Return what can be said to a skill, the frequent first; nothing of one that is off."""
        grammar = self._grammar(language)
        if grammar is None:
            return ()
        key = (skill_id, language)
        with self._lock:
            known = self._found.get(key)
            if known is None or known[0] is not grammar:
                found = tuple(self._understood(skill_id, language, grammar))
                self._found.pop(key, None)
                self._found[key] = known = (grammar, found)
                while len(self._found) > _SETS_KEPT:
                    self._found.pop(next(iter(self._found)))
        return known[1]

    def _understood(self, skill_id: str, language: str, grammar: Grammar) -> list[str]:
        found: list[str] = []
        sources = [
            SentenceSource(*one)
            for one in self._skills.sentences()
            if one.skill_id == skill_id and one.language == language and "package" not in one.data
        ]
        for text in _chosen(sources) or _one_each(_sayings(sources, self._home.names())):
            intent = grammar.match(text).intent
            if intent is not None and intent.skill == skill_id:
                found.append(text)
            if len(found) == MOST:
                break
        return found


def _chosen(sources: list[SentenceSource]) -> list[str]:
    """Return what the skill's author names as ``examples``."""
    named: list[Any] = []
    for source in sources:
        data: Any = source.data
        given = data.get("examples") if isinstance(data, dict) else None
        named += given if isinstance(given, list) else []
    return [one for one in named if isinstance(one, str)]


def _sayings(sources: list[SentenceSource], names: HomeNames) -> list[Saying]:
    language = sources[0].language if sources else ""
    sayings, _ = sayings_of(sources, language, names, 1)
    return sorted(sayings, key=lambda one: FREQUENT not in one.file.rpartition("/")[2])


def _one_each(sayings: list[Saying]) -> list[str]:
    """Return the first whole example of every intent."""
    found: dict[str, str] = {}
    for saying in sayings:
        whole = next((example.text for example in saying.examples if example.whole), None)
        if whole is not None:
            found.setdefault(saying.intent, whole)
    return list(found.values())
