"""docs/settings.md names every setting and every environment variable."""

import re
from pathlib import Path

from ova.hub import HomeSettings

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "settings.md").read_text()


def test_every_setting_of_the_home_is_documented():
    missing = [name for name in HomeSettings.model_fields if f"| `{name}` |" not in DOCS]

    assert missing == []


def test_every_environment_variable_is_documented():
    source = "".join(path.read_text() for path in (ROOT / "backend").rglob("*.py"))
    used = set(re.findall(r"[\"'](OVA_[A-Z_]+)[\"']", source))

    assert "OVA_HOME" in used
    assert sorted(name for name in used if f"`{name}`" not in DOCS) == []


def test_every_command_of_the_readme_exists():
    from ova.cli.main import COMMANDS

    readme = (ROOT / "README.md").read_text()
    named = set(re.findall(r"`ova ([a-z]+)", readme))

    assert named
    assert named <= set(COMMANDS)
    assert set(COMMANDS) <= named
