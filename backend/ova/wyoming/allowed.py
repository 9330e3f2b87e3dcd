"""Who may use what knows no sign-in."""

import ipaddress
from collections.abc import Iterable

from ova.core import InvalidInput

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def network(written: str) -> Network:
    """Read an address or a network, such as 192.168.1.20 or 192.168.1.0/24. Raises InvalidInput."""
    try:
        return ipaddress.ip_network(written.strip(), strict=False)
    except ValueError as error:
        raise InvalidInput(
            f"“{written[:80]}” is no address.",
            cure="Write an IP address such as 192.168.1.20, or a network such as 192.168.1.0/24.",
            code="invalid_address",
        ) from error


class Allowed:
    """Addresses and networks; this machine always belongs to them."""

    def __init__(self, written: Iterable[str]) -> None:
        """Raises InvalidInput for what is no address."""
        self._networks = tuple(network(one) for one in written)

    def __bool__(self) -> bool:
        """Tell whether anybody else but this machine is allowed."""
        return bool(self._networks)

    def __contains__(self, address: str) -> bool:
        """Tell whether an address is one of them."""
        try:
            found = ipaddress.ip_address(address.partition("%")[0])
        except ValueError:
            return False
        if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is not None:
            found = found.ipv4_mapped
        return found.is_loopback or any(found in one for one in self._networks)
