"""``ova say``: answer a typed command."""

from typing import Any

import click

from ova.cli.output import as_json, friendly_errors, print_json


@click.command()
@click.argument("text", nargs=-1, required=True)
@click.option("--area", help="The room you are in.")
@click.option(
    "--offline", is_flag=True, help="Answer in this process; the hub must not be running."
)
@click.option("--explain", is_flag=True, help="Show how the text was understood.")
@as_json
@friendly_errors
def say(
    text: tuple[str, ...], area: str | None, offline: bool, explain: bool, as_json: bool
) -> None:
    """Say TEXT to the hub and print its answer."""
    run = answer_text(" ".join(text), area, offline=offline, explain=explain)
    if explain and not as_json:
        from ova.cli.explain import show_explained

        show_explained(run)
        return
    show(run, as_json=as_json)


def answer_text(
    text: str, area: str | None, *, offline: bool, explain: bool = False
) -> dict[str, Any]:
    """Return the run's wire form for a typed command, with its ``trace`` to ``explain`` it."""
    from ova.folder import HomeFolder

    folder = HomeFolder.default()
    if offline:
        from ova.cli.offline import offline_hub

        with offline_hub(folder) as hub:
            return hub.converse(text, area_id=area, explain=explain).to_json()
    from ova.cli.client import find_hub

    body = {"text": text, "area_id": area, "explain": explain}
    with find_hub(folder.path) as client:
        answer: dict[str, Any] = client.post("/api/converse", body)
        return answer


def show(run: dict[str, Any], *, as_json: bool) -> None:
    """Print a run."""
    if as_json:
        print_json(run)
        return
    click.echo(run["reply"] or ("" if run["intent"] else run["reason"] or "(no answer)"))
