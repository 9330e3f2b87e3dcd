"""Help and small talk."""

import pytest


def examples(reply):
    """Return the sentences that were offered."""
    return reply.text.partition(": ")[2].rstrip(".").split("; ")


@pytest.mark.parametrize(
    "text", ["what can i say", "help", "what can you do", "what can you do for me"]
)
def test_what_can_be_said_works_in_this_home(hub, ask, text):
    offered = examples(ask(text, area="Bedroom"))
    assert len(offered) >= 4
    assert "bedroom" in offered[0].casefold()
    for sentence in offered:
        assert hub.match(sentence, "Bedroom").intent is not None, sentence


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("help with the lights", "turn on the "),
        ("what can i do with timers", ""),
        ("help with alarms", ""),
        ("what can you do in the bedroom", ""),
    ],
)
def test_a_topic_has_examples_of_its_own(hub, ask, text, first):
    offered = examples(ask(text))
    assert offered[0].startswith(first)
    for sentence in offered:
        assert hub.match(sentence).intent is not None, sentence


def test_what_is_not_known_is_said_with_what_is(ask):
    reply = ask("help with gardening")
    assert reply.text.startswith("I don't know anything about gardening. Ask me about ")
    assert ask("help with fans").text.startswith(
        "You can say, for example: turn on the Ceiling Fan"
    )


@pytest.mark.parametrize(
    "text",
    [
        "he told me a joke about a horse",
        "thank you for watching and good night",
        "how are you going to pay for that",
        "what can i say it was a great game",
        "who are you going to vote for",
        "she said good morning to the neighbours",
    ],
)
def test_talk_is_no_command(hub, text):
    match = hub.match(text)
    assert match.intent is None, match.intent
