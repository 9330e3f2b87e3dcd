"""What the home understands, compiled to one Grammar."""

import threading
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from ova.dialogue import answer_sentences, conversation_sentences
from ova.home import Home
from ova.hub.action_phrases import PhraseSet
from ova.hub.grammar_store import GrammarStore
from ova.hub.list_words import with_words
from ova.hub.skills import SkillTexts
from ova.hub.spoken_actions import SpokenActions
from ova.hub.stages import in_order
from ova.language import Grammar, GrammarCompiler, SentenceSource
from ova.plugins import SkillManager


class HomeGrammar:
    """Compiles the sentences of skills, of the home's own, of actions and of answers, with its names."""

    def __init__(
        self,
        home: Home,
        skills: SkillManager,
        texts: SkillTexts,
        actions: SpokenActions,
        routines: Callable[[str], list[SentenceSource]],
        language: Callable[[], str],
        stages: Callable[[], Sequence[str]],
        cache: Path,
    ) -> None:
        """``routines`` gives what starts routines in a language, ``stages`` those that are on, in order;

        ``cache`` is the folder compiled Grammars are kept in.
        """
        self._stages = stages
        self._home = home
        self._skills = skills
        self._texts = texts
        self._actions = actions
        self._routines = routines
        self._language = language
        self._cache = cache
        self._compilers: dict[str, GrammarCompiler] = {}
        self._holds: tuple[Grammar, int] | None = None
        self._compiling = threading.Lock()
        self.words: Callable[[], Mapping[str, list[str]]] = dict
        """The home's own words, by the name the lists of skills ask for them with."""

    def compile(self) -> Grammar:
        """Compile the home's language, and show on integrations which phrases cannot be used."""
        seq = self._texts.seq  # first: what is changed meanwhile is told to be missing
        phrases, grammar = self._compile(self._language())
        self._holds = (grammar, seq)
        self._actions.report(phrases, grammar.problems)
        return grammar

    def compile_in(self, language: str) -> Grammar:
        """Compile from what is there now in a language that is spoken at a satellite."""
        return self._compile(language)[1]

    def _compile(self, language: str) -> tuple[list[PhraseSet], Grammar]:
        words = self.words()
        sources = [
            SentenceSource(*one._replace(data=with_words(one.data, words)))
            for one in self._skills.sentences()
            if one.language == language
        ]
        own = self._texts.sources(language)
        answers = [
            SentenceSource("answers", language, data, name)
            for name, data in (
                ("answers", answer_sentences(language)),
                ("conversation", conversation_sentences(language)),
            )
        ]
        phrases = self._actions.phrases(language)
        spoken = self._actions.sources(phrases, language)
        with self._compiling:  # one after the other: each takes all of a processor
            grammar = self._compiler(language).compile(
                [
                    *self._routines(language),
                    *in_order([*own, *sources, *spoken], self._stages()),
                    *answers,
                ],
                self._home.names(),
            )
        return phrases, grammar

    def texts_in(self, grammar: Grammar | None) -> int:
        """Return up to which change of one's own texts a Grammar holds them; 0 when not known."""
        holds = self._holds
        return holds[1] if holds is not None and holds[0] is grammar else 0

    def _compiler(self, language: str) -> GrammarCompiler:
        known = self._compilers.get(language)
        if known is None:
            known = GrammarCompiler(language, GrammarStore(self._cache))
            self._compilers[language] = known
        return known
