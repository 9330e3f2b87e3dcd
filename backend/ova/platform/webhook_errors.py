"""What can be wrong with something a service sent to a webhook."""

from ova.core import InvalidInput, NotAllowed, NotFound, OvaError


class WebhookError(OvaError):
    """Base of what keeps a delivery from being taken. Nothing was stored."""

    code = "webhook_error"


class WebhookUnknown(WebhookError, NotFound):
    """There is no webhook at this address: no such integration, or another token."""

    code = "webhook_unknown"
    status = 404


class SignatureInvalid(WebhookError, NotAllowed):
    """The proof of who sent it is missing, wrong or too old."""

    code = "signature_invalid"
    status = 401


class DeliveryTooLarge(WebhookError, InvalidInput):
    """More was sent than this webhook takes."""

    code = "too_large"
    status = 413


class DeliveryMalformed(WebhookError, InvalidInput):
    """What was sent is neither JSON nor a form."""

    code = "malformed_body"
    status = 400


class DeliveryRefused(WebhookError, InvalidInput):
    """The integration can make nothing of what was sent."""

    code = "delivery_refused"
    status = 400


class DeliveryFailed(WebhookError):
    """The integration's own code failed; the delivery may be sent again."""

    code = "delivery_failed"
    status = 502


class ChallengeRefused(WebhookError, NotAllowed):
    """A service asked whether the address is meant, and did not know the verify token."""

    code = "challenge_refused"
    status = 403


class ChallengeUnknown(WebhookError, NotFound):
    """This webhook is not asked whether it is meant."""

    code = "challenge_unknown"
    status = 404
