"""``ova integration check``: faults between code and declarations, and the quality tier."""

import json

import pytest

from ova.plugins.check import Status, Tier, check_path
from ova.plugins.scaffold import Style, generate


@pytest.fixture
def package(tmp_path):
    """Return the function that makes a new integration with changes to its files, and checks it."""

    def make(*changes, style=Style.HOOKS, files=None):
        folder = generate("MyService", tmp_path, style)
        for name, old, new in changes:
            file = folder / name
            assert old in file.read_text(), file.read_text()
            file.write_text(file.read_text().replace(old, new))
        for name, text in (files or {}).items():
            (folder / name).write_text(text)
        (report,) = check_path(folder)
        return report

    return make


MAIN = "__init__.py"


@pytest.mark.parametrize(
    ("style", "change", "fault"),
    [
        (
            "hooks",
            (MAIN, "self.config = config", 'self.port = config["prt"]'),
            "the setting prt is read and not declared",
        ),
        (
            "hooks",
            (MAIN, "self.config = config", 'self.port = config.get("hosts", 1)'),
            "did you mean host?",
        ),
        (
            "hooks",
            (MAIN, '{"base_url": "{host}"', '{"base_url": "{hots}"'),
            "the setting hots is read and not declared",
        ),
        (
            "hooks",
            (MAIN, "def test_connection(", "def test_conection("),
            "test_conection is never called; did you mean test_connection?",
        ),
        ("hooks", (MAIN, 'row["level"], "%")', 'row["level"], control="sett")'), ""),
        (
            "hooks",
            (
                MAIN,
                "from typing import Any",
                "from typing import Any\nfrom ova.plugins import Entry",
            ),
            "imports ova.plugins; only ova.sdk and ova.core",
        ),
        (
            "hooks",
            (MAIN, "@action(output", '@action(phrases=["set {lamp}"], output'),
            "a phrase of set_level names {lamp}, which is no input",
        ),
        (
            "class",
            (MAIN, 'SetLevel, "set_level", output', 'SetLevel, "set_levle", output'),
            "the action set_level names the handler set_levle, which MyService does not have",
        ),
        (
            "class",
            (MAIN, 'Event("my_service.button.pressed"', 'Event("my_service.button.touched"'),
            "the event my_service.button.touched is told and not declared",
        ),
        (
            "config-json",
            ("my_service.py", 'action("set_level")', 'action("set_levels")'),
            "the action set_level is declared and has no code",
        ),
        (
            "config-json",
            ("my_service.py", 'inputs["device"]', 'inputs["devize"]'),
            "set_level reads the input devize, which is not declared; did you mean device?",
        ),
        (
            "config-json",
            ("my_service.py", 'polling_trigger("new_entries")', 'polling_trigger("entries")'),
            "the trigger new_entries is declared and has no code",
        ),
        (
            "config-json",
            ("my_service.py", 'str(status.data["name"])', 'str(context.auth["api_kye"])'),
            "the setting api_kye is read and not declared; did you mean api_key?",
        ),
    ],
)
def test_b19_code_and_declarations_must_fit_together(package, style, change, fault):
    report = package(change, style=Style(style))
    if not fault:  # a sensor has no control; only a Controller has
        assert report.faults == ()
        return
    assert any(fault in one for one in report.faults), report.faults
    assert report.tier is Tier.NONE


@pytest.mark.parametrize(
    ("style", "change", "rule", "tier"),
    [
        ("hooks", (MAIN, '"version": "0.1.0",', ""), "described", "none"),
        (
            "hooks",
            (MAIN, "from typing import Any", "from typing import Any\nimport feedparser_of_nobody"),
            "",
            "none",
        ),
        (
            "hooks",
            (MAIN, '"requirements": []', '"requirements": ["packaging"]'),
            "requirements",
            "none",
        ),
        (
            "hooks",
            (MAIN, '"help_text": "From the service\'s own settings",', ""),
            "labels",
            "bronze",
        ),
        ("hooks", (MAIN, "def test_connection(", "def look("), "test-connection", "bronze"),
        ("hooks", (MAIN, '"Bearer {api_key}"', '"Bearer"'), "no-dead-settings", "bronze"),
        ("hooks", (MAIN, '"level": data.level}', '"level": 1}'), "no-dead-inputs", "bronze"),
        (
            "hooks",
            (MAIN, '@action(output={"type": "object", "required": ["level"]})', "@action()"),
            "outputs",
            "silver",
        ),
        ("hooks", (MAIN, '"category": "other",', ""), "documented", "silver"),
        ("hooks", (MAIN, "data: SetLevel, ctx: Context", "data: SetLevel, ctx"), "typed", "gold"),
        (
            "hooks",
            (MAIN, "from typing import Any", "from typing import Any\nimport requests"),
            "ctx-fetch",
            "gold",
        ),
        (
            "hooks",
            ("tests/test_my_service.py", "IntegrationAcceptance", "Acceptance"),
            "acceptance",
            "gold",
        ),
        (
            "class",
            (MAIN, '"reason": "The service signs nothing."', '"reason": "It cannot."'),
            "",
            "platinum",
        ),
        (
            "config-json",
            ("my_service.py", "async def test_connection", "async def look"),
            "test-connection",
            "bronze",
        ),
    ],
)
def test_b19_each_rule_holds_back_its_tier(package, style, change, rule, tier):
    report = package(change, style=Style(style))
    if rule:
        assert [one.rule for one in report.rules if one.status is Status.TODO] == [rule]
        assert report.faults == ()
    assert report.tier.value == tier


def test_b19_an_exemption_must_state_its_reason(package):
    scale = "rules:\n  typed:\n    status: exempt\n    reason: {}\n"
    untyped = (MAIN, "data: SetLevel, ctx: Context", "data: SetLevel, ctx")
    report = package(
        untyped, files={"quality_scale.yaml": scale.format("Written for an old Python.")}
    )
    assert (report.tier, report.faults) == (Tier.PLATINUM, ())
    (typed,) = [one for one in report.rules if one.rule == "typed"]
    assert (typed.status, typed.reasons) == (Status.EXEMPT, ("Written for an old Python.",))


@pytest.mark.parametrize(
    ("scale", "fault"),
    [
        ("rules:\n  typed:\n    status: exempt\n", "the exemption from typed states no reason"),
        ("rules:\n  typed:\n    status: exempt\n    reason: ' '\n", "states no reason"),
        ("rules:\n  tipped: done\n", "there is no rule tipped"),
        ("rules:\n  typed: maybe\n", "typed must be done, todo or exempt"),
        ("rules: [\n", "quality_scale.yaml cannot be read"),
        ("- rules\n", "quality_scale.yaml cannot be read"),
    ],
)
def test_b19_a_wrong_exemption_is_a_fault(package, scale, fault):
    report = package(files={"quality_scale.yaml": scale})
    assert any(fault in one for one in report.faults), report.faults


def test_b19_the_report_has_a_wire_form(package):
    told = json.loads(json.dumps(package().to_json()))
    assert (told["id"], told["tier"], told["faults"]) == ("my_service", "platinum", [])
    assert told["rules"][0] == {
        "rule": "described",
        "tier": "bronze",
        "wanted": "name, version and description are told",
        "status": "done",
        "reasons": [],
    }


def test_b19_code_that_cannot_be_loaded_is_one_fault(tmp_path):
    file = tmp_path / "boom.py"
    file.write_text("raise ValueError('bad day')\n")
    (report,) = check_path(file)
    assert report.tier is Tier.NONE
    assert "ValueError: bad day (boom.py:1)" in report.faults[0]


def test_b19_the_tier_is_told_with_the_integration(workshop):
    folder = generate("MyService", workshop.base / "user" / "integrations")
    workshop.write("integrations/lamp.py", "def build_integration(config, ova):\n    return 1\n")
    manager = workshop.start().integration_manager
    assert manager.info("my_service").to_json()["quality"] == "platinum"
    assert manager.info("lamp").to_json()["quality"] == "none"
    main = folder / MAIN
    main.write_text(main.read_text().replace("data: SetLevel, ctx: Context", "data: SetLevel, ctx"))
    assert manager.reload("my_service").details["quality"] == "gold"
