"""One Grammar from all sentences and names: it understands texts and tells what may be spoken."""

import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from random import Random

from ova.core import HomeNames, Intent, Match, WordGraph
from ova.language.conflicts import SentenceConflict
from ova.language.matching import Asked, Commands, Matcher, ValuesSaid
from ova.language.paths import bigram_phrases, random_sentences
from ova.language.remembered import Remembered
from ova.language.sentences import Sentences
from ova.language.source import GrammarProblem
from ova.language.tokens import token_row, ungrouped

TEXT_LIMIT = 500
"""Characters; nobody says more in one command."""
TOKEN_LIMIT = 80


class Grammar:
    """What can be understood. Immutable; safe to use from several threads."""

    def __init__(
        self,
        sentences: Sentences,
        names: HomeNames,
        language: str,
        graph: Callable[[], tuple[WordGraph, tuple[GrammarProblem, ...]]],
    ) -> None:
        """Join sentences and names; ``graph`` makes the word graph when it is asked for."""
        self.language = language
        self._sentences = sentences
        self._matcher = Matcher.of(sentences, names)
        self._commands = Commands.of(self._matcher)
        self._remembered = Remembered()
        self._make_graph = graph
        self._graph: WordGraph | None = None
        self._graph_problems: tuple[GrammarProblem, ...] = ()
        self._graph_lock = threading.Lock()

    @property
    def problems(self) -> tuple[GrammarProblem, ...]:
        """What was left out and why; ``word_graph`` adds what can only be typed."""
        found = (*self._sentences.problems, *self._graph_problems)
        # What cannot be typed cannot be spoken either: one fault, told once.
        unique = {(each.skill, each.file, each.intent, each.sentence): each for each in found[::-1]}
        return tuple(each for each in found if each in unique.values())

    @property
    def conflicts(self) -> tuple[SentenceConflict, ...]:
        """Sentences that two skills claim, one example for every pair of intents."""
        return self._sentences.conflicts

    def match(
        self,
        text: str,
        *,
        area: str | None = None,
        earlier: Sequence[Intent] = (),
        now: datetime | None = None,
    ) -> Match:
        """Understand one text.

        ``area`` is the name of the area the speaker is in; ``earlier`` are the commands done last,
        which pronouns stand for; ``now`` is the home's local time, for dates. Nothing is to be done
        unless ``intent`` is set; otherwise ``reason`` is one of

        - to be asked: ``unsure``, ``ambiguous`` (``question`` says what and between what);
        - declined: ``empty``, ``too_long``, ``no_intent``, ``no_entity``, ``no_area``, ``no_floor``,
          ``no_entity_exposed``, ``entity_elsewhere``, ``needs_area``, ``negation``, ``exclusion``,
          ``not_a_command``.
        """
        if len(text) > TEXT_LIMIT:
            return Match(text[:TEXT_LIMIT], reason="too_long")

        def understand(spoken_of: tuple[Intent, ...]) -> tuple[Match, str]:
            said = ValuesSaid(self.language, now)
            return self._understood(text, Asked(said, area, spoken_of)), said.finely

        return self._remembered.match(text, area, earlier, now, understand)

    def _understood(self, text: str, asked: Asked) -> Match:
        tokens = token_row(ungrouped(text))
        if not any(token[0].isalnum() for token in tokens):
            return Match(text, reason="empty")
        if len(tokens) > TOKEN_LIMIT:
            return Match(text, reason="too_long")
        return self._commands.match(text, tokens, asked)

    def forget(self) -> None:
        """Forget what texts came to: for measurements of what was never said before."""
        self._remembered.forget()

    def warm_up(self) -> None:
        """Read what the first misspelt command would otherwise wait for."""
        self._matcher.warm_up()

    def word_graph(self) -> WordGraph:
        """Return the sentences that may be spoken; made at the first call, then kept."""
        with self._graph_lock:
            if self._graph is None:
                self._graph, self._graph_problems = self._make_graph()
            return self._graph

    def sample(self, rng: Random, n: int) -> list[str]:
        """Return ``n`` random sentences that may be spoken, fewer when there are none."""
        return random_sentences(self.word_graph(), rng, n)

    def vosk_phrases(self) -> list[str]:
        """Return phrases that together hold every pair of neighbouring words of the graph."""
        return bigram_phrases(self.word_graph())
