"""Trying integrations and skills in pytest: test beds, a service that answers what it is told, phrase tables.

Law: an author's code runs on the hub's own paths, in a folder that is gone afterwards; nothing is sent
anywhere unless the test asks for it. What is named here is imported when it is used, because pytest
imports this room for its plugin in every run.
"""

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ova.testing import pytest_plugin
    from ova.testing.acceptance import IntegrationAcceptance
    from ova.testing.answer import Answer
    from ova.testing.bench import TestHub
    from ova.testing.execution import ExecutionContext
    from ova.testing.phrases import read_table, run_table, tables_of
    from ova.testing.running import run_action
    from ova.testing.service import Asked, Service
    from ova.testing.skill_bed import MORNING, SkillBed
    from ova.testing.testbed import NOW, Testbed

_HOMES = {
    "MORNING": "skill_bed",
    "NOW": "testbed",
    "Answer": "answer",
    "Asked": "service",
    "ExecutionContext": "execution",
    "IntegrationAcceptance": "acceptance",
    "Service": "service",
    "SkillBed": "skill_bed",
    "TestHub": "bench",
    "Testbed": "testbed",
    "read_table": "phrases",
    "run_action": "running",
    "run_table": "phrases",
    "tables_of": "phrases",
}

__all__ = [
    "MORNING",
    "NOW",
    "Answer",
    "Asked",
    "ExecutionContext",
    "IntegrationAcceptance",
    "Service",
    "SkillBed",
    "TestHub",
    "Testbed",
    "pytest_plugin",
    "read_table",
    "run_action",
    "run_table",
    "tables_of",
]


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(f"{__name__}.{_HOMES[name]}"), name)
