"""The way to the service and back."""

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
    METADATA,
    answer,
    sign_in,
)

from ova.core import InvalidInput, NotFound, PluginState
from ova.platform.oauth import BadState, SignInDenied, SignInFailed


def test_a59_the_browser_is_sent_along_with_state_pkce_and_nonce(hub):
    url = hub.sign_ins.begin("chirp", ANNA, HERE)
    asked = dict(parse_qsl(urlsplit(url).query))

    assert asked["response_type"] == "code"
    assert asked["client_id"] == CLIENT_ID
    assert asked["scope"] == "read write"
    assert asked["prompt"] == "consent"
    assert asked["code_challenge_method"] == "S256"
    assert len(asked["state"]) >= 43
    assert len(asked["nonce"]) >= 32
    assert asked["redirect_uri"] == "http://localhost:7123/integration/chirp/callback"
    assert len(asked["code_challenge"]) == 43


def test_a59_a_sign_in_needs_a_client_id(bench):
    bench.write()
    hub = bench.start()
    with pytest.raises(InvalidInput, match="client ID"):
        hub.sign_ins.begin("chirp", ANNA, HERE)


def test_a59_an_integration_is_found_by_its_name_in_lower_case(bench):
    bench.write(CHIRP.replace('"Chirp",', '"MyChirp",'), "my_chirp")
    hub = bench.start()
    hub.integration_manager.enable("my_chirp", CLIENT)

    url = hub.sign_ins.begin("mychirp", ANNA, HERE)

    assert "integration%2Fmy_chirp%2Fcallback" in url
    with pytest.raises(NotFound):
        hub.sign_ins.begin("theirchirp", ANNA, HERE)


def test_a60_a_state_counts_once_for_ten_minutes_in_one_session(hub, bench):
    _callback, given = answer(hub.sign_ins.begin("chirp", ANNA, HERE))
    for wrong in ({**given, "state": ""}, {**given, "state": "guessed"}):
        with pytest.raises(BadState):
            hub.sign_ins.end("chirp", wrong, ANNA)
    hub.sign_ins.end("chirp", given, ANNA)
    with pytest.raises(BadState, match="before"):
        hub.sign_ins.end("chirp", given, ANNA)

    _callback, given = answer(hub.sign_ins.begin("chirp", ANNA, HERE))
    with pytest.raises(BadState, match="somebody else"):
        hub.sign_ins.end("chirp", given, "the session of mallory's browser")
    with pytest.raises(BadState):  # and it is used up by that
        hub.sign_ins.end("chirp", given, ANNA)

    _callback, given = answer(hub.sign_ins.begin("chirp", ANNA, HERE))
    bench.clock.at += 600
    with pytest.raises(BadState, match="ten minutes"):
        hub.sign_ins.end("chirp", given, ANNA)
    assert bench.provider.granted == ["authorization_code"]


def test_a60_an_id_token_must_be_about_this_sign_in(bench):
    bench.write(METADATA)
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)
    bench.provider.nonce = "a nonce of another sign-in"
    with pytest.raises(SignInFailed, match="somebody else's"):
        sign_in(hub)
    assert hub.state() == PluginState.NEEDS_SETUP

    bench.provider.nonce = ""
    sign_in(hub)
    assert hub.state() == PluginState.LOADED


def test_a60_the_answer_of_another_server_is_refused(bench):
    bench.write(METADATA)
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)
    for issuer, fits in (("https://mallory.example", False), (bench.provider.url, True)):
        _callback, given = answer(hub.sign_ins.begin("chirp", ANNA, HERE))
        if fits:
            hub.sign_ins.end("chirp", {**given, "iss": issuer}, ANNA)
        else:
            with pytest.raises(BadState, match="not the answer"):
                hub.sign_ins.end("chirp", {**given, "iss": issuer}, ANNA)


def test_a60_a_refusal_of_the_provider_is_told_in_plain_words(hub, bench):
    bench.provider.user = None
    _callback, given = answer(hub.sign_ins.begin("chirp", ANNA, HERE))
    assert given["error"] == "access_denied"

    with pytest.raises(SignInDenied, match="Chirp was not allowed") as refused:
        hub.sign_ins.end("chirp", given, ANNA)

    assert refused.value.status == 400
    assert hub.state() == PluginState.NEEDS_SETUP


def test_a60_a_wrong_client_secret_is_told_in_plain_words(hub, bench):
    hub.integration_manager.set_config("chirp", {"client_secret": "mistyped-secret"})
    _callback, given = answer(hub.sign_ins.begin("chirp", ANNA, HERE))

    with pytest.raises(SignInFailed, match="client secret") as refused:
        hub.sign_ins.end("chirp", given, ANNA)

    assert refused.value.status == 502
    assert "mistyped" not in str(refused.value)
