"""Words that sound alike: a key by the rewriting rules of a language."""

import unicodedata
from functools import lru_cache

from ova.language.vocabulary import vocabulary


@lru_cache(maxsize=50_000)
def sound_key(word: str, language: str) -> str:
    """Return a key that words a recogniser confuses share.

    The rules of the language are applied in their order, then accents and doubled letters are
    dropped. A language without rules still ignores accents and doubled letters. In a rule ``^`` is
    the start of the word and ``$`` its end.
    """
    word = f"^{word}$"
    for written, sound in vocabulary(language).sounds:
        if written in word:
            anchored = ("^" if written[0] == "^" else "") + sound
            word = word.replace(written, anchored + ("$" if written[-1] == "$" else ""))
    word = word.strip("^$")
    bare = "".join(
        letter for letter in unicodedata.normalize("NFD", word) if not unicodedata.combining(letter)
    )
    return "".join(
        letter for place, letter in enumerate(bare) if place == 0 or letter != bare[place - 1]
    )
