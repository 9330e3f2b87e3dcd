"""The plugins the project brings, and the templates for new ones."""

import ast
import shutil

import pytest

from ova.core import Intent, PluginKind, PluginState, Slot, Utterance
from ova.plugins.check.skill import check_skill, uses_of
from ova.plugins.check.uses import permissions_used
from ova.plugins.code import read_code
from ova.plugins.discovery import PluginFolders, bundled_folder, find_plugins
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


SKILLS = find_plugins(PluginKind.SKILL, PluginFolders(bundled=ROOT, packages=False))


@pytest.mark.parametrize("skill", SKILLS, ids=[one.id for one in SKILLS])
def test_a_bundled_skill_names_exactly_the_permissions_it_uses_and_is_in_order(skill):
    manifest = read_code(skill).manifest
    assert manifest.permissions is not None
    assert set(manifest.permissions) == uses_of(skill, manifest.required_integrations)
    assert check_skill(skill).problems == []


USES = """
from ova.sdk import handles, on_event
DICE = "dice"

class Skill:
    def __init__(self, ova):
        self.ova = ova

    @handles("Do")
    def do(self, turn):
        ova = self.ova
        ova.home.areas(); ova.home.control("light.x", "turn_on"); ova.now(); ova.store.all()
        ova.actions.run(DICE, "throw"); ova.integrations["cards"].deal(); ova.integrations.needed.use()
        ova.integration_manager.integration_exists(turn.slot("any"))
        return turn.reply(ova.understand("do"))

    @on_event("bell.rung")
    def rung(self, event):
        self.ova.actions.run(event.payload["any"], "ring")
"""


def test_what_code_uses_is_read_as_permissions():
    used = permissions_used({"one.py": ast.parse(USES)}, required=["needed"])
    assert set(used) == {
        *("home", "home.read", "integration:dice", "integration:cards"),
        *("understand", "events", "actions"),
    }
    assert used["home"] == ("ova.home.control", "one.py:12")


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
