"""What can keep the hub from driving an ESPHome device, in words."""

from ova.core import Conflict, InvalidInput, OvaError, Unavailable
from ova.esphome.address import DeviceAddress


class DeviceError(InvalidInput):
    """A device that cannot be driven as it is."""

    code = "device_error"


def in_words(error: Exception, address: DeviceAddress, *, with_key: bool) -> OvaError:
    """Return what an error of the connection means; ``with_key`` tells whether a key was used."""
    import aioesphomeapi.core as api  # loads a large library

    match error:
        case OvaError():
            return error
        case api.RequiresEncryptionAPIError():
            return DeviceError(
                f"The device at {address} is encrypted.",
                cure="Give its encryption key: it stands in the device's entry in ESPHome, and in its"
                " diagnostics in Home Assistant.",
                code="key_needed",
            )
        case api.InvalidEncryptionKeyAPIError():
            return DeviceError(
                f"The key does not fit the device at {address}.",
                cure="Copy the whole key once more, from the entry of this very device.",
                code="key_wrong",
            )
        case api.EncryptionPlaintextAPIError() | api.EncryptionHelloAPIError() if with_key:
            return DeviceError(
                f"The device at {address} is not encrypted, but a key was given.",
                cure="Leave the key out, or switch encryption on in the device (api: encryption:).",
                code="key_not_needed",
            )
        case api.InvalidAuthAPIError():
            return DeviceError(
                f"The device at {address} asks for a password.",
                cure="Passwords are a thing of the past in ESPHome: give the device an encryption key"
                " (api: encryption:) instead of the password.",
                code="password_needed",
            )
        case api.BadMACAddressAPIError() | api.BadNameAPIError():
            return DeviceError(
                f"At {address} there is another device now.",
                cure="Remove this one and use the other, or give the devices fixed addresses.",
                code="another_device",
            )
        case api.SocketClosedAPIError() | api.PingFailedAPIError() | api.ReadFailedAPIError():
            return lost(address)
        case TimeoutError() | api.TimeoutAPIError():
            return Unavailable(
                f"The device at {address} does not answer.",
                cure="Check that it is switched on and in this network.",
                code="no_answer",
            )
        case OSError() | api.SocketAPIError() | api.ResolveAPIError():
            return Unavailable(
                f"Nobody can be reached at {address}.",
                cure="Check the address, and that the device is switched on and in this network.",
                code="not_reached",
            )
        case api.HandshakeAPIError() | api.ProtocolAPIError():
            return DeviceError(
                f"What answers at {address} does not speak as ESPHome devices do.",
                cure="Check address and port; ESPHome devices listen on port 6053.",
                code="not_esphome",
            )
    return DeviceError(
        f"The device at {address} cannot be used: {error}.",
        cure="Start the device anew; if that does not help, update its firmware.",
        code="device_error",
    )


def lost(address: DeviceAddress) -> OvaError:
    """Return what is told when a connection has ended that should not."""
    return Unavailable(
        f"The connection to {address} was lost.",
        cure="It is opened again by itself. If this goes on, look at the device's Wi-Fi.",
        code="connection_lost",
    )


def not_voice(name: str, address: DeviceAddress, *, old: bool) -> DeviceError:
    """Return what is told of a device that has no voice assistant, or one too ``old``."""
    if old:
        return DeviceError(
            f"The firmware of {name} is too old.",
            cure="Update it with ESPHome 2023.5 or newer.",
            code="firmware_old",
        )
    return DeviceError(
        f"{name} at {address} has no voice assistant.",
        cure="Use a device with a microphone whose firmware has “voice_assistant:”. Other ESPHome"
        " devices are lights and switches: add them with an integration.",
        code="no_voice_assistant",
    )


def another(address: DeviceAddress) -> OvaError:
    """Return what is told where another device answers than the one that was used."""
    return Conflict(
        f"At {address} there is another device now.",
        cure="The one from before is followed when it announces itself on the network. If you have"
        " replaced it, use this address once more; fixed addresses in your router keep them apart.",
        code="another_device",
    )


def twice(address: DeviceAddress, other: DeviceAddress) -> OvaError:
    """Return what is told of a device that is driven under another address already."""
    return Conflict(
        f"The device at {address} is in use already, as {other}.",
        cure="Leave one of the two addresses out of esphome_devices.",
        code="in_use",
    )


def taken(name: str) -> OvaError:
    """Return what is told of a device whose voice assistant somebody else uses."""
    return Conflict(
        f"The voice assistant of {name} is used by another hub.",
        cure="A device takes one hub at a time: remove it from Home Assistant (Settings, Devices,"
        " ESPHome), or switch that one's voice assistant off, then start the device anew.",
        code="device_taken",
    )


def too_fast() -> DeviceError:
    """Return what is told of a device that sends more sound than there can be."""
    return DeviceError(
        "Sound came faster than anybody speaks.",
        cure="Start the device anew; if that does not help, update its firmware.",
        code="sound_too_fast",
    )


def too_many() -> DeviceError:
    """Return what is told of a device that begins or sets something again and again."""
    return DeviceError(
        "The device asked for more in a second than anybody can.",
        cure="Start the device anew; if that does not help, update its firmware.",
        code="device_restless",
    )
