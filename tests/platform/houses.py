"""A whole hub in this process, with integrations the tests write, behind its REST routes."""

import json
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant
from ova.web import WebApp, create_app

PASSWORD = "correct horse battery"


class WholeAnswers(FlaskClient):
    """Reads every answer to its end, so that files are closed."""

    def open(self, *args, **options):
        return super().open(*args, **{"buffered": True, **options})


@dataclass
class House:
    """A hub, its application, and two clients: with a token, and signed in with a cookie."""

    folder: Path
    hub: OpenVoiceAssistant
    app: WebApp
    api: FlaskClient
    page: FlaskClient
    csrf: str
    heard: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @property
    def manager(self):
        return self.hub.integration_manager

    def write(self, path: str, text: str) -> Path:
        """Write a file of an integration: ``lamps.py`` or ``lamps/__init__.py``."""
        file = self.folder / "integrations" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")
        return file

    def ask(self, method: str, path: str, body: Any = None, **options: Any):
        """Ask with the token; returns status and JSON."""
        if body is not None:
            options["json"] = body
        answer = self.api.open(path, method=method, **options)
        return answer.status_code, json.loads(answer.data) if answer.data else None

    def good(self, method: str, path: str, body: Any = None):
        """Ask, and want a success; returns the JSON."""
        status, answer = self.ask(method, path, body)
        assert status < 300, answer
        return answer


@contextmanager
def built(folder: Path, *, started: bool) -> Iterator[House]:
    """Give a house; one that is not ``started`` has its integrations, but hears no commands."""
    home = HomeFolder(folder / "ova")
    home.prepare()
    hub = OpenVoiceAssistant(HubOptions(folder=home, workers=0))
    app = create_app(hub)
    app.test_client_class = WholeAnswers
    app.validate_response = True
    try:
        if started:
            hub.start()
        else:
            hub.integration_manager.load_all(hub)
        owner = hub.setup("anna", PASSWORD)
        _, secret = hub.accounts.create_token(owner.id, "tests")
        api, page = app.test_client(), app.test_client()
        api.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        signed = page.post("/api/session", json={"username": "anna", "password": PASSWORD})
        house = House(home.path, hub, app, api, page, signed.json["csrf"])
        hub.subscribe(lambda kind, payload: house.heard.append((kind, payload)))
        yield house
    finally:
        app.close()
        hub.close()


@pytest.fixture
def house(tmp_path: Path) -> Iterator[House]:
    with built(tmp_path, started=False) as house:
        yield house


@pytest.fixture
def whole_house(tmp_path: Path) -> Iterator[House]:
    with built(tmp_path, started=True) as house:
        yield house
