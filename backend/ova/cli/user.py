"""``ova user``: the people who may sign in."""

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command("list")
@as_json
@friendly_errors
def list_users(as_json: bool) -> None:
    """List the people who may sign in."""
    from ova.cli.offline import open_accounts

    with open_accounts() as accounts:
        rows = [{"id": one.id, "name": one.name, "role": one.role} for one in accounts.users()]
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("name", "role", "id"))


@user.command("create")
@click.argument("name")
@click.password_option(help="Asked for when not given.")
@friendly_errors
def create(name: str, password: str) -> None:
    """Create the owner's account NAME."""
    from ova.cli.offline import open_accounts

    with open_accounts() as accounts:
        accounts.create_owner(name, password)
    click.echo(f"Created the account {name}.")


@user.command("password")
@click.argument("name")
@click.password_option(help="Asked for when not given.")
@friendly_errors
def password(name: str, password: str) -> None:
    """Set a new password for NAME."""
    from ova.cli.offline import open_accounts

    with open_accounts() as accounts:
        accounts.set_password(name, password)
    click.echo(f"Changed the password of {name}.")
