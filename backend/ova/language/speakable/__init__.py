"""Texts for the ear: values in words, whole replies a voice reads well, and their sentences.

What is shown stays as it is; only what is spoken passes through here. Each language has one table
beside this file; a language without one loses markup only.
"""

from ova.language.speakable.sentences import sentences_of
from ova.language.speakable.text import speakable_text
from ova.language.speakable.values import duration_words, join_words, number_text

__all__ = ["duration_words", "join_words", "number_text", "sentences_of", "speakable_text"]
