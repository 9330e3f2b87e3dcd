"""What is told beside things, at a real broker: events, and whether the hub is there."""

from tests.integrations.mqtt_broker import Devices
from tests.integrations.programs import wait_until

from ova.testing import Testbed


def test_a_button_of_a_remote_control_is_told_as_an_event(bed: Testbed, devices: Devices) -> None:
    remote = {
        "atype": "trigger",
        "type": "action",
        "stype": "single",
        "t": "lab/remote/action",
        "pl": "single",
        "dev": {"ids": ["r"], "name": "Hall Remote"},
    }
    devices.announce("device_automation", "r/action_single", remote)
    devices.say("lab/remote/action", "single", retain=True)
    bed.load()
    assert [one.name for one in bed.entities()] == []
    devices.say("lab/remote/action", "double")
    devices.say("lab/remote/action", "single")
    wait_until(lambda: bed.events, "no event came")
    assert [(one.type, one.payload) for one in bed.events] == [
        ("mqtt.device_triggered", {"device": "Hall Remote", "type": "action", "subtype": "single"})
    ]
    devices.say("lab/remote/action", "", retain=True)


def test_messages_of_chosen_topics_are_told_as_events(bed: Testbed, devices: Devices) -> None:
    bed.load()
    devices.say("garden/gate", "open")
    devices.say("elsewhere", "open")
    wait_until(lambda: bed.events, "no event came")
    assert [one.payload for one in bed.events] == [{"topic": "garden/gate", "payload": "open"}]


def test_the_last_will_is_told_when_the_hub_is_cut_off(bed: Testbed, devices: Devices) -> None:
    bed.load()
    devices.hears("openvoiceassistant/status", "online")
    with devices.news:
        devices.told.clear()
    link = bed.object._worker.broker._client.socket()
    link.shutdown(2)  # as when somebody pulls the plug
    devices.hears("openvoiceassistant/status", "offline")
    devices.hears("openvoiceassistant/status", "online")
