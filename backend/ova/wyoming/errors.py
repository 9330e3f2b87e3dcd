"""What can be wrong with the other end of a Wyoming connection."""

from ova.core import OvaError


class BadFrame(OvaError):
    """What came is no Wyoming event, or beyond all measure: the connection is of no more use."""

    code = "not_wyoming"
