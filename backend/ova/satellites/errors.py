"""What can go wrong with a satellite's messages."""

from ova.core import InvalidInput


class SatelliteError(InvalidInput):
    """A satellite sent something that cannot be used."""

    code = "bad_satellite_message"
