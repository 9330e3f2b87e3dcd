"""A provider of sign-ins, and a hub with an integration that needs one."""

import pytest
from tests.authorization_server import (
    running_provider,
)
from tests.platform.sign_in.bench import (
    CLIENT,
    Bench,
)


@pytest.fixture
def bench(tmp_path):
    with running_provider() as provider:
        bench = Bench(tmp_path, provider)
        yield bench
        bench.stop()


@pytest.fixture
def hub(bench):
    """A hub with Chirp enabled, and nobody signed in."""
    bench.write()
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)
    return hub
