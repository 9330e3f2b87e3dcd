"""Integrations in several languages: forms, descriptions and phrases as asked for, speech as the home speaks."""

import json

import pytest

KETTLE = '''
    """Boils water."""
    from pydantic import BaseModel, Field
    from ova.sdk import ActionError, ActionResult, Context, action, poll

    manifest = {"name": "Kettle", "version": "1.0", "config": {
        "host": {"type": "string", "label": "Address", "help_text": "Where it is"},
        "cups": {"title": "Cups", "items": {"type": "object", "properties": {
            "of": {"type": "string", "title": "Owner"}}}}},
        "events": {"kettle.water.boiled": "The water is hot"}}

    class Boil(BaseModel):
        cups: int = Field(1, ge=1, le=8, description="How many cups")

    class Kettle:
        @action(description="Boil water", phrases={"en": ["boil {cups} cups"], "de": ["koche {cups} tassen"]})
        def boil(self, data: Boil, ctx: Context):
            if data.cups > 4:
                raise ActionError(ctx.text("errors.too_much", cups=data.cups))
            return ActionResult({"cups": data.cups}, message=ctx.text("says.done", cups=data.cups))

        @poll(every="1h", description="Filters that are due", input={
            "type": "object", "properties": {"near": {"type": "integer", "title": "Days"}}})
        def filters(self, inputs, last_poll_ts, ctx: Context):
            return []

    def build_integration(config, ova):
        return Kettle()

    def default_config():
        return {"host": "x", "cups": []}
'''
ENGLISH = {
    "errors": {"too_much": "{cups} cups are too much."},
    "says": {"done": "Your {cups} cups are boiling."},
}
GERMAN = {
    "description": "Kocht Wasser.",
    "settings": {
        "host": {"label": "Adresse", "help": "Wo er steht"},
        "cups": {"label": "Tassen", "of": {"label": "Wessen"}},
    },
    "actions": {
        "boil": {
            "description": "Wasser kochen",
            "inputs": {"cups": {"label": "Tassen", "help": "Wie viele Tassen"}},
        }
    },
    "triggers": {
        "filters": {"description": "Fällige Filter", "inputs": {"near": {"label": "Tage"}}}
    },
    "events": {"kettle.water.boiled": "Das Wasser ist heiß"},
    "errors": {"too_much": "{cups} Tassen sind zu viel."},
    "says": {"done": "{cups} Tassen sind gleich so weit."},
}
API = "/api/integrations/kettle"


@pytest.fixture
def kettle(house):
    house.write("kettle/__init__.py", KETTLE)
    house.write("kettle/translations/en.json", json.dumps(ENGLISH))
    house.write("kettle/translations/de.json", json.dumps(GERMAN))
    house.manager.rescan()
    house.good("POST", API)
    return house


def asked(house, path, language):
    status, answer = house.ask("GET", path, headers={"Accept-Language": language})
    assert status == 200, answer
    return answer


@pytest.mark.parametrize("language", ["de", "de-AT,en;q=0.5", "DE"])
def test_b23_a_form_is_told_in_the_language_of_who_asks(kettle, language):
    host = asked(kettle, f"{API}/config/schema", language)["properties"]["host"]
    assert (host["title"], host["description"]) == ("Adresse", "Wo er steht")


@pytest.mark.parametrize("language", ["en", "fr", "*", "tlh;q=0", ""])
def test_b23_what_is_not_translated_is_told_in_english(kettle, language):
    host = asked(kettle, f"{API}/config/schema", language)["properties"]["host"]
    assert (host["title"], host["description"]) == ("Address", "Where it is")
    assert asked(kettle, API, language)["description"] == "Boils water."


def test_the_fields_of_the_rows_of_a_list_are_told_likewise(kettle):
    cups = asked(kettle, f"{API}/config/schema", "de")["properties"]["cups"]
    assert (cups["title"], cups["items"]["properties"]["of"]["title"]) == ("Tassen", "Wessen")


@pytest.mark.parametrize(
    ("language", "told"),
    [("de", ("Fällige Filter", "Tage")), ("fr", ("Filters that are due", "Days"))],
)
def test_triggers_are_told_in_the_language_of_who_asks(kettle, language, told):
    headers = {"Accept-Language": language}
    (listed,) = asked(kettle, f"{API}/triggers", language)
    filters = f"{API}/triggers/filters"
    _, changed = kettle.ask("PUT", filters, {"every": "2h"}, headers=headers)
    _, run = kettle.ask("POST", f"{filters}/run", headers=headers)
    for trigger in (listed, changed, run):
        title = trigger["input_schema"]["properties"]["near"]["title"]
        assert (trigger["description"], title) == told


def test_what_events_mean_is_told_likewise(kettle):
    assert asked(kettle, API, "de")["offers"]["events"] == {
        "kettle.water.boiled": "Das Wasser ist heiß",
        "kettle.filters": "Fällige Filter",
    }
    assert asked(kettle, API, "fr")["offers"]["events"]["kettle.water.boiled"] == "The water is hot"


def test_b23_descriptions_inputs_and_phrases_of_actions_are_told_likewise(kettle):
    (boil,) = asked(kettle, f"{API}/actions", "de")
    cups = boil["input_schema"]["properties"]["cups"]
    assert boil["description"] == "Wasser kochen"
    assert (cups["title"], cups["description"]) == ("Tassen", "Wie viele Tassen")
    assert boil["phrases"] == ["koche {cups} tassen"]
    (boil,) = asked(kettle, f"{API}/actions", "en")
    assert boil["input_schema"]["properties"]["cups"]["description"] == "How many cups"
    assert boil["phrases"] == ["boil {cups} cups"]


def test_b23_the_gallery_is_told_in_the_language_of_who_asks(kettle):
    for path in ("/api/integrations", "/api/integrations/available", "/api/integrations/imported"):
        found = {one["id"]: one for one in asked(kettle, path, "de")}
        assert found["kettle"]["description"] == "Kocht Wasser."


def test_b23_what_is_said_and_what_fails_is_told_in_the_language_of_the_home(kettle):
    done = kettle.good("POST", f"{API}/actions/boil", {"cups": 2})
    assert done["message"] == "Your 2 cups are boiling."
    kettle.hub.update_settings({"language": "de"})
    done = kettle.good("POST", f"{API}/actions/boil", {"cups": 2})
    assert done["message"] == "2 Tassen sind gleich so weit."
    _status, problem = kettle.ask("POST", f"{API}/actions/boil", {"cups": 8})
    assert problem["detail"].startswith("8 Tassen sind zu viel.")


def test_b23_a_file_of_texts_that_cannot_be_read_is_named_and_the_others_are_used(kettle):
    kettle.write("kettle/translations/fr.json", '{"description": ')
    kettle.write("kettle/translations/German.json", "{}")
    kettle.write("kettle/translations/nl.json", '{"says": {"done": 5}}')
    kettle.good("POST", f"{API}/reload")
    warnings = " ".join(asked(kettle, API, "en")["warnings"])
    assert "translations/fr.json:1:17: Expecting value" in warnings
    assert "translations/German.json: German is no language" in warnings
    assert "translations/nl.json: says.done must be a text" in warnings
    assert asked(kettle, API, "de")["description"] == "Kocht Wasser."
