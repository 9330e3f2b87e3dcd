"""Actions ordered in the language of the home."""

from pathlib import Path

from tests.hubs import a_new_grammar, hub_in_process

KETTLE = '''
"""A kettle."""
from ova.sdk import action


class Kettle:
    def __init__(self):
        self.boiled = []

    @action(
        description="Boil water",
        phrases={"en": ["boil {cups} cups"], "de": ["koche {cups} tassen"]},
        input={"type": "object", "required": ["cups"], "properties": {
            "cups": {"type": "integer", "minimum": 1, "maximum": 8}}},
    )
    def boil(self, inputs):
        self.boiled.append(inputs["cups"])


def build_integration(config, ova):
    return Kettle()


def default_config():
    return {}
'''


def test_c_a_german_home_orders_in_german_and_an_english_one_in_english(tmp_path: Path):
    (tmp_path / "integrations").mkdir()
    (tmp_path / "integrations" / "kettle.py").write_text(KETTLE)
    with hub_in_process(tmp_path) as hub:
        with a_new_grammar(hub):
            hub.integration_manager.enable("kettle")
        boiled = hub.integration_manager.get_integration_module("kettle").boiled
        hub.converse("boil three cups")
        assert hub.converse("koche drei tassen").intent is None

        with a_new_grammar(hub):
            hub.update_settings({"language": "de"})
        hub.converse("koche vier tassen")
        assert hub.converse("boil five cups").intent is None
        assert boiled == [3, 4]
