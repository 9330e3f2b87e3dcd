"""Declaring a sign-in, and what is asked for then."""

import pytest
from tests.authorization_server import (
    CLIENT_ID,
)
from tests.platform.sign_in.bench import (
    CHIRP,
    CLIENT,
    METADATA,
    REGISTERED,
    sign_in,
)

from ova.core import PluginState
from ova.plugins import (
    ConfigInvalid,
)
from ova.sdk import SecretMissing


def test_a58_client_id_and_secret_are_settings_of_the_installation(bench):
    bench.write()
    hub = bench.start()
    schema = hub.integration_manager.schema("chirp")

    assert schema["required"] == ["client_id", "client_secret"]
    assert schema["properties"]["client_secret"]["format"] == "password"

    with pytest.raises(ConfigInvalid) as refused:
        hub.integration_manager.enable("chirp")
    assert set(refused.value.fields) == {"client_id", "client_secret"}

    hub.integration_manager.enable("chirp", CLIENT)
    shown = hub.integration_manager.config("chirp")
    assert shown == {"client_id": CLIENT_ID, "client_secret": {"is_set": True}}


def test_a58_an_entry_without_a_token_needs_a_sign_in_and_is_set_up_after_it(hub):
    assert hub.state() == PluginState.NEEDS_SETUP
    assert hub.info().reason.startswith("Sign in")
    with pytest.raises(SecretMissing):
        hub.integration_manager.test("chirp")

    done = sign_in(hub)

    assert (done.entry_id, done.name, done.account) == ("chirp", "Chirp", "anna")
    assert hub.state() == PluginState.LOADED
    assert hub.info().details["account"] == "anna"
    assert hub.fetch("/me")["id"] == "id-of-anna"


def test_a58_a_metadata_address_names_the_others(bench):
    bench.write(METADATA)
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)

    sign_in(hub)

    assert hub.fetch("/me")["id"] == "id-of-anna"
    assert hub.sign_ins.disconnect("chirp") == {"revoked": True}


def test_a58_a_registered_app_is_the_same_as_a_declared_one(bench):
    bench.provider.client.method = "client_secret_post"
    bench.write(REGISTERED)
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)

    sign_in(hub)

    assert bench.provider.authorized[0]["scope"] == "read write"
    assert hub.fetch("/me")["id"] == "id-of-anna"
    assert hub.database.accesses.get("chirp").additional_info == {
        "tenant": "id-of-anna",
        "by_hand": False,
    }


def test_a58_a_public_client_needs_no_secret(bench):
    bench.provider.client.method = "none"
    bench.write(CHIRP.replace('"scopes"', '"token_endpoint_auth_method": "none", "scopes"'))
    hub = bench.start()
    assert hub.integration_manager.schema("chirp")["required"] == ["client_id"]
    hub.integration_manager.enable("chirp", {"client_id": CLIENT_ID})

    sign_in(hub)

    assert hub.state() == PluginState.LOADED
