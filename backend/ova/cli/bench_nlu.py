"""The figures of ``ova bench nlu`` as tables: one row per measurement, one column per peer."""

from collections.abc import Mapping, Sequence
from typing import Any

import click

from ova.cli.output import print_table

PEERS = ("ova", "hassil")
CLASSES = {
    "exact": "as written or heard, right",
    "tolerant": "altered, right",
    "miss": "no command",
    "rows": "every sentence",
}
REBUILDS = {
    "first_start": "first start",
    "later_start": "later start",
    "name_changed": "a name changed",
    "sentence_changed": "a sentence changed",
}


def failures_of(result: dict[str, Any], rows: str | None) -> list[dict[str, Any]]:
    """Take the failures out of a result; return the hub's own of one kind, or all."""
    failures: list[dict[str, Any]] = []
    for peer in PEERS:
        taken = result.get(peer, {}).pop("failures", [])
        if peer == "ova":
            failures = taken
    wanted = {"wrong": "wrong_action", "rejected": "rejected"}.get(rows or "")
    return [one for one in failures if wanted in (None, one["verdict"])]


def show_nlu(report: Mapping[str, Any]) -> None:
    """Print a report, its failures last."""
    click.echo(report["machine"])
    click.echo(f"skills: {', '.join(report['sentences_of_skills'])}")
    if alone := report["intents_of_package_alone"]:
        click.echo(f"intents no skill has, with the package's sentences: {', '.join(alone)}")
    if "ova" in report:
        _sentences(report)
    if "flatness" in report:
        _flatness(report["flatness"])
    if "rebuild" in report:
        _rebuild(report["rebuild"])
    if "failures" in report:
        _failures(report["failures"])


def _sentences(report: Mapping[str, Any]) -> None:
    peers = [peer for peer in PEERS if peer in report]
    compiled = report["compile_s"]
    click.echo(
        f"{report['rows']} sentences, homes of {report['entities']} entities; "
        f"{report['grammars_compiled']} grammars, each in {compiled['median']} s "
        f"({compiled['max']} s at most); hassil {report['hassil_version']}"
    )
    _heading("Understood, percent: right / wrong action / rejected (of these asked back)")
    _table(
        [
            {
                "kind": kind,
                "rows": count["rows"],
                **{peer: _shares(report[peer]["kinds"][kind]) for peer in peers},
            }
            for kind, count in report["ova"]["kinds"].items()
        ]
    )
    _heading("Taken for a command (asked back)")
    _table(
        [
            {
                "text": part.replace("_", " "),
                "lines": report["ova"][part]["lines"],
                **{
                    peer: f"{report[peer][part]['accepted']} ({report[peer][part]['asked']})"
                    for peer in peers
                },
            }
            for part in ("everyday", "made_up_talk")
        ]
    )
    for peer in peers:
        for part in ("everyday", "made_up_talk"):
            for line, done in report[peer][part]["accepted_lines"].items():
                click.echo(f"  {peer} takes {line!r} for {_action(done)}")
            for line, asks in report[peer][part]["asked_lines"].items():
                click.echo(f"  {peer} asks back at {line!r}: {' / '.join(asks)}")
    _heading("Milliseconds per sentence: median / 95th percentile (of how many)")
    _table(
        [
            {"class": title, **{peer: _times(report[peer]["times"][key]) for peer in peers}}
            for key, title in CLASSES.items()
        ]
    )


def _flatness(table: Mapping[str, Any]) -> None:
    _heading(f"The same {table['rows']} sentences in homes of all sizes ({table['homes']} homes)")
    _table([{"entities": size, **times} for size, times in table["sizes"].items()])


def _rebuild(table: Mapping[str, Any]) -> None:
    _heading(f"Rebuilding the grammar for {table['entities']} entities, seconds")
    _table([{"when": title, **table[key]} for key, title in REBUILDS.items()])
    _heading("Matches on another thread, milliseconds")
    _table([{"meanwhile": name, **times} for name, times in table["matches"].items()])


def _failures(failures: Sequence[Mapping[str, Any]]) -> None:
    _heading(f"{len(failures)} sentences not right")
    for one in failures:
        click.echo(f"{one['kind']:<14} {one['text']}")
        click.echo(f"{'':<14} wanted     {_action(one['wanted'])}")
        click.echo(f"{'':<14} understood {_action(one['understood'])}")
        why = [f"score {one['score']}"] if one["score"] is not None else []
        why += [one["reason"]] if one["reason"] else []
        why += [f"asks: {' / '.join(one['asks'])}"] if one["asks"] else []
        if why:
            click.echo(f"{'':<14} {', '.join(why)}")


def _action(done: Mapping[str, Any] | None) -> str:
    if done is None or done["intent"] is None:
        return "nothing"
    slots = ", ".join(f"{name}={value}" for name, value in done["slots"].items())
    text = f"{done['intent']}({slots})"
    if done.get("area"):
        text += f" here: {done['area']}"
    if done.get("excluded"):
        text += f" except {', '.join(map(str, done['excluded'].values()))}"
    return " + ".join([text, *(_action(one) for one in done.get("also", ()))])


def _shares(count: Mapping[str, Any]) -> str:
    shares = " / ".join(
        f"{count[f'{name}_percent']:.2f}" for name in ("right", "wrong_action", "rejected")
    )
    return f"{shares} ({count['asked_percent']:.2f})"


def _times(times: Mapping[str, Any]) -> str:
    return f"{times['p50_ms']:.2f} / {times['p95_ms']:.2f} ({times['count']})"


def _heading(text: str) -> None:
    click.echo()
    click.secho(text, bold=True)


def _table(rows: Sequence[Mapping[str, Any]]) -> None:
    if rows:
        print_table(rows, list(rows[0]))
