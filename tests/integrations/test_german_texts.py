"""Every integration that comes with the hub says in German whatever it says in English."""

import re
from pathlib import Path

import pytest

from ova.plugins.translations import places_of, read_translations

FOLDERS = sorted(
    folder for folder in (Path(__file__).parents[2] / "integrations").iterdir() if folder.is_dir()
)
_KEY = re.compile(r'"((?:says|errors|cures|card|notable|sensors)\.[a-z0-9_]+)"')


@pytest.fixture(params=FOLDERS, ids=lambda folder: folder.name)
def folder(request: pytest.FixtureRequest) -> Path:
    return request.param  # type: ignore[no-any-return]  # pytest does not know its type


def test_everything_is_said_in_german_too(folder: Path):
    translations = read_translations(folder)
    english, german = (translations.texts.get(language, {}) for language in ("en", "de"))
    assert translations.problems == ()
    assert german["description"]
    assert english.keys() <= german.keys()
    for key, text in english.items():
        assert places_of(german[key]) <= places_of(text), key


def test_what_the_code_says_is_written_down(folder: Path):
    english = read_translations(folder).texts.get("en", {})
    code = "\n".join(file.read_text(encoding="utf-8") for file in folder.glob("*.py"))
    assert set(_KEY.findall(code)) <= english.keys()
