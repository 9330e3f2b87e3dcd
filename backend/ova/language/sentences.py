"""All sentences of a language compiled, without the names of any home."""

from dataclasses import dataclass

from ova.language.catalogue import Catalogue
from ova.language.conflicts import SentenceConflict, find_conflicts
from ova.language.network import Network
from ova.language.network_builder import NetworkBuilder, NetworkTooLarge
from ova.language.phrases import PhraseNode, phrase_tree
from ova.language.source import NOWHERE, GrammarProblem
from ova.language.template import Rules
from ova.language.value_lists import ListCompiler, ListKind, TextValue
from ova.language.word_tables import WordTables, word_tables


@dataclass(frozen=True, slots=True)
class Sentences:
    """What stays the same when the names of the home change."""

    network: Network
    tables: WordTables
    static: PhraseNode[tuple[int, TextValue]]
    """The values of all lists with fixed texts, with the list they belong to."""
    words: frozenset[str]
    """Words of templates and lists."""
    skip_words: tuple[str, ...] = ()
    problems: tuple[GrammarProblem, ...] = ()
    conflicts: tuple[SentenceConflict, ...] = ()


def compile_sentences(catalogue: Catalogue, language: str) -> Sentences:
    """Join all typed sentences of a catalogue into one network."""
    builder = NetworkBuilder(ListCompiler())
    problems: list[GrammarProblem] = list(catalogue.problems)
    for block in catalogue.typed:
        rules = (
            Rules(
                {**catalogue.rules.lists, **block.data.slot_lists},
                {**catalogue.rules.rules, **block.data.expansion_rules},
            )
            if block.data.expansion_rules or block.data.slot_lists
            else catalogue.rules
        )
        problems.extend(
            GrammarProblem(
                block.skill,
                block.file,
                block.intent,
                text,
                str(fault),
                *block.places.get(text, NOWHERE)[:2],
            )
            for text, fault in builder.add(block, rules)
        )
    try:
        network = builder.network()
        conflicts = find_conflicts(network, builder.coarse_states())
    except NetworkTooLarge as fault:
        problems.append(GrammarProblem("", "", "", "", str(fault)))
        network, conflicts = NetworkBuilder(ListCompiler()).network(), ()
    return assemble_sentences(
        network,
        language,
        tuple(catalogue.skip_words),
        problems=tuple(problems),
        conflicts=conflicts,
    )


def assemble_sentences(
    network: Network,
    language: str,
    skip_words: tuple[str, ...],
    *,
    problems: tuple[GrammarProblem, ...],
    conflicts: tuple[SentenceConflict, ...],
) -> Sentences:
    """Prepare a network for matching."""
    tables = word_tables(language, skip_words)
    values = [
        (value.tokens, (index, value))
        for index, listed in enumerate(network.lists)
        if listed.kind is ListKind.TEXT
        for value in listed.values
    ]
    return Sentences(
        network=network,
        tables=tables,
        static=phrase_tree(values),
        words=network.words | {word for tokens, _ in values for word in tokens},
        skip_words=skip_words,
        problems=problems,
        conflicts=conflicts,
    )
