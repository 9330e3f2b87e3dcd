"""Every reason a command may fail for is told in words on the History page, in every language."""

import json
from pathlib import Path

import pytest

from ova.core import REASONS, Outcome, Unheard
from ova.hub.history.cure import LINKS, CureKind

LOCALES = Path(__file__).parents[2] / "frontend" / "src" / "locales"


@pytest.mark.parametrize("language", ["en", "de"])
def test_every_reason_outcome_and_cure_has_words(language: str):
    words = json.loads((LOCALES / f"{language}.json").read_text())["history"]

    assert set(words["reason"]) == {*REASONS, *(one.value for one in Unheard)}
    assert set(words["outcome"]) == {one.value for one in Outcome}
    assert {one.value for one in CureKind} <= set(words["cure"])
    assert set(words["cure"]["do"]) == {one.value for one in CureKind if one not in LINKS}
