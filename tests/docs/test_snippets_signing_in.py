"""Every example of docs/signing-in.md is loaded as a reader would load it."""

import pytest

from ova.core import PluginState

DOCUMENT = "signing-in.md"


@pytest.mark.parametrize("plugin_id", ["chirp", "finch"])
def test_every_example_loads_and_asks_for_the_app_made_at_the_service(
    hub_of_examples, examples, plugin_id
):
    assert f"integrations/{plugin_id}.py" in examples(DOCUMENT)
    manager = hub_of_examples(DOCUMENT).integration_manager
    assert manager.schema(plugin_id)["required"] == ["client_id", "client_secret"]
    assert manager.info(plugin_id).details["signs_in"] is True

    info = manager.enable(plugin_id, {"client_id": "a", "client_secret": "a secret"})

    assert (info.state, info.warnings) == (PluginState.LOADED, ())
