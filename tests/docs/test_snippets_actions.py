"""The example of docs/actions.md is loaded and ordered as it says, and its table of errors is true."""

import re
from pathlib import Path

import pytest
from tests.platform.orders import a_desk

import ova.sdk
from ova.core import NotFound, OvaError
from ova.platform.action_errors import ActionFault
from ova.plugins import IntegrationNotLoaded

DOCUMENT = "actions.md"
TEXT = (Path(__file__).parents[2] / "docs" / DOCUMENT).read_text(encoding="utf-8")


@pytest.fixture
def desk(tmp_path, examples):
    with a_desk(tmp_path) as desk:
        for path, text in examples(DOCUMENT).items():
            desk.write(path, text)
        desk.load("sunny_home")
        yield desk


def test_the_example_does_what_the_document_says(desk):
    def run(action, inputs=None):
        return desk.actions.run("sunny_home", action, inputs)

    assert desk.info("sunny_home").warnings == ()
    assert run("set_light", {"light": "desk", "level": 40}).data == {"light": "desk", "level": 40}
    assert run("set_scene", {"scene": "dinner"}).message == "Enjoy dinner."
    assert run("open_garage").data == {"open": True}
    with pytest.raises(ova.sdk.ActionError, match="no light called moon"):
        run("set_light", {"light": "moon"})


def test_the_codes_of_the_table_are_those_of_the_classes():
    listed = dict(re.findall(r"^\| `([a-z_]+)` \| (\d{3}) \|", TEXT, re.MULTILINE))
    classes = [
        *(getattr(ova.sdk, name) for name in ("InputInvalid", "SecretMissing", "ActionError")),
        *(getattr(ova.sdk, name) for name in ("AuthFailed", "RateLimited", "NotReady")),
        *(getattr(ova.sdk, name) for name in ("OutputInvalid", "ConfigurationError")),
        *(ActionFault, IntegrationNotLoaded, NotFound),
    ]
    assert all(issubclass(one, OvaError) for one in classes)
    assert listed == {one.code: str(one.status) for one in classes}
