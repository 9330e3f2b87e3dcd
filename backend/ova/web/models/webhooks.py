"""Forms of webhooks and events of integrations."""

from typing import Any

from pydantic import BaseModel, Field, RootModel


class DeliveryPath(BaseModel):
    """The address of a webhook."""

    entry_id: str
    token: str


class ChallengeQuery(BaseModel):
    """How a service asks whether an address is meant; others have words of their own."""

    mode: str = Field("", alias="hub.mode", max_length=100)
    verify_token: str = Field("", alias="hub.verify_token", max_length=500)
    challenge: str = Field("", alias="hub.challenge", max_length=1000)


class Accepted(BaseModel):
    """What a service is answered."""

    accepted: bool


class ProofModel(BaseModel):
    """How a service proves who it is."""

    method: str = Field(description="'hmac-sha256' or 'token'.")
    header: str
    setting: str = Field(description="The setting that holds the secret.")
    time_header: str


class UpstreamModel(BaseModel):
    """Whether the service knows the address."""

    managed: bool = Field(description="The hub registers the address by itself.")
    registered: bool
    problem: str


class WebhookModel(BaseModel):
    """What a person needs to set a service up."""

    url: str | None = Field(description="Null while the setting external_url is empty.")
    path: str
    verify: ProofModel | None
    secret: str | None = Field(
        description="The secret the hub made because the setting is blank, to copy to the service."
    )
    challenge: str | None = Field(
        None, description="The setting with the verify token of services that ask first."
    )
    max_bytes: int
    last_at: float | None
    last_problem: str
    upstream: UpstreamModel


class EventModel(BaseModel):
    """Something an integration told."""

    seq: int
    integration: str
    type: str
    external_id: str | None
    payload: dict[str, Any]
    source: str
    at: float


class EventList(RootModel[list[EventModel]]):
    """Events, newest first."""


class EventsOfOneQuery(BaseModel):
    """Which events of an integration."""

    type: str | None = None
    limit: int = Field(50, ge=1, le=1000)
    before: int | None = Field(None, ge=1, le=2**62, description="Only those with a lower seq.")


class EventsQuery(EventsOfOneQuery):
    """Which events."""

    integration: str | None = None
