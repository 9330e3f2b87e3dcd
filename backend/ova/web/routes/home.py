"""Areas and entities."""

from flask_openapi3.blueprint import APIBlueprint

from ova.core import Entity, NotFound, Role
from ova.web.identity import Identities
from ova.web.models.home import (
    AreaBody,
    AreaList,
    AreaModel,
    AreaPatch,
    AreaPath,
    ControlBody,
    EntitiesPatch,
    EntityList,
    EntityModel,
    EntityPatch,
    EntityPath,
    EntityQuery,
    FloorBody,
    FloorList,
    FloorModel,
    FloorPatch,
    FloorPath,
    NameFaultList,
    OrderModel,
    OrderPatch,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes
from ova.web.routes.changes import given


def home_routes(hub: HubPort, identities: Identities) -> APIBlueprint:
    """Build the routes."""
    api = routes("home", "Areas, entities and their control.")
    home = hub.home

    def seen(entity: Entity) -> bool:
        return entity.exposed or identities.require().role.allows(Role.ADULT)

    def shown(entity_id: str) -> Entity:
        entity = home.entity(entity_id)
        if not seen(entity):
            raise NotFound(
                f"There is no entity {entity_id!r} for you.",
                cure="Ask an owner of the home to expose it.",
            )
        return entity

    @api.get("/areas", responses={200: AreaList})
    def areas() -> Answer:
        """List every area."""
        return [area.to_json() for area in home.areas()]

    @api.post("/areas", responses={201: AreaModel})
    def add_area(body: AreaBody) -> Answer:
        """Add an area."""
        hub.satellites.groups.check_free(body.name)
        area = home.add_area(body.name, floor_id=body.floor_id, aliases=body.aliases)
        return area.to_json(), 201

    @api.patch("/areas/<area_id>", responses={200: AreaModel})
    def change_area(path: AreaPath, body: AreaPatch) -> Answer:
        """Change an area's name, floor or aliases."""
        if body.name:
            hub.satellites.groups.check_free(body.name)
        return home.update_area(path.area_id, **given(body)).to_json()

    @api.delete("/areas/<area_id>", responses={204: None})
    def remove_area(path: AreaPath) -> Answer:
        """Remove an area; its entities stay."""
        home.remove_area(path.area_id)
        return "", 204

    @api.get("/floors", responses={200: FloorList})
    def floors() -> Answer:
        """List every floor."""
        return [floor.to_json() for floor in home.floors()]

    @api.post("/floors", responses={201: FloorModel})
    def add_floor(body: FloorBody) -> Answer:
        """Add a floor."""
        return home.add_floor(body.name, aliases=body.aliases).to_json(), 201

    @api.patch("/floors/<floor_id>", responses={200: FloorModel})
    def change_floor(path: FloorPath, body: FloorPatch) -> Answer:
        """Change a floor's name or aliases."""
        return home.update_floor(path.floor_id, **given(body)).to_json()

    @api.delete("/floors/<floor_id>", responses={204: None})
    def remove_floor(path: FloorPath) -> Answer:
        """Remove a floor; its areas stay."""
        home.remove_floor(path.floor_id)
        return "", 204

    @api.get("/places/order", responses={200: OrderModel})
    def order() -> Answer:
        """Tell the order people gave their floors and areas."""
        return home.order().to_json()

    @api.patch("/places/order", responses={200: OrderModel})
    def arrange(body: OrderPatch) -> Answer:
        """Put floors and areas in order."""
        return home.arrange(**given(body)).to_json()

    @api.get("/names/faults", responses={200: NameFaultList})
    def faults() -> Answer:
        """Tell what is wrong with names: what cannot be told apart, said or heard."""
        return list(hub.names.faults())

    @api.patch("/entities", responses={200: EntityList})
    def change_entities(body: EntitiesPatch) -> Answer:
        """Change many entities at once: all of them, or none."""
        changed = home.update_entities([given(change) for change in body.changes])
        return [entity.to_json() for entity in changed]

    @api.get("/entities", responses={200: EntityList})
    def entities(query: EntityQuery) -> Answer:
        """List entities, all or those of a domain or area."""
        found = home.entities(domain=query.domain, area_id=query.area_id)
        return [entity.to_json() for entity in found if seen(entity)]

    @api.get("/entities/<entity_id>", responses={200: EntityModel})
    def entity(path: EntityPath) -> Answer:
        """Return one entity with its state."""
        return shown(path.entity_id).to_json()

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
        shown(path.entity_id)
        return home.control(path.entity_id, body.service, body.data).to_json()

    return api
