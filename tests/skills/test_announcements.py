"""Announcements, the assistant's own volume, and who is at home."""

from dataclasses import replace

import pytest


def test_an_announcement_is_said_everywhere_but_where_it_came_from(hub):
    reply = hub.ask("announce that dinner is ready", area="Kitchen")

    assert reply.error is None, reply.text
    assert hub.satellites.said == [("From the Kitchen: Dinner is ready.", ["Office", "Bedroom"])]


@pytest.mark.parametrize(
    "text",
    [
        "tell the office dinner is ready",
        "tell the office that dinner is ready",
        "broadcast to the office dinner is ready",
        "let the office know dinner is ready",
    ],
)
def test_a_room_is_told(hub, text):
    assert hub.ask(text).error is None

    assert hub.satellites.said == [("Dinner is ready.", ["Office"])]


def test_a_room_without_a_satellite_is_named(hub):
    assert hub.ask("tell the garage dinner is ready").error == "no_satellite_there"


def test_who_is_not_connected_is_named(hub):
    hub.satellites.known["Bedroom"] = replace(hub.satellites.known["Bedroom"], connected=False)

    reply = hub.ask("announce dinner is ready", area="Kitchen")

    assert reply.error is None
    assert "Bedroom is not connected" in reply.text


def test_who_is_muted_is_named(hub):
    hub.satellites.update("Bedroom", preferences={"muted": True})
    told = hub.ask("announce dinner is ready", area="Kitchen")
    assert told.error is None
    assert told.text.endswith(". Bedroom is muted, so nobody hears it there.")
    alone = hub.ask("tell the bedroom dinner is ready", area="Kitchen")
    assert alone.text == "Bedroom is muted, so nobody hears it there."
    hub.satellites.update("Office", preferences={"volume": 0})
    told = hub.ask("announce dinner is ready", area="Kitchen")
    assert "These are muted, so nobody hears it there: " in told.text


def test_the_last_announcement_is_told(hub):
    assert "announce" in hub.ask("what was announced").text
    hub.ask("tell everyone that we leave", area="Kitchen")

    told = hub.ask("did i miss an announcement", area="Office").text

    assert told.startswith("Kitchen, ")
    assert told.endswith("ago: From the Kitchen: We leave.")


@pytest.mark.parametrize("text", ["tell me the time", "tell me a joke", "what did you tell anna"])
def test_talk_is_not_announced(grammar, text):
    intent = grammar.match(text).intent

    assert intent is None or intent.skill != "announcements"


def test_the_assistant_speaks_louder_and_is_silent(hub):
    volume = lambda: hub.satellites.known["Office"].preferences  # noqa: E731 - read several times

    assert "50" in hub.ask("set your volume to 50 percent", area="Office").text
    hub.ask("speak louder", area="Office")
    assert volume().volume == 65
    hub.ask("mute yourself", area="Office")
    assert volume().muted
    hub.ask("you can speak again", area="Office")
    assert not volume().muted
    assert hub.ask("be quiet", area="Office").text == ""


def test_louder_means_the_assistant_where_no_music_plays(hub):
    hub.house.calls.clear()
    hub.home.control("media_player.kitchen_speaker", "media_pause")
    hub.house.calls.clear()

    hub.ask("volume 40 percent", area="Office")

    assert hub.satellites.known["Office"].preferences.volume == 40
    assert hub.house.calls == []


def test_people_are_told_where_they_are(hub):
    assert hub.ask("who is home").text in ("Anna is at home.", "Only Anna is at home.")
    assert hub.ask("is anna home").text == "Yes, Anna is at home."
    assert hub.ask("is clara at home").text == "No, Clara is away."
    assert hub.ask("where is ben").text == "Ben is at Work."
    assert hub.ask("is everybody home").text == "No, Ben and Clara are not at home."
    assert hub.ask("who is out").text == "Ben and Clara are out."
