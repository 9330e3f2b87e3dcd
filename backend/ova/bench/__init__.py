"""Benchmarks: how well the hub hears and understands, on data of the formats in the documentation.

Law: measures through the doors of the rooms, never through a shortcut; writes nothing. What is named
here is imported when it is used: each measurement needs other libraries.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ova.bench.latency import run_latency_bench
    from ova.bench.load import SIZES, run_load_bench
    from ova.bench.nlu import PARTS, run_nlu_bench
    from ova.bench.rejection import Ears, run_rejection_bench
    from ova.bench.schedules import run_schedule_bench
    from ova.bench.speech import SNRS, run_speech_bench
    from ova.bench.text import run_text_bench
    from ova.bench.wake import WakeBench, run_wake_bench
    from ova.bench.webhooks import run_webhook_bench

_HOMES = {
    "PARTS": "nlu",
    "SIZES": "load",
    "SNRS": "speech",
    "Ears": "rejection",
    "WakeBench": "wake",
    "run_latency_bench": "latency",
    "run_load_bench": "load",
    "run_nlu_bench": "nlu",
    "run_rejection_bench": "rejection",
    "run_schedule_bench": "schedules",
    "run_speech_bench": "speech",
    "run_text_bench": "text",
    "run_wake_bench": "wake",
    "run_webhook_bench": "webhooks",
}

__all__ = [
    "PARTS",
    "SIZES",
    "SNRS",
    "Ears",
    "WakeBench",
    "run_latency_bench",
    "run_load_bench",
    "run_nlu_bench",
    "run_rejection_bench",
    "run_schedule_bench",
    "run_speech_bench",
    "run_text_bench",
    "run_wake_bench",
    "run_webhook_bench",
]


def __getattr__(name: str) -> Any:
    """Load a measurement when it is asked for."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
