"""Texts a hub has never seen before, as many as are wanted: commands and talk with other words in them."""

from collections.abc import Iterator
from itertools import product

_THINGS = ("pizza", "tea", "laundry", "bread", "yoga", "oven", "nap", "homework", "egg", "cake")
_CITIES = ("tokyo", "london", "new york", "sydney", "paris", "rome", "berlin", "madrid", "oslo")
_PEOPLE = ("mum", "anna", "the dentist", "grandpa", "the school", "my boss", "the plumber")
_FRAMES = (
    "set a {thing} timer for {number} minutes",
    "set a timer for {number} minutes please",
    "cancel the {thing} timer",
    "how much time is left on the {thing} timer",
    "add {number} minutes to the {thing} timer",
    "remind me to call {person} in {number} hours",
    "remind me to call {person} tomorrow at {number}",
    "what time is it in {city} please",
    "could you tell me what time it is in {city} and set a timer for {number} minutes",
    "what is {number} times {other}",
    "what is {number} percent of {other}",
    "how many miles are {number} kilometres",
    "set your volume to {number} percent",
    "set a tiemr for {number} minutes",
    "cancel all timers and tell me what time it is in {city}",
    "i think {person} said it would take {number} minutes",
    "the train to {city} leaves at {number} and arrives at {other}",
    "{person} bought a new {thing} machine for {number} euros",
    "my flight to {city} was {number} minutes late again",
    "did {person} ever get the {thing} done",
)


def unheard_texts() -> Iterator[str]:
    """Yield texts that are all different, commands and talk mixed; no list learns a word of them."""
    numbers = range(2, 12)
    seen: set[str] = set()
    for round_, (number, other, thing, city, person) in enumerate(
        product(numbers, range(13, 60), _THINGS, _CITIES, _PEOPLE)
    ):
        words = {"number": number, "other": other, "thing": thing, "city": city, "person": person}
        text = _FRAMES[round_ % len(_FRAMES)].format(**words)
        if text not in seen:
            seen.add(text)
            yield text
