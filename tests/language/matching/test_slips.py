"""One slip of spelling may cost a command, but never turns it into another one."""

import string

import pytest

SENTENCES = 400
OPPOSITES = {
    "HassTurnOn": "HassTurnOff",
    "HassTurnOff": "HassTurnOn",
    "HassMediaPause": "HassMediaUnpause",
    "HassMediaUnpause": "HassMediaPause",
    "HassMediaPlayerMute": "HassMediaPlayerUnmute",
    "HassMediaPlayerUnmute": "HassMediaPlayerMute",
    "HassIncreaseTimer": "HassDecreaseTimer",
    "HassDecreaseTimer": "HassIncreaseTimer",
    "HassMediaNext": "HassMediaPrevious",
    "HassMediaPrevious": "HassMediaNext",
}


def slipped(text, random):
    """Return a text with one letter dropped, doubled, swapped or replaced in one word."""
    words = text.split()
    at = random.choice([place for place, word in enumerate(words) if len(word) > 3] or [0])
    word = words[at]
    place = random.randrange(len(word))
    kind = random.choice(["drop", "double", "swap", "replace"])
    if kind == "drop":
        word = word[:place] + word[place + 1 :]
    elif kind == "double":
        word = word[:place] + word[place] + word[place:]
    elif kind == "swap":
        word = word[:place] + word[place + 1 : place + 2] + word[place] + word[place + 2 :]
    else:
        word = word[:place] + random.choice(string.ascii_lowercase) + word[place + 1 :]
    return " ".join([*words[:at], word, *words[at + 1 :]])


def meanings(match):
    return [
        (intent.name, sorted((slot.name, str(slot.value).casefold()) for slot in intent.slots))
        for intent in match.intents
    ]


@pytest.fixture(scope="module")
def slips(grammar, dice):
    """Return texts with a slip and the sentences they come from."""
    random = dice(2026)
    return [(slipped(text, random), text) for text in grammar.sample(dice(5), SENTENCES)]


def test_a_slip_never_asks_for_the_opposite(grammar, slips):
    turned = []
    for said, meant in slips:
        wanted = grammar.match(meant, area="Kitchen")
        found = grammar.match(said, area="Kitchen")
        if (
            wanted.intent
            and found.intent
            and OPPOSITES.get(wanted.intent.name) == found.intent.name
        ):
            turned.append((said, meant))
    assert turned == []


def test_nearly_every_slip_is_understood_and_hardly_any_misunderstood(grammar, slips):
    right, wrong = 0, []
    for said, meant in slips:
        wanted = meanings(grammar.match(meant, area="Kitchen"))
        found = meanings(grammar.match(said, area="Kitchen"))
        right += found == wanted
        if found and found != wanted:
            wrong.append((said, meant))
    assert right >= 0.9 * len(slips), right
    assert len(wrong) <= 0.01 * len(slips), wrong
