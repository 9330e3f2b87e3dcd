"""A file in a folder is all an integration needs to be known, with its sign-in and its adapter."""

from ova.core import PluginState

PROVIDER = """
    from ova.sdk import IntegrationOAuth

    manifest = {"name": "Sunny", "oauth": {
        "authorize_url": "https://sunny.example/authorize", "token_url": "https://sunny.example/token"}}

    class Sunny:
        def get_data(self, endpoint, ctx):
            return {"dates": ["2025-01-01"], "series": {"sun": [1]}}
        def get_data_endpoints(self, ctx):
            return ["sun"]

    def build_integration(config, ova):
        return Sunny()
"""


def test_a68_adapters_and_sign_ins_are_registered_by_discovery_alone(workshop):
    manager = workshop.start().integration_manager
    assert manager.infos() == []
    workshop.write("integrations/sunny.py", PROVIDER)
    manager.rescan()
    (info,) = manager.infos()
    assert (info.id, info.name, info.state) == ("sunny", "Sunny", PluginState.NOT_LOADED)
    assert info.details["signs_in"] is True
    assert manager.sign_in_terms("sunny").manifest.oauth.token_url == "https://sunny.example/token"
