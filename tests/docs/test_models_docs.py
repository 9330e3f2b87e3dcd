"""docs/models.md shows the catalogue as it is, and commands that exist."""

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from ova.cli.models import models
from ova.engines.models import Offer, offers

DOCS = (Path(__file__).parents[2] / "docs" / "models.md").read_text()


def note_of(offer: Offer) -> str:
    if offer.accurate:
        return " (bigger and more accurate)"
    return f" ({offer.speakers} speakers)" if offer.speakers > 1 else ""


@pytest.mark.parametrize(
    ("kind", "heading"),
    [("vosk", "### Recognisers (Vosk)"), ("piper", "### Voices (Piper)")],
)
def test_the_tables_are_the_catalogue(kind, heading):
    section = DOCS.split(f"\n{heading}\n", 1)[1].split("\n#", 1)[0]
    shown = [line for line in section.splitlines() if line.startswith("| `")]
    wanted = [
        f"| `{offer.id}`{note_of(offer)} | {offer.language} "
        f"| {offer.size / 1e6:.0f} MB | {offer.licence} |"
        for offer in offers(kind)
    ]

    assert shown == wanted


def test_every_command_and_option_of_the_examples_exists():
    lines = re.findall(r"^ova models (.+)$", DOCS, re.MULTILINE)

    assert len(lines) > 5
    for line in lines:
        name, *rest = line.split()
        known = CliRunner().invoke(models, [name, "--help"]).output
        assert name in models.commands
        for option in (word for word in rest if word.startswith("--")):
            assert option in known


def test_every_model_of_the_examples_is_in_the_catalogue():
    names = {offer.id for offer in offers()}
    used = re.findall(r"ova models (?:install|remove) (\S+)", DOCS)

    assert {name for name in used if not re.search(r"\.(zip|onnx)$", name)} <= names
