"""The voices people can choose, over REST."""

from flask.testing import FlaskClient


def test_the_voices_are_listed(client: FlaskClient):
    answer = client.get("/api/voices?language=de")

    assert answer.status_code == 200
    assert answer.get_json() == {
        "current": "en",
        "voices": [{"id": "de", "name": "German", "languages": ["de"], "engine": "espeak"}],
        "variants": ["f3"],
    }
    assert client.get("/api/voices").get_json()["voices"] == []


def test_a_language_that_is_none_is_refused(client: FlaskClient):
    assert client.get(f"/api/voices?language={'x' * 36}").status_code == 422
