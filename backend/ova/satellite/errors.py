"""What can go wrong on the device, each with its exit code."""

from enum import IntEnum

from ova.core import InvalidInput, NotAllowed, OvaError, Unavailable


class ExitCode(IntEnum):
    """How the program ended."""

    OK = 0
    """A command was understood, or the program was asked to stop."""
    NOT_UNDERSTOOD = 1
    """No command was understood: not woken, nothing heard, declined, or no answer in time."""
    BAD_INPUT = 2
    """An option or a file cannot be used."""
    REFUSED = 3
    """The hub refused the token or the satellite."""
    UNREACHABLE = 4
    """The hub did not answer."""
    NO_DEVICE = 5
    """There is no microphone to listen with."""


class SatelliteError(OvaError):
    """The satellite cannot go on."""

    code = "satellite"
    exit_code = ExitCode.BAD_INPUT


class BadInput(SatelliteError, InvalidInput):
    """An option or a file cannot be used."""

    code = "invalid_input"


class HubRefused(SatelliteError, NotAllowed):
    """The hub answered and said no. Trying again does not help."""

    code = "not_allowed"
    exit_code = ExitCode.REFUSED


class TokenRefused(HubRefused):
    """The hub does not know the token, or does not know it any more."""

    code = "token_refused"


class HubUnreachable(SatelliteError, Unavailable):
    """The hub could not be reached. Trying again may help."""

    code = "hub_unreachable"
    exit_code = ExitCode.UNREACHABLE


class DeviceUnavailable(SatelliteError, Unavailable):
    """A microphone or loudspeaker is missing or failed."""

    code = "no_audio_device"
    exit_code = ExitCode.NO_DEVICE
