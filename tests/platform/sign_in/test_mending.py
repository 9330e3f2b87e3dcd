"""Signing in again, and what services refuse."""

import json
from urllib.parse import parse_qsl, urlsplit

import pytest
from tests.authorization_server import (
    CLIENT_ID,
)
from tests.platform.sign_in.bench import (
    ANNA,
    CHIRP,
    CLIENT,
    HERE,
    sign_in,
)

from ova.core import PluginState
from ova.plugins import (
    OtherAccount,
)
from ova.sdk import AuthFailed


def test_b3_signing_in_again_mends_the_same_entry_and_refuses_another_account(hub, bench):
    sign_in(hub)
    bench.provider.end_all()
    bench.clock.at += 3600
    with pytest.raises(AuthFailed):
        hub.fetch("/me")

    bench.provider.user = "mallory"
    with pytest.raises(OtherAccount, match="mallory, not to anna"):
        sign_in(hub)
    assert hub.state() == PluginState.REAUTH

    bench.provider.user = "anna"
    sign_in(hub)
    assert hub.state() == PluginState.LOADED
    assert [info.id for info in hub.integration_manager.infos()] == ["chirp"]


def test_d1_a_sign_in_that_is_over_is_mended_without_adding_anything_anew(hub, bench):
    sign_in(hub)
    hub = bench.restart()
    assert hub.state() == PluginState.LOADED
    bench.provider.end_all()
    with pytest.raises(AuthFailed):
        hub.fetch("/me")
    assert hub.state() == PluginState.REAUTH

    sign_in(hub)

    assert hub.state() == PluginState.LOADED
    assert hub.integration_manager.config("chirp")["client_id"] == CLIENT_ID


def test_d2_the_entry_is_built_anew_by_itself_after_a_sign_in(hub, bench):
    sign_in(hub)
    before = hub.integration_manager.get_integration_module("chirp")
    told = []
    hub.integration_manager.subscribe(lambda info: told.append(info.state))

    sign_in(hub)

    assert hub.integration_manager.get_integration_module("chirp") is not before
    assert told[-1] == PluginState.LOADED


def test_d3_a_rotated_refresh_token_is_on_disk_before_it_is_used(hub, bench):
    sign_in(hub)
    for _ in range(3):
        bench.clock.at += 3600
        hub.fetch("/me")
        hub = bench.restart()  # as after a crash: what counts is what is on disk
        assert hub.fetch("/me")["id"] == "id-of-anna"
    assert hub.state() == PluginState.LOADED
    assert bench.provider.refreshes == 3
    assert len({token.refresh_token for token in bench.provider.tokens}) == 4


def test_d3_a_service_that_does_not_rotate_keeps_its_refresh_token(hub, bench):
    bench.provider.rotates = False
    sign_in(hub)
    for _ in range(2):
        bench.clock.at += 3600
        assert hub.fetch("/me")["id"] == "id-of-anna"
    assert bench.provider.refreshes == 2


def test_d3_an_invalid_grant_looks_into_the_store_before_it_counts(hub, bench):
    sign_in(hub)
    bench.clock.at += 3600
    old = bench.provider.tokens[-1]

    def somebody_else_renews(_refresh_token):
        """Renew as another process over the same database would, a moment earlier."""
        bench.provider.before_refresh = lambda _token: None
        fresh = type(old)(old.client, "anna", "another-access", "another-refresh", "read write")
        bench.provider.tokens.append(fresh)
        old.revoked = True
        kept = json.loads(hub.database.secrets.get("access:chirp", "token"))
        kept["token"] |= {
            "access_token": fresh.access_token,
            "refresh_token": fresh.refresh_token,
            "expires_at": bench.clock.at + 3600,
        }
        hub.database.secrets.set("access:chirp", "token", json.dumps(kept))

    bench.provider.before_refresh = somebody_else_renews
    assert hub.fetch("/me")["id"] == "id-of-anna"
    assert hub.state() == PluginState.LOADED
    assert bench.provider.service_calls[-1][2] == "another-access"


def test_d3_another_client_id_asks_for_a_sign_in_and_the_old_one_goes_on(hub):
    sign_in(hub)
    info = hub.integration_manager.set_config("chirp", {"client_id": "another"}, force=True)
    assert info.state == PluginState.REAUTH
    info = hub.integration_manager.set_config("chirp", {"client_id": CLIENT_ID})
    assert info.state == PluginState.LOADED


@pytest.mark.parametrize(
    ("external", "opened", "words"),
    [
        ("https://ova.example.org", "https://ova.example.org/", []),
        ("", "http://192.168.1.5:7123/", ["is a number", "https only"]),
        ("", "http://ova.local:7123/", ["https only"]),
        ("", "http://localhost:7123/", ["127.0.0.1 is another"]),
        ("", "http://127.0.0.1:7123/", ["localhost is another"]),
        ("https://ova.example.org", "http://192.168.1.5:7123/", ["sign in to the hub at"]),
    ],
)
def test_d12_the_callback_is_shown_with_what_services_refuse(hub, bench, external, opened, words):
    bench.external_url = external
    shown = hub.sign_ins.access("chirp", opened)

    base = (external or opened).rstrip("/")
    assert shown["callback_url"] == f"{base}/integration/chirp/callback"
    assert shown["login_url"] == f"{base}/integration/chirp/login"
    assert len(shown["warnings"]) == len(words)
    assert all(word in told for word, told in zip(words, shown["warnings"], strict=True))


def test_d12_the_address_that_is_shown_is_the_one_that_is_sent(hub, bench):
    bench.external_url = "https://ova.example.org"
    shown = hub.sign_ins.access("chirp", HERE)["callback_url"]
    asked = dict(parse_qsl(urlsplit(hub.sign_ins.begin("chirp", ANNA, HERE)).query))
    assert asked["redirect_uri"] == shown
    hub.integration_manager.add_account("chirp", "Another", CLIENT)
    assert hub.platform.address("chirp_2", "callback") == shown


def test_a_first_sign_in_while_the_service_is_away_is_kept(bench):
    """The authorization server answers, the service behind it does not."""
    bench.write(
        CHIRP.replace(
            '"http": {"base_url": "PROVIDER"}', '"http": {"base_url": "http://127.0.0.1:9"}'
        )
    )
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)

    sign_in(hub)

    assert hub.sign_ins.access("chirp", HERE)["connected"] is True
