"""The key an ESPHome device is opened with."""

import base64
import binascii

from ova.core import InvalidInput

KEY_BYTES = 32


def checked_key(written: str) -> str:
    """Return a key as devices have it, an empty text for none. Raises InvalidInput; it is not repeated."""
    text = "".join(written.split()).strip("\"'")
    if not text:
        return ""
    try:
        key = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        key = b""
    if len(key) != KEY_BYTES:
        raise InvalidInput(
            "This is no encryption key of an ESPHome device.",
            cure="A key is 44 letters, digits and signs and ends with “=”. Copy it from the device's"
            " entry in ESPHome, or from its page in Home Assistant.",
            code="invalid_key",
        )
    return base64.b64encode(key).decode("ascii")
