"""The route that installs what an integration needs, on a hub of its own."""

import pytest

from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant
from ova.web import create_app


@pytest.fixture
def hub(tmp_path):
    folder = HomeFolder(tmp_path)
    folder.prepare()
    integrations = tmp_path / "integrations"
    integrations.mkdir(exist_ok=True)
    code = "manifest = {'requirements': [%r]}\ndef build_integration(config, ova):\n    return 1\n"
    (integrations / "calm.py").write_text(code % "packaging>=20")
    (integrations / "pinned.py").write_text(code % "requests==2.1.0")
    (integrations / "absent.py").write_text(code % "ova_test_nowhere>=1")
    hub = OpenVoiceAssistant(HubOptions(folder=folder, workers=0))
    hub.start()
    yield hub
    hub.close()


@pytest.fixture
def client(hub):
    app = create_app(hub)
    with app.test_client() as client:
        setup = {"username": "ann", "password": "correct horse battery"}
        assert client.post("/api/setup", json=setup).status_code < 300
        csrf = client.get("/api/session").get_json()["csrf"]
        client.environ_base["HTTP_X_OVA_CSRF"] = csrf
        yield client
    app.close()


def test_a40_requirements_are_installed_over_rest_and_conflicts_are_problems(client, monkeypatch):
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    done = client.post("/api/integrations/calm/requirements")
    assert (done.status_code, done.get_json()["requirements_unmet"]) == (200, [])
    fight = client.post("/api/integrations/pinned/requirements")
    assert fight.status_code == 409
    assert fight.get_json()["code"] == "requirements_conflict"
    assert "Pinned needs requests==2.1.0, and the hub uses requests" in fight.get_json()["detail"]
    listed = client.get("/api/integrations/absent").get_json()
    assert listed["requirements_unmet"] == ["ova_test_nowhere>=1"]
    failed = client.post("/api/integrations/absent/requirements")
    assert (failed.status_code, failed.get_json()["code"]) == (503, "requirements_failed")
    assert client.post("/api/integrations/nobody/requirements").status_code == 404
    assert client.get("/api/integrations/calm").get_json()["quality"] == "none"


def test_a40_a_stranger_installs_nothing(hub):
    app = create_app(hub)
    with app.test_client() as client:
        assert client.post("/api/integrations/calm/requirements").status_code == 401
    app.close()
