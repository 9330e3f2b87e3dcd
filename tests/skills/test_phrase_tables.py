"""The phrase tables that skills bring, and the template's."""

import pytest

from ova.plugins import bundled_folder
from ova.testing.phrases import run_table, tables_of

TABLES = [
    table for skill in sorted((bundled_folder() / "skills").iterdir()) for table in tables_of(skill)
]


@pytest.mark.parametrize("table", TABLES, ids=[f"{one.parts[-3]}-{one.stem}" for one in TABLES])
def test_everything_in_a_phrase_table_comes_true(table):
    assert [one for _, wrong in run_table(table) for one in wrong] == []
