"""What ``ctx.fetch`` gives integrations besides the data, against a server of its own."""

import pytest
from tests.integrations.servers import Answer, serving

from ova.sdk import ActionError


@pytest.fixture
def fetch(bench):
    bench.enable("api_fetch")
    return bench.entry("api_fetch").context.fetch


def test_an_error_carries_what_the_service_answered(fetch):
    with (
        serving(lambda _asked: Answer({"reason": "no such city"}, 404)) as server,
        pytest.raises(ActionError, match="HTTP 404") as caught,
    ):
        fetch(server.url)
    assert caught.value.response.status == 404
    assert caught.value.response["reason"] == "no such city"
    assert "no such city" not in f"{caught.value} {caught.value.cure}"


def test_the_body_is_there_as_it_was_sent(fetch):
    sent = "<?xml version='1.0' encoding='windows-1252'?><a>Müller</a>".encode("windows-1252")
    with serving(lambda _asked: Answer(sent, headers={"Content-Type": "text/xml"})) as server:
        assert fetch(server.url).body == sent
