"""What an integration writes into the hub's log by whatever logger holds no secret."""

import io
import logging

import pytest

from ova.plugins.redaction import ALL_LOGS, CERTAIN, LEAST, blot, blot_text

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


@pytest.mark.parametrize(
    ("secret", "text", "shown"),
    [
        ("pw1234", "the key is pw1234.", "the key is •••."),
        ("pw1234", "/unlock/pw1234?x", "/unlock/•••?x"),
        ("pw1234", "team_pw1234", "team_•••"),
        ("pw1234", "spw12345 and PW1234", "spw12345 and PW1234"),
        ("4711", "PIN 4711, code 14711", "PIN •••, code 14711"),
        ("a&b c", "?q=a%26b+c", "?q=•••"),
        ("rain", "train, rain and raining", "train, ••• and raining"),
        ("on", "pin=on&state on", "pin=•••&state on"),
        ("7", "level=7, 7 of 17", "level=•••, 7 of 17"),
        ("", "nothing is hidden", "nothing is hidden"),
    ],
)
def test_b8_a_short_secret_goes_where_it_is_a_word_of_its_own(secret, text, shown):
    assert blot_text(text, [secret]) == shown


@pytest.mark.parametrize(
    ("secret", "text", "shown"),
    [
        ("pw1234", "it said pw1234", "it said •••"),
        ("kitchen", "the kitchen light is on", "the kitchen light is on"),
        ("kitchen", "kitchen", "kitchen"),
        ("kitchen", "key=kitchen&a=1", "key=•••&a=1"),
        ("kitchen", '{"password": "kitchen"}', '{"password": "•••"}'),
        ("kitchen", "ValueError: kitchen", "ValueError: •••"),
        ("4711", "it is 12:47, 4711 is dialled", "it is 12:47, ••• is dialled"),
    ],
)
def test_b8_a_short_secret_that_is_a_common_word_leaves_names_and_logs_readable(
    secret, text, shown
):
    assert blot_text(text, [secret], CERTAIN) == shown


def test_b8_a_field_that_is_a_secret_is_hidden_however_short_it_is():
    told = {"pin": "12", "number": 4711, "level": 12, "on": True, "name": ""}
    assert blot(told, ["12", "4711", "True"], LEAST) == {
        "pin": "•••",
        "number": "•••",
        "level": 12,
        "on": True,
        "name": "",
    }


def test_b8_no_logger_writes_a_short_secret(workshop, written):
    workshop.write("integrations/chatty.py", CHATTY)
    hub = workshop.start()
    hub.integration_manager.enable("chatty", {"api_key": "kw-77"})
    hub.stop()
    text = written.getvalue()
    assert "by its own logger: •••" in text
    assert "GET /?key=•••" in text
    assert "kw-77" not in text
