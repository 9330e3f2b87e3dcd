"""The frontend's files and pages."""

from pathlib import Path

import pytest
from flask.testing import FlaskClient
from web_hub import SmallHub

from ova.web import create_app

PAGE = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
SCRIPT = "/assets/index-B7xYz12Q.js"


@pytest.mark.parametrize("path", ["/", "/entities/light.kitchen", "/settings", "/integrations"])
def test_every_page_of_the_frontend_is_its_index(path: str, stranger: FlaskClient):
    answer = stranger.get(path, headers=PAGE)
    assert answer.status_code == 200
    assert answer.mimetype == "text/html"
    assert "<title>OVA</title>" in answer.text
    assert answer.headers["Cache-Control"] == "no-cache"


def test_an_index_that_did_not_change_is_not_sent_again(stranger: FlaskClient):
    tag = stranger.get("/", headers=PAGE).headers["ETag"]
    assert stranger.get("/", headers={**PAGE, "If-None-Match": tag}).status_code == 304


def test_files_with_a_hash_in_their_name_are_cached_for_good(stranger: FlaskClient):
    answer = stranger.get(SCRIPT)
    assert answer.mimetype == "text/javascript"
    assert answer.text == "console.log('plain')"
    assert "immutable" in answer.headers["Cache-Control"]
    assert stranger.get("/favicon.svg").headers["Cache-Control"] == "no-cache"


@pytest.mark.parametrize(
    ("accepted", "sent"),
    [("gzip", "gzip"), ("gzip, br", "br"), ("br;q=0, gzip", "gzip"), ("", None)],
)
def test_the_smallest_form_the_browser_takes_is_sent(
    accepted: str, sent: str | None, stranger: FlaskClient
):
    answer = stranger.get(SCRIPT, headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == sent
    assert answer.mimetype == "text/javascript"
    assert answer.headers["Vary"] == "Accept-Encoding"


@pytest.mark.parametrize("path", ["/assets/gone-B7xYz12Q.js", "/missing.png"])
def test_a_missing_file_is_not_answered_with_a_page(path: str, stranger: FlaskClient):
    assert stranger.get(path, headers={"Accept": "*/*"}).status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/../secret.txt", "/%2e%2e/secret.txt", "/assets/..%2f..%2fsecret.txt", "//etc/passwd"],
)
def test_nothing_outside_of_the_frontends_folder_is_served(
    path: str, stranger: FlaskClient, frontend: Path
):
    (frontend.parent / "secret.txt").write_text("secret")
    answer = stranger.get(path, headers={"Accept": "*/*"})
    assert "secret" not in answer.text or answer.status_code == 404
    assert "root:" not in answer.text


def test_a_page_may_be_asked_for_by_head_but_not_posted_to(stranger: FlaskClient):
    head = stranger.head("/", headers=PAGE)
    assert head.status_code == 200
    assert head.data == b""
    assert stranger.post("/settings", headers=PAGE).status_code == 404


def test_a_hub_without_a_built_frontend_says_so_kindly(hub: SmallHub, tmp_path: Path):
    app = create_app(hub, frontend_dir=tmp_path / "nothing")
    try:
        answer = app.test_client().get("/", headers=PAGE)
        assert answer.status_code == 200
        assert "not built" in answer.text
        assert app.test_client().get(SCRIPT).status_code == 404
    finally:
        app.close()
