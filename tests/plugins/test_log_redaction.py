"""What an integration writes into the hub's log by whatever logger holds no secret."""

import io
import logging

import pytest

from ova.plugins.redaction import ALL_LOGS

CHATTY = """
    import logging
    log = logging.getLogger(__name__)
    def build_integration(config, ova):
        log.error("by its own logger: %s", config["api_key"])
        logging.getLogger("some.library").error("GET /?key=" + config["api_key"])
        try:
            raise ValueError(config["api_key"])
        except ValueError:
            log.exception("with a trace")
        return object()
    def default_config():
        return {"api_key": ""}
"""


@pytest.fixture
def written():
    """What the handler of the hub's log writes, set up as ``ova run`` does."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.addFilter(ALL_LOGS)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)


def test_b8_no_logger_writes_a_secret_not_even_before_it_is_loaded(workshop, written):
    workshop.write("integrations/chatty.py", CHATTY)
    hub = workshop.start()
    hub.integration_manager.enable("chatty", {"api_key": "sk-9f8e7d6c5b"})
    hub.stop()
    text = written.getvalue()
    assert "by its own logger: •••" in text
    assert "GET /?key=•••" in text
    assert "ValueError: •••" in text
    assert "sk-9f8e7d6c5b" not in text
