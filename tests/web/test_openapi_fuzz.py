"""Every operation of the REST API is sent what fits and what does not, on a hub as people run it.

``OVA_FUZZ_EXAMPLES`` asks for more examples of each operation than the few of every day, and
``OVA_FUZZ_SEED`` for others.
"""

import hashlib
import json
import os
import random
import shutil
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import schemathesis
from hypothesis import HealthCheck, Phase, settings
from schemathesis.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_schema_conformance,
    status_code_conformance,
)
from tests.hubs import ServedHub, served_hub

DOCUMENT = Path(__file__).parents[2] / "frontend" / "openapi.json"
EXAMPLES = int(os.environ.get("OVA_FUZZ_EXAMPLES", "3"))
SEED = int(os.environ.get("OVA_FUZZ_SEED", "1"))
INTEGRATION = "fuzzed"
SECRETS = ("Zw4-hidden",)

LEAVES_THE_MACHINE = ("models_install", "requirements_install")
"""Operations that download; they have tests of their own."""

REAL = {
    "plugin_id": (INTEGRATION, "demo_home", "rss", "weather", "clock", "home_assistant"),
    "name": ("news", INTEGRATION),
    "entry_id": (INTEGRATION,),
    "entity_id": ("light.fuzzed_desk", "sensor.fuzzed_power", "lock.front_door"),
    "area_id": ("kitchen", "bedroom"),
    "action": ("set_light",),
    "issue_id": ("worn",),
}
"""What there is on the hub: an id out of the air would never get beyond 404."""

WRITTEN_BEHIND = (
    "action_runs",
    "integration_events",
    "poll_records",
    "poll_states",
    "runs",
    "sqlite_sequence",
)
"""What happens by itself meanwhile, and logs: an order that is refused is noted as well."""
LOOKED_AT = {"schedules": ("id",)}
"""Columns of tables whose others change with time: a short timer rings meanwhile."""
WRITTEN_COLUMNS = ("last_used_at", "last_seen")
WRITTEN_FILES = ("ova.sqlite3", "hub.json", "hub.lock", "cache", "logs")


class State:
    """What is kept on disk, as one number: of the database, and of the files beside it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._database = sqlite3.connect(f"file:{folder / 'ova.sqlite3'}?mode=ro", uri=True)
        self._version = -1
        self._rows: dict[str, str] = {}

    def close(self) -> None:
        self._database.close()

    def now(self) -> dict[str, str]:
        """Return a fingerprint of each table, and of the files."""
        version = self._database.execute("pragma data_version").fetchone()[0]
        if version != self._version:
            self._version, self._rows = version, self._tables()
        return {**self._rows, "files": self._files()}

    def _tables(self) -> dict[str, str]:
        tables = [
            name
            for (name,) in self._database.execute(
                "select name from sqlite_master where type = 'table'"
            )
            if name not in WRITTEN_BEHIND
        ]
        return {name: self._fingerprint(name) for name in tables}

    def _fingerprint(self, table: str) -> str:
        columns = [
            row[1]
            for row in self._database.execute(f"pragma table_info('{table}')")
            if row[1] in LOOKED_AT.get(table, (row[1],)) and row[1] not in WRITTEN_COLUMNS
        ]
        named = ", ".join(f'"{column}"' for column in columns)
        rows = self._database.execute(f'select {named} from "{table}"')  # noqa: S608 - names of the hub's own tables
        return hashlib.sha256("".join(sorted(map(repr, rows))).encode()).hexdigest()

    def _files(self) -> str:
        found = sorted(
            (str(path.relative_to(self._folder)), path.stat().st_size)
            for path in self._folder.rglob("*")
            if path.is_file()
            and "__pycache__" not in path.parts
            and not path.relative_to(self._folder).parts[0].startswith(WRITTEN_FILES)
        )
        return repr(found)


@pytest.fixture(scope="module")
def hub(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ServedHub]:
    folder = tmp_path_factory.mktemp("fuzzed") / "home"
    (folder / "integrations").mkdir(parents=True)
    shutil.copy(
        Path(__file__).parent / "fuzzed_integration.py",
        folder / "integrations" / f"{INTEGRATION}.py",
    )
    with served_hub(folder, "--workers", "1") as hub:
        for plugin_id in (INTEGRATION, "demo_home", "rss"):
            hub.post(f"/api/integrations/{plugin_id}")
        hub.wait(lambda: bool(hub.get("/api/status")["ready"]))
        yield hub


@pytest.fixture(scope="module")
def state(hub: ServedHub) -> Iterator[State]:
    state = State(hub.folder)
    yield state
    state.close()


@pytest.fixture(scope="module")
def session(hub: ServedHub) -> Iterator[requests.Session]:
    with requests.Session() as session:
        session.headers["Authorization"] = f"Bearer {hub.token}"
        yield session


@pytest.fixture
def everything_is_there(hub: ServedHub) -> None:
    """An operation before may have removed it."""
    hub.call("POST", f"/api/integrations/{INTEGRATION}/activate")


schema = schemathesis.openapi.from_dict(
    json.loads(DOCUMENT.read_text(encoding="utf-8")),
    config=schemathesis.Config.from_dict(
        {
            "seed": SEED,
            "generation": {"mode": "all", "deterministic": True, "database": "none"},
            "checks": {
                "negative_data_rejection": {
                    "expected-statuses": [
                        "400",
                        "401",
                        "403",
                        "404",
                        "409",
                        "413",
                        "414",
                        "415",
                        "422",
                        "5xx",
                    ]
                }
            },
            "phases": {
                "examples": {"enabled": False},
                "coverage": {"enabled": False},
                "stateful": {"enabled": False},
            },
        }
    ),
)


@schema.hook
def map_path_parameters(
    _context: schemathesis.HookContext, parameters: dict[str, Any] | None
) -> dict[str, Any] | None:
    """Name what there is, mostly; what is chosen depends on what was generated alone."""
    if not parameters:
        return parameters
    chance = random.Random(f"{SEED}{parameters!r}")  # noqa: S311 - the same every time
    return {
        name: chance.choice(REAL[name]) if name in REAL and chance.random() < 0.8 else value
        for name, value in parameters.items()
    }


def assert_told_well(response: schemathesis.Response) -> None:
    """A failure is a problem that says what to do, and shows neither its inside nor a secret."""
    text = response.content.decode("utf-8", "replace")
    assert "Traceback (most recent call last)" not in text
    assert not [secret for secret in SECRETS if secret in text]
    if response.status_code >= 400:
        problem = json.loads(text)
        assert problem["status"] == response.status_code
        assert problem["code"]
        assert problem["detail"]
        assert response.status_code in (502, 503, 507) or response.status_code < 500, text


def no_backup_is_made(hub: ServedHub) -> bool:
    """Tell whether the files stay as they are: a backup that was ordered is made in the background."""
    job = hub.get("/api/backups")["job"]
    return job is None or job["state"] in ("done", "failed")


@schema.exclude(operation_id=list(LEAVES_THE_MACHINE)).parametrize()
@settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize=True,
    database=None,
    phases=[Phase.generate],
    suppress_health_check=list(HealthCheck),
)
def test_the_answer_is_as_declared_and_a_refusal_changes_nothing(
    case: schemathesis.Case,
    hub: ServedHub,
    state: State,
    session: requests.Session,
    everything_is_there: None,
):
    before = state.now()
    response = case.call(base_url=hub.url, session=session, timeout=60, allow_redirects=False)
    assert_told_well(response)
    if 400 <= response.status_code < 500:
        after = state.now()
        assert after == before, f"{response.status_code} and yet something changed"
    if response.status_code == 202:
        hub.wait(lambda: no_backup_is_made(hub))
    checks = [status_code_conformance, content_type_conformance, response_schema_conformance]
    if isinstance(case.body, dict | list | str | int | float):  # a query is made of texts anyway
        checks.append(negative_data_rejection)
    case.validate_response(response, checks=checks)
