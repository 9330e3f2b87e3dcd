"""Forms in the language of who reads them."""

from ova.plugins.translations import Translations

GERMAN = Translations(
    {"de": {"settings.key.label": "Schlüssel", "settings.key.help": "Vom Dienst"}}
)


def test_a_setting_is_named_and_explained_in_the_language():
    form = {"properties": {"key": {"title": "Key", "type": "string"}}}
    shown = GERMAN.form(form, "de")["properties"]["key"]
    assert shown == {"title": "Schlüssel", "description": "Vom Dienst", "type": "string"}


def test_so_is_one_that_its_manifest_words_with_label_and_help_text():
    form = {"properties": {"key": {"label": "Key", "help_text": "From the service"}}}
    shown = GERMAN.form(form, "de")["properties"]["key"]
    assert (shown["label"], shown["help_text"]) == ("Schlüssel", "Vom Dienst")
    assert GERMAN.form(form, "fr") == form
