"""The home as typed tools: what an agent may see and do with the things that are exposed."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from ova.core import Entity, InvalidInput, NotAllowed, NotFromHere, OvaError
from ova.home import SERVICES, Home, check_call
from ova.sdk import AgentTool

MOST_LISTED = 300
"""Things an agent is told of at once; it finds more by domain and area."""
MOST_NAMED = 128
"""Ids a schema lists; of more, any text is taken and checked later."""
MOST_AT_ONCE = 50
HARMLESS = frozenset({"stop_cover"})
"""Nobody is asked whether to stop."""

FIELDS: dict[str, dict[str, Any]] = {
    "brightness_pct": {"type": "integer", "minimum": 0, "maximum": 100},
    "rgb_color": {
        "type": "array",
        "items": {"type": "integer", "minimum": 0, "maximum": 255},
        "minItems": 3,
        "maxItems": 3,
        "description": "Red, green, blue",
    },
    "color_temp_kelvin": {"type": "integer", "minimum": 1000, "maximum": 20000},
    "color_name": {"type": "string", "description": "A CSS color"},
    "effect": {"type": "string", "description": "One of the light's effect_list"},
    "position": {"type": "integer", "minimum": 0, "maximum": 100, "description": "100 is open"},
    "temperature": {"type": "number", "description": "In the unit of the home"},
    "hvac_mode": {
        "enum": ["off", "heat", "cool", "heat_cool", "auto", "dry", "fan_only"],
    },
    "fan_mode": {"type": "string"},
    "percentage": {"type": "integer", "minimum": 0, "maximum": 100},
    "volume_level": {"type": "number", "minimum": 0, "maximum": 1},
    "is_volume_muted": {"type": "boolean"},
    "media_content_id": {"type": "string", "description": "A title, an address or a search"},
    "media_content_type": {
        "type": "string",
        "description": "music, album, artist, track, playlist",
    },
}
"""JSON Schema of every field of a service. The home checks them again, with the thing's own limits."""
OWN = ("entity_ids", "service")
"""What the tool itself takes beside the fields."""

Ask = Callable[[Entity, str, dict[str, Any]], None]
"""Takes note of what a person must confirm first."""


class HomeTools:
    """Makes the tools. Only exposed things are seen, whenever a tool is used."""

    def __init__(self, home: Home, confirmed: Iterable[str], ask: Ask) -> None:
        """``confirmed`` are the domains whose commands ``ask`` is told of, in place of doing them."""
        self._home = home
        self._confirmed = frozenset(confirmed)
        self._ask = ask

    def listed(self) -> str:
        """Return what there is, one thing per line."""
        found, areas = self._exposed(), self._areas()
        lines = [
            f"{one.id}; {one.name}; {areas.get(one.area_id, '')}; {one.state.state}"
            for one in found[:MOST_LISTED]
        ]
        if len(found) > MOST_LISTED:
            lines.append(f"and {len(found) - MOST_LISTED} more: ask home_states")
        return "\n".join(lines)

    def tools(self) -> list[AgentTool]:
        """Return a tool that tells states, and one for every domain there is something of."""
        found = self._exposed()
        if not found:
            return []
        by_domain: dict[str, list[str]] = {}
        for one in found:
            if SERVICES.get(one.domain):
                by_domain.setdefault(one.domain, []).append(one.id)
        return [
            AgentTool(
                "home_states",
                "Tell what things of the home do now, with all their attributes",
                _object(
                    entity_ids=_ids([one.id for one in found], at_least=0),
                    domain={"type": "string", "description": "As in light or sensor"},
                    area={"type": "string", "description": "Name of a room"},
                ),
                self._states,
            ),
            *(self._control(domain, ids) for domain, ids in sorted(by_domain.items())),
        ]

    def _control(self, domain: str, ids: list[str]) -> AgentTool:
        services = SERVICES[domain]
        fields = {name: FIELDS.get(name, {}) for service in services.values() for name in service}
        schema = _object(
            entity_ids=_ids(ids),
            service={"type": "string", "enum": list(services)},
            **fields,
        )
        words = domain.replace("_", " ")
        return AgentTool(
            f"home_{domain}",
            f"Control things of the kind {words}",
            {**schema, "required": ["entity_ids", "service"]},
            lambda given: self._carry_out(domain, given),
        )

    def _carry_out(self, domain: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Control each thing; one that fails does not keep the others back."""
        data = {name: value for name, value in given.items() if name not in OWN}
        done, failed, asked = {}, {}, []
        refused: NotFromHere | None = None
        for entity_id in dict.fromkeys(given["entity_ids"]):
            try:
                entity = self._found(entity_id)
                if entity.domain != domain:
                    raise InvalidInput(f"{entity_id} is no {domain}.")
                service = given["service"]
                if domain in self._confirmed and service not in HARMLESS:
                    self._ask(entity, service, check_call(entity, service, data))
                    asked.append(entity_id)
                else:
                    done[entity_id] = self._home.control(entity_id, service, data).state.state
            except OvaError as error:
                failed[entity_id] = str(error)
                refused = error if isinstance(error, NotFromHere) else refused
        if asked and not done and not failed:
            raise NotAllowed("Nothing was done yet: the person is asked to confirm it.")
        if refused is not None and not done and not asked:
            raise refused
        if failed and not done and not asked:
            raise InvalidInput(" ".join(failed.values()))
        return {"states": done, "failed": failed, "to_be_confirmed": asked}

    def _states(self, given: Mapping[str, Any]) -> list[dict[str, Any]]:
        wanted = given.get("entity_ids") or []
        found = [self._found(one) for one in wanted] if wanted else self._exposed()
        domain, area = given.get("domain"), str(given.get("area") or "").casefold()
        areas = self._areas()
        return [
            {
                "id": one.id,
                "name": one.name,
                "area": areas.get(one.area_id, ""),
                "state": one.state.state,
                "attributes": one.state.attributes,
            }
            for one in found
            if (not domain or one.domain == domain)
            and (not area or areas.get(one.area_id, "").casefold() == area)
        ][:MOST_AT_ONCE]

    def _found(self, entity_id: str) -> Entity:
        found = next((one for one in self._exposed() if one.id == entity_id), None)
        if found is None:  # the same for what there is not: nothing is told of what is not shared
            raise InvalidInput(f"There is no {entity_id}.", cure="Use an id of the list.")
        return found

    def _exposed(self) -> list[Entity]:
        return [one for one in self._home.entities() if one.exposed and not one.detached]

    def _areas(self) -> dict[str | None, str]:
        return {area.id: area.name for area in self._home.areas()}


def _object(**properties: Any) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "additionalProperties": False}


def _ids(ids: list[str], at_least: int = 1) -> dict[str, Any]:
    one: dict[str, Any] = {"type": "string"}
    if len(ids) <= MOST_NAMED:
        one["enum"] = sorted(ids)
    return {"type": "array", "items": one, "minItems": at_least, "maxItems": MOST_AT_ONCE}
