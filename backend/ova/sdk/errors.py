"""What a plugin raises when it cannot do its job; the message is shown and spoken as it is written."""

from ova.core import InvalidInput, OvaError, Unavailable
from ova.sdk.response import FetchResponse


class PluginError(OvaError):
    """A plugin could not do what it was asked. Base of every error an author raises."""

    code = "plugin_error"
    status = 502
    response: FetchResponse | None = None
    """What the other side answered when ``ctx.fetch`` raised this; shown to nobody."""


class ActionError(PluginError):
    """A command was understood and sent, and could not be carried out."""

    code = "action_failed"


class AuthFailed(PluginError):
    """The other side refused the credentials; only a person can fix that."""

    code = "auth_failed"


class NotReady(PluginError, Unavailable):
    """The other side cannot be reached just now; trying again later may help."""

    code = "not_ready"
    status = 503


class RateLimited(PluginError, Unavailable):
    """The other side wants to be asked less often."""

    code = "rate_limited"
    status = 503

    def __init__(self, message: str, *, cure: str = "", retry_after_s: float | None = None) -> None:
        super().__init__(message, cure=cure)
        self.retry_after_s = retry_after_s


class ConfigurationError(PluginError):
    """What an integration declares and what it does do not fit together."""

    code = "configuration_error"
    status = 409


class SecretMissing(PluginError, InvalidInput):
    """A credential that is needed was not given yet."""

    code = "secret_missing"
    status = 422


class OutputInvalid(PluginError):
    """The other side, or the author's code, returned what was not declared."""

    code = "output_invalid"


class InputInvalid(PluginError, InvalidInput):
    """A command carries values the plugin cannot use."""

    code = "invalid_input"
    status = 422
