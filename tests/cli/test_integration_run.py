"""``ova integration run``, with a running hub and without one."""

import json

import pytest
from tests.hubs import ova, served_hub
from tests.platform.orders import KEY, SUNNY

from ova.cli.bench_actions import run_actions_bench
from ova.cli.bench_integrations import run_integrations_bench


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "home"
    (folder / "integrations").mkdir(parents=True)
    code = SUNNY.replace('return {"api_key": ""}', f"return {KEY!r}")
    (folder / "integrations" / "sunny.py").write_text(code)
    return folder


def run(folder, action, *arguments):
    return ova(folder, "integration", "run", "sunny", action, *arguments)


def test_a55_an_action_is_ordered_without_a_hub(folder):
    assert ova(folder, "integration", "enable", "sunny").returncode == 0
    said = run(folder, "set_scene", "--input", '{"scene": "dinner"}')
    wire = run(folder, "set_light", "--json", "--input", '{"light": "desk"}')
    plain = run(folder, "set_light", "--input", '{"light": "desk"}')

    assert (said.returncode, said.stdout) == (0, "Enjoy dinner.\n"), said.stderr
    assert json.loads(wire.stdout)["data"] == {"light": "desk", "level": 100}
    assert json.loads(plain.stdout) == {"light": "desk", "level": 100}


def test_a55_an_action_is_ordered_from_the_running_hub(folder):
    with served_hub(folder) as hub:
        hub.post("/api/integrations/sunny")
        said = run(folder, "set_scene", "--input", '{"scene": "dinner"}')
        wrong = run(folder, "set_light", "--input", '{"light": 3}')
        unknown = run(folder, "dance")
        (newest, *_) = hub.get("/api/integrations/sunny/runs?failed=false")

    assert (said.returncode, said.stdout) == (0, "Enjoy dinner.\n"), said.stderr
    assert newest["input"] == {"scene": "dinner"}
    assert (wrong.returncode, unknown.returncode) == (1, 1)
    assert "/light" in wrong.stderr
    assert "set_light" in unknown.stderr


@pytest.mark.parametrize("text", ["{", "[1]", "no"])
def test_an_input_that_is_no_object_is_one_line(folder, text):
    wrong = run(folder, "set_light", "--input", text)

    assert wrong.returncode == 1
    assert len(wrong.stderr.strip().splitlines()) == 1
    assert "--input" in wrong.stderr


def test_the_cost_of_an_order_is_measured():
    rows = run_actions_bench(20)

    assert [row["action"] for row in rows] == ["model", "schema", "coroutine"]
    assert all(row["ordered_p50_ms"] > 0 for row in rows)


def test_many_integrations_and_records_are_measured_and_all_of_them_are_there():
    rows = run_integrations_bench(2, 30)

    assert [(row["what"], row["count"]) for row in rows] == [
        ("load", 2),
        ("poll", 30),
        ("poll again", 0),
    ]
    assert all(row["seconds"] > 0 for row in rows)
