"""A mirror of models: a real web server with the tiny Vosk model and a small voice."""

import pytest
from tests.engines.models.mirrors import NAME, TINY, Steps, make_mirror, pack, served

from ova.engines.models import Installer, Shelf, Stop, Upstream


@pytest.fixture(scope="session")
def tiny_zip(tmp_path_factory):
    """The tiny Vosk model as its publisher would give it."""
    return pack(TINY, tmp_path_factory.mktemp("zip") / f"{NAME}.zip", NAME)


@pytest.fixture
def mirror(tmp_path, tiny_zip):
    """The folder of a mirror."""
    return make_mirror(tmp_path / "mirror", tiny_zip)


@pytest.fixture
def serve():
    """Return the means to run a server for a block."""
    return served


@pytest.fixture
def models(tmp_path):
    """The folder models are installed in."""
    return tmp_path / "models"


@pytest.fixture
def installer(models):
    """Return a function that makes an installer for a mirror; closed afterwards."""
    made = []

    def make(url="http://127.0.0.1:9", **options):
        one = Installer(Shelf(models), Upstream(url), pause_s=0.01, **options)
        made.append(one)
        return one

    yield make
    for one in made:
        one.upstream.close()


@pytest.fixture
def stop():
    return Stop()


@pytest.fixture
def steps():
    return Steps()
