"""Things announced over MQTT, at a real broker."""

import json
import threading
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from tests.integrations.mqtt_broker import PASSWORD, Devices, brokers
from tests.integrations.programs import ask, change, run_action, wait_until

from ova.core import PluginState
from ova.home import ControlFailed
from ova.plugins import ConnectionTestFailed
from ova.sdk import NotReady

LAMP = {
    "~": "zigbee/lamp",
    "name": None,
    "uniq_id": "0x01_light",
    "schema": "json",
    "stat_t": "~",
    "cmd_t": "~/set",
    "avty": [{"t": "~/availability", "val_tpl": "{{ value_json.state }}"}],
    "bri": True,
    "brightness": True,
    "brightness_scale": 254,
    "sup_clrm": ["color_temp", "xy"],
    "min_mirs": 154,
    "max_mirs": 500,
    "dev": {"ids": ["0x01"], "name": "Bench Lamp", "sa": "Office"},
}
THERMOMETER = {
    "unique_id": "0x02_temperature",
    "state_topic": "zigbee/attic",
    "value_template": "{{ value_json.temperature | round(1) }}",
    "device_class": "temperature",
    "unit_of_measurement": "°C",
    "device": {"identifiers": "0x02", "name": "Attic Climate"},
}


@pytest.fixture
def broker(tmp_path):
    with brokers(tmp_path) as broker:
        yield broker


@pytest.fixture
def devices(broker):
    devices = Devices(broker.port)
    yield devices
    devices.close()


@pytest.fixture
def hub(start):
    hub = start()
    hub.integration_manager.disable("demo_home")
    return hub


def enable(hub, broker, **more):
    info = hub.integration_manager.enable("mqtt", broker.config | more)
    assert (info.state, info.warnings) == (PluginState.LOADED, ())
    return info


def ours(hub):
    """Return what is there, by name."""
    return {
        entity.name: entity for entity in hub.home.entities() if entity.state.state != "unavailable"
    }


def is_now(name, state, **attributes):
    def check(entity):
        return (
            entity.name == name
            and entity.state.state == state
            and attributes.items() <= entity.state.attributes.items()
        )

    return check


def test_retained_announcements_are_things_at_once(hub, broker, devices):
    devices.announce("light", "0x01/light", LAMP)
    devices.announce("sensor", "0x02", THERMOMETER)
    devices.say("zigbee/lamp/availability", {"state": "online"}, retain=True)
    devices.say("zigbee/lamp", {"state": "ON", "brightness": 127}, retain=True)
    with change(hub.home, is_now("Bench Lamp", "on", brightness=128)):
        enable(hub, broker)
    lamp = ours(hub)["Bench Lamp"]
    assert hub.home.area(lamp.area_id).name == "Office"
    assert lamp.state.attributes["supported_color_modes"] == ["color_temp", "xy"]
    assert lamp.state.attributes["max_color_temp_kelvin"] == 6494
    sensor = ours(hub)["Attic Climate Temperature"]
    assert (sensor.device_class, sensor.state.state) == ("temperature", "unknown")
    assert sensor.state.attributes == {"unit_of_measurement": "°C"}


def test_states_are_live_and_broken_messages_change_nothing(hub, broker, devices):
    devices.announce("sensor", "0x02", THERMOMETER)
    enable(hub, broker)
    with change(hub.home, is_now("Attic Climate Temperature", "21.4")):
        devices.say("zigbee/attic", {"temperature": 21.37})
    devices.say("zigbee/attic", "no JSON")
    devices.say("zigbee/attic", {"humidity": 3})
    with change(hub.home, is_now("Attic Climate Temperature", "5")):
        devices.say("zigbee/attic", {"temperature": 5})


def test_things_appear_change_and_go_with_their_announcement(hub, broker, devices):
    enable(hub, broker)
    with change(hub.home, is_now("Attic Climate Temperature", "unknown")):
        devices.announce("sensor", "0x02", THERMOMETER)
    with change(hub.home, is_now("Attic Climate Loft", "unknown")):
        devices.announce("sensor", "0x02", THERMOMETER | {"name": "Loft"})
    devices.say("homeassistant/sensor/0x02/config", "", retain=True)
    wait_until(lambda: ours(hub) == {}, "it is still there")


def test_what_was_removed_while_the_hub_was_away_is_gone(hub, broker, devices):
    devices.announce("sensor", "0x02", THERMOMETER)
    devices.announce("light", "0x01/light", LAMP | {"avty": []})
    enable(hub, broker)
    assert len(ours(hub)) == 2
    hub.integration_manager.pause("mqtt")
    devices.say("homeassistant/sensor/0x02/config", "", retain=True)
    hub.integration_manager.resume("mqtt")
    assert list(ours(hub)) == ["Bench Lamp"]


def test_asking_again_finds_what_there_is(hub, broker, devices):
    devices.announce("sensor", "0x02", THERMOMETER)
    enable(hub, broker)
    hub.integration_manager.sync("mqtt")
    assert list(ours(hub)) == ["Attic Climate Temperature"]


def test_a_device_that_says_it_is_away_is_unavailable(hub, broker, devices):
    devices.announce("light", "0x01/light", LAMP)
    devices.say("zigbee/lamp", {"state": "OFF"}, retain=True)
    enable(hub, broker)
    assert ours(hub) == {}
    with change(hub.home, is_now("Bench Lamp", "off")):
        devices.say("zigbee/lamp/availability", {"state": "online"})
    with change(hub.home, is_now("Bench Lamp", "unavailable")):
        devices.say("zigbee/lamp/availability", {"state": "offline"})
    with pytest.raises(ControlFailed, match="cannot be reached just now"):
        hub.home.control("light.bench_lamp", "turn_on")


def test_a_json_light_is_switched_dimmed_and_coloured(hub, broker, devices):
    devices.announce("light", "0x01/light", LAMP | {"avty": []})
    enable(hub, broker)
    for data, sent in (
        ({}, {"state": "ON"}),
        ({"brightness_pct": 50}, {"state": "ON", "brightness": 127}),
        ({"color_temp_kelvin": 4000}, {"state": "ON", "color_temp": 250}),
        ({"color_name": "red"}, {"state": "ON", "color": {"x": 0.6401, "y": 0.33}}),
        ({"brightness_pct": 0}, {"state": "OFF"}),
    ):
        hub.home.control("light.bench_lamp", "turn_on", data)
        devices.hears("zigbee/lamp/set", json.dumps(sent))
    with change(hub.home, is_now("Bench Lamp", "on", rgb_color=[255, 0, 0])):
        devices.say(
            "zigbee/lamp", {"state": "ON", "color_mode": "xy", "color": {"x": 0.64, "y": 0.33}}
        )
    with change(hub.home, is_now("Bench Lamp", "on", color_temp_kelvin=4000)):
        devices.say("zigbee/lamp", {"state": "ON", "color_mode": "color_temp", "color_temp": 250})
    assert "rgb_color" not in hub.home.entity("light.bench_lamp").state.attributes
    with pytest.raises(ControlFailed, match="cannot shine blurple"):
        hub.home.control("light.bench_lamp", "turn_on", {"color_name": "blurple"})


def test_a_light_with_a_topic_for_each_value_is_controlled(hub, broker, devices):
    devices.announce(
        "light",
        "strip",
        {
            "name": "Strip",
            "unique_id": "strip",
            "command_topic": "strip/power",
            "state_topic": "strip/power/is",
            "brightness_command_topic": "strip/dim",
            "brightness_state_topic": "strip/dim/is",
            "brightness_scale": 100,
            "rgb_command_topic": "strip/rgb",
            "rgb_state_topic": "strip/rgb/is",
            "payload_on": "1",
            "payload_off": "0",
        },
    )
    enable(hub, broker)
    hub.home.control("light.strip", "turn_on", {"brightness_pct": 20, "rgb_color": [1, 2, 3]})
    devices.hears("strip/dim", "20")
    devices.hears("strip/rgb", "1,2,3")
    devices.hears("strip/power", "1")
    assert hub.home.entity("light.strip").state.state == "unknown"  # the device has yet to tell
    with change(hub.home, is_now("Strip", "on", brightness=51, rgb_color=[1, 2, 3])):
        for topic, payload in (("rgb", "1,2,3"), ("dim", "20"), ("power", "1")):
            devices.say(f"strip/{topic}/is", payload)


ROUND = [
    (
        "switch",
        {"command_topic": "t/set", "command_template": '{"power": "{{ value }}"}'},
        [("turn_on", {}, {"t/set": '{"power": "ON"}'}, "on", {})],
    ),
    (
        "fan",
        {
            "command_topic": "t/set",
            "percentage_command_topic": "t/speed",
            "speed_range_max": 3,
        },
        [
            ("turn_on", {}, {"t/set": "ON"}, "on", {}),
            ("set_percentage", {"percentage": 50}, {"t/speed": "2"}, "on", {"percentage": 50}),
            ("turn_off", {}, {"t/set": "OFF"}, "off", {}),
        ],
    ),
    (
        "lock",
        {"command_topic": "t/set", "payload_unlock": "OPEN"},
        [
            ("lock", {}, {"t/set": "LOCK"}, "locked", {}),
            ("unlock", {}, {"t/set": "OPEN"}, "unlocked", {}),
        ],
    ),
    (
        "cover",
        {
            "command_topic": "t/set",
            "set_position_topic": "t/position",
            "position_open": 0,
            "position_closed": 100,
        },
        [
            ("open_cover", {}, {"t/set": "OPEN"}, "open", {}),
            (
                "set_cover_position",
                {"position": 30},
                {"t/position": "70"},
                "open",
                {"current_position": 30},
            ),
            ("stop_cover", {}, {"t/set": "STOP"}, "open", {}),
            ("close_cover", {}, {"t/set": "CLOSE"}, "closed", {}),
        ],
    ),
    (
        "climate",
        {
            "temperature_command_topic": "t/temperature",
            "mode_command_topic": "t/mode",
            "modes": ["off", "heat"],
            "fan_mode_command_topic": "t/fan",
            "temperature_command_template": "{{ value * 2 }}",
        },
        [
            ("set_hvac_mode", {"hvac_mode": "heat"}, {"t/mode": "heat"}, "heat", {}),
            (
                "set_temperature",
                {"temperature": 20.5},
                {"t/temperature": "41.0"},
                "heat",
                {"temperature": 20.5},
            ),
            ("set_fan_mode", {"fan_mode": "low"}, {"t/fan": "low"}, "heat", {"fan_mode": "low"}),
        ],
    ),
    (
        "vacuum",
        {"command_topic": "t/set"},
        [
            ("start", {}, {"t/set": "start"}, "cleaning", {}),
            ("return_to_base", {}, {"t/set": "return_to_base"}, "returning", {}),
        ],
    ),
]


@pytest.mark.parametrize(
    ("component", "config", "steps"), ROUND, ids=[component for component, *_ in ROUND]
)
def test_commands_are_published_and_things_that_tell_nothing_are_believed(
    hub, broker, devices, component, config, steps
):
    devices.announce(component, "thing", config | {"name": "Thing", "unique_id": "thing"})
    enable(hub, broker)
    for service, data, sent, state, attributes in steps:
        thing = hub.home.control(f"{component}.thing", service, data)
        for topic, payload in sent.items():
            devices.hears(topic, payload)
        assert thing.state.state == state, service
        assert attributes.items() <= thing.state.attributes.items(), service


HEARD = [
    ("binary_sensor", {"state_topic": "t/is"}, {"t/is": "ON"}, "on", {}),
    ("binary_sensor", {"state_topic": "t/is", "payload_off": "no"}, {"t/is": "no"}, "off", {}),
    (
        "switch",
        {"command_topic": "t/set", "state_topic": "t/is", "state_on": "yes"},
        {"t/is": "yes"},
        "on",
        {},
    ),
    (
        "lock",
        {"command_topic": "t/set", "state_topic": "t/is", "value_template": "{{ value_json.l }}"},
        {"t/is": '{"l": "LOCKED"}'},
        "locked",
        {},
    ),
    (
        "cover",
        {"command_topic": "t/set", "position_topic": "t/is", "set_position_topic": "t/to"},
        {"t/is": "40"},
        "open",
        {"current_position": 40},
    ),
    (
        "cover",
        {"command_topic": "t/set", "state_topic": "t/is"},
        {"t/is": "closing"},
        "closing",
        {},
    ),
    (
        "fan",
        {
            "command_topic": "t/set",
            "state_topic": "t/is",
            "percentage_state_topic": "t/speed",
            "percentage_command_topic": "t/to",
            "speed_range_max": 4,
        },
        {"t/speed": "3", "t/is": "ON"},
        "on",
        {"percentage": 75},
    ),
    (
        "climate",
        {
            "mode_state_topic": "t",
            "mode_state_template": "{{ value_json.mode }}",
            "temperature_state_topic": "t",
            "temperature_state_template": "{{ value_json.target }}",
            "current_temperature_topic": "t",
            "current_temperature_template": "{{ value_json.now | float + 0.5 }}",
        },
        {"t": '{"mode": "heat", "target": 21, "now": "19"}'},
        "heat",
        {"temperature": 21, "current_temperature": 19.5},
    ),
    ("number", {"state_topic": "t", "command_topic": "t/set"}, {"t": "7"}, "7", {}),
    (
        "select",
        {"state_topic": "t", "command_topic": "t/set", "options": ["a", "b"]},
        {"t": "b"},
        "b",
        {"options": ["a", "b"]},
    ),
    (
        "vacuum",
        {"state_topic": "t", "command_topic": "c"},
        {"t": '{"state":"docked"}'},
        "docked",
        {},
    ),
    (
        "sensor",
        {"state_topic": "t", "value_template": "{{ 'wet' if value_json['x'] > 3 else 'dry' }}"},
        {"t": '{"x": 4}'},
        "wet",
        {},
    ),
]


@pytest.mark.parametrize(
    ("component", "config", "said", "state", "attributes"), HEARD, ids=[row[0] for row in HEARD]
)
def test_what_things_tell_is_understood(
    hub, broker, devices, component, config, said, state, attributes
):
    devices.announce(component, "thing", config | {"name": "Thing", "unique_id": "thing"})
    enable(hub, broker)
    with change(hub.home, is_now("Thing", state, **attributes)):
        for topic, payload in said.items():
            devices.say(topic, payload)


def test_a_whole_device_may_be_announced_in_one_message(hub, broker, devices):
    told = {
        "dev": {"ids": "ea334450945afc", "name": "Kitchen Box"},
        "o": {"name": "bla2mqtt"},
        "cmps": {
            "one": {
                "p": "sensor",
                "device_class": "humidity",
                "value_template": "{{ value_json.h }}",
                "unique_id": "box_h",
            },
            "two": {"p": "switch", "cmd_t": "box/set", "unique_id": "box_s", "name": "Power"},
        },
        "state_topic": "box/state",
    }
    devices.announce("device", "box", told)
    enable(hub, broker)
    assert set(ours(hub)) == {"Kitchen Box Humidity", "Kitchen Box Power"}
    devices.announce("device", "box", told | {"cmps": told["cmps"] | {"two": {"p": "switch"}}})
    wait_until(lambda: set(ours(hub)) == {"Kitchen Box Humidity"}, "the switch is still there")


@pytest.mark.parametrize(
    "payload",
    [
        "no JSON",
        "[]",
        {"unique_id": "x"},
        {"state_topic": 5},
        {"state_topic": "a/#"},
        {"state_topic": "a", "value_template": "{{ value"},
        {"state_topic": "a", "value_template": "{% for i in value %}{{ i }}{% endfor %}"},
        {"state_topic": "a", "availability": "b"},
        {"state_topic": "a", "optimistic": "yes"},
    ],
)
def test_an_announcement_that_makes_no_sense_harms_only_itself(hub, broker, devices, payload):
    if payload == {"state_topic": 5}:
        payload = {"state_topic": ["a"]}
    devices.announce("sensor", "odd", payload)
    devices.announce("sensor", "0x02", THERMOMETER)
    enable(hub, broker)
    assert list(ours(hub)) == ["Attic Climate Temperature"]
    told = ask(hub, "mqtt", "diagnostics")
    assert list(told["announcements_not_used"]) == ["homeassistant/sensor/odd/config"]


@pytest.mark.parametrize(
    "template",
    [
        "{{ 'a' * 1000000000 }}",
        "{{ 9 ** 999999 }}",
        "{{ value.__class__.__mro__ }}",
        "{{ value_json.a.b.c }}",
    ],
)
def test_a_template_can_do_no_harm(hub, broker, devices, template):
    devices.announce("sensor", "0x02", THERMOMETER)
    devices.announce("sensor", "bad", THERMOMETER | {"unique_id": "b", "value_template": template})
    enable(hub, broker)
    with change(hub.home, is_now("Attic Climate Temperature", "1")):
        devices.say("zigbee/attic", {"temperature": 1, "a": {}})
    assert {entity.state.state for entity in ours(hub).values()} <= {"1", "unknown", ""}


def test_only_what_was_chosen_comes_in(hub, broker, devices):
    devices.announce("sensor", "0x02", THERMOMETER)
    rows = (("quality", {"entity_category": "diagnostic"}), ("off", {"enabled_by_default": False}))
    for name, more in rows:
        devices.announce("sensor", name, THERMOMETER | {"unique_id": name, "name": name} | more)
    devices.announce("camera", "cam", {"unique_id": "cam", "topic": "cam"})
    enable(hub, broker)
    assert list(ours(hub)) == ["Attic Climate Temperature"]
    hub.integration_manager.set_config("mqtt", {"diagnostic_entities": True})
    assert set(ours(hub)) == {"Attic Climate Temperature", "Attic Climate quality"}
    hub.integration_manager.set_config("mqtt", {"components": ["light"]})
    assert ours(hub) == {}


def test_the_hub_tells_when_it_comes_and_goes(hub, broker, devices):
    enable(hub, broker)
    devices.hears("openvoiceassistant/status", "online")
    hub.integration_manager.disable("mqtt")
    devices.hears("openvoiceassistant/status", "offline")
    assert [thread for thread in threading.enumerate() if thread.name == "mqtt"] == []


def test_a_restart_of_the_broker_is_survived(hub, broker):
    broker.lines = ["allow_anonymous true"]
    first = Devices(broker.port)
    first.announce("sensor", "0x02", THERMOMETER)
    first.close()
    enable(hub, broker)
    with change(hub.home, is_now("Attic Climate Temperature", "unavailable")):
        broker.stop()
    assert (
        "connection to the MQTT broker was lost"
        in (hub.integration_manager.info("mqtt").warnings[0])
    )
    with pytest.raises(NotReady, match="not connected"):
        run_action(hub, "mqtt", "publish", {"topic": "a", "payload": "b"})
    broker.start()
    second = Devices(broker.port)
    with change(hub.home, is_now("Attic Climate Temperature", "8.0")):
        wait_until(lambda: hub.integration_manager.info("mqtt").warnings == (), "no reconnect")
        second.announce("sensor", "0x02", THERMOMETER)
        second.say("zigbee/attic", {"temperature": 8.0}, retain=True)
    second.close()


def test_a_broker_that_is_away_at_the_start_is_waited_for(hub, broker):
    broker.stop()
    info = hub.integration_manager.enable("mqtt", broker.config, force=True)
    assert info.state == PluginState.LOADED
    assert "cannot be reached" in info.warnings[0]
    broker.start()
    devices = Devices(broker.port)
    with change(hub.home, is_now("Attic Climate Temperature", "unknown")):
        devices.announce("sensor", "0x02", THERMOMETER)
    devices.close()


def test_a_password_is_used_and_a_wrong_one_is_refused_by_name(hub, broker):
    broker.stop()
    broker.want_password()
    broker.start()
    manager = hub.integration_manager
    for wrong in ({}, {"username": "lab", "password": "wrong"}):
        with pytest.raises(
            ConnectionTestFailed, match="refuses the username or the password"
        ) as no:
            manager.enable("mqtt", broker.config | wrong)
        assert no.value.code == "invalid_auth"
    assert not manager.info("mqtt").enabled
    right = {"username": "lab", "password": PASSWORD}
    assert "Connected with the broker" in manager.test("mqtt", broker.config | right)
    enable(hub, broker, **right)
    info = manager.set_config("mqtt", {"password": "wrong"}, force=True)
    assert info.state == PluginState.REAUTH
    assert manager.reauth("mqtt", {"password": PASSWORD}).state == PluginState.LOADED


def make_certificates(folder):
    """Write an authority's certificate, and a server's with its key."""
    now = datetime.now(UTC)

    def make(name, issuer, key, signer, *extensions):
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer or subject)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(hours=1))
            .not_valid_after(now + timedelta(days=1))
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        return builder.sign(signer, hashes.SHA256())

    root_key, key = ec.generate_private_key(ec.SECP256R1()), ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(True, False, False, False, False, True, True, False, False)
    root = make(
        "Lab", None, root_key, root_key, (x509.BasicConstraints(True, None), True), (usage, True)
    )
    local = x509.SubjectAlternativeName([x509.DNSName("localhost")])
    server = make("localhost", root.subject, key, root_key, (local, False))
    pem = serialization.Encoding.PEM
    (folder / "ca.pem").write_bytes(root.public_bytes(pem))
    (folder / "server.pem").write_bytes(server.public_bytes(pem))
    (folder / "server.key").write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )


def test_tls_is_used_and_a_stranger_is_not_trusted(hub, broker, tmp_path):
    make_certificates(tmp_path)
    broker.stop()
    broker.lines = [
        "allow_anonymous true",
        f"certfile {tmp_path}/server.pem",
        f"keyfile {tmp_path}/server.key",
    ]
    broker.start()
    manager = hub.integration_manager
    config = {"host": "localhost", "port": broker.port, "tls": True}
    with pytest.raises(ConnectionTestFailed):
        manager.enable("mqtt", config)
    with pytest.raises(ConnectionTestFailed, match="There is no file"):
        manager.enable("mqtt", config | {"ca_file": f"{tmp_path}/nothing.pem"})
    with pytest.raises(ConnectionTestFailed, match="holds no certificate"):
        manager.enable("mqtt", config | {"ca_file": f"{tmp_path}/server.key"})
    info = manager.enable("mqtt", config | {"ca_file": f"{tmp_path}/ca.pem"})
    assert (info.state, info.warnings) == (PluginState.LOADED, ())


def test_d7_another_host_keeps_the_things(hub, broker, devices):
    devices.announce("sensor", "0x02", THERMOMETER)
    enable(hub, broker)
    hub.home.update_entity("sensor.attic_climate_temperature", name="Loft")
    before = hub.home.entities()
    hub.integration_manager.set_config("mqtt", {"host": "localhost"})
    assert [(e.id, e.key, e.name) for e in hub.home.entities()] == [
        (e.id, e.key, e.name) for e in before
    ]
    assert list(ours(hub)) == ["Loft"]


def test_a_message_can_be_sent_by_an_action(hub, broker, devices):
    enable(hub, broker)
    answer = run_action(hub, "mqtt", "publish", {"topic": "a/b", "payload": "c"})
    devices.hears("a/b", "c")
    assert answer.message == "Sent."
