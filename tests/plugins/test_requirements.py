"""What integrations need: told, installed on request for one alone, and refused when it does not fit."""

import sys
import zipfile

import pytest
import requests

from ova.core import PluginState
from ova.plugins import RequirementsConflict, RequirementsFailed

RUNNING = f"requests {requests.__version__}"


@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """Return the function that puts a package where pip looks; it looks nowhere else."""
    folder = tmp_path / "shelf"
    folder.mkdir()
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(folder))
    monkeypatch.setenv("PIP_CONFIG_FILE", "/dev/null")

    def put(name, version, code="", needs=()):
        info = f"{name}-{version}.dist-info"
        required = "".join(f"Requires-Dist: {one}\n" for one in needs)
        with zipfile.ZipFile(folder / f"{name}-{version}-py3-none-any.whl", "w") as wheel:
            wheel.writestr(f"{name}.py", code or f"VERSION = {version!r}\n")
            about = f"Metadata-Version: 2.1\nName: {name}\nVersion: {version}\n{required}"
            wheel.writestr(f"{info}/METADATA", about)
            tag = "Wheel-Version: 1.0\nGenerator: t\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
            wheel.writestr(f"{info}/WHEEL", tag)
            wheel.writestr(f"{info}/RECORD", "")

    path, modules = list(sys.path), set(sys.modules)
    yield put
    sys.path[:] = path
    for name in set(sys.modules) - modules:
        if name.startswith("ova_test_"):
            del sys.modules[name]


def needing(*requirements, module=""):
    imported = f"import {module}\n" if module else ""
    return (
        f"{imported}manifest = {{'requirements': {list(requirements)!r}}}\n"
        f"def build_integration(config, ova):\n    return {module or 'object'}\n"
    )


def test_a40_what_is_missing_is_told_and_installed_only_on_request(workshop, shelf):
    shelf("ova_test_feed", "1.2")
    workshop.write("integrations/news/__init__.py", needing(module="ova_test_feed"))
    workshop.write("integrations/news/requirements.txt", "# feeds\nova_test_feed>=1  # any\n")
    manager = workshop.start().integration_manager
    info = manager.info("news")
    assert info.state == PluginState.BROKEN
    assert "needs ova_test_feed>=1, which is not installed" in info.reason
    assert info.cure == "Install what it needs: ova integration install news"
    assert info.details["requirements_unmet"] == ["ova_test_feed>=1"]
    folder = workshop.base / "user" / "integrations" / "news" / "dependencies"
    assert not folder.exists()

    lines, told = [], []
    manager.subscribe(lambda one: told.append(one.details["progress"]))
    assert manager.install_requirements("news", lines.append).state == PluginState.NOT_LOADED
    assert any("ova_test_feed" in line for line in lines)
    assert set(lines) <= set(told)
    assert manager.info("news").details["requirements_unmet"] == []
    assert sys.path[-1] == str(folder)  # appended, so that it shadows nothing
    assert manager.enable("news").state == PluginState.LOADED
    assert manager.get_integration_module("news").VERSION == "1.2"
    assert "ova_test_feed" in str(manager.get_integration_module("news").__file__)


def test_a40_what_is_installed_works_offline(workshop, shelf, monkeypatch):
    shelf("ova_test_feed", "1.2")
    workshop.write("integrations/news.py", needing("ova_test_feed>=1", module="ova_test_feed"))
    manager = workshop.start().integration_manager
    manager.install_requirements("news")
    monkeypatch.delenv("PIP_FIND_LINKS")  # nothing can be had any more
    lines = []
    assert manager.install_requirements("news", lines.append).state == PluginState.NOT_LOADED
    assert lines == []
    again = workshop.start().integration_manager
    assert again.enable("news").state == PluginState.LOADED


def test_a40_a_bundled_one_keeps_its_packages_in_the_users_folder(workshop, shelf):
    shelf("ova_test_feed", "1.2")
    workshop.bundle(
        "integrations/news/__init__.py", needing("ova_test_feed", module="ova_test_feed")
    )
    manager = workshop.start().integration_manager
    manager.install_requirements("news")
    folder = workshop.base / "user" / "integrations" / ".dependencies" / "news"
    assert (folder / "ova_test_feed.py").is_file()
    assert manager.enable("news").state == PluginState.LOADED


def test_a40_a_pin_that_fights_the_hub_is_refused_naming_both(workshop, shelf):
    workshop.write("integrations/news.py", needing("requests==2.1.0"))
    manager = workshop.start().integration_manager
    info = manager.enable("news")  # it may do all the same
    assert info.state == PluginState.LOADED
    told = f"asks for requests==2.1.0; requests {requests.__version__} is used"
    assert told in info.warnings
    with pytest.raises(RequirementsConflict) as refused:
        manager.install_requirements("news")
    assert refused.value.message == f"News needs requests==2.1.0, and the hub uses {RUNNING}."
    assert manager.info("news").state == PluginState.LOADED


def test_d10_a_fight_further_down_is_refused_naming_both(workshop, shelf):
    shelf("ova_test_feed", "1.2", needs=["requests<2"])
    workshop.write("integrations/news.py", needing("ova_test_feed"))
    manager = workshop.start().integration_manager
    with pytest.raises(RequirementsConflict) as refused:
        manager.install_requirements("news")
    assert refused.value.message == (
        f"News needs ova-test-feed 1.2, which wants requests<2, and the hub uses {RUNNING}."
    )


def test_d10_a_fight_with_another_integration_is_refused_naming_both(workshop, shelf):
    shelf("ova_test_feed", "1.2")
    shelf("ova_test_feed", "2.0")
    shelf("ova_test_reader", "1.0", needs=["ova_test_feed>=2"])
    workshop.write("integrations/alpha.py", needing("ova_test_feed<2", module="ova_test_feed"))
    workshop.write("integrations/beta.py", needing("ova_test_feed==2.0"))
    workshop.write("integrations/gamma.py", needing("ova_test_reader"))
    manager = workshop.start().integration_manager
    manager.install_requirements("alpha")
    with pytest.raises(
        RequirementsConflict, match=r"Beta needs ova_test_feed==2\.0, and Alpha uses"
    ):
        manager.install_requirements("beta")
    with pytest.raises(RequirementsConflict) as refused:
        manager.install_requirements("gamma")
    assert "Gamma needs ova-test-reader 1.0, which wants ova_test_feed>=2" in refused.value.message
    assert "Alpha uses" in refused.value.message
    assert manager.enable("alpha").state == PluginState.LOADED


def test_a40_what_cannot_be_had_leaves_what_was_there(workshop, shelf):
    shelf("ova_test_feed", "1.2")
    file = workshop.write("integrations/news.py", needing("ova_test_feed", module="ova_test_feed"))
    manager = workshop.start().integration_manager
    manager.install_requirements("news")
    file.write_text(needing("ova_test_feed", "ova_test_absent>=3", module="ova_test_feed"))
    manager.reload("news")
    with pytest.raises(
        RequirementsFailed, match="No matching distribution found for ova_test_absent>=3"
    ):
        manager.install_requirements("news")
    kept = workshop.base / "user" / "integrations" / ".dependencies"
    assert sorted(one.name for one in kept.iterdir()) == ["news"]
    assert (kept / "news" / "ova_test_feed.py").is_file()


@pytest.mark.parametrize("wanted", ["not a requirement!", "==1"])
def test_a40_what_is_no_requirement_is_named(workshop, wanted):
    workshop.write("integrations/news.py", needing(wanted))
    info = workshop.start().integration_manager.info("news")
    assert info.state == PluginState.BROKEN
    assert f"manifest: {wanted!r} is no requirement" in info.reason


def test_a40_a_requirement_of_another_system_is_not_asked_for(workshop):
    workshop.write(
        "integrations/news.py", needing("ova_test_feed; sys_platform == 'win32'", "packaging>=20")
    )
    assert workshop.start().integration_manager.enable("news").state == PluginState.LOADED
