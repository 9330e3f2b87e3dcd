"""A real Home Assistant, started on this machine only.

``OVA_TEST_HASS`` names the ``hass`` program of one that is installed with the packages its
``frontend``, ``conversation``, ``intent``, ``wyoming`` and ``assist_pipeline`` integrations need.
"""

import json
import os
import subprocess
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import requests
from tests.integrations.programs import free_port, wait_until
from tests.peers import require
from websocket import create_connection

START_S = 90.0


@dataclass
class Real:
    """A running Home Assistant."""

    port: int
    folder: Path
    program: str
    token: str = ""
    process: subprocess.Popen | None = None

    def start(self):
        with (self.folder / "out.log").open("a") as log:
            self.process = subprocess.Popen(
                [self.program, "-c", str(self.folder), "--skip-pip"],
                stdout=log,
                stderr=subprocess.STDOUT,
                env={**os.environ, "PATH": f"{Path(self.program).parent}:{os.environ['PATH']}"},
            )

    def stop(self):
        self.process.terminate()
        self.process.wait(60)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    @property
    def config(self):
        return {"host": "127.0.0.1", "port": self.port, "access_token": self.token}

    def call(self, method, path, **options):
        headers = {"Authorization": f"Bearer {self.token}"} if self.token else {}
        response = requests.request(method, self.url + path, headers=headers, timeout=30, **options)
        response.raise_for_status()
        return response.json() if response.content else None

    def running(self):
        try:
            if not self.token:
                return bool(self.call("GET", "/api/onboarding"))
            return self.call("GET", "/api/config")["state"] == "RUNNING"
        except requests.RequestException:
            return False

    def onboard(self):
        """Make the owner and keep an access token; it is good for half an hour."""
        client = self.url + "/"
        owner = {"client_id": client, "name": "Lab", "language": "en"}
        owner |= {"username": "lab", "password": "a lab password"}
        code = self.call("POST", "/api/onboarding/users", json=owner)["auth_code"]
        grant = {"client_id": client, "grant_type": "authorization_code", "code": code}
        self.token = self.call("POST", "/auth/token", data=grant)["access_token"]

    @contextmanager
    def socket(self):
        """Open its websocket, signed in."""
        address = self.url.replace("http", "ws") + "/api/websocket"
        link = create_connection(address, timeout=START_S)
        try:
            link.recv()
            link.send(json.dumps({"type": "auth", "access_token": self.token}))
            assert json.loads(link.recv())["type"] == "auth_ok"
            yield link
        finally:
            link.close()

    def tell(self, **message):
        """Send one websocket command and return its result."""
        with self.socket() as link:
            link.send(json.dumps({"id": 1} | message))
            answer = json.loads(link.recv())
            assert answer["success"], answer
            return answer["result"]

    def add(self, integration, **values):
        """Set an integration up as its dialog does; return what came of it."""
        flows = "/api/config/config_entries/flow"
        form = self.call("POST", flows, json={"handler": integration})
        return self.call("POST", f"{flows}/{form['flow_id']}", json=values)

    def remove(self, title):
        """Remove what was set up under a title."""
        for entry in self.call("GET", "/api/config/config_entries/entry"):
            if entry["title"] == title:
                self.call("DELETE", f"/api/config/config_entries/entry/{entry['entry_id']}")

    def states(self):
        """Return the states of all entities by their ids."""
        return {one["entity_id"]: one for one in self.call("GET", "/api/states")}


def hass():
    """Return its program; the test is skipped where there is none."""
    program = os.environ.get("OVA_TEST_HASS", "")
    require(lambda: bool(program), "OVA_TEST_HASS does not name the hass program")
    return program


@contextmanager
def real_home_assistant(folder, configuration):
    """Run one with an owner; ``configuration`` is its YAML, with a place for the ``port``."""
    home = Real(free_port(), folder, hass())
    (folder / "configuration.yaml").write_text(configuration.format(port=home.port))
    home.start()
    try:
        wait_until(home.running, f"Home Assistant did not start: see {folder}/out.log", START_S)
        home.onboard()
        wait_until(home.running, "Home Assistant is not running")
        yield home
    finally:
        home.stop()
