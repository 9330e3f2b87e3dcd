"""The benchmark of deliveries counts what it says."""

from ova.bench.webhooks import run_webhook_bench


def test_a_hub_killed_under_load_has_lost_nothing_it_accepted():
    lines = []
    result = run_webhook_bench(1.0, 2, 4, progress=lines.append)
    assert result["lost"] == 0
    assert result["stored"] >= result["accepted"] > 0
    assert result["answered_otherwise"] == 0
    assert result["connections"] == 8
    assert 0 < result["p50_ms"] <= result["p95_ms"] <= result["slowest_ms"]
    assert lines == ["2 clients with 4 connections each", "killed; starting again to count"]
