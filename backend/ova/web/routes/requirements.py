"""Installing what an integration needs."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.plugins import PluginModel, PluginPath
from ova.web.ports.requirements import RequirementsPort
from ova.web.routes.blueprint import Answer, routes


def requirement_routes(manager: RequirementsPort) -> APIBlueprint:
    """Build the routes of requirements."""
    api = routes("requirements", "What integrations need.", prefix="/api/integrations")

    @api.post("/<plugin_id>/requirements", responses={200: PluginModel})
    def install(path: PluginPath) -> Answer:
        """Install the packages it needs, for it alone, and load it anew."""
        return manager.install_requirements(path.plugin_id).to_json()

    return api
