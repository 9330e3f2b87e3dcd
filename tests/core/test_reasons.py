"""What comes of a run, by its code."""

import pytest

from ova.core import Outcome, outcome_of


@pytest.mark.parametrize(
    ("error", "asked", "understood", "outcome"),
    [
        (None, False, True, Outcome.DONE),
        ("ambiguous", True, False, Outcome.ASKED),
        ("no_intent", False, False, Outcome.NOT_UNDERSTOOD),
        ("no_entity", False, True, Outcome.FAILED),
        ("refused", False, False, Outcome.DROPPED),
        ("a_code_of_somebody_elses_skill", False, True, Outcome.FAILED),
    ],
)
def test_every_run_has_one_outcome(error, asked, understood, outcome):
    assert outcome_of(error, asked=asked, understood=understood) is outcome
