"""The benchmark's data is read strictly, and homes are filled without changing what is meant."""

import json
import re

import pytest

from ova.bench.nlu import home_names, padded
from ova.bench.nlu.data import evenly, read_nlu_data, spread
from ova.bench.nlu.homes import merged
from ova.bench.nlu.padding import entity_count
from ova.bench.nlu.talk import non_commands
from ova.core import HomeNames, InvalidInput


def test_the_folder_or_the_one_above_is_read_with_everyday_talk(write, rows):
    folder = write(rows)
    assert read_nlu_data(folder) == read_nlu_data(folder / "nlu")
    assert read_nlu_data(folder).rows == tuple(rows)
    assert read_nlu_data(folder).everyday == ("dinner is ready", "turn off the lights")
    (folder / "everyday.txt").unlink()
    assert read_nlu_data(folder).everyday == ()


@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        ("{", "line 1: "),
        ('{"kind": "stt"}', "line 1 lacks area"),
        ("[]", "line 1 is not an object"),
        ("", "no sentences"),
    ],
)
def test_sentences_of_another_form_are_refused(write, rows, broken, reason):
    folder = write(rows)
    (folder / "nlu" / "sentences.jsonl").write_text(broken)
    with pytest.raises(InvalidInput, match=reason):
        read_nlu_data(folder)


def test_a_row_whose_slots_are_no_object_is_refused(write, row):
    folder = write([row("a", "A")])
    file = folder / "nlu" / "sentences.jsonl"
    file.write_text(json.dumps({**json.loads(file.read_text()), "slots": 5}))
    with pytest.raises(InvalidInput, match="line 1: "):
        read_nlu_data(folder)


def test_homes_of_another_form_are_refused(write, rows):
    with pytest.raises(InvalidInput, match=r"homes\.json is not of the expected form"):
        read_nlu_data(write(rows, homes=["x"]))


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="cannot be read"):
        read_nlu_data(tmp_path / "nowhere")


def test_a_limit_takes_rows_of_every_kind_evenly(row):
    rows = [row(str(n), "A", kind="stt") for n in range(10)] + [row("x", "A", kind="typo")]
    assert [one.text for one in spread(rows, 2)] == ["0", "5", "x"]
    assert spread(rows, None) == rows
    assert evenly(rows, 100) == rows


def test_a_home_has_the_names_and_aliases_of_its_things():
    home = {
        "areas": [{"name": "Den", "aliases": ["cave"]}],
        "entities": [
            {
                "name": "Lamp",
                "domain": "light",
                "area": "Den",
                "aliases": ["shine"],
                "attributes": {"device_class": "bulb"},
            }
        ],
    }
    names = home_names(home)
    assert [(one.text, one.value, one.area) for one in names.entities] == [
        ("Lamp", "Lamp", "Den"),
        ("shine", "Lamp", "Den"),
    ]
    assert names.areas == (("Den", "Den"), ("cave", "Den"))
    assert names.domains_with_class == {("light", "bulb")}
    assert merged([home, home, {}]) == names


def test_a_home_is_filled_to_the_number_asked_for_over_twenty_areas_and_three_floors():
    home = home_names(
        {
            "areas": [{"name": "Kitchen"}],
            "entities": [{"name": "Sun", "domain": "light", "aliases": ["star"]}],
        }
    )
    full = padded(home, 200)
    assert entity_count(full) == 200
    assert len(full.areas) == 20
    assert len(full.floors) == 3
    assert len({one.domain for one in full.entities}) > 8
    assert {one.area for one in full.entities[2:]} <= {area for area, _ in full.areas}
    assert padded(home, 200) == full
    assert set(full.entities) < set(padded(home, 2000).entities)
    assert padded(home, 1) is home


def test_nothing_added_is_called_like_something_of_the_home_in_full_or_in_part():
    home = home_names(
        {
            "areas": [{"name": "Kitchen"}],
            "floors": [{"name": "Ground Floor"}],
            "entities": [
                {"name": "Fan", "domain": "fan"},
                {"name": "Attic Light", "domain": "light", "area": "Hallway"},
                {"name": "Big Study Desk Lamp", "domain": "light"},
            ],
        }
    )
    full = padded(home, 200, ["Is the garage door open?"])
    added = [one.text for one in full.entities[3:]]
    assert len(added) == 197
    assert not any("Kitchen" in name or "Hallway" in name or "Garage" in name for name in added)
    assert not any(re.search(r"\bFan\b", name) for name in added)
    assert not any(re.search(r"Attic .*Light$", name) for name in added)
    assert "Study Desk Lamp" not in added
    assert ("Garage", "Garage") not in full.areas
    assert [floor for floor, _ in full.floors][:1] == ["Ground Floor"]
    assert len(set(full.floors)) == 3


def test_more_devices_than_can_be_thought_up_are_refused():
    with pytest.raises(InvalidInput, match="of 100000 devices"):
        padded(HomeNames(), 100_000)


def test_made_up_talk_is_the_same_every_time_short_and_long():
    lengths = sorted(len(text.split()) for text in non_commands())
    assert non_commands() == non_commands()
    assert len(lengths) == 100
    assert lengths[0] == 1
    assert lengths[-1] > 60
    assert max(len(text) for text in non_commands()) < 500
