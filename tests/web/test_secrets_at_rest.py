"""Secrets: encrypted on disk, in no answer, and gone when they are deleted."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from conftest import PASSWORD
from flask.testing import FlaskClient
from tests.hubs import hub_in_process

from ova.hub import OpenVoiceAssistant
from ova.web import create_app, openapi_of

SECRET = "Zr9-planted-key-41"
OTHER = "Qx7-second-key-52"
VAULT = """
from ova.sdk import action


class Vault:
    def __init__(self, config, ova):
        self.config = config

    def test_connection(self, ctx):
        return "Signed in with " + self.config["api_key"]

    @action(description="Tell everything")
    def tell(self, data, ctx):
        return {"key": self.config["api_key"]}

    def diagnostics(self, ctx):
        return {"config": dict(self.config)}


def build_integration(config, ova):
    return Vault(config, ova)


def default_config():
    return {"host": "vault", "api_key": "", "password": ""}
"""


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[OpenVoiceAssistant]:
    (tmp_path / "integrations").mkdir()
    (tmp_path / "integrations" / "vault.py").write_text(VAULT)
    with hub_in_process(tmp_path) as hub:
        yield hub


@pytest.fixture
def owner(hub: OpenVoiceAssistant) -> Iterator[FlaskClient]:
    app = create_app(hub)
    user = hub.accounts.create_owner("anna", PASSWORD)
    _, secret = hub.accounts.create_token(user.id, "tests")
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    yield client
    app.close()


def answers_of_every_get(hub: OpenVoiceAssistant, client: FlaskClient) -> dict[str, str]:
    """Return what each GET route of the vault, and of the whole hub, answers."""
    told = {}
    for path, item in openapi_of(hub)["paths"].items():
        place = path.replace("{plugin_id}", "vault")
        if "get" in item and "{" not in place:
            told[place] = client.get(place).get_data(as_text=True)
    return told


def on_disk(folder: Path) -> bytes:
    files = [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".py"]
    return b"\0".join(path.read_bytes() for path in files)


def test_a53_secrets_are_encrypted_at_rest_in_no_get_and_really_deleted(
    hub: OpenVoiceAssistant, owner: FlaskClient, tmp_path: Path
):
    given = {"config": {"api_key": SECRET, "password": OTHER}}
    assert owner.post("/api/integrations/vault", json=given).status_code == 200
    assert hub.integration_manager.get_integration_module("vault").config["api_key"] == SECRET
    stored = hub.integration_manager.secret_values("vault")
    assert set(stored) >= {SECRET, OTHER}

    disk = on_disk(tmp_path)
    assert SECRET.encode() not in disk
    assert OTHER.encode() not in disk
    assert b"vault" in disk, "the settings beside them are there"

    told = answers_of_every_get(hub, owner)
    assert {"/api/integrations/vault/config", "/api/integrations/vault/diagnostics"} <= told.keys()
    for place, text in told.items():
        assert SECRET not in text, place
        assert OTHER not in text, place

    cleared = owner.put("/api/integrations/vault/config", json={"password": {"is_set": False}})
    assert cleared.json["password"] == {"is_set": False}
    assert hub.integration_manager.secret_values("vault") == (SECRET,)
    answer = owner.delete("/api/integrations/vault?mode=all&confirm=1")
    assert answer.status_code == 200
    assert hub.integration_manager.secret_values("vault") == ()
    assert owner.get("/api/integrations/vault/config").json["api_key"] == {"is_set": False}
    owner.post("/api/integrations/vault")
    assert hub.integration_manager.get_integration_module("vault").config["api_key"] == ""


def test_b17_a_password_never_leaves_and_the_page_sees_whether_it_is_set(
    hub: OpenVoiceAssistant, owner: FlaskClient
):
    news: list[str] = []
    hub.subscribe(lambda _kind, payload: news.append(json.dumps(payload)))
    given = {"config": {"api_key": SECRET}}
    answers = [
        owner.post("/api/integrations/vault/test", json=given),
        owner.post("/api/integrations/vault/activate", json=given),
        owner.post("/api/integrations/vault/actions/tell", json={}),
        owner.post("/api/integrations/vault/reload"),
        owner.put("/api/integrations/vault/config", json={"api_key": {"is_set": True}}),
        owner.put("/api/integrations/vault/config", json={"api_key": SECRET, "host": 5}),
    ]
    assert [answer.status_code for answer in answers] == [200, 200, 200, 200, 200, 422]
    for answer in answers:
        assert SECRET not in answer.get_data(as_text=True), answer.request.path
    assert news
    assert not [one for one in news if SECRET in one]
    config = owner.get("/api/integrations/vault/config").json
    assert (config["api_key"], config["password"]) == ({"is_set": True}, {"is_set": False})
    field = owner.get("/api/integrations/vault/config/schema").json["properties"]["api_key"]
    assert (field["format"], field["writeOnly"], field.get("default")) == ("password", True, None)
    page = owner.get("/api/integrations/vault/config/default").json
    assert page["api_key"] == {"is_set": False}


def test_b17_the_database_is_no_use_without_its_key(
    hub: OpenVoiceAssistant, owner: FlaskClient, tmp_path: Path
):
    """Copying the database, as backups do, takes no secret along: the key lies beside it."""
    owner.post("/api/integrations/vault", json={"config": {"api_key": SECRET}})
    copied = [path for path in tmp_path.glob("ova.sqlite3*") if path.is_file()]
    assert copied
    assert SECRET.encode() not in b"".join(path.read_bytes() for path in copied)
    (key,) = tmp_path.glob("secret.key")
    assert key.stat().st_mode & 0o077 == 0
