"""What `pip install .` gives."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> zipfile.Path:
    folder = tmp_path_factory.mktemp("wheel")
    built = subprocess.run(
        [sys.executable, "-m", "pip", "wheel", str(ROOT), "--no-deps", "--wheel-dir", str(folder)],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr[-2000:]
    (path,) = folder.glob("*.whl")
    return zipfile.Path(path)


def test_the_wheel_carries_the_plugins_the_page_and_the_texts(wheel: zipfile.Path):
    names = set(wheel.root.namelist())

    for wanted in (
        "ova/bundled/skills/home/__init__.py",
        "ova/bundled/skills/home/locale/en/spoken.yaml",
        "ova/bundled/skills/timers/locale/en/replies.yaml",
        "ova/bundled/integrations/demo_home/__init__.py",
        "ova/bundled/integrations/home_assistant/__init__.py",
        "ova/bundled/integrations/mqtt/static/logo.svg",
        "ova/bundled/docs/integrations/mqtt.md",
        "ova/web/static/index.html",
        "ova/storage/migrations/env.py",
        "ova/pipeline/locale/en.yaml",
        "ova/dialogue/words/en.yaml",
        "ova/language/words/en.yaml",
        "ova/language/speakable/en.yaml",
        "ova/engines/models/catalogue/vosk.json",
        "ova/engines/models/catalogue/piper.json",
    ):
        assert wanted in names
    assert any(name.startswith("ova/web/static/assets/") for name in names)


def test_the_wheel_carries_nothing_that_is_only_for_developers(wheel: zipfile.Path):
    names = wheel.root.namelist()

    strays = ("frontend/", "node_modules/", "scripts/", "__pycache__/", ".venv/")
    assert [name for name in names if any(stray in name for stray in strays)] == []
    # A plugin's own tests belong to it: quality is told from an integration's, and `ova skill test`
    # runs a skill's, for whoever copies one.
    with_tests = ("ova/plugins/scaffold/templates/", "ova/bundled/")
    assert [name for name in names if "tests/" in name and not name.startswith(with_tests)] == []


def test_the_wheel_gives_the_ova_command(wheel: zipfile.Path):
    entry_points = next(name for name in wheel.root.namelist() if name.endswith("entry_points.txt"))

    assert "ova = ova.cli:main" in wheel.joinpath(entry_points).read_text()
