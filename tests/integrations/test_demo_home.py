"""The virtual house."""

from collections import Counter

import pytest

from ova.core import PluginState
from ova.home import SERVICES, ControlFailed

ROUND = [
    ("light.kitchen_light", "turn_on", {}, "on", {"brightness": 255}),
    ("light.kitchen_light", "turn_on", {"brightness_pct": 50}, "on", {"brightness": 128}),
    ("light.kitchen_light", "turn_on", {"brightness_pct": 0}, "off", {"brightness": 128}),
    ("light.kitchen_light", "toggle", {}, "on", {"brightness": 128}),
    ("light.bedroom_lamp", "turn_on", {"color_name": "Red"}, "on", {"rgb_color": [255, 0, 0]}),
    ("light.bedroom_lamp", "turn_on", {"rgb_color": [1, 2, 3]}, "on", {"rgb_color": [1, 2, 3]}),
    (
        "light.bedroom_lamp",
        "turn_on",
        {"color_temp_kelvin": 4000},
        "on",
        {"color_temp_kelvin": 4000},
    ),
    ("light.bedroom_lamp", "turn_on", {"effect": "candle"}, "on", {"effect": "candle"}),
    ("switch.coffee_maker", "turn_on", {}, "on", {}),
    ("switch.coffee_maker", "toggle", {}, "off", {}),
    ("cover.garage_door", "open_cover", {}, "open", {"current_position": 100}),
    ("cover.garage_door", "set_cover_position", {"position": 30}, "open", {"current_position": 30}),
    ("cover.garage_door", "stop_cover", {}, "open", {"current_position": 30}),
    ("cover.garage_door", "close_cover", {}, "closed", {"current_position": 0}),
    (
        "climate.bedroom_thermostat",
        "set_temperature",
        {"temperature": 19.5},
        "heat",
        {"temperature": 19.5},
    ),
    (
        "climate.bedroom_thermostat",
        "set_hvac_mode",
        {"hvac_mode": "off"},
        "off",
        {"temperature": 19.5},
    ),
    ("climate.bedroom_thermostat", "set_fan_mode", {"fan_mode": "low"}, "off", {"fan_mode": "low"}),
    ("fan.ceiling_fan", "turn_on", {}, "on", {"percentage": 50}),
    ("fan.ceiling_fan", "set_percentage", {"percentage": 80}, "on", {"percentage": 80}),
    ("fan.ceiling_fan", "turn_off", {}, "off", {"percentage": 80}),
    ("fan.ceiling_fan", "turn_on", {}, "on", {"percentage": 80}),
    ("lock.front_door", "unlock", {}, "unlocked", {}),
    ("lock.front_door", "lock", {}, "locked", {}),
    ("media_player.television", "turn_on", {}, "idle", {}),
    ("media_player.television", "media_play", {}, "playing", {"media_title": "Morning Coffee"}),
    (
        "media_player.television",
        "media_next_track",
        {},
        "playing",
        {"media_title": "Rainy Windows"},
    ),
    (
        "media_player.television",
        "media_previous_track",
        {},
        "playing",
        {"media_title": "Morning Coffee"},
    ),
    (
        "media_player.television",
        "volume_set",
        {"volume_level": 0.7},
        "playing",
        {"volume_level": 0.7},
    ),
    (
        "media_player.television",
        "volume_mute",
        {"is_volume_muted": True},
        "playing",
        {"is_volume_muted": True},
    ),
    (
        "media_player.television",
        "play_media",
        {"media_content_id": "the news", "media_content_type": "channel"},
        "playing",
        {"media_title": "the news"},
    ),
    ("media_player.television", "media_pause", {}, "paused", {}),
    ("media_player.television", "media_stop", {}, "idle", {}),
    ("media_player.television", "turn_off", {}, "off", {}),
    ("vacuum.robot_vacuum", "start", {}, "cleaning", {}),
    ("vacuum.robot_vacuum", "pause", {}, "paused", {}),
    ("vacuum.robot_vacuum", "return_to_base", {}, "docked", {}),
]


def test_the_house_is_there_at_the_first_start_without_any_setting(start):
    hub = start()
    info = hub.integration_manager.info("demo_home")
    assert (info.state, info.enabled, info.warnings) == (PluginState.LOADED, True, ())
    assert len(hub.home.areas()) >= 8
    assert {floor.name for floor in hub.home.floors()} == {"Ground Floor", "First Floor"}
    domains = Counter(entity.domain for entity in hub.home.entities())
    assert domains.total() >= 30
    wanted = {"light", "switch", "cover", "climate", "fan", "lock", "media_player", "vacuum"}
    assert wanted | {"sensor", "binary_sensor"} <= set(domains)


def test_every_name_and_alias_is_said_only_once(start):
    names = Counter(
        name.casefold()
        for entity in start().home.entities()
        for name in (entity.name, *entity.aliases)
    )
    assert [name for name, count in names.items() if count > 1] == []


def test_every_thing_starts_available_and_in_a_room(start):
    for entity in start().home.entities():
        assert entity.state.state not in ("unknown", "unavailable"), entity.name
        assert entity.area_id, entity.name


def test_things_behave_like_the_real_ones(start):
    home = start().home
    for entity_id, service, data, state, attributes in ROUND:
        entity = home.control(entity_id, service, data)
        assert entity.state.state == state, (entity_id, service)
        assert attributes.items() <= entity.state.attributes.items(), (entity_id, service)


def test_every_service_of_every_domain_in_the_house_was_tried():
    tried = {(entity_id.split(".")[0], service) for entity_id, service, *_ in ROUND}
    domains = {domain for domain, _ in tried}
    wanted = {(domain, service) for domain in domains for service in SERVICES[domain]}
    assert wanted - tried == {("switch", "turn_off"), ("light", "turn_off")}


def test_a_color_replaces_a_white_and_a_white_replaces_a_color(start):
    home = start().home
    lamp = home.control("light.bedroom_lamp", "turn_on", {"color_name": "blue"})
    assert "color_temp_kelvin" not in lamp.state.attributes
    lamp = home.control("light.bedroom_lamp", "turn_on", {"color_temp_kelvin": 3000})
    assert "rgb_color" not in lamp.state.attributes


@pytest.mark.parametrize(
    ("entity_id", "service", "data", "told"),
    [
        ("light.bedroom_lamp", "turn_on", {"color_name": "blurple"}, "it cannot shine blurple"),
        ("media_player.television", "media_next_track", {}, "it is off"),
    ],
)
def test_what_a_thing_cannot_do_is_said(start, entity_id, service, data, told):
    with pytest.raises(ControlFailed, match=told):
        start().home.control(entity_id, service, data)


def test_states_names_and_rooms_survive_a_restart(start):
    first = start()
    first.home.control("light.kitchen_light", "turn_on", {"brightness_pct": 20})
    first.home.control("cover.garage_door", "open_cover")
    first.home.update_entity("light.desk_lamp", name="Writing Lamp")
    first.integration_manager.unload_all()
    home = start().home
    light = home.entity("light.kitchen_light").state
    assert (light.state, light.attributes["brightness"]) == ("on", 51)
    assert home.entity("cover.garage_door").state.attributes["current_position"] == 100
    assert home.entity("light.desk_lamp").name == "Writing Lamp"


def test_a_disabled_house_stays_disabled_and_comes_back_as_it_was(start):
    first = start()
    first.home.control("lock.front_door", "unlock")
    first.integration_manager.disable("demo_home")
    hub = start()
    assert hub.home.entity("lock.front_door").state.state == "unavailable"
    hub.integration_manager.enable("demo_home")
    assert hub.home.entity("lock.front_door").state.state == "unlocked"
