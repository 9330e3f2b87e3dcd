"""The first run."""

from flask_openapi3.blueprint import APIBlueprint

from ova.web.models.onboarding import OnboardingModel, OnboardingPatch
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def onboarding_routes(hub: HubPort) -> APIBlueprint:
    """Build the routes."""
    api = routes("onboarding", "How far the first run has come.")

    @api.get("/onboarding", responses={200: OnboardingModel})
    def onboarding() -> Answer:
        """Tell how far the first run has come."""
        return hub.onboarding.state()

    @api.patch("/onboarding", responses={200: OnboardingModel})
    def go_on(body: OnboardingPatch) -> Answer:
        """Take note of what became of steps; it is finished when none is open."""
        steps = {str(step): str(state) for step, state in body.steps.items()}
        return hub.onboarding.update(steps, body.finished)

    return api
