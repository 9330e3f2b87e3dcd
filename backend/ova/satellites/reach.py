"""What may be controlled from a satellite."""

from ova.core import OWN_AREA, Reach, Satellite


def reach_of(satellite: Satellite) -> Reach:
    """Return what people let be controlled from a satellite.

    One that may control its own room alone controls nothing while it stands in none.
    """
    chosen = satellite.preferences.control_areas
    areas = None
    if chosen:
        areas = frozenset(
            satellite.area_id if one == OWN_AREA else one
            for one in chosen
            if one != OWN_AREA or satellite.area_id is not None
        )
    named = None if areas is None else frozenset(one for one in areas if one is not None)
    return Reach(named, frozenset(satellite.preferences.control_not))
