"""The web application over a whole hub: a module gives ``whole_hub``, and gets ``rest`` and ``anna``."""

import pytest

from ova.web import create_app


@pytest.fixture(scope="module")
def rest(whole_hub, tmp_path_factory):
    """Return the application; every answer is checked against the OpenAPI document."""
    app = create_app(whole_hub, frontend_dir=tmp_path_factory.mktemp("dist"))
    app.validate_response = True
    yield app
    app.close()


@pytest.fixture
def anna(rest, whole_hub):
    """Return a client that asks with a token of the owner."""
    _, secret = whole_hub.accounts.create_token(whole_hub.accounts.users()[0].id, "tests")
    client = rest.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client
