"""Groups of satellites: one name for several, to speak and to ring on."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.hubs import a_new_grammar, hub_in_process

from ova.core import (
    ChangedMeanwhile,
    Conflict,
    InvalidInput,
    NotFound,
    PlanKind,
    SatelliteGroup,
    Wish,
)
from ova.hub import OpenVoiceAssistant

HOUR_S = 3600.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ova")


@pytest.fixture(scope="module")
def hub(folder: Path) -> Iterator[OpenVoiceAssistant]:
    with hub_in_process(folder) as hub:
        hub.converse("what time is it")
        hub.say_wav("ready")
        yield hub


@pytest.fixture
def rooms(hub: OpenVoiceAssistant) -> Iterator[None]:
    links = [hub.open_link(lambda *_message: None) for _ in range(3)]
    for link, name in zip(links, ("shelf", "stove", "attic"), strict=True):
        assert link.hello({"id": name, "name": name.title()})["ok"]
    yield
    for group in hub.satellites.groups.all():
        hub.satellites.groups.delete(group.id)
    for link, name in zip(links, ("shelf", "stove", "attic"), strict=True):
        link.close()
        if hub.satellites.registry.knows(name):
            hub.satellites.forget(name)


@pytest.fixture
def downstairs(hub: OpenVoiceAssistant, rooms: None) -> SatelliteGroup:
    return hub.satellites.groups.create(" Downstairs  speakers", ["shelf", "stove", "shelf"])


def test_a_group_has_a_name_of_its_own_and_satellites_that_are_there(
    hub: OpenVoiceAssistant, downstairs: SatelliteGroup
):
    groups = hub.satellites.groups
    assert (downstairs.name, downstairs.satellite_ids) == (
        "Downstairs speakers",
        ("shelf", "stove"),
    )
    for taken in ("shelf", "KITCHEN", "downstairs  Speakers"):
        with pytest.raises(Conflict, match="called"):
            groups.create(taken, ["attic"])
    with pytest.raises(Conflict, match="called Downstairs speakers"):
        hub.satellites.update("attic", name="downstairs speakers")
    with pytest.raises(InvalidInput):
        groups.create("Upstairs speakers", [])
    with pytest.raises(InvalidInput):
        groups.create(" ! ", ["attic"])
    with pytest.raises(NotFound):
        groups.create("Upstairs speakers", ["cellar"])
    assert groups.update(downstairs.id, name="DOWNSTAIRS speakers").name == "DOWNSTAIRS speakers"
    with pytest.raises(ChangedMeanwhile):
        groups.update(downstairs.id, name="Below", was={"name": downstairs.name})
    assert [one.name for one in groups.all()] == ["DOWNSTAIRS speakers"]


def test_what_is_said_by_name_is_heard_on_all_of_a_group(hub: OpenVoiceAssistant, rooms: None):
    with a_new_grammar(hub):
        group = hub.satellites.groups.create("Downstairs speakers", ["shelf", "stove"])

    told = hub.converse("tell the downstairs speakers dinner is ready", satellite_id="attic")
    timer = hub.converse("set a timer for one hour on the downstairs speakers")
    louder = hub.converse("set the volume of the downstairs speakers to 40 percent")

    assert told.reply.endswith("on Downstairs speakers.")
    assert told.error is None
    assert hub.announcements.recent()[0].satellite_ids == ("shelf", "stove")
    [set_there] = hub.timers.pending()
    assert (set_there.group_id, set_there.satellite_ids) == (group.id, ("shelf", "stove"))
    assert "on Downstairs speakers" in timer.reply
    assert louder.error is None
    volumes = [hub.satellites.get(one).preferences.volume for one in ("shelf", "stove", "attic")]
    assert volumes == [40, 40, 100]
    hub.timers.cancel(set_there.id)


def test_what_rings_on_a_group_follows_it_and_is_never_lost(
    hub: OpenVoiceAssistant, downstairs: SatelliteGroup
):
    groups = hub.satellites.groups
    on_it = {"satellite_ids": downstairs.satellite_ids, "group_id": downstairs.id}
    timer = hub.timers.set(HOUR_S, **on_it)
    alarm = hub.plan(Wish(kind=PlanKind.ALARM, in_s=HOUR_S, **on_it))

    def rings_on() -> set[tuple[str, ...]]:
        return {hub.timers.get(timer.id).satellite_ids, hub.schedules.get(alarm.id).satellite_ids}

    groups.update(downstairs.id, satellite_ids=["attic", "stove"])
    assert rings_on() == {("attic", "stove")}
    hub.satellites.forget("stove")
    assert groups.get(downstairs.id).satellite_ids == ("attic",)
    assert rings_on() == {("attic",)}
    hub.change_plan(alarm.id, {"satellite_ids": ["attic", "shelf"]})
    assert hub.schedules.get(alarm.id).group_id is None
    groups.delete(downstairs.id)
    assert hub.timers.get(timer.id).satellite_ids == ("attic",)
    assert hub.timers.get(timer.id).group_id is None
    hub.satellites.forget("attic")
    assert hub.timers.get(timer.id).satellite_ids == ()  # everywhere
    hub.timers.cancel(timer.id)
    hub.schedules.cancel(alarm.id)


def test_a_group_whose_change_was_cut_off_from_what_rings_on_it_is_followed_at_the_next_start(
    tmp_path: Path,
):
    with hub_in_process(tmp_path) as hub:
        for name in ("shelf", "stove"):
            link = hub.open_link(lambda *_message: None)
            link.hello({"id": name, "name": name.title()})
            link.close()
        group = hub.satellites.groups.create("Below", ["shelf"])
        gone = hub.satellites.groups.create("Above", ["stove"])
        timers = [
            hub.timers.set(HOUR_S, satellite_ids=one.satellite_ids, group_id=one.id)
            for one in (group, gone)
        ]
        table = hub.satellites.groups._table  # as if the hub went off right after it was written
        table.put(SatelliteGroup(group.id, "Below", ("stove", "shelf")))
        table.remove(gone.id)

    with hub_in_process(tmp_path) as hub:
        assert [one.satellite_ids for one in hub.satellites.groups.all()] == [("stove", "shelf")]
        found = [hub.timers.get(one.id) for one in timers]
        assert [one.satellite_ids for one in found] == [("stove", "shelf"), ("stove",)]
        assert [one.group_id for one in found] == [group.id, None]
