"""Everything that announces itself, at a real broker: what it tells, and what it is told."""

import json
import threading
from typing import Any

import pytest
from tests.integrations.mqtt_broker import Broker, Devices
from tests.integrations.programs import WAIT_S, change, wait_until

from ova.core import Entity
from ova.home import ControlFailed
from ova.testing import Testbed


def named(bed: Testbed, name: str) -> Entity:
    """Return a thing by its name."""
    return next(one for one in bed.entities() if one.name == name)


def announce(devices: Devices, component: str, name: str, **options: Any) -> None:
    """Announce a thing whose topics begin with its name."""
    base = {"name": name, "uniq_id": name, "~": f"lab/{name.replace(' ', '_').lower()}"}
    devices.announce(component, name.replace(" ", "_"), {**base, **options})


LIGHTS = [
    (
        "Topic Effects",
        {"cmd_t": "~/set", "fx_cmd_t": "~/fx", "fx_list": ["rainbow"]},
        {"effect": "rainbow"},
        [("lab/topic_effects/fx", "rainbow"), ("lab/topic_effects/set", "ON")],
    ),
    (
        "Json Effects",
        {"cmd_t": "~/set", "schema": "json", "effect": True, "fx_list": ["rainbow"]},
        {"effect": "rainbow"},
        [("lab/json_effects/set", '{"state": "ON", "effect": "rainbow"}')],
    ),
    (
        "Hue Light",
        {"cmd_t": "~/set", "hs_cmd_t": "~/hs"},
        {"rgb_color": [255, 0, 0]},
        [("lab/hue_light/hs", "0,100")],
    ),
    (
        "Xy Light",
        {"cmd_t": "~/set", "xy_cmd_t": "~/xy"},
        {"rgb_color": [255, 255, 255]},
        [("lab/xy_light/set", "ON")],
    ),
    (
        "Template Light",
        {
            "schema": "template",
            "cmd_t": "~/set",
            "cmd_on_tpl": "on,{{ brightness | default('-') }},{{ red | default('-') }}",
            "cmd_off_tpl": "off",
            "bri_tpl": "{{ value.split(',')[1] }}",
            "r_tpl": "{{ value.split(',')[2] }}",
            "g_tpl": "{{ value.split(',')[3] }}",
            "b_tpl": "{{ value.split(',')[4] }}",
        },
        {"brightness_pct": 40, "rgb_color": [7, 8, 9]},
        [("lab/template_light/set", "on,102,7")],
    ),
]


@pytest.mark.parametrize(
    ("name", "options", "data", "sent"), LIGHTS, ids=[row[0] for row in LIGHTS]
)
def test_a_light_of_every_form_does_what_it_is_told(
    bed: Testbed,
    devices: Devices,
    name: str,
    options: dict[str, Any],
    data: dict[str, Any],
    sent: list[tuple[str, str]],
) -> None:
    announce(devices, "light", name, **options)
    bed.load()
    lamp = bed.control(named(bed, name).id, "turn_on", data)
    for topic, payload in sent:
        devices.hears(topic, payload)
    assert lamp.state.state == "on"
    for effect in [data["effect"]] if "effect" in data else []:
        assert lamp.state.attributes["effect"] == effect


def test_a_light_takes_only_effects_it_has(bed: Testbed, devices: Devices) -> None:
    announce(devices, "light", "Plain Light", cmd_t="~/set")
    bed.load()
    with pytest.raises(ControlFailed, match="no effects"):
        bed.control(named(bed, "Plain Light").id, "turn_on", {"effect": "rainbow"})


TOLD = [
    (
        "light",
        {
            "schema": "template",
            "cmd_t": "~/set",
            "cmd_on_tpl": "on",
            "cmd_off_tpl": "off",
            "stat_t": "~",
            "stat_tpl": "{{ value_json.s }}",
            "bri_tpl": "{{ value_json.b }}",
        },
        '{"s": "on", "b": 77}',
        ("light", "on", {"brightness": 77}),
    ),
    ("light", {"cmd_t": "~/set", "hs_cmd_t": "~/c", "hs_stat_t": "~"}, "0,100",
     ("light", "unknown", {"rgb_color": [255, 0, 0]})),
    ("event", {"stat_t": "~", "evt_typ": ["ring"]}, '{"event_type": "ring", "times": 2}',
     ("sensor", "ring", {"times": 2})),
    ("device_tracker", {"stat_t": "~", "pl_home": "in"}, "in", ("sensor", "home", {})),
    ("update", {"stat_t": "~"}, '{"installed_version": "1.0", "latest_version": "1.1"}',
     ("binary_sensor", "on", {"latest_version": "1.1"})),
    ("siren", {"stat_t": "~", "cmd_t": "~/set"}, '{"state": "ON"}', ("switch", "on", {})),
    ("humidifier", {"stat_t": "~/on", "cmd_t": "~/set", "hum_stat_t": "~", "hum_cmd_t": "~/h"},
     "55", ("switch", "unknown", {"humidity": 55.0})),
    ("valve", {"stat_t": "~", "cmd_t": "~/set", "pos": True}, "30",
     ("cover", "open", {"current_position": 30})),
    ("valve", {"stat_t": "~", "cmd_t": "~/set"}, "closing", ("cover", "closing", {})),
    ("lawn_mower", {"act_stat_t": "~", "dock_cmd_t": "~/dock"}, "mowing",
     ("vacuum", "cleaning", {})),
    ("water_heater", {"mode_stat_t": "~/m", "temp_cmd_t": "~/t", "temp_stat_t": "~"}, "51",
     ("climate", "unknown", {"temperature": 51.0})),
    ("alarm_control_panel", {"stat_t": "~", "cmd_t": "~/set"}, "armed_away",
     ("sensor", "armed_away", {})),
    ("fan", {"cmd_t": "~/set", "pr_mode_stat_t": "~", "pr_modes": ["eco"]}, "eco",
     ("fan", "unknown", {"preset_mode": "eco", "preset_modes": ["eco"]})),
    ("climate", {"act_t": "~"}, "heating", ("climate", "unknown", {"hvac_action": "heating"})),
    ("sensor", {"stat_t": "~/s", "json_attr_t": "~"}, '{"battery": 40, "linkquality": 9}',
     ("sensor", "unknown", {"battery": 40, "linkquality": 9})),
]  # fmt: skip


@pytest.mark.parametrize(
    ("component", "options", "payload", "shown"), TOLD, ids=[f"{row[0]} {row[2]}" for row in TOLD]
)
def test_every_kind_is_shown_as_the_nearest_of_this_home(
    bed: Testbed,
    devices: Devices,
    component: str,
    options: dict[str, Any],
    payload: str,
    shown: tuple[str, str, dict[str, Any]],
) -> None:
    announce(devices, component, "Thing", **options)
    devices.say("lab/thing", payload, retain=True)
    domain, state, attributes = shown

    def is_shown(entity: Entity) -> bool:
        told = entity.state.attributes
        right = entity.domain == domain and entity.state.state == state
        return entity.name == "Thing" and right and attributes.items() <= told.items()

    with change(bed.home, is_shown):
        bed.load()
    devices.say("lab/thing", "", retain=True)


ORDERS = [
    ("button", {"cmd_t": "~/set"}, "turn_on", {}, ("lab/thing/set", "PRESS")),
    ("siren", {"cmd_t": "~/set"}, "turn_on", {}, ("lab/thing/set", '{"state": "ON"}')),
    ("valve", {"cmd_t": "~/set", "pos": True}, "set_cover_position", {"position": 25},
     ("lab/thing/set", "25")),
    ("valve", {"cmd_t": "~/set"}, "close_cover", {}, ("lab/thing/set", "CLOSE")),
    ("lawn_mower", {"strt_mw_cmd_t": "~/go"}, "start", {}, ("lab/thing/go", "start_mowing")),
    ("water_heater", {"temp_cmd_t": "~/t"}, "set_temperature", {"temperature": 50},
     ("lab/thing/t", "50")),
]  # fmt: skip


@pytest.mark.parametrize(
    ("component", "options", "service", "data", "sent"),
    ORDERS,
    ids=[f"{row[0]} {row[2]}" for row in ORDERS],
)
def test_what_is_shown_as_something_else_is_commanded_in_its_own_words(
    bed: Testbed,
    devices: Devices,
    component: str,
    options: dict[str, Any],
    service: str,
    data: dict[str, Any],
    sent: tuple[str, str],
) -> None:
    announce(devices, component, "Thing", **options)
    bed.load()
    bed.control(named(bed, "Thing").id, service, data)
    devices.hears(*sent)


def test_a_value_that_is_not_told_again_in_time_does_not_hold(
    bed: Testbed, devices: Devices
) -> None:
    announce(devices, "sensor", "Quick", stat_t="~", exp_aft=1)
    announce(devices, "binary_sensor", "Motion", stat_t="~", off_dly=1)
    bed.load()
    assert told_by(bed, devices, "Quick", "5", "unavailable") == ["5", "unavailable"]
    assert told_by(bed, devices, "Motion", "ON", "off") == ["on", "off"]


def told_by(bed: Testbed, devices: Devices, name: str, payload: str, last: str) -> list[str | None]:
    """Tell a thing something; return its states until the last one is there."""
    states: list[str | None] = []
    done = threading.Event()

    def take(entity: Entity) -> None:
        if entity.name == name:
            states.append(entity.state.state)
            if entity.state.state == last:
                done.set()

    end = bed.home.subscribe(take)
    devices.say(f"lab/{name.lower()}", payload)
    assert done.wait(WAIT_S), states
    end()
    return states


def test_attributes_that_are_told_no_more_go(bed: Testbed, devices: Devices) -> None:
    announce(devices, "sensor", "Meter", stat_t="~", json_attr_t="~/more", unit_of_meas="W")
    bed.load()
    with change(bed.home, lambda one: one.state.attributes.get("phase") == 1):
        devices.say("lab/meter/more", {"phase": 1, "unit_of_measurement": "forged"})
    with change(bed.home, lambda one: one.state.attributes.get("tariff") == "day"):
        devices.say("lab/meter/more", {"tariff": "day"})
    told = named(bed, "Meter").state.attributes
    assert (told.get("phase"), told["unit_of_measurement"]) == (None, "W")


def test_five_hundred_things_come_are_told_and_commanded(bed: Testbed, devices: Devices) -> None:
    def announce_some(numbers: range) -> None:
        for number in numbers:
            announce(devices, "switch", f"Plug {number}", cmd_t="~/set", stat_t="~")

    announce_some(range(250))
    bed.load()
    assert len(bed.entities()) == 250
    announce_some(range(250, 500))  # while it runs
    wait_until(lambda: len(bed.entities()) == 500, "they did not all come", 60)
    for number in range(500):
        devices.client.publish(f"lab/plug_{number}", "ON", qos=1)
    wait_until(
        lambda: all(one.state.state == "on" for one in bed.entities()), "not all were heard", 60
    )
    bed.control(named(bed, "Plug 499").id, "turn_off")
    devices.hears("lab/plug_499/set", "OFF")
    assert bed.object.health(bed.entry.context) == ("ok", "500 things")


def test_settings_of_the_first_version_bring_in_the_new_kinds(broker: Broker) -> None:
    from integrations.mqtt import migrate
    from integrations.mqtt.catalogue import COMPONENTS, FIRST_COMPONENTS

    every = {**broker.config, "components": list(FIRST_COMPONENTS)}
    assert migrate(every, "1")["components"] == list(COMPONENTS)
    chosen = {**broker.config, "components": ["light"]}
    assert migrate(chosen, "1")["components"] == ["light"]
    assert json.loads(json.dumps(every)) == every
