"""``ova token``: keys for scripts and satellites."""

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table
from ova.core import Role


@click.group()
def token() -> None:
    """Tokens for scripts and satellites."""


@token.command("create")
@click.argument("name")
@click.option("--user", "user_name", help="Whose token it is (default: the owner's).")
@click.option(
    "--role",
    type=click.Choice([role.value for role in Role]),
    help="The most it may do (default: what its user may).",
)
@as_json
@friendly_errors
def create(name: str, user_name: str | None, role: str | None, as_json: bool) -> None:
    """Create a token called NAME and print it; it is shown only once."""
    from ova.cli.offline import open_accounts

    with open_accounts() as accounts:
        info, secret = accounts.create_token(accounts.named(user_name).id, name, role=role)
    if as_json:
        print_json({"id": info.id, "name": info.name, "role": info.role, "token": secret})
    else:
        click.echo(secret)


@token.command("list")
@as_json
@friendly_errors
def list_tokens(as_json: bool) -> None:
    """List the tokens; their secrets are not kept."""
    from ova.cli.offline import open_accounts

    with open_accounts() as accounts:
        rows = [
            {
                "id": info.id,
                "name": info.name,
                "user": one.name,
                "role": info.role or one.role,
                "created_at": info.created_at,
                "last_used_at": info.last_used_at,
            }
            for one in accounts.users()
            for info in accounts.tokens(one.id)
        ]
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("name", "user", "role", "id"))


@token.command("delete")
@click.argument("token_id")
@friendly_errors
def delete(token_id: str) -> None:
    """Delete the token with the id TOKEN_ID."""
    from ova.cli.offline import open_accounts

    with open_accounts() as accounts:
        accounts.delete_token(token_id)
    click.echo("Deleted.")
