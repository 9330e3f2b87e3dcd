"""The benchmark of understanding scores as its rules say."""

import json
from pathlib import Path

import pytest

from ova.bench.nlu import percentile, run_nlu_bench, score
from ova.core import InvalidInput
from ova.language import package_source

PUBLIC = Path(__file__).parents[3] / "shared" / "bench"

HOMES = {
    "one": {
        "areas": [{"name": "Kitchen"}],
        "entities": [{"name": "Kitchen Lamp", "domain": "light", "aliases": ["cook light"]}],
    }
}


def row(text, intent, slots=None, kind="as_written", area=None, uses_area=False):
    return {
        "kind": kind,
        "text": text,
        "home": "one",
        "area": area,
        "uses_area": uses_area,
        "intent": intent,
        "slots": slots or {},
    }


ROWS = [
    row("turn on the cook light", "HassTurnOn", {"name": "kitchen lamp"}),
    row("turn on the cook light", "HassTurnOff", {"name": "kitchen lamp"}),
    row("dance", "HassDance"),
    row("turn off the lights", "HassTurnOff", {"domain": ["light"]}, uses_area=True),
    row("turn off the lights", "HassTurnOff", {"domain": "light"}, area="Kitchen", uses_area=True),
    row("don't turn on the cook light", None, kind="negation"),
]


def write(folder, rows=ROWS, homes=HOMES):
    nlu = folder / "nlu"
    nlu.mkdir()
    (nlu / "homes.json").write_text(json.dumps(homes))
    (nlu / "sentences.jsonl").write_text("\n".join(json.dumps(each) for each in rows))
    (folder / "everyday.txt").write_text("dinner is ready\nturn off the lights\n")
    return folder


def test_rows_are_counted_per_kind(tmp_path):
    seen = []
    result = run_nlu_bench(write(tmp_path), [package_source("home")], progress=seen.append)
    assert result["rows"] == 6
    assert seen == ["6 of 6 sentences"]
    assert result["ova"]["kinds"] == {
        "as_written": {
            "rows": 5,
            "right_percent": 60.0,
            "wrong_action_percent": 20.0,
            "rejected_percent": 20.0,
        },
        "negation": {
            "rows": 1,
            "right_percent": 100.0,
            "wrong_action_percent": 0.0,
            "rejected_percent": 0.0,
        },
    }
    assert result["ova"]["everyday"] == {"accepted": 1, "lines": ["turn off the lights"]}
    assert result["ova"]["wrong_actions"][0]["text"] == "turn on the cook light"
    assert 0 < result["ova"]["median_ms"] <= result["ova"]["p95_ms"]
    assert result["hassil"]["kinds"].keys() == result["ova"]["kinds"].keys()
    json.dumps(result)


def test_a_limit_takes_rows_of_every_kind(tmp_path):
    assert run_nlu_bench(write(tmp_path), [package_source("home")], limit=1)["rows"] == 2


@pytest.mark.parametrize(
    ("understood", "outcome"),
    [
        (None, "rejected"),
        (("A", {"n": "x"}, "Den"), "right"),
        (("A", {"n": "Y"}, "den"), "right"),
        (("A", {"n": "z"}, "Den"), "wrong_action"),
        (("A", {"n": "x"}, None), "wrong_action"),
        (("A", {"n": "x", "area": "Den"}, "Den"), "wrong_action"),
        (("A", {}, "Den"), "wrong_action"),
        (("B", {"n": "x"}, "Den"), "wrong_action"),
    ],
)
def test_a_row_is_right_only_when_everything_agrees(understood, outcome):
    wanted = row("", "A", {"n": ["x", "y"]}, area="Den", uses_area=True)
    assert score(wanted, understood) == outcome


def test_a_negation_is_right_when_nothing_is_done():
    assert score(row("", None), None) == "right"
    assert score(row("", None), ("A", {}, None)) == "wrong_action"


def test_percentiles_are_of_the_nearest_rank():
    assert [percentile(range(1, 101), p) for p in (50, 95, 100)] == [50, 95, 100]
    assert percentile([], 95) == 0.0


@pytest.mark.parametrize("broken", ["{", '{"kind": "stt"}'])
def test_data_of_another_form_is_refused(tmp_path, broken):
    folder = write(tmp_path)
    (folder / "nlu" / "sentences.jsonl").write_text(broken)
    with pytest.raises(InvalidInput, match=r"sentences\.jsonl"):
        run_nlu_bench(folder, [package_source("home")])


def test_a_missing_folder_is_refused(tmp_path):
    with pytest.raises(InvalidInput, match="cannot be read"):
        run_nlu_bench(tmp_path / "nowhere", [package_source("home")])


@pytest.mark.skipif(
    not PUBLIC.is_dir(), reason="the public benchmark data is not beside the project"
)
def test_the_public_sentences_as_written_are_understood():
    result = run_nlu_bench(PUBLIC, [package_source("home")], limit=40)
    kinds = result["ova"]["kinds"]
    assert kinds["as_written"]["right_percent"] == 100.0
    assert kinds["stt"]["right_percent"] == 100.0
    assert kinds["negation"]["wrong_action_percent"] == 0.0
