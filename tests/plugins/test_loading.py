"""Finding and importing plugins."""

import importlib
import sys
from pathlib import Path

import pytest

from ova.core import PluginState
from ova.plugins import IntegrationNotLoaded, PluginBroken, PluginNotFound

BARE = """
    class Lamp:
        def __init__(self, config, ova):
            self.config, self.ova = config, ova

        def shine(self):
            return "bright"


    def build_integration(config, ova):
        return Lamp(config, ova)


    def default_config():
        return {}
"""


def test_a_file_with_the_two_hooks_alone_is_listed_enabled_and_used(workshop):
    workshop.write("integrations/lamp.py", BARE)
    hub = workshop.start()
    (listed,) = hub.integration_manager.infos()
    assert (listed.id, listed.state, listed.origin) == ("lamp", PluginState.NOT_LOADED, "user")
    assert listed.details["configurable"] is False
    assert hub.integration_manager.enable("lamp").state == PluginState.LOADED
    lamp = hub.integration_manager.get_integration_module("lamp")
    assert lamp.shine() == "bright"
    assert lamp.ova is hub
    assert hub.integration_manager.integration_exists("lamp")


def test_a_plugin_stays_enabled_over_a_restart(workshop):
    workshop.write("integrations/lamp.py", BARE)
    first = workshop.start()
    first.integration_manager.enable("lamp")
    first.stop()
    again = workshop.start()
    assert again.integration_manager.info("lamp").state == PluginState.LOADED
    again.integration_manager.disable("lamp")
    assert workshop.start().integration_manager.info("lamp").state == PluginState.NOT_LOADED


def test_a_package_may_import_its_own_modules(workshop):
    workshop.write(
        "integrations/big/__init__.py",
        """
        '''Speaks for many parts.'''
        from .parts import words
        from .parts.words import greet
        def build_integration(config, ova):
            return greet
        """,
    )
    workshop.write("integrations/big/parts/__init__.py", "")
    workshop.write("integrations/big/parts/words.py", "def greet():\n    return 'hello'\n")
    manager = workshop.start().integration_manager
    assert manager.enable("big").state == PluginState.LOADED
    assert manager.get_integration_module("big")() == "hello"
    assert manager.info("big").description == "Speaks for many parts."


def test_reload_executes_changed_code_and_changed_sub_modules(workshop):
    init = "from .part import VALUE\ndef build_integration(config, ova):\n    return [VALUE]\n"
    workshop.write("integrations/big/__init__.py", init)
    part = workshop.write("integrations/big/part.py", "VALUE = 1\n")
    manager = workshop.start().integration_manager
    manager.enable("big")
    for value in range(2, 6):  # same length, same second: stale bytecode would show
        part.write_text(f"VALUE = {value}\n")
        assert manager.reload("big").state == PluginState.LOADED
        assert manager.get_integration_module("big") == [value]


def test_reload_leaves_no_old_modules_behind(workshop):
    workshop.write("integrations/lamp.py", BARE)
    manager = workshop.start().integration_manager
    manager.enable("lamp")

    def modules():
        return [name for name in sys.modules if name.startswith("ova_plugin_integration_lamp")]

    before = len(modules())
    for _ in range(3):
        manager.reload("lamp")
    assert len(modules()) == before


def test_names_with_an_underscore_or_a_dot_first_are_not_plugins(workshop):
    for name in ("_template", ".hidden", "__pycache__"):
        workshop.write(f"integrations/{name}/__init__.py", BARE)
    workshop.write("integrations/_helper.py", BARE)
    workshop.write("integrations/README.md", "no plugin")
    assert workshop.start().integration_manager.infos() == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        ("raise ValueError('bad day')\n", "import failed: ValueError: bad day (boom.py:1)"),
        ("import sys\nsys.exit(3)\n", "import failed: SystemExit: 3 (boom.py:2)"),
        ("class E(BaseException): pass\nraise E('x')\n", "import failed: E: x (boom.py:2)"),
        ("def build(:\n", "boom.py:1"),
        ("import nothing_of_this_name\n", "No module named 'nothing_of_this_name' (boom.py:1)"),
        ("x = 1\n", "has no function build_integration(config, ova)"),
        ("def f():\n    f()\nf()\n", "RecursionError"),
        ("\0\n", "null bytes"),
        (
            "from ova.sdk import handles\n@handles\ndef f(turn): pass\n",
            "import failed: InputInvalid: handles() was given",
        ),
    ],
)
def test_a_file_that_fails_at_import_is_listed_as_broken_and_harms_nobody(workshop, body, reason):
    workshop.write("integrations/boom.py", body)
    workshop.write("integrations/lamp.py", BARE)
    manager = workshop.start().integration_manager
    broken = manager.info("boom")
    assert broken.state == PluginState.BROKEN
    assert reason in broken.reason
    assert manager.enable("lamp").state == PluginState.LOADED
    with pytest.raises(PluginBroken, match="Boom cannot be used"):
        manager.enable("boom")


def test_a_file_that_is_not_utf8_is_broken(workshop):
    workshop.write("integrations/boom.py", "").write_bytes(b"x = '\xff\xfe'\n")
    assert workshop.start().integration_manager.info("boom").state == PluginState.BROKEN


def test_a_missing_requirement_is_named_with_the_command_that_installs_it(workshop):
    workshop.write("integrations/boom.py", "import nothing_of_this_name\n")
    cure = workshop.start().integration_manager.info("boom").cure
    assert "name that under requirements in its manifest" in cure
    assert "ova integration install " in cure


def test_a_broken_plugin_comes_to_life_when_its_file_is_corrected(workshop):
    file = workshop.write("integrations/lamp.py", "raise ValueError\n")
    manager = workshop.start().integration_manager
    assert manager.info("lamp").state == PluginState.BROKEN
    workshop.write(f"integrations/{file.name}", BARE)
    manager.rescan()
    assert manager.enable("lamp").state == PluginState.LOADED


def test_the_second_plugin_with_an_id_is_refused_and_both_files_are_named(workshop):
    first = workshop.bundle("integrations/lamp.py", BARE)
    second = workshop.write("integrations/lamp/__init__.py", "raise ValueError\n")
    manager = workshop.start().integration_manager
    assert manager.enable("lamp").origin == "bundled"
    refused = manager.info("lamp~2")
    assert refused.state == PluginState.BROKEN
    assert Path(first).name in refused.reason
    assert str(second) in refused.reason
    assert manager.get_integration_module("lamp").shine() == "bright"


@pytest.mark.parametrize("name", ["9lives.py", "my lamp.py", "lämp.py"])
def test_a_name_that_cannot_be_an_id_is_refused_with_a_cure(workshop, name):
    workshop.write(f"integrations/{name}", BARE)
    (info,) = workshop.start().integration_manager.infos()
    assert info.state == PluginState.BROKEN
    assert "small letters" in info.cure


def test_hyphens_and_capitals_become_the_usual_id(workshop):
    workshop.write("integrations/My-Lamp.py", BARE)
    assert workshop.start().integration_manager.enable("my_lamp").state == PluginState.LOADED


def test_a_folder_without_init_says_so(workshop):
    workshop.write("integrations/lamp/main.py", BARE)
    info = workshop.start().integration_manager.info("lamp")
    assert "no __init__.py" in info.reason


def test_an_unknown_id_is_told_with_near_names(workshop):
    workshop.write("integrations/lamp.py", BARE)
    manager = workshop.start().integration_manager
    with pytest.raises(PluginNotFound, match="Did you mean lamp"):
        manager.info("lmap")


def test_asking_for_an_integration_that_is_not_loaded_is_a_runtime_error_with_a_cure(workshop):
    workshop.write("integrations/lamp.py", BARE)
    manager = workshop.start().integration_manager
    with pytest.raises(RuntimeError, match="Lamp is not set up"):
        manager.get_integration_module("lamp")
    with pytest.raises(IntegrationNotLoaded, match="folder integrations"):
        manager.get_integration_module("nothing")


def test_a_plugin_whose_files_are_gone_is_shown_as_missing_until_it_is_disabled(workshop):
    file = workshop.write("integrations/lamp.py", BARE)
    manager = workshop.start().integration_manager
    manager.enable("lamp")
    file.unlink()
    manager.rescan()
    assert manager.info("lamp").state == PluginState.MISSING
    assert not manager.integration_exists("lamp")
    again = workshop.start().integration_manager
    assert again.info("lamp").state == PluginState.MISSING
    again.disable("lamp")
    assert again.infos() == []


def test_a_vanished_plugin_nobody_enabled_is_forgotten(workshop):
    file = workshop.write("integrations/lamp.py", BARE)
    manager = workshop.start().integration_manager
    file.unlink()
    assert manager.rescan() == []


def test_a_new_file_is_found_without_a_restart(workshop):
    manager = workshop.start().integration_manager
    workshop.write("integrations/lamp.py", BARE)
    assert [info.id for info in manager.rescan()] == ["lamp"]


def test_entry_points_of_installed_packages_are_plugins(workshop, monkeypatch, tmp_path):
    site = tmp_path / "site"
    package = site / "ova_lamp_pkg"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    code = package / "main.py"
    code.write_text("def build_integration(config, ova):\n    return ['one']\n")
    metadata = site / "ova_lamp_pkg-1.0.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text("Metadata-Version: 2.1\nName: ova-lamp-pkg\nVersion: 1.0\n")
    (metadata / "entry_points.txt").write_text(
        "[ova.integrations]\nlamp = ova_lamp_pkg.main\nboom = ova_lamp_pkg.absent\n"
    )
    monkeypatch.syspath_prepend(site)
    importlib.invalidate_caches()
    manager = workshop.start(packages=True).integration_manager
    assert manager.enable("lamp").origin == "package"
    assert manager.get_integration_module("lamp") == ["one"]
    assert manager.info("boom").state == PluginState.BROKEN
    code.write_text("def build_integration(config, ova):\n    return ['two', 2]\n")
    manager.reload("lamp")
    assert manager.get_integration_module("lamp") == ["two", 2]


def test_bundled_plugins_may_ask_to_be_enabled_at_first_start_and_can_be_disabled_for_good(
    workshop,
):
    wanted = BARE + "\n    manifest = {'enabled_by_default': True}\n"
    workshop.bundle("integrations/ours.py", wanted)
    workshop.write("integrations/theirs.py", wanted)
    manager = workshop.start().integration_manager
    assert manager.info("ours").state == PluginState.LOADED
    assert manager.info("theirs").state == PluginState.NOT_LOADED
    assert [info.id for info in manager.imported()] == ["ours"]
    assert [info.id for info in manager.not_imported()] == ["theirs"]
    manager.disable("ours")
    assert workshop.start().integration_manager.info("ours").state == PluginState.NOT_LOADED


def test_fifty_integrations_load_and_answer(workshop):
    for number in range(50):
        workshop.write(f"integrations/lamp_{number}.py", BARE)
    manager = workshop.start().integration_manager
    assert len(manager.available()) == 50
