"""How many webhook deliveries a hub takes, and whether it keeps all it said yes to."""

import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import requests

from ova.bench.own_hub import OwnHub
from ova.core import Unavailable

WANTED_PER_S = 1_000
MOST = 18_000
"""A hub keeps the newest 20,000 events; what it forgot could not be counted."""
_ENTRY = "bench_webhook"
_INTEGRATION = '''"""Takes the deliveries of a benchmark."""

from ova.sdk import Event, webhook

manifest = {"events": {"bench_webhook.received": "A delivery came"}}


class BenchWebhook:
    @webhook(verify=("hmac-sha256", "X-Signature", "hook_secret"))
    def handle_webhook(self, payload):
        return Event("bench_webhook.received", payload["id"], {"level": payload["level"]})


def build_integration(config, ova):
    return BenchWebhook()


def default_config():
    return {"hook_secret": ""}
'''
_ANSWER_S = 60.0


def run_webhook_bench(
    seconds: float = 8.0,
    clients: int = 2,
    connections: int = 16,
    progress: Callable[[str], None] | None = None,
) -> dict[str, Any]:
    """Start a hub of its own, send to it, kill it while it answers, and look for what it had accepted.

    Each of ``clients`` processes keeps ``connections`` busy, on the same machine as the hub: its cores
    serve both. ``lost`` must be 0. Raises Unavailable when a hub does not start.
    """
    tell = progress or (lambda _line: None)
    with tempfile.TemporaryDirectory(prefix="ova-bench-") as name:
        folder = Path(name)
        (folder / "integrations").mkdir(parents=True)
        (folder / "integrations" / f"{_ENTRY}.py").write_text(_INTEGRATION)
        with OwnHub(folder, workers=1) as hub:
            webhook = _opened(hub)
            tell(f"{clients} clients with {connections} connections each")
            before = hub.cpu_s()["hub"]
            began = time.perf_counter()
            senders = [
                _sender(hub, webhook, number, connections, clients) for number in range(clients)
            ]
            time.sleep(seconds)
            spent_s = time.perf_counter() - began
            cores = (hub.cpu_s()["hub"] - before) / spent_s
            hub.kill()
            told = [_result(sender) for sender in senders]
        tell("killed; starting again to count")
        with OwnHub(folder, workers=1) as hub:
            stored = _stored(hub)
    accepted = [one for client in told for one in client["accepted"]]
    times = sorted(one for client in told for one in client["times_ms"])
    if len(times) < 2:
        raise Unavailable("The hub accepted nothing.", cure="Run 'ova doctor' to see why.")
    return {
        "seconds": round(spent_s, 1),
        "connections": clients * connections,
        "accepted": len(accepted),
        "accepted_per_s": round(len(accepted) / spent_s),
        "wanted_per_s": WANTED_PER_S,
        "p50_ms": round(statistics.median(times), 1),
        "p95_ms": round(statistics.quantiles(times, n=20, method="inclusive")[-1], 1),
        "slowest_ms": round(times[-1], 1),
        "answered_otherwise": sum(sum(client["others"].values()) for client in told),
        "hub_cores": round(cores, 2),
        "accepted_per_hub_core_s": round(len(accepted) / max(0.01, cores * spent_s)),
        "stored": len(stored),
        "lost": len(set(accepted) - stored),
    }


def _opened(hub: OwnHub) -> dict[str, Any]:
    headers = {"Authorization": f"Bearer {hub.key}"}
    address = f"{hub.url}/api/integrations/{_ENTRY}"
    requests.post(address, headers=headers, json={}, timeout=_ANSWER_S).raise_for_status()
    answer = requests.get(f"{address}/webhook", headers=headers, timeout=_ANSWER_S)
    answer.raise_for_status()
    webhook: dict[str, Any] = answer.json()
    return webhook


def _sender(
    hub: OwnHub, webhook: dict[str, Any], number: int, connections: int, clients: int
) -> "subprocess.Popen[str]":
    port = hub.url.rpartition(":")[2]
    given = [port, webhook["path"], webhook["secret"], f"c{number}", str(connections)]
    return subprocess.Popen(  # noqa: S603 - starts a module of this very program
        [sys.executable, "-m", "ova.bench.webhook_sender", *given, str(MOST // clients)],
        stdout=subprocess.PIPE,
        text=True,
    )


def _result(sender: "subprocess.Popen[str]") -> dict[str, Any]:
    output, _ = sender.communicate(timeout=_ANSWER_S)
    if sender.returncode != 0:
        raise Unavailable("A client of the benchmark failed.", cure="Look at what it printed.")
    result: dict[str, Any] = json.loads(output)
    return result


def _stored(hub: OwnHub) -> set[str]:
    """Return the external ids of all events the hub has."""
    found: set[str] = set()
    query: dict[str, int] = {"limit": 1000}
    while True:
        answer = requests.get(
            f"{hub.url}/api/integrations/{_ENTRY}/events",
            params=query,
            headers={"Authorization": f"Bearer {hub.key}"},
            timeout=_ANSWER_S,
        )
        answer.raise_for_status()
        page = answer.json()
        if not page:
            return found
        found.update(event["external_id"] for event in page)
        query["before"] = page[-1]["seq"]
