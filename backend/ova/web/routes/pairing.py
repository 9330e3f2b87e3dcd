"""Letting devices join by a code."""

from flask import request
from flask_limiter import Limiter
from flask_openapi3.blueprint import APIBlueprint

from ova.core import Conflict
from ova.web.limits import CLAIM_LIMIT, JOIN_LIMIT
from ova.web.models.pairing import (
    PairingAccept,
    PairingAsk,
    PairingAsked,
    PairingClaim,
    PairingList,
    PairingModel,
    PairingPath,
    PairingStanding,
)
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def pairing_routes(hub: HubPort, limiter: Limiter) -> APIBlueprint:
    """Build the routes. The two for devices are public: they hold a secret of their own."""
    api = routes("pairing", "Letting satellites join.")

    @api.post("/pairing", responses={201: PairingAsked})
    @limiter.shared_limit(JOIN_LIMIT, scope="join")
    def ask(body: PairingAsk) -> Answer:
        """Ask to join, as a device: it shows the code, and a person types it on the hub's page."""
        if hub.accounts.needs_owner():
            raise Conflict(
                "The hub is not set up yet.",
                cure="Open the hub's page and make the owner's account first.",
                code="not_set_up",
            )
        asked = hub.pairing.ask(
            body.satellite_id,
            body.name,
            body.area,
            body.version,
            body.secret,
            request.remote_addr or "",
            body.commitment,
        )
        told = asked.request.to_json()
        valid_s = told["expires_at"] - told["asked_at"]
        return {
            "request_id": asked.request.id,
            "code": asked.code,
            "nonce": asked.nonce,
            "valid_s": valid_s,
        }, 201

    @api.post("/pairing/<request_id>/claim", responses={200: PairingStanding})
    @limiter.shared_limit(CLAIM_LIMIT, scope="claim")
    def claim(path: PairingPath, body: PairingClaim) -> Answer:
        """Ask how one's request stands, as a device; once it was let in, the token comes, once."""
        claimed = hub.pairing.claim(path.request_id, body.secret, body.opening)
        return {
            "state": str(claimed.state),
            "token": claimed.token,
            "satellite": claimed.satellite.to_json() if claimed.satellite else None,
        }

    @api.get("/pairing", responses={200: PairingList})
    def waiting() -> Answer:
        """List the devices that ask to join."""
        return [one.to_json() for one in hub.pairing.waiting()]

    @api.post("/pairing/<request_id>/accept", responses={200: PairingModel})
    def accept(path: PairingPath, body: PairingAccept) -> Answer:
        """Let a device in by the code it shows; after a few wrong ones it must ask anew."""
        return hub.pairing.accept(path.request_id, body.code, body.name, body.area_id).to_json()

    @api.delete("/pairing/<request_id>", responses={204: None})
    def reject(path: PairingPath) -> Answer:
        """Send a device away."""
        hub.pairing.reject(path.request_id)
        return "", 204

    return api
