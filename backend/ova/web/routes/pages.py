"""Pages of integrations, and their files. Outside /api: people visit them."""

from flask import Blueprint, Response, abort, redirect, request, send_from_directory
from werkzeug.wrappers import Response as AnyResponse

from ova.web.headers import FRAMED_HEADERS
from ova.web.identity import FORM_CSRF, Identities
from ova.web.ports import HubPort


def skill_pages(hub: HubPort) -> Blueprint:
    """Build the routes of pages about skills."""
    pages = Blueprint("skill_pages", __name__, url_prefix="/skill")

    @pages.get("/<plugin_id>/docs")
    def guide(plugin_id: str) -> AnyResponse:
        """Show what a skill is for and what can be said to it."""
        html = hub.skill_desk.guide(plugin_id)
        return Response(html, content_type="text/html; charset=utf-8")

    return pages


def page_routes(hub: HubPort, identities: Identities) -> Blueprint:
    """Build the routes."""
    pages = Blueprint("pages", __name__, url_prefix="/integration")

    def visit(plugin_id: str) -> AnyResponse:
        form = request.form.to_dict() if request.method == "POST" else {}
        form.pop(FORM_CSRF, None)
        page = hub.platform.pages.visit(
            plugin_id,
            method=request.method,
            query=request.args.to_dict(),
            form=form,
            csrf_token=identities.csrf() or "",
        )
        if page.location:
            return redirect(page.location, code=page.status)
        answer = Response(page.html, page.status, content_type="text/html; charset=utf-8")
        answer.headers.update(FRAMED_HEADERS)
        return answer

    @pages.get("/<plugin_id>/manage")
    def show(plugin_id: str) -> AnyResponse:
        """Show a page."""
        return visit(plugin_id)

    @pages.post("/<plugin_id>/manage")
    def send(plugin_id: str) -> AnyResponse:
        """Take a form."""
        return visit(plugin_id)

    @pages.get("/<plugin_id>/docs")
    def guide(plugin_id: str) -> AnyResponse:
        """Show how it is set up, and what to do when it fails."""
        html = hub.platform.pages.guide(plugin_id)
        return Response(html, content_type="text/html; charset=utf-8")

    @pages.get("/<plugin_id>/static/<path:name>")
    def static(plugin_id: str, name: str) -> AnyResponse:
        """Return a file."""
        folder = hub.platform.pages.static_folder(plugin_id).resolve()
        try:
            inside = (folder / name).resolve().is_relative_to(folder)  # a link may lead outside
        except (OSError, ValueError):
            inside = False
        if not inside:
            abort(404)
        response = send_from_directory(folder, name)
        response.headers["Cache-Control"] = "no-cache"
        return response

    return pages
