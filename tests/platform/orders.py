"""A whole platform over a folder of integrations, and the integration its tests order about."""

import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ova.home import Home
from ova.platform import Platform
from ova.plugins import IntegrationManager, PluginFolders, PluginStorage, SkillManager
from ova.schedule import Jobs
from ova.storage import Database

SUNNY = '''
"""Sunny Home: lights of the Sunny cloud."""
from enum import StrEnum

from pydantic import BaseModel, Field

from ova.sdk import (
    ActionError, ActionResult, AuthFailed, ConfigurationError, FetchResponse, NotReady, RateLimited,
    action,
)

manifest = {
    "name": "Sunny Home",
    "auth": {"fields": {"type": "object", "required": ["api_key"], "properties": {
        "api_key": {"type": "string", "format": "password"}}}},
}

RAISED = {
    "action": lambda: ActionError("The lamp is stuck."),
    "auth": lambda: AuthFailed("Sunny Home refuses the key s3cret-key."),
    "config": lambda: ConfigurationError("It is declared otherwise."),
    "ready": lambda: NotReady("Sunny Home is away."),
    "rate": lambda: RateLimited("Too often.", retry_after_s=5),
    "bug": lambda: ValueError("s3cret-key is no number"),
    "exit": lambda: SystemExit(3),
}


class SetLight(BaseModel):
    light: str = Field(description="Which light")
    level: int = Field(100, ge=0, le=100, description="Brightness in percent")


class Scene(StrEnum):
    MOVIE = "movie_night"
    DINNER = "dinner"


class SetScene(BaseModel):
    scene: Scene


class Sunny:
    def __init__(self, config, ova):
        self.config, self.ova, self.calls = config, ova, []

    @action(description="Set a light", phrases=["dim {light} to {level} percent"])
    def set_light(self, data: SetLight, ctx):
        self.calls.append(data)
        return {"light": data.light, "level": data.level}

    @action(description="Choose a scene", phrases=["start the scene {scene}"])
    async def set_scene(self, data: SetScene):
        self.calls.append(data)
        return ActionResult({"scene": data.scene}, cost_usd=0.25, message=f"Enjoy {data.scene.value}.")

    @action(description="Open the gate", phrases=["open sesame"], risky=True)
    def open_gate(self, data):
        self.calls.append("gate")

    @action(input={
        "type": "object",
        "required": ["city", "days"],
        "properties": {"city": {"type": "string"}, "days": {"type": "integer", "minimum": 1},
                       "pin_token": {"type": "string"}},
    }, output={"type": "object", "required": ["rows"], "properties": {
        "rows": {"type": "array", "items": {"type": "object", "required": ["t"]}}}})
    def forecast(self, inputs, ctx):
        self.calls.append(dict(inputs))
        rows = [{"t": 20}] if inputs["city"] != "nowhere" else [{"t": 20}, {}]
        return FetchResponse(200, {"rows": rows, "key": ctx.auth["api_key"]})

    @action()
    def odd(self, inputs):
        return object()

    @action()
    def fail(self, inputs):
        raise RAISED[inputs["how"]]()


def build_integration(config, ova):
    return Sunny(config, ova)


def default_config():
    return {"api_key": ""}
'''

KEY = {"api_key": "s3cret-key"}


class Clock:
    """Seconds that pass when a test says so."""

    now = 1_000.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Desk:
    """What integrations receive as ``ova``, and the means to write and load them."""

    base: Path
    database: Database
    clock: Clock = field(default_factory=Clock)
    language: str = "en"

    def __post_init__(self) -> None:
        folders = PluginFolders(self.base / "bundled", self.base / "user", packages=False)
        storage = PluginStorage(self.database)
        self.jobs = Jobs(threads=0, steady=self.clock)
        self.home = Home(self.database)
        self.integration_manager = IntegrationManager(
            storage, folders, self.home, jobs=self.jobs, now=self.clock
        )
        self.platform = Platform(self.database, self.integration_manager, self.jobs, now=self.clock)
        self.actions = self.platform.actions
        self.skill_manager = SkillManager(storage, folders, self.integration_manager)

    def write(self, path: str, text: str) -> None:
        """Write a file below ``user/``: ``integrations/demo.py``."""
        file = self.base / "user" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(textwrap.dedent(text).lstrip(), encoding="utf-8")

    def load(self, name: str, text: str = "", config: dict[str, Any] | None = None) -> Any:
        """Write a single-file integration and switch it on; return its object."""
        if text:
            self.write(f"integrations/{name}.py", text)
        self.integration_manager.load_all(self)
        info = self.integration_manager.enable(name, config)
        assert info.state == "loaded", info.reason
        return self.integration_manager.get_integration_module(name)

    def sunny(self) -> Any:
        """Load Sunny Home and return its object."""
        return self.load("sunny", SUNNY, KEY)

    def info(self, name: str) -> Any:
        """Return an integration as people see it."""
        return self.integration_manager.info(name)

    def close(self) -> None:
        """Unload everything."""
        self.skill_manager.unload_all()
        self.integration_manager.unload_all()
        self.jobs.close()


@contextmanager
def a_desk(folder: Path) -> Iterator[Desk]:
    """Open a desk on a folder."""
    with Database.open(folder / "ova.sqlite3", key_file=folder / "key") as database:
        desk = Desk(folder, database)
        try:
            yield desk
        finally:
            desk.close()
