"""Rooms, floors, things and their names in a real browser."""

from collections.abc import Callable, Iterator
from pathlib import Path
from textwrap import dedent

import pytest
from playwright.sync_api import BrowserContext, Locator, Page, Route, expect
from tests.e2e.browsing import (
    PHONE,
    PLANTED,
    assert_accessible,
    assert_fits,
    assert_nothing_planted_ran,
)
from tests.hubs import ServedHub, served_hub

THINGS = 3000
CROWD = f"""
    from ova.sdk import Device

    manifest = {{"name": "Crowd"}}


    class Crowd:
        def entities(self, ctx):
            lamps = [Device(f"n{{n}}", f"Crowd lamp {{n}}", "light") for n in range({THINGS})]
            return [*lamps, Device("evil", {PLANTED!r}, "light")]


    def build_integration(config, ova):
        return Crowd()
"""
VIEWS = ("places", "things", "names")


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A running hub with an owner and three thousand things."""
    home: Path = tmp_path_factory.mktemp("ova") / "home"
    (home / "integrations").mkdir(parents=True)
    (home / "integrations" / "crowd.py").write_text(dedent(CROWD))
    with served_hub(home) as served:
        served.post("/api/integrations/crowd", {"config": {}})
        served.post("/api/integrations/crowd/sync")
        assert len(served.get("/api/entities")) > THINGS
        yield served


def opened(page: Page, view: str) -> Page:
    """Open a view of the section."""
    page.goto(f"/settings/areas?view={view}")
    return page


def row(page: Page, kind: str, name: str) -> Locator:
    """The row of a room or a floor."""
    return page.get_by_test_id(kind).filter(has=page.get_by_text(name, exact=True))


def lamp(hub: ServedHub, number: int) -> dict[str, object]:
    """One of the crowd, as the hub has it."""
    found = hub.get(f"/api/entities/light.crowd_lamp_{number}")
    assert isinstance(found, dict)
    return found


def things(page: Page, text: str) -> Locator:
    """The rows of the things a text finds."""
    opened(page, "things").get_by_label("Search things").fill(text)
    return page.get_by_test_id("thing")


def test_a_room_is_added_named_moved_to_a_floor_and_deleted_live_in_another_tab(
    hub: ServedHub, page: Page, context: BrowserContext
):
    other = opened(context.new_page(), "places")
    opened(page, "places").get_by_test_id("add-floor").click()
    name = page.get_by_role("textbox", name="Name")
    expect(name).to_be_focused()
    name.fill("Attic floor")
    page.get_by_test_id("dialog-submit").click()
    expect(row(page, "floor", "Attic floor")).to_be_visible()
    expect(name).to_have_count(0)
    page.get_by_test_id("add-area").click()
    expect(name).to_be_focused()
    name.fill("Observatory")
    page.get_by_role("combobox", name="Other names").fill("star room")
    page.get_by_role("combobox", name="Floor").select_option(label="Attic floor")
    page.get_by_test_id("dialog-submit").click()
    expect(row(page, "area", "Observatory")).to_contain_text("star room")
    expect(row(other, "area", "Observatory")).to_be_visible()
    area = next(one for one in hub.get("/api/areas") if one["name"] == "Observatory")
    assert (area["floor_id"], area["aliases"]) == ("attic_floor", ["star room"])

    hub.call("PATCH", "/api/entities/light.crowd_lamp_7", json={"area_id": area["id"]})
    page.get_by_role("button", name="Delete Observatory").click()
    expect(page.get_by_test_id("lost")).to_contain_text("Crowd lamp 7")
    page.get_by_test_id("confirm").click()
    expect(row(page, "area", "Observatory")).to_have_count(0)
    expect(row(other, "area", "Observatory")).to_have_count(0)
    assert lamp(hub, 7)["area_id"] is None


def test_rooms_are_put_in_order_by_keyboard(hub: ServedHub, page: Page):
    for name in ("Zebra room", "Yak room"):
        hub.post("/api/areas", {"name": name})
    opened(page, "places")
    page.get_by_role("button", name="Move Zebra room").press("ArrowUp")

    hub.wait(lambda: "zebra_room" in hub.get("/api/places/order")["areas"])
    order = [area["id"] for area in hub.get("/api/areas")]
    assert order.index("zebra_room") < order.index("yak_room")


def test_two_people_who_name_the_same_room_are_told(hub: ServedHub, page: Page):
    hub.post("/api/areas", {"name": "Stable"})
    opened(page, "places").get_by_role("button", name="Edit Stable").click()
    page.get_by_role("textbox", name="Name").fill("Car port")
    hub.call("PATCH", "/api/areas/stable", json={"name": "Workshop"})
    page.get_by_test_id("dialog-submit").click()

    expect(page.get_by_test_id("changed-meanwhile")).to_be_visible()
    assert [one["name"] for one in hub.get("/api/areas") if one["id"] == "stable"] == ["Workshop"]
    page.get_by_test_id("keep-mine").click()
    expect(row(page, "area", "Car port")).to_be_visible()


def test_thousands_of_things_are_found_and_many_changed_at_once(hub: ServedHub, page: Page):
    rows = things(page, "")
    expect(rows.first).to_be_visible()
    assert rows.count() < 60
    rows = things(page, "crowd lamp 29")
    expect(page.get_by_test_id("bulk")).to_contain_text("(111)")
    page.get_by_label("Choose all (111)").click()
    expect(page.get_by_test_id("bulk")).to_contain_text("111 chosen")
    page.get_by_role("button", name="Hide from voice").click()
    expect(page.get_by_label("Choose all (111)")).to_be_visible()
    assert lamp(hub, 2999)["exposed"] is False
    assert lamp(hub, 28)["exposed"] is True

    rows.first.get_by_role("checkbox").check()
    page.get_by_role("button", name="Move to a room").click()
    page.get_by_role("menuitem", name="Kitchen", exact=True).click()
    expect(rows.first).to_contain_text("Kitchen")
    assert lamp(hub, 29)["area_id"] == "kitchen"


def test_many_things_somebody_else_changed_meanwhile_are_not_overwritten(
    hub: ServedHub, page: Page
):
    rows = things(page, "crowd lamp 123")
    expect(rows.first).to_be_visible()
    page.get_by_label("Choose all (11)").click()
    # Their change is not told to this page before it sends its own.
    page.route("**/api/entities", lambda route: _after(hub, route))
    page.get_by_role("button", name="Hide from voice").click()

    expect(page.get_by_test_id("changed-meanwhile")).to_contain_text("Crowd lamp 1230")
    assert lamp(hub, 1231)["exposed"] is True
    page.unroute("**/api/entities")
    page.get_by_test_id("keep-mine").click()
    hub.wait(lambda: lamp(hub, 1231)["exposed"] is False)


def _after(hub: ServedHub, route: Route) -> None:
    hub.call("PATCH", "/api/entities/light.crowd_lamp_1230", json={"exposed": False})
    route.continue_()


def test_a_thing_is_named_and_gets_other_names(hub: ServedHub, page: Page):
    rows = things(page, "light.crowd_lamp_555")
    rows.first.get_by_role("button", name="Edit Crowd lamp 555").click()
    page.get_by_role("textbox", name="Name").fill("Reading lamp by the window")
    page.get_by_role("combobox", name="Other names").fill("book lamp")
    page.get_by_test_id("dialog-submit").click()

    expect(rows.first).to_contain_text("Reading lamp by the window")
    assert lamp(hub, 555)["aliases"] == ["book lamp"]


def test_names_that_cannot_be_told_apart_are_found_live_and_cured_with_a_click(
    hub: ServedHub, page: Page
):
    opened(page, "names")
    for number in (801, 802):
        body = {"name": "Lantern", "area_id": "kitchen"}
        hub.call("PATCH", f"/api/entities/light.crowd_lamp_{number}", json=body)
    fault = page.get_by_test_id("name-fault").filter(has_text="“Lantern” is the name of several")
    expect(fault).to_be_visible()
    fault.locator("[data-cure=hide]").first.click()
    expect(fault).to_have_count(0)
    assert sorted([lamp(hub, 801)["exposed"], lamp(hub, 802)["exposed"]]) == [False, True]

    hub.call("PATCH", "/api/entities/light.crowd_lamp_803", json={"aliases": ["Kitchen"]})
    fault = page.get_by_test_id("name-fault").filter(has_text="“Kitchen” is also the name")
    fault.locator("[data-cure=removeAlias]").click()
    expect(fault).to_have_count(0)
    assert lamp(hub, 803)["aliases"] == []

    body = {"name": "Bedroom lantern", "area_id": "kitchen"}
    hub.call("PATCH", "/api/entities/light.crowd_lamp_804", json=body)
    fault = page.get_by_test_id("name-fault").filter(has_text="is not in Bedroom")
    fault.locator("[data-cure=move]").click()
    expect(fault).to_have_count(0)
    assert lamp(hub, 804)["area_id"] == "bedroom"


def test_nothing_planted_in_a_name_runs(page: Page):
    rows = things(page, "script")
    expect(rows.first).to_contain_text("<script>")
    opened(page, "names")
    expect(page.get_by_test_id("fault-count").or_(page.get_by_test_id("all-good"))).to_be_visible()
    assert_nothing_planted_ran(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_views_are_free_of_serious_accessibility_faults_and_fit_a_phone(
    hub: ServedHub, new_context: Callable[..., BrowserContext], scheme: str
):
    for number in (901, 902):
        hub.call("PATCH", f"/api/entities/light.crowd_lamp_{number}", json={"name": "Double"})
    page = new_context(viewport=PHONE, color_scheme=scheme).new_page()
    marks = {"places": "area", "things": "thing", "names": "name-fault"}
    for view in VIEWS:
        expect(opened(page, view).get_by_test_id(marks[view]).first).to_be_visible()
        assert_fits(page)
        assert_accessible(page)
