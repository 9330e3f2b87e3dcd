"""The template of an integration passes its own tests and is of the highest tier."""

from integrations._template.tests.test_my_devices import (
    TestAcceptance,
    test_a_lamp_is_set_with_the_key,
    test_an_outage_is_no_fault_of_the_code,
    test_only_the_box_may_press_buttons,
    test_the_things_are_in_the_home_in_the_chosen_units,
    test_what_was_told_is_not_told_again,
)

from ova.plugins.check import Tier, check_path

__all__ = [
    "TestAcceptance",
    "test_a_lamp_is_set_with_the_key",
    "test_an_outage_is_no_fault_of_the_code",
    "test_only_the_box_may_press_buttons",
    "test_the_things_are_in_the_home_in_the_chosen_units",
    "test_what_was_told_is_not_told_again",
]


def test_the_template_is_of_the_highest_tier():
    (report,) = check_path(TestAcceptance.path)
    assert (report.faults, report.next) == ((), ())
    assert report.tier is Tier.PLATINUM
