"""Latitude and longitude, as people write them."""

import re

from ova.sdk import Context, InputInvalid

from .reading import Place

COORDINATES = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*[,;\s]\s*(-?\d+(?:\.\d+)?)\s*")


def coordinates(text: str, ctx: Context) -> Place | None:
    """Return the place of latitude and longitude; None for a name. Raises InputInvalid."""
    pair = COORDINATES.fullmatch(text)
    if pair is None:
        return None
    latitude, longitude = float(pair[1]), float(pair[2])
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise InputInvalid(
            ctx.text("errors.nowhere", text=text), cure=ctx.text("errors.nowhere_cure")
        )
    return Place("", latitude, longitude)
