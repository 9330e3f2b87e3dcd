"""``ova skill new``, ``check``, ``test``, ``run`` and ``install``: for authors of skills."""

import sys
from pathlib import Path

import click

from ova.cli.json_option import json_object
from ova.cli.output import as_json, friendly_errors, print_json


@click.command()
@click.argument("name")
@click.option(
    "--into",
    type=click.Path(path_type=Path, file_okay=False),
    help="The folder it is written below; OVA_HOME/skills unless told.",
)
@as_json
@friendly_errors
def new(name: str, into: Path | None, as_json: bool) -> None:
    """Start a skill called NAME: MyGreeter, my-greeter or mygreeter.

    Writes a skill that answers, with sentences, replies, a phrase table and a test, which pass. Nothing
    is ever overwritten.
    """
    from ova.folder import HomeFolder
    from ova.plugins.scaffold import generate_skill

    folder = generate_skill(name, into or HomeFolder.default().path / "skills")
    if as_json:
        files = sorted(str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file())
        print_json({"id": folder.name, "folder": str(folder), "files": files})
        return
    click.echo(f"Written: {folder}")
    click.echo(f"Talk to it: ova skill run {folder} 'say hello to everybody'")
    click.echo(f"Its tests:  ova skill test {folder}")
    click.echo(f"Check it:   ova skill check {folder}")
    click.echo(f"Switch on:  ova skill enable {folder.name}")


@click.command()
@click.argument("skills", nargs=-1)
@as_json
@friendly_errors
def check(skills: tuple[str, ...], as_json: bool) -> None:
    """Read SKILLS (ids or folders; all without any) and name every fault.

    Sentences, manifest, code, handlers, replies and phrase tables. Notes are no faults: sentences that
    another skill claims too, replies nothing uses, languages that lack something.
    """
    from ova.cli.skill_faults import check_skills

    found = check_skills(skills)
    if as_json:
        print_json(found.to_json())
    else:
        for problem in found.problems:
            click.echo(problem)
        for note in (*found.conflicts, *found.notes):
            click.echo(f"Note: {note}")
        if not found.problems:
            click.echo(f"{', '.join(found.skills)}: {found.files} files, all well written")
    if found.problems:
        raise SystemExit(1)


@click.command()
@click.argument("name", metavar="NAME|PATH")
@as_json
@friendly_errors
def test(name: str, as_json: bool) -> None:
    """Run the phrase tables and tests of the skill NAME.

    Ends with 1 when something failed, and with 2 when there is nothing to run.
    """
    from ova.cli.skill_tests import run_tests

    told = run_tests(_path(name), show=not as_json)
    if as_json:
        print_json(told.to_json())
    else:
        for failure in told.failures if told.alone else ():
            click.echo(f"FAILED {failure.name}\n  {failure.reason}")
        for note in told.notes:
            click.echo(f"Note: {note}")
        if told.alone or not told.total:
            click.echo(f"{told.passed} passed, {len(told.failures)} failed")
    raise SystemExit(1 if told.failures else 0 if told.total else 2)


@click.command()
@click.argument("name", metavar="NAME|PATH")
@click.argument("texts", metavar="[TEXT]...", nargs=-1)
@click.option(
    "--watch", is_flag=True, help="Say them again whenever a file of the skill is changed."
)
@click.option("--area", help="Where it is said.")
@click.option("--language", default="en", show_default=True, help="In which language.")
@click.option("--config", default="{}", help="Settings as JSON, or @FILE.")
@click.option("--now", help="The time it is, as 2026-03-11T07:00; a Wednesday morning unless told.")
@as_json
@friendly_errors
def run(
    name: str,
    texts: tuple[str, ...],
    area: str | None,
    language: str,
    config: str,
    now: str | None,
    watch: bool,
    as_json: bool,
) -> None:
    """Say each TEXT to the skill NAME here, without a hub, and tell what comes of it.

    Without a TEXT what you type is said, line by line, and files you change meanwhile are taken at once.
    All of it is one conversation, in the virtual house Demo Home. Nothing of it is kept.
    """
    from ova.testing import MORNING, SkillBed

    given = json_object(config, "--config")
    if as_json and (watch or not texts):
        raise click.UsageError("--json tells once what comes of one TEXT or more.")
    if watch and not texts:
        raise click.UsageError("--watch needs a TEXT that is said again.")
    with SkillBed(_path(name), given, language=language, now=now or MORNING, home=True) as ask:
        if watch or not texts:
            from ova.cli import skill_session

            if watch:
                skill_session.watch(ask, texts, area)
                return
            click.echo(f"Type what you say to {ask.info.name}. Ctrl-D ends.", err=True)
            skill_session.talk(ask, sys.stdin, area)
            return
        answers = [ask(text, area=area) for text in texts]
    if as_json:
        print_json([one.to_json() for one in answers])
    else:
        from ova.cli.skill_answers import told

        for answer in answers:
            click.echo(told(answer))
    if any(one.error == "handler_failed" for one in answers):
        raise SystemExit(1)


@click.command()
@click.argument("plugin_id")
@friendly_errors
def install(plugin_id: str) -> None:
    """Install the packages that the skill PLUGIN_ID needs, for it alone.

    Asks the running hub when there is one.
    """
    from ova.cli.authoring import install_for

    install_for("skills", plugin_id)


def _path(name: str) -> Path:
    from ova.core import PluginKind
    from ova.folder import HomeFolder
    from ova.plugins import plugin_path

    return plugin_path(PluginKind.SKILL, HomeFolder.default().path, name)


COMMANDS = (new, check, test, run, install)
