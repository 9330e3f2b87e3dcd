"""Tests that a phrase table cannot hold: settings, time, integrations."""

import pytest

from ova.testing import SkillBed


@pytest.mark.skill(config={"formal": True})
def test_people_can_be_greeted_formally(ask: SkillBed) -> None:
    answer = ask("say hello to Ben")
    assert answer.intent == "MyGreeterGreet"
    assert answer.slots == {"name": "Ben"}
    assert answer.reply == "Good day, Ben."


def test_it_counts_whom_it_greeted(ask: SkillBed) -> None:
    ask("say hello to Ann")
    assert ask("how many people did you greet").reply == "I greeted one person."
    # ask.wait("10m") lets time pass, ask.integration("weather", object) gives what a skill needs,
    # ask("...", satellite="kitchen") speaks somewhere: see docs/write-a-skill.md.
