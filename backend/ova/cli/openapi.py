"""``ova openapi``: write the description of the REST API."""

import json
import sys
import tempfile
from pathlib import Path

import click


@click.command()
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="File to write; without it the document is printed.",
)
def openapi(output: Path | None) -> None:
    """Write the OpenAPI document of the REST API. No hub needs to run."""
    from ova.folder import HomeFolder
    from ova.hub import HubOptions, OpenVoiceAssistant
    from ova.web import openapi_of

    with tempfile.TemporaryDirectory() as folder:
        home = HomeFolder(Path(folder))
        home.prepare()
        hub = OpenVoiceAssistant(HubOptions(folder=home, workers=0))
        try:
            document = openapi_of(hub)
        finally:
            hub.close()
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")
