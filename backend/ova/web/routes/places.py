"""Places that are named in what is asked for."""

from collections.abc import Iterable

from ova.web.ports import HubPort


def check_place(
    hub: HubPort,
    satellite_id: str | None = None,
    satellite_ids: Iterable[str] = (),
    area_id: str | None = None,
) -> None:
    """See that a place is known: at an unknown one something would ring unheard. Raises NotFound."""
    for one in (satellite_id, *satellite_ids):
        if one is not None:
            hub.satellites.get(one)
    if area_id is not None:
        hub.home.area(area_id)
