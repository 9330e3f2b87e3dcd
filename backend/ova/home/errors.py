"""What can go wrong with the home."""

from ova.core import OvaError


class HomeError(OvaError):
    """Something in the home did not work."""

    code = "home_failed"


class ControlFailed(HomeError):
    """The integration that owns an entity could not carry out a command."""

    code = "control_failed"
    status = 502
