"""Text to intent: sentence templates and the home's names compiled to one Grammar, and replies.

Law: pure. No I/O beyond data files of installed packages, no clock; time and randomness are
arguments. May import ``ova.core``.
"""

from ova.language.compiler import GrammarCompiler, GrammarStore, compile_grammar
from ova.language.conflicts import SentenceConflict
from ova.language.grammar import Grammar
from ova.language.name_faults import name_faults
from ova.language.named_things import FaultKind, NamedThing, NameFault, ThingKind
from ova.language.normalise import clean_text, spoken_form
from ova.language.numbers import digits_from_words, words_from_number
from ova.language.package import package_intents, package_source
from ova.language.paths import accepts
from ova.language.plain_saying import plain_saying
from ova.language.replies import Replies
from ova.language.sayings import Saying, Scope, has_own_words, own_source, sayings_of
from ova.language.source import GrammarProblem, SentenceSource
from ova.language.speakable import (
    duration_words,
    join_words,
    number_text,
    sentences_of,
    speakable_text,
)
from ova.language.standard import GIVES_WAY
from ova.language.tokens import tokens_of
from ova.language.values import VALUE_KINDS, Value, read_values, value_words

__all__ = [
    "GIVES_WAY",
    "VALUE_KINDS",
    "FaultKind",
    "Grammar",
    "GrammarCompiler",
    "GrammarProblem",
    "GrammarStore",
    "NameFault",
    "NamedThing",
    "Replies",
    "Saying",
    "Scope",
    "SentenceConflict",
    "SentenceSource",
    "ThingKind",
    "Value",
    "accepts",
    "clean_text",
    "compile_grammar",
    "digits_from_words",
    "duration_words",
    "has_own_words",
    "join_words",
    "name_faults",
    "number_text",
    "own_source",
    "package_intents",
    "package_source",
    "plain_saying",
    "read_values",
    "sayings_of",
    "sentences_of",
    "speakable_text",
    "spoken_form",
    "tokens_of",
    "value_words",
    "words_from_number",
]
