"""Music, with a real MPD that plays into nothing."""

import threading

import pytest
from tests.integrations.mpd_server import PASSWORD, players
from tests.integrations.programs import (
    ask,
    change,
    free_port,
    run_action,
    running,
)
from tests.peers import require

from ova.core import PluginState
from ova.home import ControlFailed
from ova.plugins import ConnectionTestFailed
from ova.sdk import ActionError

PLAYER = "media_player.music"


@pytest.fixture
def mpd(tmp_path):
    with players(tmp_path) as server:
        yield server


@pytest.fixture
def hub(start):
    hub = start()
    hub.integration_manager.disable("demo_home")
    return hub


def enable(hub, mpd, **more):
    info = hub.integration_manager.enable("music", mpd.config | more)
    assert (info.state, info.warnings) == (PluginState.LOADED, ())


def play(hub, query):
    return run_action(hub, "music", "play_search", {"query": query})


def is_now(state, **attributes):
    def check(entity):
        return (
            entity.id == PLAYER
            and entity.state.state == state
            and attributes.items() <= entity.state.attributes.items()
        )

    return check


def test_the_player_is_in_its_room_and_idle_at_first(hub, mpd):
    enable(hub, mpd, room="Kitchen")
    player = hub.home.entity(PLAYER)
    assert hub.home.area(player.area_id).name == "Kitchen"
    assert player.state.state == "idle"
    assert "media_title" not in player.state.attributes


@pytest.mark.parametrize(
    ("query", "message", "songs"),
    [
        ("the testers", "Playing The Testers.", 2),
        ("days", "Playing Days by The Testers.", 2),
        ("sun", "Playing Sun by Ann Other.", 1),
        ("morning sun", "Playing Morning Sun by The Testers.", 1),
        ("sun by the testers", "Playing Morning Sun by The Testers.", 1),
        ("days by the testers", "Playing Days by The Testers.", 2),
        ("breakfast", "Playing Breakfast.", 2),
        ("testers rain", "Playing Evening Rain by The Testers.", 1),
    ],
)
def test_music_is_found_by_what_people_call_it(hub, mpd, query, message, songs):
    enable(hub, mpd)
    answer = play(hub, query)
    assert (answer.message, answer.data["songs"]) == (message, songs)
    status = mpd.ask(lambda client: client.status())
    assert (status["state"], status["playlistlength"]) == ("play", str(songs))


def test_music_that_is_not_there_is_said_and_what_plays_goes_on(hub, mpd):
    enable(hub, mpd)
    play(hub, "sun")
    with pytest.raises(ActionError, match="found no music called polka"):
        play(hub, "polka")
    assert mpd.ask(lambda client: client.status())["state"] == "play"


def test_the_player_is_controlled(hub, mpd):
    enable(hub, mpd)
    with pytest.raises(ControlFailed, match="nothing to play"):
        hub.home.control(PLAYER, "media_play")
    play(hub, "days")
    for service, data, state, attributes in (
        ("media_pause", {}, "paused", {"media_title": "Morning Sun"}),
        ("media_play", {}, "playing", {"media_artist": "The Testers"}),
        ("media_next_track", {}, "playing", {"media_title": "Evening Rain"}),
        ("media_previous_track", {}, "playing", {"media_title": "Morning Sun"}),
        ("volume_set", {"volume_level": 0.3}, "playing", {"volume_level": 0.3}),
        ("volume_mute", {"is_volume_muted": True}, "playing", {"is_volume_muted": True}),
        ("volume_mute", {"is_volume_muted": False}, "playing", {"volume_level": 0.3}),
        ("media_stop", {}, "idle", {}),
        ("turn_on", {}, "playing", {}),
        ("turn_off", {}, "idle", {}),
    ):
        told = hub.home.control(PLAYER, service, data).state
        assert told.state == state, service
        assert attributes.items() <= told.attributes.items(), service
    assert mpd.ask(lambda client: client.status())["state"] == "stop"


def test_what_others_do_with_it_is_seen_live(hub, mpd):
    enable(hub, mpd)
    with change(hub.home, is_now("playing", media_title="Sun", media_album_name="Nights")):
        mpd.ask(lambda client: (client.add("three.flac"), client.play()))
    with change(hub.home, is_now("playing", volume_level=0.1)):
        mpd.ask(lambda client: client.setvol(10))
    with change(hub.home, is_now("idle")):
        mpd.ask(lambda client: client.clear())
    assert "media_title" not in hub.home.entity(PLAYER).state.attributes


def test_it_tells_what_is_playing(hub, mpd):
    enable(hub, mpd)
    assert run_action(hub, "music", "now_playing", {}).message == "Nothing is playing."
    play(hub, "evening rain")
    told = run_action(hub, "music", "now_playing", {}).message
    assert told == "This is Evening Rain by The Testers."


def test_a_player_without_a_mixer_says_so(hub, mpd):
    mpd.stop()
    mpd.mixer = "none"
    mpd.start()
    enable(hub, mpd)
    with pytest.raises(ControlFailed, match="volume cannot be set"):
        hub.home.control(PLAYER, "volume_set", {"volume_level": 0.5})


def test_a_restart_of_mpd_is_survived(hub, mpd):
    enable(hub, mpd)
    with change(hub.home, is_now("unavailable")):
        mpd.stop()
    assert "cannot be reached" in hub.integration_manager.info("music").warnings[0]
    with change(hub.home, is_now("idle")):
        mpd.start()
    assert hub.integration_manager.info("music").warnings == ()
    with change(hub.home, is_now("playing")):
        play(hub, "sun")


def test_an_mpd_that_is_away_at_the_start_is_waited_for(hub, mpd):
    mpd.stop()
    with pytest.raises(ConnectionTestFailed) as refused:
        hub.integration_manager.enable("music", mpd.config)
    assert refused.value.code == "cannot_connect"
    info = hub.integration_manager.enable("music", mpd.config, force=True)
    assert (info.state, "cannot be reached" in info.warnings[0]) == (PluginState.LOADED, True)
    with change(hub.home, is_now("idle")):
        mpd.start()


def test_a_password_is_used_and_a_wrong_one_is_refused_by_name(hub, mpd):
    mpd.stop()
    mpd.more = f'password "{PASSWORD}@read,add,control,admin"\ndefault_permissions ""\n'
    mpd.start()
    manager = hub.integration_manager
    for wrong, told in (("", "wants a password"), ("wrong", "refuses the password")):
        with pytest.raises(ConnectionTestFailed, match=told) as refused:
            manager.enable("music", mpd.config | {"password": wrong})
        assert refused.value.code == "invalid_auth"
    said = manager.test("music", mpd.config | {"password": PASSWORD})
    assert said.endswith("with 3 songs.")
    enable(hub, mpd, password=PASSWORD)


def test_something_else_that_listens_there_is_noticed(hub, tmp_path):
    port = free_port()
    program = require("mosquitto", "a server that is no MPD")
    (tmp_path / "m.conf").write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\n")
    with running([program, "-c", str(tmp_path / "m.conf")], port, tmp_path / "m.log"):
        with pytest.raises(ConnectionTestFailed) as refused:
            hub.integration_manager.enable("music", {"host": "127.0.0.1", "port": port})
        assert refused.value.code == "cannot_connect"


def test_diagnostics_tell_the_state_of_mpd_and_no_secret(hub, mpd):
    enable(hub, mpd)
    told = ask(hub, "music", "diagnostics")
    assert told["stats"]["songs"] == "3"
    assert told["outputs"][0]["outputname"] == "null"


def test_d7_another_host_keeps_the_player(hub, mpd):
    enable(hub, mpd)
    hub.home.update_entity(PLAYER, name="Jukebox")
    hub.integration_manager.set_config("music", {"host": "localhost"})
    players = [e for e in hub.home.entities() if e.source == "music"]
    assert [(e.id, e.name, e.state.state) for e in players] == [(PLAYER, "Jukebox", "idle")]


def test_nothing_is_left_after_it_was_switched_off(hub, mpd):
    enable(hub, mpd)
    hub.integration_manager.disable("music")
    assert [thread for thread in threading.enumerate() if thread.name == "music"] == []
