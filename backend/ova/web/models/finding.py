"""Bodies and answers by which a satellite tells its hub from others."""

from pydantic import BaseModel, Field

from ova.web.models.common import Body


class HubModel(BaseModel):
    """Which hub this is."""

    id: str = Field(description="Made once, and the same wherever the hub moves.")
    name: str = Field(description="What the home is called.")
    version: str


class HubProofAsk(Body):
    """A satellite asks whether this is the hub that gave it its token."""

    satellite_id: str = Field(min_length=1, max_length=100)
    nonce: str = Field(min_length=16, max_length=200, description="Random; used once.")


class HubProof(BaseModel):
    """The proof, and where the hub was asked."""

    hub_id: str
    address: str = Field(description="The hub's own end of the connection: `host:port`.")
    proof: str = Field(
        description="HMAC-SHA256, keyed with the hexadecimal SHA-256 of the satellite's token, of the"
        " lines `ova-hub`, hub_id, satellite_id, nonce and address."
    )
    certificate: str = Field(
        description="SHA-256 of the certificate the hub serves with, hexadecimal; empty for plain http."
    )
    certificate_proof: str = Field(
        description="HMAC-SHA256, keyed likewise, of the lines `ova-certificate`, satellite_id, nonce and"
        " certificate."
    )
