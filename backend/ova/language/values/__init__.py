"""Values in texts: numbers, shares, lengths of time, clock times, dates, temperatures, colours.

Texts come as rows of tokens (see ``ova.language.tokens``); a reading starts at one token and says
where it ends. ``spoken_values`` is what a recogniser may listen for, ``value_words`` what slips of
spelling are looked for in. The words of a language are data: ``numbers`` and ``values`` in its word
table, and the spelling rules of Unicode for its numerals. Own code: the libraries that read dates
and times miss or misread about half of what people say, and those that read numerals rewrite whole
texts and take "a twenty second timer" for the 22nd.

Law: pure; ``now`` is an argument, no reading ever raises for what a text says.
"""

from ova.language.values.reader import TYPED_KINDS, VALUE_KINDS, read_numbers, read_values
from ova.language.values.spoken import spoken_values
from ova.language.values.value import Value
from ova.language.values.wording import value_words

__all__ = [
    "TYPED_KINDS",
    "VALUE_KINDS",
    "Value",
    "read_numbers",
    "read_values",
    "spoken_values",
    "value_words",
]
