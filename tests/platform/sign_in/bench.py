"""A provider of sign-ins, a hub beside it, and how a browser goes between them."""

import json
import textwrap
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

import requests
from tests.authorization_server import (
    CLIENT_ID,
    CLIENT_SECRET,
    Clock,
    Provider,
)

from ova.home import Home
from ova.platform import Platform
from ova.plugins import (
    IntegrationManager,
    PluginFolders,
    PluginStorage,
)
from ova.schedule import Jobs
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


HOOKED = CHIRP.replace(
    "    def test_connection",
    """    def refresh_token(self, token, ctx):
            return None

        async def store_token(self, token):
            return {"team": "red", "copied": token["access_token"], **token}

        def test_connection""",
)

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
