"""The parts of a manifest: credentials, requests, sign-in, actions and polls."""

from typing import Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from ova.sdk.marks import SPAN

AUTH_TYPES = ("custom", "oauth2", "none")
_CLIENT_ID = {
    "type": "string",
    "title": "Client ID",
    "description": "Of the app you made at the service for this hub",
    "default": "",
}
_CLIENT_SECRET = {
    "type": "string",
    "title": "Client secret",
    "description": "Shown by the service beside the client ID",
    "format": "password",
    "default": "",
}


class _Part(BaseModel):
    model_config = ConfigDict(strict=True, frozen=True, extra="ignore")


class AuthPart(_Part):
    """Which credentials it needs."""

    identifier: str = ""
    type: str = "custom"
    """``custom``, ``oauth2`` or ``none``, in any case."""
    fields: dict[str, Any] = Field(default_factory=dict)
    """JSON Schema of an object; ``label`` and ``help_text`` are shown."""

    @field_validator("type")
    @classmethod
    def _known(cls, value: str) -> str:
        if value.lower() not in AUTH_TYPES:
            raise ValueError(f"{value!r} is not one of {', '.join(AUTH_TYPES)}")
        return value.lower()


class HttpPart(_Part):
    """How ``ctx.fetch`` asks; ``{setting}`` stands for a setting's value."""

    base_url: str = ""
    headers: dict[str, str] = Field(default_factory=dict)
    query: dict[str, str] = Field(default_factory=dict)
    body: dict[str, str] = Field(default_factory=dict)
    """Fields of every body that is sent: of the JSON object, or of the form."""
    basic: tuple[str, str] | None = Field(default=None, strict=False)
    """Name and password."""
    timeout_s: float = Field(default=30.0, gt=0, le=300, strict=False)
    parallel: int = Field(default=8, ge=1, le=64)
    """Requests under way at the same time; more wait for their turn."""


class OAuthPart(_Part):
    """Where and how people sign in at the other side."""

    authorize_url: str = ""
    token_url: str = ""
    revoke_url: str = ""
    metadata_url: str = ""
    """Names the other addresses, in place of giving them."""
    refresh_url: str = ""
    """Where access tokens are renewed; ``token_url`` unless given."""
    scopes: list[str] = Field(default_factory=list)
    pkce: bool = True
    authorize_params: dict[str, str] = Field(default_factory=dict)
    token_endpoint_auth_method: Literal["client_secret_basic", "client_secret_post", "none"] = (
        "client_secret_basic"  # noqa: S105 - a method's name
    )
    """``none``: the installation has no client secret."""

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        """JSON Schema fragments of the settings a sign-in needs, by field name."""
        fields = {"client_id": _CLIENT_ID, "client_secret": _CLIENT_SECRET}
        return {name: dict(fields[name]) for name in self.required}

    @property
    def required(self) -> list[str]:
        """Settings a sign-in cannot do without."""
        secret = self.token_endpoint_auth_method != "none"  # noqa: S105 - a method's name
        return ["client_id", "client_secret"] if secret else ["client_id"]

    @model_validator(mode="after")
    def _has_addresses(self) -> Self:
        if not self.metadata_url and not (self.authorize_url and self.token_url):
            raise ValueError("give metadata_url, or authorize_url and token_url")
        return self


class ActionPart(_Part):
    """One action; what carries it out is hung on it in code."""

    description: str = ""
    input_schema: dict[str, Any] = Field(default_factory=dict)
    output_schema: dict[str, Any] | None = None
    phrases: list[str] | dict[str, list[str]] = Field(default_factory=list)
    """English ones, or by language."""
    risky: bool = False
    changes: Literal["", "nothing", "things", "anything"] = ""


class PollPart(_Part):
    """One polling trigger."""

    description: str = ""
    polling_interval: str
    input_schema: dict[str, Any] = Field(default_factory=dict)
    output_schema: dict[str, Any] | None = None

    @field_validator("polling_interval")
    @classmethod
    def _is_a_span(cls, value: str) -> str:
        if SPAN.fullmatch(value) is None:
            raise ValueError(f"{value!r} is not a whole number and s, m, h or d, as in 5m")
        return value
