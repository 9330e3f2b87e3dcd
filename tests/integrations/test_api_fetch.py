"""Calling web APIs, against a server that shows what it received."""

import base64

import pytest
from tests.integrations.servers import Answer, serving

from ova.core import PluginState
from ova.sdk import ActionError, NotReady, RateLimited, SecretMissing

CONFIG = {"user_name": "ann", "password": "pass wörd", "api_key": "k-123456"}


@pytest.fixture
def echo():
    def answer(asked):
        if asked.path.startswith("/status/"):
            return Answer(b"", int(asked.path.rsplit("/", 1)[1]), {"Retry-After": "7"})
        if asked.path == "/text":
            return Answer("grüß".encode(), headers={"Content-Type": "text/plain; charset=utf-8"})
        if asked.path == "/empty":
            return Answer(status=204)
        body = asked.body.decode()
        shown = {"method": asked.method, "headers": asked.headers, "body": body}
        return Answer({**shown, "query": asked.query})

    with serving(answer) as server:
        yield server


@pytest.fixture
def bench(bench):
    assert bench.enable("api_fetch", CONFIG).state == PluginState.LOADED
    return bench


def received(bench, action, **inputs):
    result = bench.act("api_fetch", action, **inputs)
    assert result["status"] == 200
    return result["data"]


def test_a33_without_credentials_none_are_sent(bench, echo):
    shown = received(bench, "call_api", url=f"{echo.url}/x")
    assert "authorization" not in shown["headers"]
    assert shown["method"] == "GET"


def test_a33_http_basic_is_received(bench, echo):
    shown = received(bench, "call_api_basic", url=f"{echo.url}/x")
    kind, _, pair = shown["headers"]["authorization"].partition(" ")
    assert (kind, base64.b64decode(pair).decode()) == ("Basic", "ann:pass wörd")


def test_a33_the_bearer_token_is_received(bench, echo):
    shown = received(bench, "call_api_bearer", url=f"{echo.url}/x")
    assert shown["headers"]["authorization"] == "Bearer k-123456"


def test_parameters_and_a_body_are_sent(bench, echo):
    shown = received(
        bench,
        "call_api",
        url=f"{echo.url}/x",
        method="POST",
        params={"page": 2},
        body={"name": "lamp"},
    )
    assert (shown["method"], shown["query"], shown["body"]) == (
        "POST",
        {"page": "2"},
        '{"name": "lamp"}',
    )


@pytest.mark.parametrize(("path", "status", "data"), [("text", 200, "grüß"), ("empty", 204, None)])
def test_answers_that_are_no_json_are_returned_as_they_are(bench, echo, path, status, data):
    result = bench.act("api_fetch", "call_api", url=f"{echo.url}/{path}")
    assert result == {"status": status, "data": data}


def test_a_missing_credential_is_named_before_anything_is_sent(bench, echo):
    bench.hub.integration_manager.set_config("api_fetch", {"api_key": {"is_set": False}})
    with pytest.raises(SecretMissing, match="has no api key"):
        bench.act("api_fetch", "call_api_bearer", url=f"{echo.url}/x")
    assert echo.asked == []


def test_credentials_go_only_to_the_listed_hosts(bench, echo):
    bench.hub.integration_manager.set_config("api_fetch", {"hosts": ["api.example.org"]})
    with pytest.raises(ActionError, match="may not see the credentials") as caught:
        bench.act("api_fetch", "call_api_bearer", url=f"{echo.url}/x")
    assert "127.0.0.1" in caught.value.cure
    assert echo.asked == []
    received(bench, "call_api", url=f"{echo.url}/x")


@pytest.mark.parametrize(
    ("status", "error", "words"),
    [
        (401, ActionError, r"refuses the credentials \(HTTP 401\)"),
        (403, ActionError, r"refuses the credentials \(HTTP 403\)"),
        (404, ActionError, "HTTP 404"),
        (429, RateLimited, "less often"),
        (503, NotReady, "HTTP 503"),
    ],
)
def test_refusals_are_told_apart(bench, echo, status, error, words):
    with pytest.raises(error, match=words) as caught:
        bench.act("api_fetch", "call_api_bearer", url=f"{echo.url}/status/{status}")
    assert "k-123456" not in f"{caught.value} {caught.value.cure}"
    assert bench.hub.integration_manager.info("api_fetch").state == PluginState.LOADED


def test_what_is_no_address_is_refused_by_its_field(bench):
    action = bench.entry("api_fetch").capabilities.action("call_api")
    assert [fault["field"] for fault in action.input.faults({"url": "file:///etc/passwd"})] == [
        "/url"
    ]
    assert action.input.faults({}) == [
        {"field": "/url", "detail": "is needed", "kind": "missing", "values": {}}
    ]


def test_the_form_masks_the_password_and_the_key(bench):
    manager = bench.hub.integration_manager
    assert manager.config("api_fetch")["password"] == {"is_set": True}
    assert manager.config("api_fetch")["api_key"] == {"is_set": True}
    assert manager.schema("api_fetch")["properties"]["api_key"]["title"] == "API key"
