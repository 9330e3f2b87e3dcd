"""``ova openapi`` writes the document without a hub."""

import json
from pathlib import Path

from click.testing import CliRunner

from ova.cli.openapi import openapi


def test_the_document_is_written_and_printed_alike(tmp_path: Path):
    file = tmp_path / "openapi.json"
    assert CliRunner().invoke(openapi, ["--output", str(file)]).exit_code == 0
    printed = CliRunner().invoke(openapi, []).stdout
    assert file.read_text(encoding="utf-8") == printed
    assert json.loads(printed)["info"]["title"] == "OpenVoiceAssistant"
