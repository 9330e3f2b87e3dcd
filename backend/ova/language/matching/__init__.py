"""Understanding one text: what each stretch may stand for, the cheapest readings, a decision.

From inside out: a ``lattice`` of everything the tokens may mean, a ``search`` of the cheapest ways
through the network of sentences, ``readings`` of those ways, a ``judgement`` over them (act, ask,
decline), and ``commands`` that put one or several together.

Law: pure, and stateless but for caches; only the Grammar imports it.
"""

from ova.language.matching.commands import Commands
from ova.language.matching.matcher import Matcher
from ova.language.matching.search import Search
from ova.language.matching.single import Asked
from ova.language.matching.values_said import ValuesSaid

__all__ = ["Asked", "Commands", "Matcher", "Search", "ValuesSaid"]
