"""Integrations that come with the hub are of the highest tier; their own tests lie in their folders."""

from pathlib import Path

import pytest

from ova.plugins.check import Tier, check_path

FOLDER = Path(__file__).parents[2] / "integrations"
NAMES = [
    "_template",
    "api_fetch",
    "demo_home",
    "home_assistant",
    "mqtt",
    "music",
    "weather",
]


@pytest.mark.parametrize("name", NAMES)
def test_the_integration_is_of_the_highest_tier(name):
    (report,) = check_path(FOLDER / name)
    assert (report.faults, report.next) == ((), ())
    assert report.tier is Tier.PLATINUM
