"""What is kept of tokens, which sign-ins are listed, and how they end."""

import logging

import pytest
from tests.platform.sign_in.bench import (
    ANNA,
    CLIENT,
    HERE,
    HOOKED,
    answer,
    is_hidden,
    sign_in,
)

from ova.core import NotFound, PluginState
from ova.plugins import (
    ConnectionTestFailed,
)
from ova.sdk import ActionError, AuthFailed


def test_a62_a_hook_may_add_fields_and_the_token_is_never_kept_in_clear(bench, caplog):
    caplog.set_level(logging.DEBUG)
    bench.write(HOOKED)
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)
    sign_in(hub)
    bench.clock.at += 3600
    hub.fetch("/me")

    info = hub.database.accesses.get("chirp").additional_info
    assert info["team"] == "red"
    assert not info.keys() & {"access_token", "refresh_token", "copied"}
    assert is_hidden(hub.info().to_json(), bench.provider)
    assert is_hidden(hub.sign_ins.access("chirp", HERE), bench.provider)
    assert is_hidden(hub.sign_ins.providers(), bench.provider)
    ours = [line for line in caplog.messages if not line.startswith("Issue token")]
    assert len(ours) > 10
    assert is_hidden("\n".join(ours), bench.provider)
    stored = bench.stored()
    assert not [secret for secret in bench.provider.secrets if secret.encode() in stored]


def test_a62_tokens_are_blotted_out_of_what_an_author_raises(hub, bench):
    sign_in(hub)
    bench.clock.at += 3600
    hub.fetch("/me")
    entry = hub.integration_manager.entry("chirp")

    def tell():
        raise ActionError(f"It was {bench.provider.tokens[-1].access_token}!")

    with pytest.raises(ActionError) as told:
        entry.call("tell", tell)
    assert is_hidden(str(told.value), bench.provider)


def test_a62_a_withdrawn_permission_asks_for_a_sign_in_and_stays_so(hub, bench):
    sign_in(hub)
    bench.provider.end_all()
    bench.clock.at += 3600

    with pytest.raises(AuthFailed):
        hub.fetch("/me")

    assert hub.state() == PluginState.REAUTH
    assert hub.sign_ins.access("chirp", HERE)["requires_reconnect"] is True
    asked = bench.provider.refreshes
    with pytest.raises(AuthFailed):
        hub.fetch("/me")
    assert bench.provider.refreshes == asked, "nobody asks again with a token that is dead"
    assert bench.restart().state() == PluginState.REAUTH


def test_a62_the_old_token_is_kept_until_the_new_one_is_verified(hub, bench):
    sign_in(hub)
    _callback, given = answer(hub.sign_ins.begin("chirp", ANNA, HERE))
    old = bench.provider.tokens[-1]
    bench.provider.refuses_new = True

    with pytest.raises(ConnectionTestFailed) as refused:
        hub.sign_ins.end("chirp", given, ANNA)

    assert refused.value.code == "invalid_auth"
    assert hub.state() == PluginState.LOADED
    bench.provider.service_calls.clear()
    hub.fetch("/me")
    assert bench.provider.service_calls[0][2] == old.access_token


def test_a69_the_list_of_providers_is_right_in_all_three_states(hub, bench):
    def listed():
        (one,) = hub.sign_ins.providers()
        assert (one["id"], one["name"]) == ("chirp", "Chirp")
        return one["connected"], one["requires_reconnect"]

    assert listed() == (False, False)
    sign_in(hub)
    assert listed() == (True, False)
    bench.provider.end_all()
    bench.clock.at += 3600
    with pytest.raises(AuthFailed):
        hub.fetch("/me")
    assert listed() == (True, True)


def test_a69_disconnecting_revokes_and_deletes(hub, bench):
    sign_in(hub)
    refresh_token = bench.provider.tokens[-1].refresh_token

    assert hub.sign_ins.disconnect("chirp") == {"revoked": True}

    assert bench.provider.revocations == [refresh_token]
    assert bench.provider.live == []
    assert hub.database.accesses.get("chirp") is None
    assert hub.database.secrets.items("access:chirp") == {}
    assert hub.state() == PluginState.NEEDS_SETUP
    assert hub.info().details["account"] == ""
    bench.provider.user = "ben"
    sign_in(hub)
    assert hub.info().details["account"] == "ben"


def test_a69_disconnecting_deletes_even_while_the_provider_is_away(hub, bench):
    sign_in(hub)
    bench.provider.away = True
    assert hub.sign_ins.disconnect("chirp") == {"revoked": False}
    assert hub.sign_ins.access("chirp", HERE)["connected"] is False


def test_a69_a_token_can_be_deleted_when_the_integration_is_gone(hub, bench):
    sign_in(hub)
    (bench.base / "integrations" / "chirp.py").unlink()
    hub = bench.restart()
    assert hub.state() == PluginState.MISSING

    assert hub.sign_ins.disconnect("chirp") == {"revoked": False}

    assert hub.database.secrets.items("access:chirp") == {}


def test_a69_accounts_keep_their_tokens_apart(hub, bench):
    sign_in(hub)
    hub.integration_manager.add_account("chirp", "Ben's Chirp", CLIENT)
    assert hub.state("chirp_2") == PluginState.NEEDS_SETUP
    bench.provider.user = "ben"
    callback, given = answer(hub.sign_ins.begin("chirp_2", ANNA, HERE))
    assert callback.endswith("/integration/chirp/callback"), "one address to register for all"
    hub.sign_ins.end("chirp", given, ANNA)

    assert hub.fetch("/me")["id"] == "id-of-anna"
    assert hub.fetch("/me", plugin_id="chirp_2")["id"] == "id-of-ben"
    hub = bench.restart()
    assert hub.fetch("/me")["id"] == "id-of-anna"
    assert hub.fetch("/me", plugin_id="chirp_2")["id"] == "id-of-ben"
    hub.integration_manager.remove("chirp_2")
    assert hub.database.accesses.get("chirp_2") is None
    assert hub.fetch("/me")["id"] == "id-of-anna"


def test_a69_what_needs_no_sign_in_has_none(bench):
    bench.write("def build_integration(config, ova):\n    return object()\n", "plain")
    hub = bench.start()
    assert hub.sign_ins.providers() == []
    with pytest.raises(NotFound, match="no sign-in"):
        hub.sign_ins.access("plain", HERE)
