"""Telling satellites which hub this is."""

import ipaddress

from flask import request
from flask_limiter import Limiter
from flask_openapi3.blueprint import APIBlueprint

from ova import __version__
from ova.web.limits import CLAIM_LIMIT
from ova.web.models.finding import HubModel, HubProof, HubProofAsk
from ova.web.ports import HubPort
from ova.web.routes.blueprint import Answer, routes


def finding_routes(hub: HubPort, limiter: Limiter) -> APIBlueprint:
    """Build the routes. Both are public: a satellite asks before it shows its token."""
    api = routes("finding", "Which hub this is, for satellites that look for theirs.")

    @api.get("/hub", responses={200: HubModel})
    def which() -> Answer:
        """Tell the hub's id and name, as it announces them on the network."""
        return {"id": hub.identity.id, "name": hub.identity.name, "version": __version__}

    @api.post("/hub/proof", responses={200: HubProof})
    @limiter.shared_limit(CLAIM_LIMIT, scope="proof")
    def prove(body: HubProofAsk) -> Answer:
        """Prove to a satellite, before it shows its token, that this is the hub it came from."""
        address = _own_end()
        proof = hub.identity.prove(body.satellite_id, body.nonce, address)
        certificate, certificate_proof = hub.identity.prove_certificate(
            body.satellite_id, body.nonce
        )
        return {
            "hub_id": hub.identity.id,
            "address": address,
            "proof": proof,
            "certificate": certificate,
            "certificate_proof": certificate_proof,
        }

    return api


def _own_end() -> str:
    """Return the hub's own end of the connection, which no stranger in between can choose."""
    for name in ("gunicorn.socket", "werkzeug.socket"):
        connection = request.environ.get(name)
        if connection is not None:
            host, port, *_ = connection.getsockname()
            address = ipaddress.ip_address(str(host).partition("%")[0])
            mapped = getattr(address, "ipv4_mapped", None)
            return f"{mapped or address}:{port}"
    return ""
