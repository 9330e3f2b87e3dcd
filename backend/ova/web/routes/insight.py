"""What can be seen of an integration: its log, its quality."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.insight import LogLines, LogQuery, QualityModel
from ova.web.models.plugins import PluginPath
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def insight_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes(
        "insight", "What can be seen of integrations.", prefix="/api/integrations/<plugin_id>"
    )

    @api.get("/log", responses={200: LogLines})
    def log(path: PluginPath, query: LogQuery) -> Answer:
        """List the last lines it logged, and the hub about it; newest first, without secrets."""
        return list(
            hub.platform.journal.read(
                path.plugin_id, level=query.level, limit=query.limit, before=query.before
            )
        )

    @api.get("/quality", responses={200: QualityModel})
    def quality(path: PluginPath) -> Answer:
        """Tell its tier, and every rule with what is to do."""
        told = hub.integration_manager.quality(path.plugin_id).to_json()
        return {name: told[name] for name in ("tier", "faults", "rules")}

    return api
