"""Which satellites are there, and where they stand."""

import threading
from pathlib import Path
from typing import Any

import pytest
from tests.hubs import hub_in_process

from ova.core import ChangedMeanwhile, NotFound, OvaError, Satellite
from ova.hub import OpenVoiceAssistant
from ova.satellites import SatelliteLink


def test_a_satellite_that_takes_another_name_is_no_longer_there_under_the_old_one(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        link = hub.open_link(lambda *_message: None)
        link.hello({"id": "first"})
        link.hello({"id": "second"})
        assert not hub.satellites.get("first").connected
        assert hub.satellites.get("second").connected

        link.close()
        assert not any(one.connected for one in hub.satellites.all())


def test_a_satellite_cannot_stand_in_an_area_that_does_not_exist(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        hub.open_link(lambda *_message: None).hello({"id": "sat"})
        with pytest.raises(NotFound, match="no area 'nowhere'"):
            hub.satellites.update("sat", area_id="nowhere")
        assert hub.satellites.update("sat", area_id="kitchen").area_id == "kitchen"
        assert hub.satellites.update("sat", area_id="").area_id is None


class Page:
    """A browser page over one connection, which keeps what it is told."""

    def __init__(self, hub: OpenVoiceAssistant, **known: Any) -> None:
        self.told: list[tuple[str, Any]] = []
        self.link = hub.open_link(lambda event, *args: self.told.append((event, args)))
        self.answer = self.link.hello(
            {"id": "tablet", "name": "Tablet", "kind": "browser", "version": "1", **known}
        )


def test_a_page_loaded_anew_stays_there_when_its_old_connection_ends_last(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        old = Page(hub)
        Page(hub)
        old.link.close()
        assert hub.satellites.get("tablet").connected


def test_a_sign_off_that_meets_a_greeting_half_way_does_not_undo_it(tmp_path: Path):
    """The order is forced: the old link leaves while the new one is being written down."""
    with hub_in_process(tmp_path / "home") as hub:
        old = Page(hub)
        table = hub.satellites.registry._table
        written, leaving = threading.Event(), threading.Event()
        put = table.put

        def slow_put(satellite: Satellite) -> None:
            put(satellite)
            if threading.current_thread() is greeting:
                written.set()
                assert leaving.wait(60)

        table.put = slow_put  # type: ignore[method-assign] # holds the greeting in the middle
        greeting = threading.Thread(target=lambda: Page(hub))
        greeting.start()
        assert written.wait(60)
        goodbye = threading.Thread(target=old.link.close)
        goodbye.start()
        leaving.set()
        greeting.join(60)
        goodbye.join(60)
        assert hub.satellites.get("tablet").connected


def test_two_tabs_of_one_browser_are_there_until_both_are_closed(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        first, second = Page(hub), Page(hub)
        second.link.close()
        assert hub.satellites.get("tablet").connected
        hub.satellites.sounds.try_out("tablet")
        assert "play_start" in [event for event, _ in first.told]
        first.link.close()
        assert not hub.satellites.get("tablet").connected


def test_a_second_device_with_the_id_of_one_that_answers_is_refused(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        first = answering(hub, "kitchen")
        second = hub.open_link(lambda *_message: None, address="10.0.0.9")
        refused = second.hello({"id": "kitchen", "name": "Twin", "features": ["ping"]})
        assert (refused["ok"], refused["code"]) == (False, "id_in_use")
        assert "--id" in refused["cure"]
        assert hub.satellites.get("kitchen").connected
        assert any("10.0.0.9" in line["text"] for line in hub.satellites.log_lines("kitchen"))
        first.close()


def test_a_device_takes_the_place_of_its_own_dead_connection(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        hub.open_link(lambda *_message: None).hello({"id": "kitchen", "features": ["ping"]})
        again = hub.open_link(lambda *_message: None).hello({"id": "kitchen"})
        assert again["ok"]


def test_a_connection_that_breaks_off_is_counted_and_a_restart_is_not(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        Page(hub, session="one").link.close()
        assert hub.satellites.get("tablet").health.drop_outs == 0
        Page(hub, session="one").link.close()
        known = Page(hub, session="two")
        health = hub.satellites.get("tablet").health
        assert health.drop_outs == 1
        assert health.last_drop_out is not None
        assert health.connected_since is not None
        known.link.close()
        assert hub.satellites.get("tablet").health.connected_since is None


def test_the_round_trip_is_measured(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        link = answering(hub, "kitchen")
        hub.satellites.drop_outs.beat()
        took_ms = hub.satellites.get("kitchen").health.round_trip_ms
        assert took_ms is not None
        assert took_ms >= 0
        link.pong({"number": 4711})  # nobody asked
        link.pong("nonsense")


def test_what_is_set_reaches_the_device_at_once_and_when_it_comes_back(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        page = Page(hub, features=["preferences"])
        hub.satellites.update(
            "tablet", preferences={"volume": 30, "muted": True}, area_id="kitchen"
        )
        told = page.told[-1][1][0]
        assert (told["volume"], told["muted"], told["area"]) == (30, True, "Kitchen")
        page.link.close()
    with hub_in_process(tmp_path / "home") as hub:
        page = Page(hub, features=["preferences"])
        told = dict(page.told)["preferences"][0]
        assert (told["volume"], told["muted"]) == (30, True)


def test_what_is_changed_at_the_device_is_kept_and_shown_on_the_hub(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        page = Page(hub, features=["preferences"])
        answer = page.link.reports.preferences({"mic_muted": True, "volume": 35})
        assert answer == {"ok": True, "preferences": {"mic_muted": True, "volume": 35}}
        kept = hub.satellites.get("tablet").preferences
        assert (kept.mic_muted, kept.volume) == (True, 35)
        assert page.told[-1][1][0]["mic_muted"] is True
        for nonsense in (None, {}, [1], {"language": "de"}, {"volume": "loud"}, {"muted": 1}):
            refused = page.link.reports.preferences(nonsense)
            assert not refused["ok"]
            assert refused["cure"]
        assert hub.satellites.get("tablet").preferences == kept


@pytest.mark.parametrize(
    ("wanted", "says"),
    [
        ({"volume": 900}, "900"),
        ({"volume": True}, "True"),
        ({"language": "xx"}, "'xx'"),
        ({"voice": "nobody"}, "nobody"),
    ],
)
def test_what_cannot_be_set_is_refused_with_words(tmp_path: Path, wanted: Any, says: str):
    with hub_in_process(tmp_path / "home") as hub:
        Page(hub)
        with pytest.raises(OvaError, match=says):
            hub.satellites.update("tablet", preferences=wanted)
        assert hub.satellites.get("tablet").preferences.volume == 100


def test_a_change_of_what_somebody_else_changed_meanwhile_is_refused(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        Page(hub)
        hub.satellites.update("tablet", name="Wall", was={"name": "Tablet"})
        with pytest.raises(ChangedMeanwhile, match="name"):
            hub.satellites.update("tablet", name="Door", was={"name": "Tablet"})
        assert hub.satellites.get("tablet").name == "Wall"


def test_the_area_chosen_on_the_hub_stays_unless_the_browser_chooses_another(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        page = Page(hub, area="Kitchen")
        hub.satellites.update("tablet", area_id="bedroom")
        page.link.close()
        assert Page(hub).answer["satellite"]["area_id"] == "bedroom"
        assert Page(hub, area="Kitchen").answer["satellite"]["area_id"] == "kitchen"
        assert Page(hub, area="").answer["satellite"]["area_id"] is None


def test_a_satellite_whose_area_was_deleted_comes_back_without_one(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        Page(hub, area="Kitchen").link.close()
        hub.home.remove_area("kitchen")
        assert Page(hub).answer["satellite"]["area_id"] is None


def test_a_reply_is_spoken_in_the_voice_of_its_satellite(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        Page(hub)
        usual = hub.converse("what is the date", satellite_id="tablet", speak=True)
        hub.satellites.update("tablet", preferences={"voice": "de"})
        own = hub.converse("what is the date", satellite_id="tablet", speak=True)
        assert usual.text == own.text
        assert hub.reply_audio(usual.audio_id or "") != hub.reply_audio(own.audio_id or "")


def test_an_announcement_is_spoken_everywhere_in_the_voice_of_the_place(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        one = Page(hub)
        other = Page(hub, id="phone")
        hub.satellites.update("phone", preferences={"voice": "de"})
        assert sorted(hub.announce("dinner", ["tablet", "phone"])) == ["phone", "tablet"]
        heard = [
            b"".join(args[1] for event, args in page.told if event == "play_chunk")
            for page in (one, other)
        ]
        assert all(heard)
        assert heard[0] != heard[1]


def test_a_forgotten_satellite_is_told_and_gone(tmp_path: Path):
    with hub_in_process(tmp_path / "home") as hub:
        page = Page(hub)
        hub.satellites.forget("tablet")
        assert page.told[-1][0] == "problem"
        assert page.told[-1][1][0]["code"] == "forgotten"
        assert page.link.start({})["ok"] is False
        page.link.close()
        with pytest.raises(NotFound):
            hub.satellites.get("tablet")


def answering(hub: OpenVoiceAssistant, satellite_id: str) -> SatelliteLink:
    """Connect a device that answers pings."""

    def take(event: str, *args: Any) -> None:
        if event == "ping":
            link.pong(args[0])

    link = hub.open_link(take)
    assert link.hello({"id": satellite_id, "name": "Kitchen", "features": ["ping"]})["ok"]
    return link
