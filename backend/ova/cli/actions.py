"""``ova integration run``."""

import json
from typing import Any
from urllib.parse import quote

import click

from ova.cli.output import as_json, friendly_errors, print_json
from ova.core import InvalidInput


@click.command("run")
@click.argument("integration_id")
@click.argument("action")
@click.option("--input", "inputs", default="{}", help="The action's input, as a JSON object.")
@as_json
@friendly_errors
def run_action(integration_id: str, action: str, inputs: str, as_json: bool) -> None:
    """Carry out ACTION of INTEGRATION_ID and print what came of it."""
    done = order(integration_id, action, _parsed(inputs))
    if as_json:
        print_json(done)
    elif done["message"]:
        click.echo(done["message"])
    else:
        print_json(done["data"])


def order(integration_id: str, action: str, inputs: dict[str, Any]) -> dict[str, Any]:
    """Give an order to the running hub, or without one to its folder; return the wire form."""
    from ova.folder import HomeFolder, read_presence

    folder = HomeFolder.default()
    presence = read_presence(folder.path)
    if presence is not None:
        from ova.cli.client import HubClient

        place = f"{quote(integration_id, safe='')}/actions/{quote(action, safe='')}"
        with HubClient(presence) as client:
            answer: dict[str, Any] = client.post(f"/api/integrations/{place}", inputs)
            return answer
    from ova.cli.offline import offline_hub

    with offline_hub(folder) as hub:
        return hub.actions.order(integration_id, action, inputs, source="cli")


def _parsed(text: str) -> dict[str, Any]:
    try:
        inputs = json.loads(text)
    except ValueError as error:
        raise InvalidInput(
            f"The input is not JSON: {error}.", cure="""Write it as --input '{"field": "value"}'."""
        ) from error
    if not isinstance(inputs, dict):
        raise InvalidInput(
            "The input is no JSON object.", cure="""Write it as --input '{"field": "value"}'."""
        )
    return inputs
