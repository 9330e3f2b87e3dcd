"""The web application: REST, Socket.IO and the frontend over one hub."""

from http import HTTPStatus
from pathlib import Path
from typing import Any

from flask_openapi3.blueprint import APIBlueprint
from flask_openapi3.models.info import Info
from flask_openapi3.openapi import OpenAPI
from flask_openapi3.types import SecuritySchemesDict
from pydantic import ValidationError

from ova import __version__
from ova.web.bodies import MAX_AUDIO_BYTES, check_body, check_query
from ova.web.document import make_schemas_once, openapi_document
from ova.web.frontend import Frontend
from ova.web.headers import add_security_headers
from ova.web.identity import CSRF_HEADER, SESSION_COOKIE, Identities
from ova.web.limits import make_limiter
from ova.web.models.common import Problem
from ova.web.ports import HubPort
from ova.web.problems import from_validation, handle_errors
from ova.web.routes.about import about_routes
from ova.web.routes.account import account_routes
from ova.web.routes.actions import action_routes
from ova.web.routes.backups import backup_routes
from ova.web.routes.blueprint import Routes
from ova.web.routes.data import data_routes
from ova.web.routes.device_sounds import device_sound_routes
from ova.web.routes.docs import docs_routes
from ova.web.routes.finding import finding_routes
from ova.web.routes.history import history_routes
from ova.web.routes.home import home_routes
from ova.web.routes.insight import insight_routes
from ova.web.routes.integrations import integration_routes, removable_routes
from ova.web.routes.issues import issue_routes
from ova.web.routes.lists import list_routes
from ova.web.routes.log import log_routes
from ova.web.routes.models import model_routes
from ova.web.routes.onboarding import onboarding_routes
from ova.web.routes.pages import page_routes, skill_pages
from ova.web.routes.pairing import pairing_routes
from ova.web.routes.people import people_routes
from ova.web.routes.plugins import plugin_routes
from ova.web.routes.recordings import recording_routes
from ova.web.routes.requirements import requirement_routes
from ova.web.routes.routines import routine_routes
from ova.web.routes.satellite_groups import satellite_group_routes
from ova.web.routes.satellites import satellite_routes
from ova.web.routes.schedules import schedule_routes
from ova.web.routes.sign_ins import sign_in_pages, sign_in_routes
from ova.web.routes.skill_texts import sentence_routes, skill_text_routes
from ova.web.routes.speech import speech_routes
from ova.web.routes.system import health_routes, system_routes
from ova.web.routes.timers import timer_routes
from ova.web.routes.triggers import trigger_routes
from ova.web.routes.understanding import understanding_routes
from ova.web.routes.voices import voice_routes
from ova.web.routes.wake_words import wake_word_routes
from ova.web.routes.webhooks import delivery_routes, event_routes
from ova.web.sockets import Sockets
from ova.web.thrift import spare_network

_SECURITY: SecuritySchemesDict = {
    "token": {"type": "http", "scheme": "bearer"},
    "session": {
        "type": "apiKey",
        "in": "cookie",
        "name": SESSION_COOKIE,
        "description": f"Changes also need the header {CSRF_HEADER}: see GET /api/session.",
    },
}


class WebApp(OpenAPI):
    """The Flask application; ``sockets`` are its live connections."""

    sockets: Sockets

    def __init__(self, import_name: str, **how: Any) -> None:
        self._groups: list[APIBlueprint] = []
        super().__init__(import_name, **how)

    def add(self, group: APIBlueprint) -> None:
        """Serve a group of routes."""
        self._groups.append(group)
        self.register_blueprint(group)

    def generate_spec_json(self) -> None:
        """Describe the routes; the library does so once, when its ``api_doc`` is asked for."""
        for group in self._groups:
            if isinstance(group, Routes):
                group.describe()
            self.tags.extend(tag for tag in group.tags if tag.name not in self.tag_names)
            self.tag_names.extend(tag.name for tag in group.tags)
            self.paths.update(group.paths)
            self.components_schemas.update(group.components_schemas)
        super().generate_spec_json()  # type: ignore[no-untyped-call]  # the library does not type it

    def close(self) -> None:
        """Close every live connection and stop listening to the hub."""
        self.sockets.close()


def create_app(
    hub: HubPort,
    *,
    secure_cookies: bool = False,
    frontend_dir: Path | None = None,
    max_connections: int = 80,
) -> WebApp:
    """Build the application over ``hub``; ``close()`` it when done.

    ``secure_cookies`` is for https. ``frontend_dir`` holds the built frontend; by default it is
    looked for. ``max_connections`` bounds the live Socket.IO connections, each of which takes a
    thread of the server.
    """
    make_schemas_once()
    app = WebApp(
        "ova.web",
        info=Info(
            title="OpenVoiceAssistant",
            version=__version__,
            description="The REST API of a home's voice assistant hub.",
        ),
        security_schemes=_SECURITY,
        validation_error_status=HTTPStatus.UNPROCESSABLE_ENTITY.value,
        validation_error_model=Problem,
        validation_error_callback=_refuse,
        doc_ui=False,
        static_folder=None,
    )
    app.config["MAX_CONTENT_LENGTH"] = MAX_AUDIO_BYTES
    app.json.sort_keys = False  # type: ignore[attr-defined]  # Flask's provider has it

    identities = Identities(hub.accounts, lambda key: hub.satellites.with_key(key))
    limiter = make_limiter(identities)
    limiter.init_app(app)
    identities.protect(app, hub.session_key(), secure_cookies=secure_cookies)
    app.before_request(check_query)
    app.before_request(check_body)
    app.after_request(add_security_headers)
    app.after_request(spare_network)
    handle_errors(app, Frontend(frontend_dir))

    for group in (
        account_routes(hub, identities, limiter),
        people_routes(hub, identities, limiter),
        backup_routes(hub),
        about_routes(hub),
        speech_routes(hub, identities),
        log_routes(hub),
        home_routes(hub, identities),
        removable_routes(hub.integration_manager),
        plugin_routes(hub.skill_manager, "skills"),
        skill_text_routes(hub, identities),
        sentence_routes(hub),
        understanding_routes(hub),
        trigger_routes(hub),
        data_routes(hub),
        action_routes(hub),
        sign_in_routes(hub),
        sign_in_pages(hub, identities),
        integration_routes(hub),
        issue_routes(hub),
        insight_routes(hub),
        requirement_routes(hub.integration_manager, "integrations"),
        requirement_routes(hub.skill_manager, "skills"),
        satellite_routes(hub, identities),
        satellite_group_routes(hub),
        pairing_routes(hub, limiter),
        finding_routes(hub, limiter),
        timer_routes(hub),
        schedule_routes(hub),
        routine_routes(hub),
        list_routes(hub, identities),
        voice_routes(hub),
        model_routes(hub),
        wake_word_routes(hub),
        system_routes(hub, identities),
        onboarding_routes(hub),
        history_routes(hub, identities),
        recording_routes(hub),
        device_sound_routes(hub),
        event_routes(hub),
        delivery_routes(hub, limiter),
        health_routes(hub),
    ):
        app.add(group)
    app.register_blueprint(docs_routes(app))
    app.register_blueprint(page_routes(hub, identities))
    app.register_blueprint(skill_pages(hub))
    app.sockets = Sockets(app, hub, identities, max_connections=max_connections)
    return app


def openapi_of(hub: HubPort) -> dict[str, Any]:
    """Return the OpenAPI document of a hub, which need not run."""
    app = create_app(hub)
    try:
        return openapi_document(app)
    finally:
        app.close()


def _refuse(error: ValidationError) -> Any:
    raise from_validation(error)
