"""MQTT passes what every integration must, at a real broker."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integrations.mqtt_broker import PASSWORD, Devices, brokers

from ova.testing import IntegrationAcceptance

SENSOR = {
    "unique_id": "0x02_temperature",
    "state_topic": "zigbee/attic",
    "device_class": "temperature",
    "unit_of_measurement": "°C",
    "device": {"identifiers": "0x02", "name": "Attic"},
}
SWITCH = {"unique_id": "0x03", "name": "Boiler", "command_topic": "zigbee/boiler/set"}


class TestAcceptance(IntegrationAcceptance):
    """What every integration must do."""

    path = Path(__file__).parents[1]
    invalid_config = {"password": "wrong"}
    actions = {
        "publish": {"topic": "lab/told", "payload": "now"},
    }

    @pytest.fixture(scope="class", autouse=True)
    @classmethod
    def _broker(cls, tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
        with brokers(tmp_path_factory.mktemp("mosquitto")) as broker:
            broker.stop()
            broker.want_password()
            broker.start()
            cls.config = {**broker.config, "username": "lab", "password": PASSWORD}
            devices = Devices(broker.port, "lab", PASSWORD)
            devices.announce("sensor", "0x02", SENSOR)
            devices.announce("switch", "0x03", SWITCH)
            devices.say("zigbee/attic", "8.5", retain=True)
            yield
            devices.close()
