"""Areas and entities."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.home import (
    AreaBody,
    AreaList,
    AreaModel,
    AreaPatch,
    AreaPath,
    ControlBody,
    EntityList,
    EntityModel,
    EntityPatch,
    EntityPath,
    EntityQuery,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.changes import given


def home_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("home", "Areas, entities and their control.")
    home = hub.home

    @api.get("/areas", responses={200: AreaList})
    def areas() -> Answer:
        """List every area."""
        return [area.to_json() for area in home.areas()]

    @api.post("/areas", responses={201: AreaModel})
    def add_area(body: AreaBody) -> Answer:
        """Add an area."""
        area = home.add_area(body.name, floor_id=body.floor_id, aliases=body.aliases)
        return area.to_json(), 201

    @api.patch("/areas/<area_id>", responses={200: AreaModel})
    def change_area(path: AreaPath, body: AreaPatch) -> Answer:
        """Change an area's name, floor or aliases."""
        return home.update_area(path.area_id, **given(body)).to_json()

    @api.delete("/areas/<area_id>", responses={204: None})
    def remove_area(path: AreaPath) -> Answer:
        """Remove an area; its entities stay."""
        home.remove_area(path.area_id)
        return "", 204

    @api.get("/entities", responses={200: EntityList})
    def entities(query: EntityQuery) -> Answer:
        """List entities, all or those of a domain or area."""
        found = home.entities(domain=query.domain, area_id=query.area_id)
        return [entity.to_json() for entity in found]

    @api.get("/entities/<entity_id>", responses={200: EntityModel})
    def entity(path: EntityPath) -> Answer:
        """Return one entity with its state."""
        return home.entity(path.entity_id).to_json()

    @api.patch("/entities/<entity_id>", responses={200: EntityModel})
    def change_entity(path: EntityPath, body: EntityPatch) -> Answer:
        """Change an entity's name, area, aliases or exposure."""
        return home.update_entity(path.entity_id, **given(body)).to_json()

    @api.delete("/entities/<entity_id>", responses={204: None})
    def remove_entity(path: EntityPath) -> Answer:
        """Delete an entity nothing speaks for any more."""
        home.remove_entity(path.entity_id)
        return "", 204

    @api.post("/entities/<entity_id>/control", responses={200: EntityModel})
    def control(path: EntityPath, body: ControlBody) -> Answer:
        """Carry out a service on an entity and return its new state."""
        return home.control(path.entity_id, body.service, body.data).to_json()

    return api
