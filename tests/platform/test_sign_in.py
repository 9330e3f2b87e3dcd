"""Signing in to integrations, against a real authorization server."""

import io
import json
import logging
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import pytest
import requests
from tests.authorization_server import (
    CLIENT_ID,
    CLIENT_SECRET,
    Clock,
    Provider,
    running_provider,
)

from ova.core import InvalidInput, NotFound, PluginState
from ova.home import Home
from ova.platform import Platform
from ova.platform.oauth import BadState, SignInDenied, SignInFailed
from ova.plugins import (
    ConfigInvalid,
    ConnectionTestFailed,
    IntegrationManager,
    OtherAccount,
    PluginFolders,
    PluginStorage,
)
from ova.schedule import Jobs
from ova.sdk import ActionError, AuthFailed, NotReady, SecretMissing
from ova.storage import Database

HERE = "http://localhost:7123/"
ANNA = "the session of anna's browser"
CLIENT = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET}

CHIRP = """
    '''Reads chirps.'''

    manifest = {
        "name": "Chirp",
        "http": {"base_url": "PROVIDER"},
        "oauth": {
            "authorize_url": "PROVIDER/authorize",
            "token_url": "PROVIDER/token",
            "revoke_url": "PROVIDER/revoke",
            "scopes": ["read", "write"],
            "authorize_params": {"prompt": "consent"},
        },
    }


    class Chirp:
        def test_connection(self, ctx):
            ctx.fetch("/me")

        def account_info(self, ctx):
            who = ctx.fetch("/me")["id"]
            return {"id": who, "name": who.removeprefix("id-of-")}


    def build_integration(config, ova):
        return Chirp()
"""


@dataclass
class Hub:
    """The hub as integrations receive it, and the sign-ins of it."""

    home: Home
    integration_manager: IntegrationManager
    platform: Platform
    database: Database
    language: str = "en"

    @property
    def sign_ins(self):
        return self.platform.sign_ins

    def info(self, plugin_id="chirp"):
        return self.integration_manager.info(plugin_id)

    def state(self, plugin_id="chirp"):
        return self.info(plugin_id).state

    def fetch(self, *asked, plugin_id="chirp", **options):
        return self.integration_manager.entry(plugin_id).context.fetch(*asked, **options)


@dataclass
class Bench:
    """A provider, and the means to start a hub over the same database again and again."""

    base: Path
    provider: Provider
    clock: Clock = field(default_factory=Clock)
    external_url: str = ""
    hubs: list[Hub] = field(default_factory=list)
    databases: list[Database] = field(default_factory=list)

    def write(self, text=CHIRP, name="chirp"):
        file = self.base / "integrations" / f"{name}.py"
        file.parent.mkdir(exist_ok=True)
        whole = textwrap.dedent(text).lstrip().replace("PROVIDER", self.provider.url)
        file.write_text(whole, encoding="utf-8")

    def start(self):
        database = Database.open(self.base / "ova.sqlite3", key_file=self.base / "key")
        self.databases.append(database)
        home = Home(database, now=self.clock)
        folders = PluginFolders(self.base / "none", self.base, packages=False)
        jobs = Jobs(threads=0)
        manager = IntegrationManager(
            PluginStorage(database), folders, home, jobs=jobs, now=self.clock
        )
        platform = Platform(
            database, manager, jobs, external_url=lambda: self.external_url, now=self.clock
        )
        hub = Hub(home, manager, platform, database)
        manager.load_all(hub)
        self.hubs.append(hub)
        for name in ("chirp", "chirp_2"):
            redirect = f"{HERE}integration/{name}/callback"
            self.provider.client.redirect_uris.add(redirect)
        return hub

    def stop(self):
        for hub in self.hubs:
            hub.integration_manager.unload_all()
        for database in self.databases:
            database.close()
        self.hubs.clear()
        self.databases.clear()

    def restart(self):
        self.stop()
        return self.start()

    def stored(self):
        """Return everything the database's files hold."""
        return b"".join(file.read_bytes() for file in self.base.glob("ova.sqlite3*"))


@pytest.fixture
def bench(tmp_path):
    with running_provider() as provider:
        bench = Bench(tmp_path, provider)
        yield bench
        bench.stop()


@pytest.fixture
def hub(bench):
    """A hub with Chirp enabled, and nobody signed in."""
    bench.write()
    hub = bench.start()
    hub.integration_manager.enable("chirp", CLIENT)
    return hub


def answer(url):
    """Go where a browser is sent, and return what it comes back with."""
    response = requests.get(url, allow_redirects=False, timeout=60)
    assert response.status_code == 302, response.text
    place = urlsplit(response.headers["Location"])
    return f"{place.scheme}://{place.netloc}{place.path}", dict(parse_qsl(place.query))


def sign_in(hub, name="chirp"):
    """Sign in as a person does."""
    _callback, given = answer(hub.sign_ins.begin(name, ANNA, HERE))
    return hub.sign_ins.end(name, given, ANNA)


def is_hidden(shown, provider):
    text = shown if isinstance(shown, str) else json.dumps(shown, default=str)
    assert provider.secrets
    return not any(secret in text for secret in provider.secrets)


# A58: declaring it.


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


REGISTERED = """
    from ova.sdk import IntegrationOAuth


    class ChirpOAuth(IntegrationOAuth):
        _integration = "Chirp"

        def __init__(self):
            super().__init__()

        def _perform_token_refresh(self, token, ctx):
            told = ctx.fetch("PROVIDER/token", "POST", data={
                "grant_type": "refresh_token", "refresh_token": token["refresh_token"],
                "client_id": ctx.config["client_id"], "client_secret": ctx.config["client_secret"],
            }).data
            return {**told, "by_hand": True}

        def _store_oauth_token(self, token, ctx):
            return {"tenant": ctx.fetch("/me")["id"], "by_hand": token.get("by_hand", False)}


    chirp_oauth = ChirpOAuth()
    chirp_oauth.register_oauth_app(
        name="chirp",
        authorize_url="PROVIDER/authorize",
        access_token_url="PROVIDER/token",
        api_base_url="PROVIDER",
        client_kwargs={
            "scope": "read write",
            "code_challenge_method": "S256",
            "token_endpoint_auth_method": "client_secret_post",
        },
    )
"""


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


# A59, A60: there and back.


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


METADATA = """
    manifest = {
        "http": {"base_url": "PROVIDER"},
        "oauth": {
            "metadata_url": "PROVIDER/.well-known/oauth-authorization-server",
            "scopes": ["openid", "read"],
        },
    }

    class Chirp: ...

    def build_integration(config, ova):
        return Chirp()
"""


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


# A61: renewing.


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


HOOKED = CHIRP.replace(
    "    def test_connection",
    """    def refresh_token(self, token, ctx):
            return None

        async def store_token(self, token):
            return {"team": "red", "copied": token["access_token"], **token}

        def test_connection""",
)


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


# A62: what is kept.


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


# A69: lists and ends.


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


# B3, D1, D2, D3, D12.


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
