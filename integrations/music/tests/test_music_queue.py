"""The queue, playlists, favourites and outputs, with a real MPD."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integrations.mpd_server import Mpd, players
from tests.integrations.programs import change

from ova.sdk import ActionError
from ova.testing import Testbed

FOLDER = Path(__file__).parents[1]
SECOND = 'audio_output {\n  type "null"\n  name "Garden"\n  mixer_type "none"\n}\n'


@pytest.fixture(scope="module")
def mpd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mpd]:
    """Return an MPD with two outputs; every test begins with an empty queue."""
    with players(tmp_path_factory.mktemp("mpd")) as server:
        server.stop()
        server.more = SECOND
        server.start()
        yield server


@pytest.fixture
def bed(mpd: Mpd) -> Iterator[Testbed]:
    """Return the integration with that MPD."""
    mpd.ask(lambda client: client.clear())
    with Testbed(FOLDER, mpd.config) as bed:
        yield bed


def test_what_is_asked_for_next_is_played_before_the_rest(bed: Testbed, mpd: Mpd) -> None:
    bed.action("play_search", {"query": "Days"})
    assert bed.action("add_to_queue", {"query": "Sun"})["songs"] == 1
    assert bed.action("play_next", {"query": "Breakfast"}) == {"added": "Breakfast", "songs": 2}
    files = [row["file"] for row in mpd.ask(lambda client: client.playlistinfo())]
    assert files == ["one.flac", "three.flac", "one.flac", "two.flac", "three.flac"]
    told = bed.action("queue")
    assert told["songs"] == 5
    assert told["next"][:2] == ["Sun by Ann Other", "Morning Sun by The Testers"]
    assert bed.action("clear_queue") == {"songs": 0, "next": []}
    assert bed.action("queue") == {"songs": 0, "next": []}


def test_music_that_is_not_there_leaves_the_queue_alone(bed: Testbed) -> None:
    bed.action("play_search", {"query": "Days"})
    for name in ("add_to_queue", "play_next", "play_search"):
        with pytest.raises(ActionError, match="I found no music called Polka"):
            bed.action(name, {"query": "Polka"})
    assert bed.action("queue")["songs"] == 2


def test_playlists_are_told_and_played_by_name(bed: Testbed) -> None:
    assert "Breakfast" in bed.action("playlists")["playlists"]
    assert bed.action("play_playlist", {"playlist": "breakfast"}) == {
        "playing": "Breakfast",
        "songs": 2,
    }
    with pytest.raises(ActionError, match="no playlist called Dinner") as refused:
        bed.action("play_playlist", {"playlist": "Dinner"})
    assert "Breakfast" in refused.value.cure


def test_a_song_is_kept_once_among_the_favourites_and_played_again(bed: Testbed, mpd: Mpd) -> None:
    with pytest.raises(ActionError, match="no favourites yet"):
        bed.action("play_favourites")
    with pytest.raises(ActionError, match="Nothing is playing"):
        bed.action("add_favourite")
    bed.action("play_search", {"query": "Evening Rain"})
    assert bed.action("add_favourite") == {"title": "Evening Rain", "favourites": 1}
    assert bed.action("add_favourite") == {"title": "Evening Rain", "favourites": 1}
    bed.action("clear_queue")
    assert bed.action("play_favourites") == {"playing": "Favourites", "songs": 1}
    playing = mpd.ask(lambda client: client.currentsong())
    assert playing["title"] == "Evening Rain"
    assert bed.action("remove_favourite")["favourites"] == 0
    with pytest.raises(ActionError, match="none of your favourites"):
        bed.action("remove_favourite")


def test_shuffle_and_repeat_are_switched(bed: Testbed, mpd: Mpd) -> None:
    for name, word in (("shuffle_queue", "random"), ("repeat_queue", "repeat")):
        for mode, flag in (("on", "1"), ("off", "0")):
            assert bed.action(name, {"mode": mode}) == {"mode": mode}
            assert mpd.ask(lambda client: client.status())[word] == flag


def test_each_output_is_a_switch_and_follows_what_others_do(bed: Testbed, mpd: Mpd) -> None:
    bed.load()
    names = {one.name: one.state.state for one in bed.entities() if one.domain == "switch"}
    assert names == {"Music null": "on", "Music Garden": "on"}
    garden = next(one.id for one in bed.entities() if one.name == "Music Garden")
    assert bed.control(garden, "turn_off").state.state == "off"
    rows = {row["outputname"]: row for row in mpd.ask(lambda client: client.outputs())}
    assert rows["Garden"]["outputenabled"] == "0"
    with change(bed.home, lambda one: one.id == garden and one.state.state == "on"):
        mpd.ask(lambda client: client.enableoutput(rows["Garden"]["outputid"]))
    assert bed.control(garden, "toggle").state.state == "off"
    bed.control(garden, "turn_on")


def test_the_card_tells_what_the_player_does(bed: Testbed) -> None:
    bed.action("play_search", {"query": "Days"})
    assert bed.object.health(bed.entry.context) == ("ok", "playing")
