"""Models over REST: list, install, upload, follow and remove."""

import io
import threading

import pytest
from tests.engines.models.mirrors import NAME, TINY, VOICE, make_mirror, pack, served

from ova.engines.models.disk import RESERVE_BYTES, size_of
from ova.folder import HomeFolder
from ova.hub import HubOptions, OpenVoiceAssistant
from ova.hub.models import Models
from ova.web import create_app

WAIT_S = 60
BYTES = {"Content-Type": "application/octet-stream"}


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    """The tiny Vosk model as its publisher would give it."""
    return pack(TINY, tmp_path_factory.mktemp("zip") / f"{NAME}.zip", NAME)


@pytest.fixture
def mirror(tmp_path, archive, monkeypatch):
    """A running mirror the hub installs from."""
    with served(make_mirror(tmp_path / "mirror", archive)) as server:
        monkeypatch.setenv("OVA_MODEL_MIRROR", server.url)
        yield server


@pytest.fixture
def hub(tmp_path):
    """A hub that is built and not started: models need neither grammar nor speech."""
    folder = HomeFolder(tmp_path / "home")
    folder.prepare()
    hub = OpenVoiceAssistant(HubOptions(folder=folder, workers=0))
    yield hub
    hub.close()


@pytest.fixture
def rest(hub):
    """A signed-in client; every answer is checked against the form it promises."""
    app = create_app(hub)
    app.validate_response = True
    owner = hub.setup("anna", "correct horse battery")
    _, token = hub.accounts.create_token(owner.id, "tests")
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {token}"
    yield client
    app.close()


class Follow:
    """Waits for the end of jobs with the hub's live news."""

    def __init__(self, hub):
        self.news = []
        self._changed = threading.Condition()
        hub.subscribe(self._take)

    def _take(self, kind, payload):
        if kind == "model":
            with self._changed:
                self.news.append(payload)
                self._changed.notify_all()

    def end_of(self, job):
        with self._changed:
            assert self._changed.wait_for(lambda: self._last(job), WAIT_S)
            return self._last(job)

    def _last(self, job):
        ends = [one for one in self.news if one["id"] == job["id"] and one["state"] != "running"]
        return ends[-1] if ends else None


def test_the_list_holds_the_catalogue_by_language_and_kind(rest):
    everything = rest.get("/api/models").json
    german = rest.get("/api/models?language=de&kind=vosk").json

    assert len(everything) > 40
    assert [one["id"] for one in german] == ["vosk-model-small-de-0.15"]
    assert german[0]["licence"] == "Apache-2.0"
    assert german[0]["download_bytes"] > 40_000_000
    assert not german[0]["installed"]
    assert german[0]["verified"] is None
    assert rest.get("/api/models?kind=bark").status_code == 422


def test_a_model_is_installed_in_the_background_followed_and_removed(rest, hub, mirror):
    follow = Follow(hub)

    begun = rest.post(f"/api/models/{NAME}/install")
    ended = follow.end_of(begun.json)
    there = rest.get(f"/api/models/{NAME}").json
    job = rest.get(f"/api/models/jobs/{begun.json['id']}").json
    listed = rest.get("/api/models/jobs").json
    refused = rest.delete(f"/api/models/{NAME}")
    removed = rest.delete(f"/api/models/{NAME}?force=true")

    assert begun.status_code == 202
    assert ended == job == listed[0]
    assert (job["state"], job["error"], job["verified"]) == ("done", None, True)
    assert there["installed"]
    assert there["verified"]
    assert there["source"] == f"{mirror.url}/vosk/{NAME}.zip"
    assert there["in_use"]
    assert (refused.status_code, refused.json["code"]) == (409, "model_in_use")
    assert removed.status_code == 204
    assert rest.get(f"/api/models/{NAME}").status_code == 404
    assert {one["step"] for one in follow.news} >= {"look_up", "download", "unpack", "try"}


def test_a_voice_is_installed_and_removed(rest, hub, mirror):
    follow = Follow(hub)

    follow.end_of(rest.post(f"/api/models/{VOICE}/install").json)

    assert rest.get(f"/api/models/{VOICE}").json["language"] == "en-US"
    assert rest.delete(f"/api/models/{VOICE}").status_code == 204


def test_an_archive_is_installed_from_its_bytes(rest, hub, archive):
    follow = Follow(hub)

    with archive.open("rb") as body:
        begun = rest.post(f"/api/models?name={NAME}.zip", data=body, headers=BYTES)
    ended = follow.end_of(begun.json)

    assert begun.status_code == 202
    assert (ended["state"], ended["model_id"]) == ("done", NAME)
    assert (begun.json["verified"], ended["verified"]) == (None, False)
    assert rest.get(f"/api/models/{NAME}").json["verified"] is False


def test_a_damaged_archive_fails_with_a_cure_and_leaves_nothing(rest, hub, archive):
    follow = Follow(hub)

    begun = rest.post(
        "/api/models?name=de.zip", data=archive.read_bytes()[:-3000], headers=BYTES
    ).json
    ended = follow.end_of(begun)

    assert ended["state"] == "failed"
    assert ended["error"]["code"] == "bad_archive"
    assert ended["error"]["cure"]
    assert not any(one["installed"] for one in rest.get("/api/models").json)


@pytest.mark.parametrize(
    ("query", "headers", "data", "status"),
    [
        ("", BYTES, b"PK", 422),
        ("?name=..%2Fevil.zip", BYTES, b"PK", 422),
        ("?name=.hidden", BYTES, b"PK", 422),
        ("?name=de.zip", BYTES, b"", 422),
        ("?name=de.zip", {"Content-Type": "text/html"}, b"<p>", 415),
    ],
)
def test_uploads_that_cannot_be_used_are_refused(rest, hub, query, headers, data, status):
    answer = rest.post(f"/api/models{query}", data=data, headers=headers)

    assert answer.status_code == status
    assert answer.json["cure"]
    assert list(hub.models.shelf.partials.glob("*")) == []


def test_an_upload_that_does_not_arrive_whole_is_refused(rest, hub):
    answer = rest.post(
        "/api/models?name=de.zip",
        data=b"PK",
        headers=BYTES,
        environ_overrides={"CONTENT_LENGTH": "1000"},
    )

    assert answer.status_code == 400
    assert list(hub.models.shelf.partials.glob("*")) == []


@pytest.mark.parametrize("told", [True, False])
def test_an_upload_the_disk_has_no_room_for_is_refused_whether_its_size_is_told_or_not(
    rest, hub, told
):
    room = RESERVE_BYTES + 1_000_000
    hub.models = Models(
        hub.models.shelf.folder,
        lambda job: None,
        lambda model: "",
        free=lambda folder: room - size_of(folder),
    )
    body = io.BytesIO(bytes(3_000_000))
    sized = {"content_length": 3_000_000} if told else {}
    unsized = {} if told else {"HTTP_TRANSFER_ENCODING": "chunked", "wsgi.input_terminated": True}

    answer = rest.post(
        "/api/models?name=de.zip",
        input_stream=body,
        headers=BYTES,
        environ_overrides=unsized,
        **sized,
    )

    assert (answer.status_code, answer.json["code"]) == (503, "disk_full")
    assert "not enough room" in answer.json["detail"]
    assert "ova models remove" in answer.json["cure"]
    assert body.tell() < 3_000_000
    assert list(hub.models.shelf.partials.glob("*")) == []


def test_an_upload_above_the_limit_is_refused(rest):
    answer = rest.post(
        "/api/models?name=de.zip",
        data=b"PK",
        headers=BYTES,
        environ_overrides={"CONTENT_LENGTH": str(7 * 1024**3)},
    )

    assert answer.status_code in (413, 503)


def test_unknown_names_and_jobs_are_not_found(rest):
    for method, path in (
        ("get", "/api/models/nothing"),
        ("post", "/api/models/nothing/install"),
        ("delete", "/api/models/.."),
        ("get", "/api/models/jobs/nothing"),
        ("delete", "/api/models/jobs/nothing"),
    ):
        assert getattr(rest, method)(path).status_code == 404, path


def test_a_job_is_stopped_over_rest(tmp_path, rest, hub, archive, monkeypatch):
    folder = make_mirror(tmp_path / "slow", archive)
    with served(folder, "stall=60000") as server:
        monkeypatch.setenv("OVA_MODEL_MIRROR", server.url)
        follow = Follow(hub)
        job = rest.post(f"/api/models/{NAME}/install").json
        stopped = rest.delete(f"/api/models/jobs/{job['id']}")
        server.kill()
        ended = follow.end_of(job)

    assert stopped.status_code == 202
    assert ended["state"] == "stopped"


def test_offline_is_said_in_the_job_with_the_ways_out(rest, hub, monkeypatch):
    monkeypatch.setenv("OVA_MODEL_MIRROR", "http://127.0.0.1:9")
    follow = Follow(hub)

    ended = follow.end_of(rest.post("/api/models/vosk-model-small-de-0.15/install").json)

    assert ended["error"]["code"] == "offline"
    assert "OVA_MODEL_MIRROR" in ended["error"]["cure"]


def test_strangers_see_no_models(hub, rest):
    stranger = create_app(hub)
    try:
        assert stranger.test_client().get("/api/models").status_code == 401
        assert stranger.test_client().post(f"/api/models/{NAME}/install").status_code == 401
    finally:
        stranger.close()
