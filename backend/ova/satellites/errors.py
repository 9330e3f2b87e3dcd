"""What can go wrong with a satellite's messages."""

from ova.core import InvalidInput, Unavailable


class SatelliteError(InvalidInput):
    """A satellite sent something that cannot be used."""

    code = "bad_satellite_message"


def forgotten() -> SatelliteError:
    """Return what a device is told that was removed while it was there."""
    return SatelliteError(
        "The hub has forgotten this satellite.",
        cure="Let it join again on the hub's page.",
        code="forgotten",
    )


def no_hello() -> SatelliteError:
    """Return what a device is told that asks for something before it has said who it is."""
    return SatelliteError(
        "The satellite has not said who it is.", cure="Send 'hello' first.", code="no_hello"
    )


def token_of_another() -> SatelliteError:
    """Return what a device is told that comes with the token of another one."""
    return SatelliteError(
        "This token belongs to another satellite.",
        cure="Start the satellite without a token, and let it join on the hub's page.",
        code="token_of_another",
    )


def nobody_listens() -> SatelliteError:
    """Return what a device is told that goes on streaming though no command is heard."""
    return SatelliteError(
        "Sound came for a minute though nothing listened to it.",
        cure="Stop streaming at 'stt-vad-end', 'error' or 'run-end'; to have the hub wait for the"
        " wake word, send 'wait' first.",
        code="nobody_listens",
    )


def id_in_use(satellite_id: str) -> SatelliteError:
    """Return what a device is told whose id another one has that is there."""
    return SatelliteError(
        f"A satellite with the id {satellite_id} is connected already.",
        cure="Give this one another id with --id, or stop the other one.",
        code="id_in_use",
    )


def quiet_now(name: str) -> Unavailable:
    """Return why nothing is announced on a satellite in its quiet hours."""
    return Unavailable(
        f"It is quiet hours at {name}.",
        cure="Wait until they are over, or change the quiet hours in the settings or of the satellite.",
        code="quiet_hours",
    )
