"""``ova integration check``: the texts of an integration in each of its languages."""

import json

import pytest

from ova.plugins.check import Status, check_path
from ova.plugins.scaffold import generate

GERMAN = {
    "description": "Was es verbindet.",
    "settings": {
        "host": {"label": "Adresse", "help": "Wo der Dienst ist"},
        "api_key": {"label": "Schlüssel", "help": "Aus den Einstellungen"},
    },
    "actions": {
        "set_level": {
            "description": "Stellt ein",
            "inputs": {"device": {"help": "Welches Gerät"}, "level": {"help": "In Prozent"}},
        }
    },
}


@pytest.fixture
def package(tmp_path):
    """Return the function that makes an integration with translations and gives the rule's result."""

    def make(texts, *changes):
        folder = generate("MyService", tmp_path)
        code = folder / "__init__.py"
        for old, new in changes:
            assert old in code.read_text()
            code.write_text(code.read_text().replace(old, new))
        (folder / "translations").mkdir()
        for language, told in texts.items():
            (folder / "translations" / f"{language}.json").write_text(json.dumps(told))
        (report,) = check_path(folder)
        assert report.faults == ()
        (rule,) = [one for one in report.rules if one.rule == "translations"]
        return rule

    return make


def test_b23_declared_texts_are_english_by_themselves(package):
    assert package({}).status is Status.DONE


def test_b23_a_language_that_has_everything_is_well(package):
    rule = package({"de": GERMAN})
    assert (rule.status, rule.reasons) == (Status.DONE, ())


def test_b23_a_language_that_lacks_texts_is_told_which_or_is_listed_as_incomplete(package):
    rule = package({"de": {**GERMAN, "settings": {}}})
    assert rule.status is Status.TODO
    assert rule.reasons == (
        "translations/de.json lacks settings.api_key.help, settings.api_key.label, "
        "settings.host.help, settings.host.label; or name de under translations.incomplete",
    )


def test_b23_a_language_listed_as_incomplete_may_lack_texts(package):
    incomplete = ('"category"', '"translations": {"incomplete": ["de"]}, "category"')
    assert package({"de": {"description": "Was es ist."}}, incomplete).status is Status.DONE


@pytest.mark.parametrize(
    ("texts", "change", "reason"),
    [
        (
            {},
            ('"Connected to " +', 'ctx.text("says.hello") +'),
            "the text says.hello is said and is not in translations/en.json (my_service/__init__.py:",
        ),
        (
            {"de": {**GERMAN, "says": {"bye": "Tschüss"}}},
            ("pass", "pass"),
            "translations/de.json has says.bye, which nothing says",
        ),
        (
            {"de": {**GERMAN, "says": {"hi": "Hallo {who}"}}, "en": {"says": {"hi": "Hi {name}"}}},
            ("pass", "pass"),
            "translations/de.json: says.hi has places that the English text has not: who",
        ),
        (
            {"de": GERMAN},
            ("@action(output", '@action(phrases=["set {device} to {level}"], output'),
            "set_level has no phrases in de",
        ),
        (
            {"de": GERMAN},
            (
                'return {"device"',
                'if data.level > 90:\n            raise ActionError("That is too much.")\n'
                '        return {"device"',
            ),
            "says a text of its own; write ctx.text(key) for de",
        ),
        ({"German": {}}, ("pass", "pass"), "German is no language"),
    ],
)
def test_b23_what_a_language_lacks_is_told_with_its_place(package, texts, change, reason):
    changes = [] if change == ("pass", "pass") else [change]
    if "ActionError" in change[1]:
        changes.append(("import Context", "import ActionError, Context"))
    rule = package(texts, *changes)
    assert rule.status is Status.TODO
    assert any(reason in one for one in rule.reasons), rule.reasons
