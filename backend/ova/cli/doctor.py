"""``ova doctor``: is everything in order on this machine?"""

import click

from ova.cli.output import as_json, friendly_errors, print_json


@click.command()
@as_json
@friendly_errors
def doctor(as_json: bool) -> None:
    """Check this machine and this folder; exit with 1 when something is wrong."""
    from ova.folder import HomeFolder
    from ova.hub.care import check_up

    findings = []
    for finding in check_up(HomeFolder.default()):
        findings.append(finding)
        if not as_json:
            mark = click.style("ok  ", fg="green") if finding.ok else click.style("FAIL", fg="red")
            click.echo(f"{mark} {finding.check:<11} {finding.detail}")
            if finding.cure:
                click.echo(f"     {'':<11} {finding.cure}")
    if as_json:
        print_json([finding.to_json() for finding in findings])
    if not all(finding.ok for finding in findings):
        raise SystemExit(1)
