"""Diagnostics, and that no byte the hub emits holds a secret."""

import json
import logging
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import quote

import pytest

from ova.core import OvaError
from ova.plugins.redaction import blot, blot_document, blot_text

SECRET = "Sk-Pl4nted/9f8e7d6c&Zz"
OTHER = "hunter-2-hunter"

LEAKY = """
    import logging
    from ova.core import EntityState
    from ova.sdk import ActionError, Device, Event, Issue, action, control

    manifest = {"name": "Leaky", "version": "3.1",
                "http": {"base_url": "{host}", "headers": {"X-Key": "{api_key}"}},
                "events": {"leaky.said": "It said something"}}

    class Leaky:
        def __init__(self, config):
            self.config = config
        @property
        def key(self):
            return self.config["api_key"]
        def activate(self, ctx):
            ctx.logger.warning("starting with %s", self.key)
            try:
                raise ValueError(self.key)
            except ValueError:
                ctx.logger.exception("it failed")
            ctx.issues.report(Issue("leak", "The key is " + self.key, cure=self.key, persistent=True))
            ctx.emit(Event("leaky.said", "1", {"said": "key=" + self.key, "list": [self.key]}))
            return "Signed in with " + self.key
        def account_info(self, ctx):
            return {"id": "7", "name": "me " + self.key}
        def health(self, ctx):
            return ("ok", self.key[:20] if False else "k " + self.key)
        def entities(self, ctx):
            yield Device("a", "Lamp " + self.key, "light", state="on",
                         attributes={"url": "http://x/?key=" + self.key, self.key: 1})
        @control
        def control(self, entity, service, data, ctx):
            if service == "turn_off":
                raise RuntimeError(self.key)
            if service == "toggle":
                raise ActionError("refused: " + self.key)
            ctx.entities.update("a", self.key, {"token": self.key})
            return EntityState("on", {"token": self.key})
        def test_connection(self, ctx):
            if self.config["host"] == "bad":
                raise RuntimeError("cannot use " + self.key)
            return "Tested " + self.key
        def manage(self, request, ctx):
            if request.view == "boom":
                raise RuntimeError(self.key)
            return "<a href='?" + self.key + "'>x</a>"
        def diagnostics(self, ctx):
            ctx.fetch("/echo")
            try:
                ctx.fetch("/refused")
            except Exception:
                pass
            return {"mine": self.key, "PassWord": "not stored " "anywhere", "fused": self.key + "x",
                    "raw": b"bytes", "deep": [{"Api_Key": 12345}], "count": 3}
        def fix_issue(self, issue_id, ctx):
            raise RuntimeError(self.key)

    def build_integration(config, ova):
        if config["host"] == "broken":
            raise RuntimeError("built with " + config["api_key"])
        return Leaky(config)
    def default_config():
        return {"host": "", "api_key": "", "password": ""}
"""


@pytest.fixture
def service():
    """A service that repeats the headers it was sent."""

    class Echo(BaseHTTPRequestHandler):
        def do_GET(self):
            told = {"headers": dict(self.headers), "access_token": "fresh-token-77", "rooms": 4}
            body = json.dumps(told).encode()
            self.send_response(200 if "refused" not in self.path else 400)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_):
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Echo)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def leaky(house, service, caplog):
    caplog.set_level(logging.DEBUG)
    house.write("leaky/__init__.py", LEAKY)
    house.manager.rescan()
    settings = {"host": service, "api_key": SECRET, "password": OTHER}
    house.good("POST", "/api/integrations/leaky", {"config": settings})
    return house


def forms(secret):
    return {secret, secret.lower(), secret.upper(), quote(secret, safe="")}


def test_b8_diagnostics_tell_manifest_versions_settings_errors_and_last_answers(leaky, service):
    leaky.ask("POST", "/api/entities/" + entity(leaky) + "/control", {"service": "turn_off"})
    leaky.good("GET", "/api/integrations/leaky/diagnostics")
    told = leaky.good("GET", "/api/integrations/leaky/diagnostics")
    assert told["manifest"]["version"] == "3.1"
    assert told["manifest"]["http"]["headers"] == {"X-Key": "{api_key}"}
    assert told["hub"]["version"]
    assert told["config"] == {
        "host": service,
        "api_key": {"is_set": True},
        "password": {"is_set": True},
    }
    assert "RuntimeError: •••" in told["errors"][-1]["reason"]
    assert "Traceback" in told["errors"][-1]["trace"]
    assert [one["status"] for one in told["responses"][-2:]] == [200, 400]
    assert '"rooms": 4' in told["responses"][-1]["body"]
    assert told["events"][0]["type"] == "leaky.said"
    assert told["issues"][0]["id"] == "leak"
    assert told["author"]["count"] == 3


def test_d11_diagnostics_hide_by_value_and_by_name_whatever_the_case(leaky):
    leaky.good("GET", "/api/integrations/leaky/diagnostics")
    text = leaky.api.get("/api/integrations/leaky/diagnostics").text
    told = json.loads(text)
    assert told["author"]["mine"] == "•••"
    assert told["author"]["PassWord"] == "•••"
    assert told["author"]["fused"] == "•••x"
    assert told["author"]["deep"] == [{"Api_Key": "•••"}]
    assert "fresh-token-77" not in text
    assert not [one for one in forms(SECRET) | forms(OTHER) if one in text]


def test_b8_diagnostics_of_one_that_cannot_be_loaded_are_there_all_the_same(leaky):
    leaky.ask("PUT", "/api/integrations/leaky/config?force=1", {"host": "broken"})
    told = leaky.good("GET", "/api/integrations/leaky/diagnostics")
    assert told["info"]["state"] == "setup_error"
    assert "built with •••" in told["errors"][-1]["reason"]
    assert told["author"] is None


def entity(house):
    return next(one.id for one in house.hub.home.entities() if one.source == "leaky")


def test_d11_no_byte_the_hub_emits_holds_a_planted_secret(whole_house, service, caplog):
    house = whole_house
    caplog.set_level(logging.DEBUG)
    house.write("leaky/__init__.py", LEAKY)
    house.manager.rescan()
    said = []

    def ask(client, method, path, body=None):
        options = {"json": body} if body is not None else {}
        answer = client.open(path, method=method, **options)
        said.append(f"{method} {path} {answer.status} {answer.headers} {answer.text}")

    api, page, life = house.api, house.page, "/api/integrations/leaky"
    good = {"host": service, "api_key": SECRET, "password": OTHER}
    ask(api, "POST", f"{life}/test", {"config": good})
    ask(api, "POST", f"{life}/test", {"config": {**good, "host": "bad"}})
    ask(api, "POST", life, {"config": {**good, "host": "broken"}})
    ask(api, "PUT", f"{life}/config?force=1", {**good, "host": "broken"})
    ask(api, "GET", f"{life}/diagnostics")
    ask(api, "POST", f"{life}/activate", {"config": good})
    lamp = f"/api/entities/{entity(house)}"
    for service_name in ("turn_on", "turn_off", "toggle"):
        ask(api, "POST", f"{lamp}/control", {"service": service_name})
    for path in (
        life,
        "/api/integrations",
        f"{life}/config",
        f"{life}/config/default",
        f"{life}/config/schema",
        f"{life}/entities/preview",
        f"{life}/diagnostics",
        "/api/issues",
        "/api/entities",
        "/api/status",
        "/metrics",
        "/integration/leaky/manage",
        "/integration/leaky/manage?view=boom",
    ):
        ask(api, "GET", path)
        ask(page, "GET", path)
    ask(api, "POST", "/api/issues/leaky/leak/fix")
    ask(api, "PUT", f"{life}/config", {"host": "bad"})
    ask(api, "POST", f"{life}/sync")
    ask(api, "POST", "/api/converse", {"text": "turn off the lamp"})
    ask(api, "DELETE", f"{life}?dry_run=1")
    ask(api, "POST", f"{life}/reload")
    ask(api, "POST", f"{life}/deactivate")

    everything = {
        "REST and pages": "\n".join(said),
        "Socket.IO": json.dumps(house.heard, default=str, ensure_ascii=False),
        "log": caplog.text,
    }
    for file in sorted(house.folder.rglob("*")):
        if file.is_file() and "integrations" not in file.relative_to(house.folder).parts:
            everything[str(file.name)] = file.read_bytes().decode("latin-1")
    assert len(house.heard) > 5
    assert any("leaky" in text for name, text in everything.items() if "sqlite" in name)
    for place, text in everything.items():
        leaks = [one for one in forms(SECRET) | forms(OTHER) if one in text]
        around = [text[max(0, text.find(one) - 200) : text.find(one) + 60] for one in leaks]
        assert not leaks, (place, around)


@pytest.mark.parametrize(
    "text",
    [
        "plain Sk-Pl4nted/9f8e7d6c&Zz here",
        "upper SK-PL4NTED/9F8E7D6C&ZZ",
        "url Sk-Pl4nted%2F9f8e7d6c%26Zz",
        "html Sk-Pl4nted/9f8e7d6c&amp;Zz",
        "base64 U2stUGw0bnRlZC85ZjhlN2Q2YyZaeg==",
        "fused Sk-Pl4nted/9f8e7d6c&Zzhunter-2-hunter",
    ],
)
def test_a_secret_is_blotted_out_however_it_is_written(text):
    shown = blot_text(text, (SECRET, OTHER))
    assert "•••" in shown
    assert "9f8e" not in shown.lower()
    assert "hunter" not in shown


def test_short_secrets_are_hidden_where_they_stand_alone():
    assert blot({"pin": "12", "text": "at 12 o'clock"}, ("12",)) == {
        "pin": "•••",
        "text": "at 12 o'clock",
    }


def test_names_of_secrets_are_enough_for_a_document():
    given = {
        "Access-Token": "abc",
        "authorization": ["Bearer x"],
        "apiKey": {"value": "v"},
        "password": {"is_set": True},
        "tokens_left": None,
        "text": 'POST {"refresh_token": "r-1", "ok": 1} api_key=zz&x=1',
        "name": "Desk",
    }
    assert blot_document(given, ()) == {
        "Access-Token": "•••",
        "authorization": ["•••"],
        "apiKey": {"value": "•••"},
        "password": {"is_set": True},
        "tokens_left": None,
        "text": 'POST {"refresh_token": "•••", "ok": 1} api_key=•••&x=1',
        "name": "Desk",
    }


def test_an_unknown_integration_has_no_diagnostics(house):
    with pytest.raises(OvaError, match="no integration"):
        house.hub.platform.diagnostics.read("nothing")
