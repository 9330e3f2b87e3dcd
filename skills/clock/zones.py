"""Where on earth a place keeps which time."""

import difflib
import unicodedata
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

_SMALL = frozenset({"de", "of", "the", "der", "den", "dem", "und", "and"})


@cache
def _zones() -> frozenset[str]:
    """Return the names of all time zones; to find them is to look through hundreds of files."""
    return frozenset(available_timezones())


@cache
def _named() -> dict[str, str]:
    """Return the time zones by the places they are called after: ``sao paulo``."""
    return {
        _plain(zone.rpartition("/")[2].replace("_", " ")): zone
        for zone in sorted(_zones())
        if "/" in zone and not zone.startswith(("Etc/", "SystemV/", "US/", "posix/", "right/"))
    }


def zone_of(said: str) -> ZoneInfo | None:
    """Return the zone of a zone's own name or of the place it is called after; None for others."""
    if said in _zones():
        return ZoneInfo(said)
    place = _plain(said)
    found = _named().get(place)
    if found is None:
        near = difflib.get_close_matches(place, _named(), n=1, cutoff=0.85)
        found = _named()[near[0]] if near else None
    return ZoneInfo(found) if found else None


def place_name(said: str) -> str:
    """Return a place as it is written: ``Rio de Janeiro`` for "rio de janeiro"."""
    words = said.split()
    if said.casefold() == "utc":
        return said.upper()
    return " ".join(
        word if word.casefold() in _SMALL else word[:1].upper() + word[1:] for word in words
    )


def _plain(text: str) -> str:
    folded = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(one for one in folded if not unicodedata.combining(one)).split())
