"""The integration at a real broker, with the other side."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.integrations.mqtt_broker import Broker, Devices, brokers

from ova.testing import Testbed

FOLDER = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def broker(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Broker]:
    """Return a broker all tests share; each thing has a name of its own."""
    with brokers(tmp_path_factory.mktemp("mosquitto")) as broker:
        yield broker


@pytest.fixture
def devices(broker: Broker) -> Iterator[Devices]:
    """Return the other side; what it announced is taken back in the end."""
    devices = Devices(broker.port)
    yield devices
    with devices.news:
        topics = {topic for topic, _ in devices.told if topic.startswith("homeassistant/")}
    for topic in sorted(topics):
        devices.say(topic, "", retain=True)
    devices.close()


@pytest.fixture
def bed(broker: Broker) -> Iterator[Testbed]:
    """Return the integration, not yet loaded."""
    with Testbed(FOLDER, {**broker.config, "event_topics": ["garden/#"]}) as bed:
        yield bed
