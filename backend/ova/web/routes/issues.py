"""Repairs: what people should look after."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.integrations import FixResult, IgnoreBody, IssueList, IssueModel, IssuePath
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def issue_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("issues", "What people should look after.", prefix="/api/issues")

    @api.get("", responses={200: IssueList})
    def issues() -> Answer:
        """List the open issues."""
        return [dict(issue.to_json()) for issue in hub.platform.issues.all()]

    @api.post("/<entry_id>/<issue_id>/ignore", responses={200: IssueModel})
    def ignore(path: IssuePath, body: IgnoreBody) -> Answer:
        """Put an issue aside, or take it up again."""
        ignored = body.root.ignored if body.root is not None else True
        return dict(hub.platform.issues.ignore(path.entry_id, path.issue_id, ignored).to_json())

    @api.post("/<entry_id>/<issue_id>/fix", responses={200: FixResult})
    def fix(path: IssuePath) -> Answer:
        """Have an issue mended."""
        message = hub.platform.issues.fix(path.entry_id, path.issue_id)
        left = [dict(one.to_json()) for one in hub.platform.issues.all(path.entry_id)]
        return {"message": message, "issues": left}

    return api
