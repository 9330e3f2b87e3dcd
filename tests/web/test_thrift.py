"""What is long is compressed, and what is unchanged is not sent twice."""

import gzip
import json

from flask.testing import FlaskClient


def test_a_long_list_is_compressed_and_sent_once(client: FlaskClient):
    whole = client.get("/api/docs/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert whole.headers["Content-Encoding"] == "gzip"
    assert "Accept-Encoding" in whole.headers["Vary"]
    plain = client.get("/api/docs/openapi.json")
    assert "Content-Encoding" not in plain.headers
    assert json.loads(gzip.decompress(whole.data)) == plain.json
    assert len(whole.data) < len(plain.data) / 3

    again = client.get("/api/docs/openapi.json", headers={"If-None-Match": whole.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["Content-Security-Policy"]

    entities = client.get("/api/entities")
    tag = {"If-None-Match": entities.headers["ETag"]}
    assert client.get("/api/entities", headers=tag).status_code == 304


def test_what_is_refused_or_changed_is_told_whole(client: FlaskClient):
    refused = client.get("/api/entities/light.none", headers={"Accept-Encoding": "gzip"})
    assert refused.status_code == 404
    assert "ETag" not in refused.headers
    made = client.post("/api/areas", json={"name": "Attic"}, headers={"Accept-Encoding": "gzip"})
    assert "ETag" not in made.headers
