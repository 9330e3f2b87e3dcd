"""Whether something is still as a person saw it."""

import pytest

from ova.core import ChangedMeanwhile, check_was

LAMP = {"name": "Lamp", "area_id": "kitchen", "aliases": ["light", "big one"], "exposed": True}


def test_what_is_still_as_it_was_may_be_changed():
    check_was("Lamp", LAMP, None)
    check_was("Lamp", LAMP, {"name": "Lamp"})
    check_was("Lamp", LAMP, {"aliases": ["big one", "light"]})


def test_what_was_changed_meanwhile_is_named():
    with pytest.raises(ChangedMeanwhile) as caught:
        check_was("Lamp", LAMP, {"name": "Light", "exposed": False, "area_id": "kitchen"})

    assert str(caught.value).startswith(
        "Lamp was changed by somebody else meanwhile: exposed, name."
    )
    assert (caught.value.code, caught.value.status) == ("changed_meanwhile", 412)


def test_a_field_that_is_not_there_was_not_seen_like_that():
    with pytest.raises(ChangedMeanwhile):
        check_was("Lamp", LAMP, {"colour": "red"})
