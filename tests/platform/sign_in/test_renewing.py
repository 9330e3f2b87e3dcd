"""Renewing tokens."""

import io
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from tests.authorization_server import (
    running_provider,
)
from tests.platform.sign_in.bench import (
    CLIENT,
    HERE,
    HOOKED,
    REGISTERED,
    sign_in,
)

from ova.core import PluginState
from ova.sdk import ActionError, AuthFailed, NotReady


def test_a61_a_token_is_renewed_sixty_seconds_before_its_end(hub, bench):
    sign_in(hub)
    bench.clock.at += 3600 - 61
    hub.fetch("/me")
    assert bench.provider.refreshes == 0

    bench.clock.at += 1
    hub.fetch("/me")
    hub.fetch("/me")

    assert bench.provider.refreshes == 1
    assert hub.sign_ins.access("chirp", HERE)["expires_at"] == bench.clock.at + 3600


def test_a61_twenty_threads_at_the_end_of_a_token_renew_it_once(hub, bench):
    sign_in(hub)
    bench.clock.at += 3600
    at_once = threading.Barrier(20)

    def ask(_number):
        at_once.wait()
        return hub.fetch("/me")["id"]

    with ThreadPoolExecutor(20) as threads:
        told = list(threads.map(ask, range(20)))

    assert told == ["id-of-anna"] * 20
    assert bench.provider.refreshes == 1


def test_a61_twenty_threads_share_the_failure_of_one_renewal(hub, bench):
    sign_in(hub)
    bench.clock.at += 3600
    bench.provider.end_all()
    at_once = threading.Barrier(20)

    def ask(_number):
        at_once.wait()
        with pytest.raises(AuthFailed):
            hub.fetch("/me")

    with ThreadPoolExecutor(20) as threads:
        list(threads.map(ask, range(20)))

    assert bench.provider.refreshes == 1


def test_a61_an_authors_own_renewal_goes_before(bench):
    bench.provider.client.method = "client_secret_post"
    bench.write(REGISTERED)
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)
    sign_in(hub)
    bench.clock.at += 3600

    hub.fetch("/me")

    assert bench.provider.refreshes == 1
    assert hub.database.accesses.get("chirp").additional_info["by_hand"] is True


def test_a61_a_hook_that_gives_nothing_leaves_it_to_the_hub(bench):
    bench.write(HOOKED)
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)
    sign_in(hub)
    bench.clock.at += 3600

    assert hub.fetch("/me")["id"] == "id-of-anna"
    assert bench.provider.refreshes == 1


def test_a61_a_renewal_that_fails_for_a_moment_does_not_spoil_a_token_that_is_good(hub, bench):
    sign_in(hub)
    bench.clock.at += 3600 - 30
    bench.provider.before_refresh = lambda _token: _fail()
    try:
        assert hub.fetch("/me")["id"] == "id-of-anna"
    finally:
        bench.provider.before_refresh = lambda _token: None
    assert hub.state() == PluginState.LOADED

    bench.clock.at += 30
    bench.provider.away = True
    with pytest.raises(NotReady):
        hub.fetch("/me")
    bench.provider.away = False
    assert hub.fetch("/me")["id"] == "id-of-anna"
    assert hub.state() == PluginState.LOADED


def _fail():
    raise RuntimeError("the server has a bad moment")


@pytest.mark.parametrize("method", ["GET", "POST", "PATCH", "PUT", "DELETE"])
def test_a61_what_a_refused_token_kept_from_happening_is_sent_once_more(hub, bench, method):
    sign_in(hub)
    bench.provider.end_access()
    bench.provider.service_calls.clear()

    assert hub.fetch("/me", method)["method"] == method
    assert bench.provider.refreshes == 1
    assert len(bench.provider.service_calls) == 2
    assert hub.state() == PluginState.LOADED


def test_a61_a_body_is_whole_when_it_is_sent_once_more(hub, bench):
    sign_in(hub)
    bench.provider.end_access()
    assert hub.fetch("/me", "POST", json={"a": 1})["body"] == '{"a": 1}'
    bench.provider.end_access()
    assert hub.fetch("/me", "POST", data=io.BytesIO(b"a file"))["body"] == "a file"


def test_a61_a_body_that_can_be_read_once_is_not_sent_in_halves(hub, bench):
    sign_in(hub)
    bench.provider.end_access()
    with pytest.raises(NotReady, match="had to be renewed"):
        hub.fetch("/me", "POST", data=iter([b"a", b"b"]))
    assert bench.provider.refreshes == 1
    assert hub.fetch("/me", "POST", data=iter([b"a", b"b"]))["method"] == "POST"


def test_a61_what_is_refused_with_a_new_token_too_is_not_sent_a_third_time(hub, bench):
    sign_in(hub)
    bench.provider.service_calls.clear()
    bench.provider.refuse_all = True
    with pytest.raises(AuthFailed):
        hub.fetch("/me", "POST")
    assert len(bench.provider.service_calls) == 2


def test_a61_what_an_account_may_not_do_is_no_reason_to_sign_in_again(hub, bench):
    sign_in(hub)
    with pytest.raises(ActionError, match="does not allow"):
        hub.fetch("/forbidden")
    assert bench.provider.refreshes == 0
    assert hub.state() == PluginState.LOADED


def test_a61_tokens_go_to_the_service_alone(hub):
    sign_in(hub)
    with running_provider() as other:
        with pytest.raises(AuthFailed):
            hub.fetch(f"{other.url}/me")
        assert other.service_calls == []
