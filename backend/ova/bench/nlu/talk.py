"""Things people say that are no command, made up: the same ones every time."""

from random import Random

_SEED = "talk"
_LONGEST = 420
"""Characters; longer texts are turned away at a glance and would flatter the times."""

_SHORT = (
    "turn of the century furniture",
    "what a lovely kitchen you have",
    "close but no cigar",
    "open minded people live longer",
    "the volume of a ball",
    "light as a feather",
    "on and on and on",
    "who knows",
    "set in stone",
    "nobody is home they moved",
)
_WHO = ("my sister", "the neighbour", "our teacher", "uncle tom", "she", "he", "everybody at work")
_SAYS = ("said that", "told me that", "thought", "was quite sure that", "kept repeating that")
_WHAT = (
    "the kitchen",
    "the old lamp",
    "a green curtain",
    "the garage",
    "the thermostat",
    "the second floor",
    "the volume of the music",
    "that timer",
    "the front door",
    "her bedroom",
    "the fan in the office",
    "the news",
)
_WAS = (
    "looked tired",
    "had been painted twice",
    "was making the dog nervous",
    "cost more than the car",
    "had never worked before christmas",
    "smelled of onions",
    "reminded him of his aunt",
    "would surprise nobody",
    "had been turned off by mistake",
    "could be set to fifty percent",
    "was still open when they closed the shop",
)
_WHEN = ("last winter", "on the way home", "for fifty years", "at twenty past nine", "in may", "")
_JOIN = ("and", "but", "because", "so", "although", "while")
_NOISE = ("uh", "mhm", "la la la", "ha ha", "ouch", "oh dear", "well well well", "na ja", "olé")
_SCRIPTS = (
    "доброе утро всем",
    "おはようございます",
    "صباح الخير",
    "🎉🎉🎉",
    "καλημέρα",
    "你好 世界",
)


def non_commands(count: int = 100) -> list[str]:
    """Return texts of 1 to some 70 words in which nothing is asked for."""
    dice = Random(_SEED)  # noqa: S311 - reproducible, not secret
    return [_text(dice, number) for number in range(count)]


def _text(dice: Random, number: int) -> str:
    if number % 10 == 0:
        return dice.choice(_NOISE)
    if number % 10 == 7:
        return _SHORT[number // 10 % len(_SHORT)]
    if number % 10 == 5:
        return f"{dice.choice(_SCRIPTS)} {dice.choice(_SCRIPTS)}"
    clauses = (1, 2, 3, 8)[number % 4]
    text = _clause(dice)
    for _ in range(clauses - 1):
        longer = f"{text} {dice.choice(_JOIN)} {_clause(dice)}"
        if len(longer) > _LONGEST:
            break
        text = longer
    return text


def _clause(dice: Random) -> str:
    words = (dice.choice(part) for part in (_WHO, _SAYS, _WHAT, _WAS, _WHEN))
    return " ".join(word for word in words if word)
