"""``ova user``: the people who may sign in."""

from typing import Any

import click

from ova.cli.output import as_json, friendly_errors, print_json, print_table

ROLES = click.Choice(["owner", "adult", "guest"])


@click.group()
def user() -> None:
    """People who may sign in."""


@user.command("list")
@as_json
@friendly_errors
def list_users(as_json: bool) -> None:
    """List the people who may sign in."""
    from ova.cli.people_access import open_people

    with open_people() as (people, _):
        rows = people.all()
    if as_json:
        print_json(rows)
    else:
        print_table(rows, ("name", "role", "id"))


@user.command("create")
@click.argument("name")
@click.option("--role", type=ROLES, help="Default: owner for the first account, then adult.")
@click.option("--password", help="Asked for when neither this nor --link is given.")
@click.option("--link", is_flag=True, help="Print a sign-in link that works once instead.")
@friendly_errors
def create(name: str, role: str | None, password: str | None, link: bool) -> None:
    """Create the account NAME; the first one is the owner's."""
    from ova.cli.people_access import open_people

    if password is None and not link:
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True)
    with open_people() as (people, url):
        known = people.all()
        made = people.add(name, role or ("adult" if known else "owner"), password)
    click.echo(f"Created the account {made['user']['name']} ({made['user']['role']}).")
    if made["link"]:
        _print_link(made["link"], url)


@user.command("password")
@click.argument("name")
@click.password_option(help="Asked for when not given.")
@friendly_errors
def password(name: str, password: str) -> None:
    """Set a new password for NAME, which ends their sessions."""
    from ova.cli.people_access import find_person, open_people

    with open_people() as (people, _):
        people.set_password(find_person(people, name)["id"], password)
    click.echo(f"Changed the password of {name}.")


@user.command("link")
@click.argument("name")
@friendly_errors
def link(name: str) -> None:
    """Print a sign-in link for NAME that works once; an older one works no more."""
    from ova.cli.people_access import find_person, open_people

    with open_people() as (people, url):
        _print_link(people.new_link(find_person(people, name)["id"]), url)


@user.command("role")
@click.argument("name")
@click.argument("role", type=ROLES)
@friendly_errors
def role(name: str, role: str) -> None:
    """Give NAME another ROLE: owner, adult or guest."""
    from ova.cli.people_access import find_person, open_people

    with open_people() as (people, _):
        people.change(find_person(people, name)["id"], {"role": role})
    click.echo(f"{name} is now: {role}.")


@user.command("rename")
@click.argument("name")
@click.argument("new_name")
@friendly_errors
def rename(name: str, new_name: str) -> None:
    """Call NAME something else: NEW_NAME."""
    from ova.cli.people_access import find_person, open_people

    with open_people() as (people, _):
        changed = people.change(find_person(people, name)["id"], {"name": new_name})
    click.echo(f"{name} is now called {changed['name']}.")


@user.command("sign-out")
@click.argument("name")
@friendly_errors
def sign_out(name: str) -> None:
    """Sign NAME out everywhere; tokens stay."""
    from ova.cli.people_access import find_person, open_people

    with open_people() as (people, _):
        people.end_sessions(find_person(people, name)["id"])
    click.echo(f"{name} is signed out everywhere.")


@user.command("delete")
@click.argument("name")
@click.confirmation_option(prompt="Delete this account with its tokens?")
@friendly_errors
def delete(name: str) -> None:
    """Delete the account NAME with its tokens; its sessions end at once."""
    from ova.cli.people_access import find_person, open_people

    with open_people() as (people, _):
        people.remove(find_person(people, name)["id"])
    click.echo(f"Deleted the account {name}.")


def _print_link(link: dict[str, Any], url: str) -> None:
    place = f"{url}/join#{link['link']}" if url else f"/join#{link['link']} of the hub's page"
    click.echo(f"Works once, for a week: {place}")
