"""A plugin dropped into the folder of a running hub."""

import json

from tests.hubs import ServedHub, ova

DICE = """
class Dice:
    def throw(self):
        return 4

def build_integration(config, ova):
    return Dice()

def default_config():
    return {}
"""
LUCK = """
from ova.sdk import handles

manifest = {"required_integrations": ["dice"]}

class Luck:
    def __init__(self, ova):
        self.ova = ova

    @handles("LuckThrow")
    def throw(self, turn):
        dice = self.ova.integration_manager.get_integration_module("dice")
        return f"You threw a {dice.throw()}."

def build_skill(config, ova):
    return Luck(ova)

def default_config():
    return {}
"""
SENTENCES = """
language: en
intents:
  LuckThrow:
    data:
      - sentences: ["throw the dice"]
"""


def test_it_is_found_switched_on_and_understood_without_a_restart(hub: ServedHub):
    (hub.folder / "integrations" / "dice.py").write_text(DICE)
    locale = hub.folder / "skills" / "luck" / "locale" / "en"
    locale.mkdir(parents=True)
    (hub.folder / "skills" / "luck" / "__init__.py").write_text(LUCK)
    (locale / "sentences.yaml").write_text(SENTENCES)

    dice = json.loads(ova(hub.folder, "integration", "enable", "dice", "--json").stdout)
    luck = json.loads(ova(hub.folder, "skill", "enable", "luck", "--json").stdout)

    assert (dice["state"], luck["state"]) == ("loaded", "loaded")
    hub.wait(
        lambda: hub.post("/api/converse", {"text": "throw the dice"})["reply"] == "You threw a 4."
    )
