"""Who may use the Wyoming service."""

import pytest

from ova.core import InvalidInput
from ova.wyoming.allowed import Allowed


@pytest.mark.parametrize(
    ("address", "welcome"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("192.168.1.77", True),
        ("::ffff:192.168.1.77", True),
        ("fe80::1%eth0", True),
        ("10.0.0.9", True),
        ("192.168.2.1", False),
        ("10.0.0.8", False),
        ("fe81::1", False),
        ("::ffff:8.8.8.8", False),
        ("nonsense", False),
    ],
)
def test_addresses_and_networks_are_let_in_and_nobody_else(address: str, welcome: bool):
    allowed = Allowed(["192.168.1.0/24", "10.0.0.9", "fe80::/64"])

    assert (address in allowed) is welcome


def test_without_a_list_only_this_machine_is_let_in():
    assert "127.0.0.1" in Allowed(())
    assert "192.168.1.77" not in Allowed(())
    assert not Allowed(())


def test_what_is_no_address_is_refused_with_a_cure():
    with pytest.raises(InvalidInput) as refused:
        Allowed(["kitchen"])

    assert "192.168" in refused.value.cure
