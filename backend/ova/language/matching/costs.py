"""What a difference between a text and a template costs, and what sums of costs mean.

0 is word for word. One wrong letter in a word of five letters costs 1. The costs were set by hand so
that one slip is understood, two are asked about in short sentences, and words that no template has
are never passed over in an accepted command.
"""

FILLER = 0.1
"""Orders readings only, and is more than a few words of a template: fillers are no errors."""
FILLER_SLIP = 1.2
"""The dearest slip in a filler; "they" is no misspelt "hey"."""
DETERMINER_ADDED = 0.1
DETERMINER_LEFT_OUT = 0.1
PREPOSITION_LEFT_OUT = 0.5
EXTRA_WORD = 2.2
SAID_TWICE = 0.2
JOINED = 0.3
SPLIT = 0.4

NAME_IN_PART = 0.5
NAME_TURNED = 0.2
LIST_OF_NAMES = 0.05
PRONOUN = 0.05
PRONOUN_AS_WORD = 0.2

LITERAL = 0.02
"""Per token: of two equal readings the one with the longer name wins, as in hassil."""
DATE = 0.025
"""Per date: a template that has "today" as its own word wins over one that reads it as a date."""
FREE = 0.3
FREE_TOKEN = 0.1
FREE_KNOWN = 0.8
FREE_NEAR = 1.1
FREE_FUNCTION = 0.15
FREE_MOST = 3.0
"""From here on a free text costs little more: what people dictate is full of words of commands."""
FREE_BEYOND = 0.08
"""Per token beyond it: "every monday at eight" is when, and "every" no word of the text before."""

LATER_TOKEN = 0.03

UNKNOWN_NAME = 1.0
UNKNOWN_TOKEN = 0.15

MOST = 4.5
"""Sums beyond this are not followed."""

ARTICLE_AS_ONE = 0.05
"""Orders readings only: "een half uur" is half an hour rather than one hour and a half."""
CLEARLY_CHEAPER = 0.15
"""How much nearer one number must be to a misspelt one than the next."""
