"""What can go wrong with models."""

from ova.core import Conflict, InvalidInput, NotFound, Unavailable
from ova.engines.errors import EngineError


class NoSuchModel(EngineError, NotFound):
    """Nothing of this name is in the catalogue, upstream or installed."""

    code = "unknown_model"
    status = NotFound.status


class BadArchive(EngineError, InvalidInput):
    """A file that holds no model, or holds it in a way that is not safe to unpack."""

    code = "bad_archive"
    status = InvalidInput.status


class NoWay(EngineError, Unavailable):
    """A server cannot be reached, or does not give the file."""

    code = "offline"
    status = Unavailable.status


class WrongChecksum(EngineError, Unavailable):
    """What arrived is not what was published; it was deleted."""

    code = "wrong_checksum"
    status = Unavailable.status


class DiskFull(EngineError, Unavailable):
    """There is no room for a model."""

    code = "disk_full"
    status = Unavailable.status


class InstallStopped(EngineError, Conflict):
    """Somebody stopped the install; what was downloaded is kept."""

    code = "install_stopped"
    status = Conflict.status


class ModelInUse(EngineError, Conflict):
    """The hub hears or speaks with this model."""

    code = "model_in_use"
    status = Conflict.status
