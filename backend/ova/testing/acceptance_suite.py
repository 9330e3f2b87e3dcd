"""What ``pytest --ova-acceptance PATH`` collects."""

import pytest

from ova.testing.acceptance import IntegrationAcceptance


class TestIntegration(IntegrationAcceptance):
    """The acceptance suite of the integration that was named."""

    @pytest.fixture(autouse=True)
    def _named(self, ova_integration: str) -> None:
        type(self).path = ova_integration
