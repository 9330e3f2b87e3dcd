"""The hub's door loads what is asked for."""

import subprocess
import sys

import ova.hub


def test_every_name_on_the_door_is_behind_it():
    assert all(hasattr(ova.hub, name) for name in ova.hub.__all__)
    assert set(ova.hub.__all__) <= set(dir(ova.hub))


def test_a_name_that_is_not_on_the_door_is_refused():
    assert not hasattr(ova.hub, "Nothing")


def test_a_command_about_people_begins_without_the_speech_engines():
    program = "import sys, ova.hub; ova.hub.Accounts; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    ).stdout.split()
    assert "ova.hub.people" in loaded
    assert not [name for name in loaded if name.startswith(("ova.engines", "ova.pipeline"))]
