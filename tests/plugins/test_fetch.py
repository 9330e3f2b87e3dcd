"""``ctx.fetch`` against a real server: credentials, bodies, refusals, outages."""

import asyncio
import base64
import json
import socket
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from ova.plugins.fetch import Fetcher
from ova.plugins.manifest_parts import HttpPart
from ova.sdk import ActionError, AuthFailed, NotReady, RateLimited

SETTINGS = {"host": "", "api_key": "k-123", "user": "ann", "password": "pw", "blank": ""}


class Echo(BaseHTTPRequestHandler):
    """Tells what it was asked; the path may ask for a status, a text or nothing."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        path = self.path.partition("?")[0]
        self.server.asked.append((self.command, self.path))
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        status = int(path[1:]) if path[1:].isdigit() else 200
        told = {"path": self.path, "headers": dict(self.headers), "body": body}
        kind, answer = "application/json", json.dumps(told).encode()
        if path == "/text":
            kind, answer = "text/plain; charset=utf-8", "grüß".encode()
        if path == "/empty":
            answer = b""
        if path == "/drop":
            self.close_connection = True
            self.connection.shutdown(socket.SHUT_RDWR)
            return
        if path == "/hang":
            self.server.go.wait(30)
        self.send_response(status)
        if status == 429:
            self.send_header("Retry-After", "7")
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    do_POST = do_GET  # noqa: N815 - http.server's names
    do_PUT = do_GET  # noqa: N815 - the same

    def log_message(self, *_args):
        """Say nothing."""


@pytest.fixture
def server():
    with ThreadingHTTPServer(("127.0.0.1", 0), Echo) as server:
        server.asked, server.go = [], threading.Event()
        server.url = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        yield server
        server.go.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def fetcher(server):
    made = []

    def make(**http):
        one = Fetcher("Cloud", HttpPart.model_validate(http), {**SETTINGS, "host": server.url})
        made.append(one)
        return one

    yield make
    for one in made:
        one.close()


def headers_of(response):
    return {name.lower(): value for name, value in response["headers"].items()}


def test_a32_credentials_are_put_into_headers_and_parameters(fetcher):
    fetch = fetcher(
        base_url="{host}",
        headers={"Authorization": "Bearer {api_key}", "X-Blank": "{blank}"},
        query={"user": "{user}"},
    )
    told = fetch("/me", params={"page": 2})
    assert headers_of(told)["authorization"] == "Bearer k-123"
    assert "x-blank" not in headers_of(told)
    assert told["path"] == "/me?user=ann&page=2"
    assert (told.status, told.headers["content-type"]) == (200, "application/json")


def test_a32_basic_credentials_and_the_token_of_who_signed_in(fetcher):
    basic = fetcher(base_url="{host}", basic=("{user}", "{password}"))
    wanted = "Basic " + base64.b64encode(b"ann:pw").decode()
    assert headers_of(basic("me"))["authorization"] == wanted
    signed_in = fetcher(base_url="{host}")
    signed_in.bearer = lambda: "t0k"
    assert headers_of(signed_in("me"))["authorization"] == "Bearer t0k"


@pytest.mark.parametrize("how", ["headers", "query", "body", "basic"])
def test_b16_a_declared_credential_is_sent_without_passing_through_the_authors_code(how, fetcher):
    declared = {
        "headers": {"headers": {"X-Key": "{api_key}"}},
        "query": {"query": {"key": "{api_key}"}},
        "body": {"body": {"key": "{api_key}", "unset": "{blank}"}},
        "basic": {"basic": ("{user}", "{password}")},
    }[how]
    told = fetcher(base_url="{host}", **declared)("/orders", "POST", json={"item": "lamp"})
    sent = json.loads(told["body"])
    wanted = {"item": "lamp", **({"key": "k-123"} if how == "body" else {})}
    assert sent == wanted
    assert ("k-123" in told["path"]) is (how == "query")
    assert (headers_of(told).get("x-key") == "k-123") is (how == "headers")
    basic = "Basic " + base64.b64encode(b"ann:pw").decode()
    assert (headers_of(told).get("authorization") == basic) is (how == "basic")


def test_b16_a_declared_body_goes_into_forms_and_empty_bodies_and_nowhere_else(fetcher, server):
    fetch = fetcher(base_url="{host}", body={"key": "{api_key}"})
    assert fetch("/form", "POST", data={"a": "1"})["body"] == "key=k-123&a=1"
    assert json.loads(fetch("/nothing", "POST")["body"]) == {"key": "k-123"}
    assert json.loads(fetch("/own", "POST", json={"key": "mine"})["body"]) == {"key": "mine"}
    assert fetch("/get")["body"] == ""
    assert json.loads(fetch("/list", "POST", json=[1])["body"]) == [1]
    elsewhere = fetcher(base_url="http://127.0.0.1:1", body={"key": "{api_key}"})
    assert "k-123" not in elsewhere(f"{server.url}/other", "POST", json={"a": 1})["body"]


def test_a32_a_header_the_author_gives_wins_whatever_its_case(fetcher):
    fetch = fetcher(base_url="{host}", headers={"Authorization": "Bearer {api_key}"})
    told = fetch("/me", headers={"authorization": "Mine"})
    assert [v for k, v in told["headers"].items() if k.lower() == "authorization"] == ["Mine"]


def test_a32_credentials_go_to_no_other_place(fetcher, server):
    fetch = fetcher(base_url="http://127.0.0.1:1", headers={"X-Key": "{api_key}"})
    assert "x-key" not in headers_of(fetch(f"{server.url}/other"))


def test_a32_bodies_come_back_as_what_they_are(fetcher):
    fetch = fetcher(base_url="{host}")
    assert fetch("/text").data == "grüß"
    assert fetch("/empty").data is None
    sent = fetch("/x", "POST", json={"level": 3})
    assert json.loads(sent["body"]) == {"level": 3}
    assert fetch("/x", "PUT", data={"a": "b"})["body"] == "a=b"


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (401, AuthFailed, "Cloud refuses the credentials"),
        (403, AuthFailed, "Cloud refuses the credentials"),
        (404, ActionError, "HTTP 404"),
        (500, NotReady, "HTTP 500"),
        (503, NotReady, "HTTP 503"),
    ],
)
def test_b02_a_refusal_says_what_can_be_done(fetcher, status, kind, words):
    with pytest.raises(kind, match=words):
        fetcher(base_url="{host}")(f"/{status}")


def test_b02_a_service_that_wants_to_be_left_alone_says_for_how_long(fetcher):
    with pytest.raises(RateLimited) as limited:
        fetcher(base_url="{host}")("/429")
    assert limited.value.retry_after_s == 7


def test_a32_only_what_may_be_sent_twice_is_tried_again(fetcher, server):
    fetch = fetcher(base_url="{host}")
    with pytest.raises(NotReady, match="cannot be reached"):
        fetch("/drop")
    assert len(server.asked) == 3
    server.asked.clear()
    with pytest.raises(NotReady):
        fetch("/drop", "POST", json={})
    assert len(server.asked) == 1


def test_a32_a_service_that_does_not_answer_is_given_up(fetcher):
    with pytest.raises(NotReady, match="does not answer in time"):
        fetcher(base_url="{host}")("/hang", timeout=0.2)


def test_a32_nothing_listens_there(fetcher):
    with pytest.raises(NotReady, match="Cloud cannot be reached"):
        fetcher(base_url="http://127.0.0.1:1")("/x")


def test_a32_async_code_waits_for_the_same_name(fetcher):
    fetch = fetcher(base_url="{host}")

    async def both():
        return await asyncio.gather(fetch("/a"), fetch("/b"))

    assert [told["path"] for told in asyncio.run(both())] == ["/a", "/b"]


@pytest.mark.parametrize("address", ["nonsense://x", "http://", "/no-base"])
def test_an_address_that_is_none_is_said_to_be(fetcher, address):
    with pytest.raises(ActionError, match="address of Cloud cannot be used"):
        fetcher()(address)


def test_more_than_fits_is_refused(fetcher, monkeypatch):
    monkeypatch.setattr("ova.plugins.fetch.MAX_BYTES", 10)
    with pytest.raises(ActionError, match="Ask for less"):
        fetcher(base_url="{host}")("/me")
