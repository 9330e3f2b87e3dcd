"""A small folder of benchmark data."""

import json

import pytest

from ova.bench.nlu.data import Row

HOMES = {
    "one": {
        "areas": [{"name": "Kitchen"}],
        "entities": [{"name": "Kitchen Lamp", "domain": "light", "aliases": ["cook light"]}],
    },
    "two": {"floors": [{"name": "First Floor"}]},
}


@pytest.fixture(scope="session")
def row():
    """Make a row; what is left out is empty."""

    def make(text, intent, slots=None, kind="as_written", area=None, uses_area=False, **more):
        return Row(
            kind, text, more.pop("home", "one"), area, uses_area, intent, slots or {}, **more
        )

    return make


@pytest.fixture
def write(tmp_path):
    """Write rows and homes as files of the benchmark; returns the folder."""

    def make(rows, homes=HOMES):
        nlu = tmp_path / "nlu"
        nlu.mkdir()
        (nlu / "homes.json").write_text(json.dumps(homes))
        lines = [
            json.dumps(
                {
                    "kind": one.kind,
                    "text": one.text,
                    "home": one.home,
                    "area": one.area,
                    "uses_area": one.uses_area,
                    "intent": one.intent,
                    "slots": dict(one.slots),
                    "also": [{"intent": name, "slots": slots} for name, slots in one.also],
                }
            )
            for one in rows
        ]
        (nlu / "sentences.jsonl").write_text("\n".join(lines))
        (tmp_path / "everyday.txt").write_text("dinner is ready\nturn off the lights\n")
        return tmp_path

    return make


@pytest.fixture(scope="session")
def rows(row):
    """One sentence right, one wrong, one turned away, two with the speaker's area, one negation."""
    return [
        row("turn on the cook light", "HassTurnOn", {"name": "kitchen lamp"}),
        row("turn on the cook light", "HassTurnOff", {"name": "kitchen lamp"}),
        row("dance", "HassDance"),
        row("turn off the lights", "HassTurnOff", {"domain": ["light"]}, uses_area=True),
        row(
            "turn off the lights",
            "HassTurnOff",
            {"domain": "light"},
            area="Kitchen",
            uses_area=True,
        ),
        row("don't turn on the cook light", None, kind="negation"),
        row("what time is it", "HassGetCurrentTime", kind="typo", home="two"),
    ]
