"""Whatever is wrong with a request, the answer is a problem that says how to mend it."""

import io
import json
import logging

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse


def assert_problem(answer: TestResponse, status: int, code: str) -> dict[str, object]:
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    problem: dict[str, object] = answer.json
    assert problem["status"] == status
    assert problem["code"] == code
    assert problem["type"] == f"urn:ova:problem:{code}"
    for field in ("title", "detail", "cure"):
        assert problem[field]
    assert "Traceback" not in answer.text
    return problem


def test_faults_in_the_body_are_pointed_at(client: FlaskClient):
    answer = client.patch(
        "/api/entities/light.kitchen", json={"aliases": ["ok", 5], "exposed": "perhaps", "x/y": 1}
    )
    problem = assert_problem(answer, 422, "invalid_request")
    assert [fault["pointer"] for fault in problem["errors"]] == [
        "/aliases/1",
        "/exposed",
        "/x~1y",
    ]


def test_faults_in_the_query_name_the_parameter(client: FlaskClient):
    problem = assert_problem(client.get("/api/runs?limit=many"), 422, "invalid_request")
    assert problem["errors"][0]["parameter"] == "limit"


def test_what_was_sent_is_not_repeated_in_a_refusal(stranger: FlaskClient):
    answer = stranger.post("/api/session", json={"username": 5, "password": {"x": "hunter2"}})
    assert_problem(answer, 422, "invalid_request")
    assert "hunter2" not in answer.text


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"{'text': 'x'}",
        b"\xff\xfe",
        b'{"text": "\xff"}',
        b"[" * 100_000,
        b'{"text": "\\ud800"}',
        b'{"text": "x"} extra',
    ],
    ids=["open", "quotes", "binary", "not-utf8", "deep", "half-surrogate", "trailing"],
)
def test_malformed_json_is_refused(body: bytes, client: FlaskClient):
    answer = client.post("/api/converse", data=body, content_type="application/json")
    assert_problem(answer, 400, "malformed_json")


@pytest.mark.parametrize("body", [b"", b"null", b"[]", b'"text"', b"5", b'"{}"'])
def test_json_of_the_wrong_kind_is_refused(body: bytes, client: FlaskClient):
    answer = client.post("/api/converse", data=body, content_type="application/json")
    assert_problem(answer, 422, "invalid_request")


@pytest.mark.parametrize("duration", ["NaN", "Infinity", "-1", "0", "1e400", "true", '"soon"'])
def test_a_timers_length_must_be_a_sensible_number(duration: str, client: FlaskClient):
    answer = client.post(
        "/api/timers", data=f'{{"duration_s": {duration}}}', content_type="application/json"
    )
    assert_problem(answer, 422, "invalid_request")


def test_a_body_that_is_not_json_is_refused_by_its_type(client: FlaskClient):
    answer = client.post("/api/converse", data="text=hello", content_type="text/plain")
    assert_problem(answer, 415, "unsupported_media_type")


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "image/png"])
def test_a_recording_of_a_type_that_is_no_sound_is_refused(kind: str, client: FlaskClient):
    answer = client.post("/api/listen", data=b"x", content_type=kind)
    assert_problem(answer, 415, "unsupported_media_type")


def test_a_form_without_the_recording_is_refused(client: FlaskClient):
    answer = client.post("/api/listen", data={"other": "x"}, content_type="multipart/form-data")
    assert_problem(answer, 415, "unsupported_media_type")


def test_an_empty_recording_is_refused_with_the_hubs_words(client: FlaskClient):
    answer = client.post("/api/listen", data=b"", content_type="audio/wav")
    assert_problem(answer, 422, "empty_audio")


def test_a_recording_above_32_mb_is_refused(client: FlaskClient):
    answer = client.post("/api/listen", data=bytes(33 * 1024 * 1024), content_type="audio/wav")
    assert_problem(answer, 413, "too_large")


def test_json_above_1_mb_is_refused(client: FlaskClient):
    answer = client.post("/api/converse", json={"text": "x" * 1_100_000})
    assert_problem(answer, 413, "too_large")


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/entities/light.nothing"),
        ("PATCH", "/api/entities/light.nothing"),
        ("DELETE", "/api/areas/nothing"),
        ("GET", "/api/integrations/nothing"),
        ("POST", "/api/skills/nothing"),
        ("GET", "/api/skills/nothing/config"),
        ("DELETE", "/api/satellites/nothing"),
        ("DELETE", "/api/timers/nothing"),
        ("POST", "/api/timers/nothing/stop"),
        ("GET", "/api/runs/nothing"),
        ("DELETE", "/api/tokens/nothing"),
    ],
)
def test_an_unknown_id_is_not_found(method: str, path: str, client: FlaskClient):
    body = {"json": {}} if method == "PATCH" else {}
    assert_problem(client.open(path, method=method, **body), 404, "not_found")


def test_an_unknown_path_is_not_found(client: FlaskClient):
    assert_problem(client.get("/api/nothing"), 404, "not_found")
    assert_problem(client.post("/nothing"), 404, "not_found")


def test_a_method_a_route_does_not_take_is_refused_with_those_it_does(client: FlaskClient):
    answer = client.put("/api/areas")
    assert_problem(answer, 405, "method_not_allowed")
    assert {"GET", "POST"} <= set(answer.headers["Allow"].split(", "))
    assert_problem(client.post("/healthz"), 405, "method_not_allowed")


def test_the_hubs_own_refusals_keep_their_words(client: FlaskClient):
    answer = client.post("/api/entities/light.kitchen/control", json={"service": "explode"})
    problem = assert_problem(answer, 422, "invalid_input")
    assert problem["cure"] == "Use turn_on or turn_off."
    assert_problem(client.patch("/api/settings", json={"nothing": 1}), 422, "invalid_input")
    bad_config = client.put("/api/integrations/demo_home/config", json={"host": 5})
    assert_problem(bad_config, 422, "invalid_input")


def test_a_fault_of_the_hub_is_logged_under_an_id_and_not_shown(
    client: FlaskClient, caplog: pytest.LogCaptureFixture
):
    with caplog.at_level(logging.ERROR):
        answer = client.post("/api/converse", json={"text": "crash"})
    problem = assert_problem(answer, 500, "internal_error")
    assert "12345" not in answer.text
    assert "RuntimeError" not in answer.text
    record = caplog.records[-1]
    assert str(problem["error_id"]) in record.getMessage()
    assert record.exc_info is not None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=12,
)
NAMES = st.sampled_from(
    ["text", "speak", "name", "aliases", "duration_s", "service", "data", "config", "area_id"]
)


@settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    target=st.sampled_from(
        [
            ("POST", "/api/converse"),
            ("POST", "/api/say"),
            ("POST", "/api/areas"),
            ("PATCH", "/api/areas/kitchen"),
            ("PATCH", "/api/entities/light.kitchen"),
            ("POST", "/api/entities/light.kitchen/control"),
            ("POST", "/api/integrations/demo_home"),
            ("PATCH", "/api/satellites/pi"),
            ("POST", "/api/timers"),
            ("POST", "/api/tokens"),
        ]
    ),
    body=JSON | st.dictionaries(NAMES, JSON, max_size=4),
)
def test_no_json_makes_the_hub_fail(target: tuple[str, str], body: object, client: FlaskClient):
    method, path = target
    answer = client.open(
        path, method=method, data=json.dumps(body), content_type="application/json"
    )
    assert answer.status_code < 500 or answer.json["code"] == "internal_error"
    assert answer.status_code != 500 or body == {"text": "crash"}


def test_a_timer_for_a_satellite_nobody_knows_is_refused(client: FlaskClient):
    body = {"duration_s": 60, "satellite_id": "nowhere"}
    assert_problem(client.post("/api/timers", json=body), 404, "not_found")
    assert client.get("/api/timers").json == []


@pytest.mark.parametrize("name", ["a\x00b", "bell\x07", "\x1b[31mred"])
def test_a_name_with_control_characters_is_refused(name: str, client: FlaskClient):
    problem = assert_problem(client.post("/api/areas", json={"name": name}), 422, "invalid_request")
    assert problem["errors"][0]["pointer"] == "/name"


def test_a_recording_above_32_mb_is_refused_when_its_length_was_not_told(client: FlaskClient):
    answer = client.post(
        "/api/listen",
        input_stream=io.BytesIO(bytes(33 * 1024 * 1024)),
        content_type="audio/wav",
        environ_overrides={"wsgi.input_terminated": True},
    )
    assert_problem(answer, 413, "too_large")
