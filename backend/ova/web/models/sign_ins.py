"""Forms of the sign-ins of integrations."""

from pydantic import BaseModel, Field, RootModel


class ProviderModel(BaseModel):
    """One account of an integration people sign in to."""

    id: str
    integration_id: str
    name: str
    connected: bool
    requires_reconnect: bool = Field(description="Somebody must sign in again.")


class ProviderList(RootModel[list[ProviderModel]]):
    """Every account of an integration people sign in to."""


class AccessModel(BaseModel):
    """How a sign-in stands. Tokens are never shown."""

    login_url: str = Field(description="Open it in a browser to sign in.")
    callback_url: str = Field(description="To be copied to the app made at the service.")
    connected: bool
    requires_reconnect: bool
    expires_at: float | None = Field(description="Access tokens are renewed by themselves.")
    scope: str
    account: str
    warnings: list[str] = Field(description="What services often refuse about the callback.")


class DisconnectedModel(BaseModel):
    """How a disconnection ended: the token is deleted here in any case."""

    revoked: bool = Field(description="The service was told, too.")


class NamePath(BaseModel):
    """An integration's name in an address."""

    name: str


class CallbackQuery(BaseModel):
    """What a service sends a browser back with."""

    state: str = Field("", max_length=2_000)
    code: str = Field("", max_length=8_000)
    error: str = Field("", max_length=200)
    error_description: str = Field("", max_length=2_000)
    iss: str = Field("", max_length=2_000)
