"""What the hub counts, in Prometheus' form."""

from collections.abc import Callable

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

from ova.core import RunResult

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 15)


class Metrics:
    """Counters and gauges of one hub."""

    def __init__(self, *, satellites: Callable[[], int], workers: Callable[[], int]) -> None:
        """``satellites`` and ``workers`` count what is connected and alive right now."""
        self._registry = CollectorRegistry()
        self._runs = Counter(
            "ova_runs", "Finished runs.", ("source", "outcome"), registry=self._registry
        )
        self._seconds = Histogram(
            "ova_run_seconds",
            "Length of runs.",
            ("source",),
            buckets=SECONDS,
            registry=self._registry,
        )
        Gauge(
            "ova_satellites_connected", "Connected satellites.", registry=self._registry
        ).set_function(satellites)
        Gauge(
            "ova_speech_workers", "Speech workers that are ready.", registry=self._registry
        ).set_function(workers)

    def run_ended(self, result: RunResult) -> None:
        """Count a run."""
        outcome = result.error or ("done" if result.intent else "declined")
        self._runs.labels(result.source, outcome).inc()
        self._seconds.labels(result.source).observe(result.timings_ms.get("total", 0.0) / 1000)

    def text(self) -> bytes:
        """Return the exposition text."""
        return generate_latest(self._registry)
