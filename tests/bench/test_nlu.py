"""The benchmark of understanding counts, times and prints what it found."""

import json
import re
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from ova.bench.nlu import run_nlu_bench
from ova.bench.nlu.data import read_nlu_data
from ova.bench.nlu.flatness import choose_rows, measure_flatness
from ova.bench.nlu.rebuild import measure_rebuild
from ova.cli.bench import bench
from ova.cli.bench_sources import standard_sentences
from ova.core import HomeNames, SpokenName
from ova.hub.grammar_keeper import GrammarKeeper
from ova.language import package_intents, package_source

PUBLIC = Path(__file__).parents[3] / "shared" / "bench"
SOURCES = [package_source("home")]


def test_rows_are_counted_per_kind_and_peer(write, rows):
    seen = []
    result = run_nlu_bench(write(rows), SOURCES, entities=30, progress=seen.append)
    assert (result["rows"], result["entities"], result["grammars_compiled"]) == (7, 30, 3)
    assert seen == ["sentences of 2 of 2 homes", "everyday talk"]
    for peer in ("ova", "hassil"):
        table = result[peer]
        assert table["kinds"]["as_written"] == {
            "rows": 5,
            "right": 3,
            "wrong_action": 1,
            "rejected": 1,
            "asked": 0,
            "right_percent": 60.0,
            "wrong_action_percent": 20.0,
            "rejected_percent": 20.0,
            "asked_percent": 0.0,
        }
        assert table["kinds"]["negation"]["right"] == 1
        assert table["everyday"]["lines"] == 2
        assert list(table["everyday"]["accepted_lines"]) == ["turn off the lights"]
        assert table["made_up_talk"]["lines"] == 100
        assert [one["count"] for one in table["times"].values()] == [3, 1, 1 + 2 + 100, 7]
        assert 0 < table["median_ms"] <= table["p95_ms"]
        assert [one["verdict"] for one in table["failures"]] == ["wrong_action", "rejected"]
        assert table["failures"][0]["wanted"] == {
            "intent": "HassTurnOff",
            "slots": {"name": "kitchen lamp"},
        }
        assert table["failures"][0]["understood"]["intent"] == "HassTurnOn"
    json.dumps(result)


def test_the_peer_can_be_left_out_and_rows_limited(write, rows):
    result = run_nlu_bench(write(rows), SOURCES, entities=0, limit=1, peers=False)
    assert result["rows"] == 3
    assert "hassil" not in result


def test_the_same_rows_are_timed_in_homes_of_each_size(write, rows):
    data = read_nlu_data(write(rows))
    table = measure_flatness(data, SOURCES, sizes=(10, 20), progress=lambda _line: None)
    assert (table["rows"], table["homes"]) == (7, 2)
    assert list(table["sizes"]) == ["10", "20"]
    assert table["sizes"]["10"]["p50_ratio"] == table["sizes"]["10"]["p95_ratio"] == 1.0
    assert table["sizes"]["20"]["count"] == 7


def test_flatness_takes_two_hundred_rows_of_as_few_homes_as_have_them(row, write):
    many = [row("x", "A", home=str(n % 40)) for n in range(400)]
    chosen = choose_rows(read_nlu_data(write(many)))
    assert len(chosen) == 20
    assert sum(len(of_home) for of_home in chosen.values()) == 200


def test_a_rebuild_is_timed_alone_and_beside_commands():
    names = HomeNames(entities=(SpokenName("Sun", "Sun", "light"),), areas=(("Den", "Den"),))
    texts = [("turn on the sun", None), ("turn off the lights", "Den"), ("dance", None)]
    seen = []
    table = measure_rebuild(
        SOURCES,
        names,
        texts,
        lambda build: GrammarKeeper(build, on_graph=lambda graph: None),
        progress=seen.append,
    )
    assert table["entities"] == 1
    for when in ("first_start", "later_start", "name_changed", "sentence_changed"):
        assert 0 < table[when]["compile_s"] <= table[when]["with_word_graph_s"]
    assert table["matches"]["idle"]["count"] == 400
    assert table["matches"]["rebuilding"]["rebuilds"] >= 2
    assert table["matches"]["rebuilding"]["max_ms"] >= table["matches"]["rebuilding"]["p95_ms"]
    assert "ova-grammar" not in {thread.name for thread in threading.enumerate()}
    assert len(seen) == 3


def test_the_command_prints_tables_failures_and_where_the_sentences_come_from(write, rows):
    args = ["nlu", "--data", str(write(rows)), "--part", "sentences", "--entities", "20"]
    shown = CliRunner().invoke(bench, [*args, "--rows", "all"])
    assert shown.exit_code == 0, shown.output
    skills = re.search(r"^skills: (.*)$", shown.stdout, re.MULTILINE)
    assert skills is not None
    assert {"alarms", "clock", "home", "home-assistant-intents"} <= set(skills[1].split(", "))
    assert "ova takes 'turn off the lights' for HassTurnOff(domain=light) here: Kitchen" in (
        shown.stdout
    )
    assert "2 sentences not right" in shown.stdout
    assert "wanted     HassTurnOff(name=kitchen lamp)" in shown.stdout
    assert "everyday talk" in shown.stderr
    printed = CliRunner().invoke(bench, [*args, "--no-peers", "--json", "--rows", "wrong"])
    report = json.loads(printed.stdout)
    assert [one["text"] for one in report["failures"]] == ["turn on the cook light"]
    assert "failures" not in report["ova"]


def test_the_whole_standard_vocabulary_is_loaded_once():
    sources, alone = standard_sentences("en")
    assert alone
    had = [
        name for source in sources if "package" in source.data for name in source.data["intents"]
    ]
    assert len(had) == len(set(had))
    assert set(alone) <= set(package_intents("en"))
    own = {name for source in sources for name in source.data.get("intents", ())}
    assert set(package_intents("en")) <= own


def test_a_language_without_sentences_is_refused(write, rows):
    args = ["nlu", "--data", str(write(rows)), "--language", "tlh"]
    shown = CliRunner().invoke(bench, args)
    assert shown.exit_code == 1
    assert "no sentences in the language 'tlh'" in shown.stderr


@pytest.mark.skipif(
    not PUBLIC.is_dir(), reason="the public benchmark data is not beside the project"
)
def test_the_public_sentences_as_written_are_understood_by_both():
    result = run_nlu_bench(PUBLIC, SOURCES, limit=4)
    assert result["hassil"]["kinds"]["as_written"]["right_percent"] == 100.0
    assert result["ova"]["kinds"]["as_written"]["right_percent"] == 100.0
    assert result["ova"]["kinds"]["negation"]["wrong_action"] == 0
