"""Where in the house something is to be heard."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Where:
    """Satellites, and those of rooms, floors and groups, all by id; everywhere when nothing is named."""

    satellite_ids: tuple[str, ...] | None = None
    """None names nobody; an empty tuple names nobody either, but then it is not everywhere."""
    area_ids: tuple[str, ...] = ()
    floor_ids: tuple[str, ...] = ()
    group_ids: tuple[str, ...] = ()
    but: tuple[str, ...] = ()
    """Satellites left out where they are not named, themselves or by a group."""

    @property
    def everywhere(self) -> bool:
        """Whether no place is named."""
        return self.satellite_ids is None and not (
            self.area_ids or self.floor_ids or self.group_ids
        )


EVERYWHERE = Where()
