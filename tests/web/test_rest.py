"""What the routes answer when they are asked the right way."""

import io
import wave

import pytest
from flask.testing import FlaskClient
from web_hub import SmallHub

RUN = {"intent": "HassTurnOn", "skill": "home", "reply": "Done.", "error": None}


def test_a_typed_command_is_answered(client: FlaskClient):
    answer = client.post(
        "/api/converse",
        json={"text": "turn on the light", "satellite_id": "pi", "conversation_id": "c1"},
    )
    assert answer.status_code == 200
    assert answer.json.items() >= RUN.items()
    assert answer.json["slots"] == {"name": "Kitchen light"}
    assert answer.json["satellite_id"] == "pi"
    assert answer.json["audio_id"] is None


def test_how_a_command_was_understood_is_told_only_when_asked(client: FlaskClient):
    asked = client.post("/api/converse", json={"text": "hi", "explain": True}).json
    plain = client.post("/api/converse", json={"text": "hi"}).json

    assert asked["trace"] == {"readings": [], "nearest": [], "stages": []}
    assert "trace" not in plain
    assert (plain["commands"], plain["question"]) == ([], None)


@pytest.mark.parametrize(
    "kind", ["audio/wav", "audio/flac", "application/octet-stream", "audio/ogg; codecs=opus"]
)
def test_a_recording_is_answered_whatever_its_audio_type(kind: str, client: FlaskClient):
    answer = client.post("/api/listen?speak=true&satellite_id=pi", data=b"RIFF", content_type=kind)
    assert answer.status_code == 200
    assert answer.json["text"] == "4 bytes"
    assert answer.json["source"] == "audio"
    assert answer.json["satellite_id"] == "pi"
    assert answer.json["audio_id"] == "a1"


def test_a_recording_may_come_as_a_form(client: FlaskClient):
    data = {"audio": (io.BytesIO(b"RIFFxx"), "command.wav")}
    answer = client.post("/api/listen", data=data)
    assert answer.json["text"] == "6 bytes"


def test_speech_is_answered_as_a_wav_file(client: FlaskClient):
    answer = client.post("/api/say", json={"text": "hello"})
    assert answer.mimetype == "audio/wav"
    with wave.open(io.BytesIO(answer.data)) as file:
        assert file.getnframes() == 5


def test_speech_for_a_satellite_is_announced_there(client: FlaskClient):
    answer = client.post("/api/say", json={"text": "hello", "satellite_id": "pi"})
    assert answer.status_code == 202
    assert answer.json == {"announced": ["pi"]}


def test_a_replys_sound_can_be_fetched_while_it_is_kept(client: FlaskClient):
    assert client.get("/api/audio/a1").mimetype == "audio/wav"
    gone = client.get("/api/audio/a2")
    assert gone.status_code == 404
    assert gone.json["code"] == "no_such_audio"


def test_entities_are_listed_filtered_changed_and_controlled(client: FlaskClient):
    assert [one["id"] for one in client.get("/api/entities").json] == ["light.kitchen"]
    assert client.get("/api/entities?domain=switch").json == []
    assert len(client.get("/api/entities?area_id=kitchen&domain=light").json) == 1
    path = "/api/entities/light.kitchen"
    assert client.get(path).json["state"] == "off"
    on = client.post(f"{path}/control", json={"service": "turn_on", "data": {"brightness_pct": 5}})
    assert on.json["state"] == "on"
    assert on.json["attributes"] == {"brightness_pct": 5}
    changed = client.patch(path, json={"name": "Lamp", "aliases": ["big lamp"], "exposed": False})
    assert changed.json["name"] == "Lamp"
    assert changed.json["aliases"] == ["big lamp"]
    assert changed.json["exposed"] is False
    assert changed.json["area_id"] == "kitchen"


def test_null_takes_an_entity_out_of_its_area_and_leaving_it_out_does_not(client: FlaskClient):
    path = "/api/entities/light.kitchen"
    assert client.patch(path, json={"name": "Lamp"}).json["area_id"] == "kitchen"
    assert client.patch(path, json={"area_id": None}).json["area_id"] is None


def test_areas_are_added_changed_and_removed(client: FlaskClient):
    made = client.post("/api/areas", json={"name": " Study ", "aliases": ["office"]})
    assert made.status_code == 201
    assert made.json == {"id": "study", "name": "Study", "floor_id": None, "aliases": ["office"]}
    assert client.post("/api/areas", json={"name": "Study"}).status_code == 409
    changed = client.patch("/api/areas/study", json={"name": "Library"})
    assert changed.json["name"] == "Library"
    assert client.delete("/api/areas/study").status_code == 204
    assert [area["id"] for area in client.get("/api/areas").json] == ["kitchen"]


@pytest.mark.parametrize(("noun", "plugin"), [("integrations", "demo_home"), ("skills", "clock")])
def test_plugins_are_enabled_configured_reloaded_and_disabled(
    noun: str, plugin: str, client: FlaskClient
):
    base = f"/api/{noun}"
    path = f"{base}/{plugin}"
    assert [one["id"] for one in client.get(base).json] == [plugin]
    assert client.post(path).json["state"] == "loaded"
    assert client.post(path, json={}).status_code == 200
    assert client.post(path, json={"config": {"host": "h", "token": "s3cret"}}).json["enabled"]
    assert client.get(path).json["sentences"] == 3
    shown = client.get(f"{path}/config")
    assert shown.json == {"host": "h", "token": {"is_set": True}}
    put = client.put(f"{path}/config", json={"host": "other", "token": ""})
    assert put.json == {"host": "other", "token": {"is_set": False}}
    assert client.get(f"{path}/config/schema").json["type"] == "object"
    assert client.post(f"{path}/reload").status_code == 200
    assert client.delete(path).json["state"] == "not_loaded"


def test_satellites_are_listed_renamed_and_forgotten(client: FlaskClient):
    assert [one["id"] for one in client.get("/api/satellites").json] == ["pi"]
    renamed = client.patch("/api/satellites/pi", json={"name": "Kitchen Pi"})
    assert renamed.json["name"] == "Kitchen Pi"
    assert renamed.json["area_id"] == "kitchen"
    moved = client.patch("/api/satellites/pi", json={"area_id": None})
    assert moved.json["area_id"] is None
    assert client.delete("/api/satellites/pi").status_code == 204
    assert client.get("/api/satellites/pi").status_code == 404


def test_a_question_is_asked_on_a_satellite(client: FlaskClient):
    offered = [{"id": "jazz", "sentences": ["[some] jazz"]}, {"id": "no", "sentences": ["no"]}]
    asked = {"question": "What shall I play?", "answers": offered, "timeout_s": 5}
    assert client.post("/api/satellites/pi/ask", json=asked).json == {
        "id": "jazz",
        "text": "What shall I play? 5 None",
        "slots": {},
        "reason": "",
    }
    twice = {**asked, "answers": [offered[0], offered[0]]}
    assert client.post("/api/satellites/pi/ask", json=twice).json["code"] == "invalid_answer"
    assert client.post("/api/satellites/moon/ask", json=asked).status_code == 404
    assert client.post("/api/satellites/pi/ask", json={"question": ""}).status_code == 422


def test_a_timer_is_paused_resumed_lengthened_and_edited(client: FlaskClient):
    timer = client.post("/api/timers", json={"duration_s": 90, "name": "tea"}).json
    place = f"/api/timers/{timer['id']}"
    assert timer["left_s"] is None
    paused = client.post(f"{place}/pause").json
    assert (paused["state"], paused["left_s"]) == ("paused", 90)
    assert client.get("/api/timers").json == [paused]
    assert client.post(f"{place}/add", json={"seconds": -30}).json["left_s"] == 60
    assert client.post(f"{place}/resume").json["state"] == "pending"
    edited = client.patch(
        place, json={"name": "green tea", "satellite_id": "pi", "was": {"name": "tea"}}
    ).json
    assert (edited["name"], edited["satellite_id"]) == ("green tea", "pi")
    late = client.patch(place, json={"name": "mint", "was": {"name": "tea"}})
    assert (late.status_code, late.json["code"]) == (412, "changed_meanwhile")
    assert client.patch(place, json={"satellite_id": None}).json["satellite_id"] is None
    assert client.patch(place, json={"satellite_id": "nowhere"}).status_code == 404
    assert client.patch(place, json={"duration_s": 0}).status_code == 422
    assert client.post(f"{place}/add", json={"seconds": "5"}).status_code == 422


def test_timers_are_started_listed_silenced_and_cancelled(client: FlaskClient):
    made = client.post("/api/timers", json={"duration_s": 90.5, "name": "tea"})
    assert made.status_code == 201
    assert made.json["duration_s"] == 90.5
    other = client.post("/api/timers", json={"duration_s": 5, "satellite_id": "pi"}).json
    assert len(client.get("/api/timers").json) == 2
    assert client.post(f"/api/timers/{other['id']}/stop").json["state"] == "finished"
    assert client.delete(f"/api/timers/{made.json['id']}").status_code == 204
    assert client.get("/api/timers").json == []


def test_runs_are_listed_newest_first_and_read_with_their_events(client: FlaskClient):
    for text in ("one", "two", "three"):
        client.post("/api/converse", json={"text": text})
    assert [run["text"] for run in client.get("/api/runs?limit=2").json] == ["three", "two"]
    assert [run["text"] for run in client.get("/api/runs?before=run1").json] == ["one"]
    run = client.get("/api/runs/run1").json
    assert run["text"] == "two"
    assert [event["type"] for event in run["events"]] == ["run-end"]


def test_status_settings_and_metrics_are_told(client: FlaskClient):
    status = client.get("/api/status").json
    assert (status["ready"], status["entities"]) == (True, 1)
    before = client.get("/api/settings").json
    changed = {**before, "language": "de"}
    assert client.patch("/api/settings", json={"language": "de"}).json == changed
    assert client.get("/api/settings").json == changed
    metrics = client.get("/metrics")
    assert metrics.mimetype == "text/plain"
    assert b"ova_runs_total 1.0" in metrics.data


def test_health_tells_whether_the_hub_is_ready(stranger: FlaskClient, hub: SmallHub):
    assert stranger.get("/healthz").json == {"status": "ok"}
    hub.is_ready = False
    waiting = stranger.get("/healthz")
    assert waiting.status_code == 503
    assert waiting.json == {"status": "starting"}


def test_the_api_document_describes_every_route(client: FlaskClient):
    document = client.get("/api/docs/openapi.json").json
    assert document["openapi"].startswith("3.1")
    rules = {
        (method, rule.rule.replace("<", "{").replace(">", "}"))
        for rule in client.application.url_map.iter_rules()
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
        if not rule.rule.startswith(("/api/docs", "/integration/", "/skill/"))  # pages for people
    }
    described = {
        (method.upper(), path)
        for path, methods in document["paths"].items()
        for method in methods
        if not path.startswith(("/integration/", "/skill/"))
    }
    assert described == rules
    assert "Problem" in document["components"]["schemas"]
    assert document["paths"]["/healthz"]["get"].get("security", []) == []


def test_swagger_ui_comes_with_the_hub_and_obeys_the_strict_policy(client: FlaskClient):
    page = client.get("/api/docs")
    assert page.mimetype == "text/html"
    assert "<script>" not in page.text
    assert "http:" not in page.text
    for path in (
        "/api/docs/page.js",
        "/api/docs/assets/js/swagger-ui-bundle.js",
        "/api/docs/assets/css/swagger-ui.css",
    ):
        assert path in page.text
        assert client.get(path).status_code == 200
    assert client.get("/api/docs/assets/other.js").status_code == 404


def test_every_answer_carries_the_security_headers(client: FlaskClient, stranger: FlaskClient):
    for answer in (
        client.get("/api/status"),
        client.get("/api/nothing"),
        stranger.get("/api/status"),
        stranger.get("/"),
    ):
        policy = answer.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"]
        assert "microphone=(self)" in answer.headers["Permissions-Policy"]
    assert client.get("/api/status").headers["Cache-Control"] == "no-store"
