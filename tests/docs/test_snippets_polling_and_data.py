"""The examples of polling and data sources load and do what their text says."""

import pytest

from ova.core import PluginState
from ova.sdk import DataBatch


@pytest.mark.parametrize(
    ("document", "name"),
    [("polling.md", "bills"), ("polling.md", "plant"), ("data-sources.md", "weather")],
)
def test_the_integrations_of_the_documents_load(hub_of_examples, document, name):
    hub = hub_of_examples(document)
    info = hub.integration_manager.enable(name, {"url": "http://127.0.0.1:9"})
    assert info.state == PluginState.LOADED
    capabilities = hub.integration_manager.entry(name).capabilities
    assert capabilities.problems == ()
    assert set(capabilities.polls) == ({"new_bills"} if name == "bills" else set())
    assert (capabilities.data is not None) == (name == "weather")


def test_the_skill_of_the_document_reads_data(hub_of_examples):
    hub = hub_of_examples("data-sources.md")

    class Data:
        def get(self, reference):
            assert reference == "weather[temperature]"
            return DataBatch(("2025-01-01", "2025-01-02"), {"high": (None, 21.5)})

    assert hub.skill_manager.enable("warm_enough").state == PluginState.LOADED
    skill = hub.skill_manager.get_skill_module("warm_enough")
    skill.ova = type("Ova", (), {"data": Data()})()
    assert skill.highest() == 21.5
