"""One hub for the end-to-end tests, started as people start it."""

from collections.abc import Iterator

import pytest
from tests.hubs import ServedHub, served_hub


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    """A running hub with an owner and a token."""
    with served_hub(tmp_path_factory.mktemp("ova") / "home") as served:
        yield served


@pytest.fixture
def kitchen_light_off(hub: ServedHub) -> str:
    """The kitchen light, switched off; its id."""
    hub.post("/api/entities/light.kitchen_light/control", {"service": "turn_off"})
    assert hub.get("/api/entities/light.kitchen_light")["state"] == "off"
    return "light.kitchen_light"
