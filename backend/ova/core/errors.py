"""The one family of errors: a stable code, a sentence for people, and a cure."""


class OvaError(Exception):
    """Something the caller can be told plainly.

    ``code`` is stable and machine readable, ``message`` says what was tried and what was wanted,
    ``cure`` says how to fix it. Every room derives its own base from one of the classes below.
    """

    code = "error"
    status = 500

    def __init__(self, message: str, *, cure: str = "", code: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure
        if code is not None:
            self.code = code

    def __str__(self) -> str:
        return f"{self.message} {self.cure}".strip()


class InvalidInput(OvaError):
    """What was given cannot be used: wrong type, range, format or size."""

    code = "invalid_input"
    status = 422


class NotFound(OvaError):
    """Nothing with this id or name exists."""

    code = "not_found"
    status = 404


class NotAllowed(OvaError):
    """The caller is not signed in, or may not do this."""

    code = "not_allowed"
    status = 403


class NotFromHere(NotAllowed):
    """It may not be done from the satellite where it was asked for."""

    code = "not_from_here"

    def __init__(self, message: str) -> None:
        super().__init__(
            message,
            cure="Ask somebody who lives here, or change what the satellite may control on its page.",
        )


class Conflict(OvaError):
    """The request fights with what is already there."""

    code = "conflict"
    status = 409


class ChangedMeanwhile(Conflict):
    """Somebody else changed what was to be changed since it was read."""

    code = "changed_meanwhile"
    status = 412


class Unavailable(OvaError):
    """Something needed is not there just now: a device, a service, a model, disk space."""

    code = "unavailable"
    status = 503
