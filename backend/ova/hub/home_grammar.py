"""What the home understands, compiled to one Grammar."""

from collections.abc import Callable
from pathlib import Path

from ova.dialogue import answer_sentences
from ova.home import Home
from ova.hub.grammar_store import GrammarStore
from ova.hub.spoken_actions import SpokenActions
from ova.language import Grammar, GrammarCompiler, SentenceSource
from ova.plugins import SkillManager


class HomeGrammar:
    """Compiles the sentences of skills, of actions and of answers, with the home's names."""

    def __init__(
        self,
        home: Home,
        skills: SkillManager,
        actions: SpokenActions,
        language: Callable[[], str],
        cache: Path,
    ) -> None:
        """``cache`` is the folder compiled Grammars are kept in."""
        self._home = home
        self._skills = skills
        self._actions = actions
        self._language = language
        self._cache = cache
        self._compilers: dict[str, GrammarCompiler] = {}

    def compile(self) -> Grammar:
        """Compile from what is there now, and show on integrations which phrases cannot be used."""
        language = self._language()  # once: it may change meanwhile
        sources = [
            SentenceSource(*one) for one in self._skills.sentences() if one.language == language
        ]
        answers = SentenceSource("answers", language, answer_sentences(language), "answers")
        phrases = self._actions.phrases(language)
        spoken = self._actions.sources(phrases, language)
        grammar = self._compiler(language).compile([*sources, answers, *spoken], self._home.names())
        self._actions.report(phrases, grammar.problems)
        return grammar

    def _compiler(self, language: str) -> GrammarCompiler:
        known = self._compilers.get(language)
        if known is None:
            known = GrammarCompiler(language, GrammarStore(self._cache))
            self._compilers[language] = known
        return known
