"""The plugins the project brings, and the templates for new ones."""

import ast
import shutil

import pytest

from ova.core import Intent, PluginState, Slot, Utterance
from ova.plugins.discovery import bundled_folder
from ova.sdk import Turn

ROOT = bundled_folder()
FILES = sorted(
    file
    for kind in ("integrations", "skills")
    for file in (ROOT / kind).rglob("*.py")
    if "tests" not in file.relative_to(ROOT).parts or "_template" in file.parts
)
"""Their tests may look at the hub from outside, as the project's own do; the templates' may not."""


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(ROOT)) for file in FILES])
def test_a_bundled_plugin_imports_only_the_sdk_and_core_of_the_hub(file):
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            names = [node.module]
        for name in names:
            room = name.split(".")
            allowed = [["sdk"], ["core"], *([["testing"]] if file.parent.name == "tests" else [])]
            assert room[0] != "ova" or room[1:2] in allowed, name


@pytest.fixture
def copied(workshop):
    user = workshop.base / "user"
    shutil.copytree(ROOT / "integrations/_template", user / "integrations/my_devices")
    shutil.copytree(ROOT / "skills/_template", user / "skills/my_greeter")
    hub = workshop.start()
    assert hub.integration_manager.info("my_devices").state == PluginState.NOT_LOADED
    assert hub.skill_manager.enable("my_greeter").state == PluginState.LOADED
    return hub


def test_the_template_of_an_integration_waits_for_its_key(copied):
    manager = copied.integration_manager
    manager.enable(
        "my_devices", {"api_key": "k3y-of-ann", "host": "http://127.0.0.1:1"}, force=True
    )
    info = manager.info("my_devices")
    assert info.state == PluginState.LOADED
    assert [one for one in info.warnings if "cannot be reached" in one]
    assert manager.config("my_devices")["api_key"] == {"is_set": True}
    assert manager.schema("my_devices")["properties"]["units"]["enum"] == ["C", "F"]
    assert info.details["quality"] == "platinum"


def test_the_template_of_a_skill_works_as_it_is(copied):
    manager = copied.skill_manager
    assert manager.info("my_greeter").warnings == ()
    assert len(manager.sentences()) == 1
    assert set(manager.replies("my_greeter", "en")) == {"greeting", "formal", "counted"}
    intent = Intent("MyGreeterGreet", "my_greeter", (Slot("name", "Ann"),))
    assert manager.handle(Turn(Utterance("say hello to Ann"), intent)).text == "greeting"
    manager.set_config("my_greeter", {"formal": True})
    assert manager.handle(Turn(Utterance("say hello"), intent)).text == "formal"
