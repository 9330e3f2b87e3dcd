"""Installing what a plugin needs."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.plugins import PluginModel, PluginPath
from ova.web.ports.requirements import RequirementsPort
from ova.web.routes.blueprint import Answer, routes


def requirement_routes(manager: RequirementsPort, noun: str) -> APIBlueprint:
    """Build the routes of the requirements of ``integrations`` or ``skills``."""
    api = routes(f"{noun}_requirements", f"What {noun} need.", prefix=f"/api/{noun}")

    @api.post("/<plugin_id>/requirements", responses={200: PluginModel})
    def install(path: PluginPath) -> Answer:
        """Install the packages it needs, for it alone, and load it anew."""
        return manager.install_requirements(path.plugin_id).to_json()

    return api
