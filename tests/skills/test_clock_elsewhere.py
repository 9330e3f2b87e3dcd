"""The time elsewhere, and how far away days are, on a Saturday in November."""

import pytest


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("what time is it in london", "It's 3:15 PM in London."),
        ("what's the time in new york", "It's 10:15 AM in New York."),
        ("what time is it now in tokyo", "It's 12:15 AM on Sunday in Tokyo."),
        ("tell me the time in sydney", "It's 2:15 AM on Sunday in Sydney."),
        ("what time is it in kathmandu", "It's 9:00 PM in Kathmandu."),
        ("what time is it in ulaanbaatar", "It's 11:15 PM in Ulaanbaatar."),
        (
            "what time is it in middle earth",
            "I don't know what time it is in Middle Earth. Try a bigger city near it.",
        ),
        ("how many days until christmas", "34 days, until Friday, December 25."),
        ("how many days until tomorrow", "One day: it's tomorrow."),
        ("how many days until the 24th of december", "33 days, until Thursday, December 24."),
        ("how many days are left until new year", "41 days, until Friday, January 1."),
        ("how long is it until easter", "127 days, until Sunday, March 28."),
        ("when is easter", "It's on Sunday, March 28, 2027."),
        ("when is good friday", "It's on Friday, March 26, 2027."),
        ("what day is christmas", "It's on Friday, December 25, 2026."),
        ("what date is next friday", "It's on Friday, November 27, 2026."),
        ("what week is it", "It's week 47."),
        ("which calendar week do we have", "It's week 47."),
    ],
)
def test_it_is_told(ask, text, answer):
    assert ask(text).text == answer


def test_a_feast_is_spoken_with_its_ordinal(ask):
    assert ask("when is christmas").speech == "It's on Friday, December 25th, 2026."


def test_a_home_with_24_hours_hears_them_of_elsewhere(hub, ask):
    hub.skill_manager.set_config("clock", {"hours": "24"})
    assert ask("what time is it in tokyo").text == "It's 00:15 on Sunday in Tokyo."
