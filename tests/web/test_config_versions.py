"""Two people change the same settings: neither overwrites the other without knowing."""

import pytest

from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant
from ova.web import create_app

LAMPS = """
def default_config():
    return {"host": "lamp.local", "token": ""}


def build_integration(config, ova):
    return object()
"""


@pytest.fixture
def folder(tmp_path):
    folder = HomeFolder(tmp_path)
    folder.prepare()
    (tmp_path / "integrations").mkdir(exist_ok=True)
    (tmp_path / "integrations" / "lamps.py").write_text(LAMPS)
    return folder


@pytest.fixture
def client(folder):
    hub = OpenVoiceAssistant(HubOptions(folder=folder, workers=0))
    hub.start()
    app = create_app(hub)
    with app.test_client() as client:
        setup = {"username": "ann", "password": "correct horse battery"}
        assert client.post("/api/setup", json=setup).status_code < 300
        csrf = client.get("/api/session").get_json()["csrf"]
        client.environ_base["HTTP_X_OVA_CSRF"] = csrf
        yield client
    app.close()
    hub.close()


def config_of(client):
    answer = client.get("/api/integrations/lamps/config")
    return answer.get_json(), answer.headers["ETag"]


def save(client, config, **headers):
    return client.put("/api/integrations/lamps/config", json=config, headers=headers)


def test_the_second_of_two_savers_is_told_and_overwrites_nothing(client):
    config, etag = config_of(client)
    first = save(client, {**config, "host": "first.local"}, If_Match=etag)
    assert first.status_code == 200
    assert first.headers["ETag"] != etag
    second = save(client, {**config, "host": "second.local"}, If_Match=etag)
    assert (second.status_code, second.get_json()["code"]) == (412, "config_changed")
    assert "changed by somebody else" in second.get_json()["detail"]
    assert config_of(client) == (first.get_json(), first.headers["ETag"])
    again = save(client, {"host": "second.local"}, If_Match=first.headers["ETag"])
    assert (again.status_code, again.get_json()["host"]) == (200, "second.local")


def test_a_secret_that_was_changed_counts_though_it_is_not_shown(client):
    config, _ = config_of(client)
    _, etag = (save(client, {**config, "token": "one-token"}), config_of(client)[1])
    assert save(client, {"token": "another-token"}).status_code == 200
    assert save(client, {"host": "x"}, If_Match=etag).status_code == 412


def test_whoever_names_no_version_saves_in_any_case(client):
    config, _ = config_of(client)
    assert save(client, config).status_code == 200
    assert save(client, config, If_Match="*").status_code == 200
    assert save(client, config, If_Match='"1", "2"').status_code == 412


def test_a_file_that_was_dropped_in_is_found_by_looking_again(client, folder):
    (folder.path / "integrations" / "shades.py").write_text(LAMPS)
    (folder.path / "integrations" / "torn.py").write_text("def default_config(:")
    listed = {one["id"]: one for one in client.post("/api/integrations/rescan").get_json()}
    assert listed["shades"]["state"] == "not_loaded"
    assert listed["torn"]["state"] == "broken"
    assert listed["torn"]["reason"]
    assert listed["torn"]["cure"]
