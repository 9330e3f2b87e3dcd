"""Webhooks and events over HTTP: the route, the fast way before it, and the pages' view."""

import io
import json

import pytest
from conftest import PASSWORD
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.hubs import hub_in_process
from werkzeug.test import Client, EnvironBuilder

from ova.web import create_app
from ova.web.deliveries import DeliveryDoor, take_delivery
from ova.web.errors import BodyCutShort

BUTTONS = '''"""Buttons on the wall."""
from ova.sdk import Event, webhook

manifest = {"events": {"buttons.pressed": "A button was pressed"}}


class Buttons:
    @webhook(max_bytes=1000, challenge="verify_token")
    def handle_webhook(self, payload):
        kind = payload.get("type", "buttons.pressed")
        return Event(kind, payload.get("id"), payload.get("all", {"button": payload["button"]}))


def build_integration(config, ova):
    return Buttons()


def default_config():
    return {"verify_token": "meet-me"}
'''


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    """A hub with the integration."""
    folder = tmp_path_factory.mktemp("hub")
    (folder / "integrations").mkdir()
    (folder / "integrations" / "buttons.py").write_text(BUTTONS)
    with hub_in_process(folder) as hub:
        hub.integration_manager.enable("buttons")
        yield hub


@pytest.fixture(scope="module")
def web(real):
    """Its application."""
    app = create_app(real)
    app.validate_response = True
    yield app
    app.close()


@pytest.fixture(scope="module")
def owner(web, real):
    """A client with the owner's token."""
    user = real.accounts.create_owner("anna", PASSWORD)
    _, secret = real.accounts.create_token(user.id, "tests")
    client = web.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


@pytest.fixture(params=["route", "door"])
def service(request, web, real):
    """A client of a service: through the application alone, and as the server has it."""
    return Client(web.wsgi_app if request.param == "route" else DeliveryDoor(web, real.webhooks))


@pytest.fixture
def path(real):
    return real.webhooks.describe("buttons")["path"]


def count(hub):
    return len(hub.events.recent(1000))


def problem(answer, status, code):
    """Check that an answer is a problem with a cure and headers as everywhere."""
    assert answer.status_code == status, answer.text
    assert answer.mimetype == "application/problem+json"
    told = json.loads(answer.text)
    assert (told["status"], told["code"]) == (status, code)
    assert told["cure"]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Cache-Control"] == "no-store"


def test_a50_a_service_delivers_without_signing_in(service, path, real):
    before = count(real)
    answer = service.post(path, json={"button": "hall"})
    assert (answer.status_code, answer.json) == (200, {"accepted": True})
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert count(real) == before + 1
    service.post(path, data={"button": "hall"})  # a form
    service.post(path, data=b'{"button": "hall"}', content_type="text/plain")
    service.post(path, data=b'{"button": "hall"}')
    assert count(real) == before + 4


def test_what_is_refused_is_a_problem_and_stores_nothing(service, path, real):
    before = count(real)
    problem(service.post(path, data=b"{"), 400, "malformed_body")
    problem(service.post(path, json={}), 400, "delivery_refused")
    problem(service.post(path, json={"button": "x" * 1000}), 413, "too_large")
    problem(service.post(f"{path}x", json={"button": 1}), 404, "webhook_unknown")
    problem(service.post("/webhooks/other/x", json={"button": 1}), 404, "webhook_unknown")
    problem(service.post("/webhooks/b%C3%BC/%25", json={}), 404, "webhook_unknown")
    assert service.post("/webhooks/x", json={}).status_code in (401, 404)
    problem(service.get(path), 403, "challenge_refused")
    problem(service.get(f"{path}x"), 404, "webhook_unknown")
    assert count(real) == before


def test_a_service_that_asks_before_it_sends_is_answered_with_its_own_words(service, path):
    asked = {
        "hub.mode": "subscribe",
        "hub.challenge": "<b>1158201444</b>",
        "hub.verify_token": "meet-me",
    }
    answer = service.get(path, query_string=asked)
    assert (answer.status_code, answer.text) == (200, "<b>1158201444</b>")
    assert answer.mimetype == "text/plain"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    wrong = service.get(path, query_string={**asked, "hub.verify_token": "other"})
    problem(wrong, 403, "challenge_refused")
    assert "meet-me" not in wrong.text


class Broken(io.BytesIO):
    """A body that ends in an error, as the server raises it."""

    def read(self, *size):
        raise OSError("the client left")


def test_a_body_that_breaks_off_is_refused(path, real):
    before = count(real)
    _, _, entry, token = path.split("/")
    for body in (io.BytesIO(b'{"button": 1}'), Broken()):
        environ = EnvironBuilder(path, method="POST", input_stream=body).get_environ()
        environ["CONTENT_LENGTH"] = "50"
        with pytest.raises(BodyCutShort) as refused:
            take_delivery(real.webhooks, environ, entry, token)
        assert refused.value.status == 400
    assert count(real) == before


def test_a_body_in_pieces_is_capped_as_well(service, path, real):
    def send(body):
        environ = EnvironBuilder(path, method="POST", input_stream=io.BytesIO(body)).get_environ()
        environ.pop("CONTENT_LENGTH", None)
        environ["wsgi.input_terminated"] = True
        return service.open(environ)

    before = count(real)
    assert send(b'{"button": 1}').status_code == 200
    problem(send(b'{"button": "' + b"x" * 70_000 + b'"}'), 413, "too_large")
    assert count(real) == before + 1


def test_services_are_not_limited_like_strangers(service, path):
    answers = {service.post(path, json={"id": 1, "button": 1}).status_code for _ in range(700)}
    assert answers == {200}


def test_everything_else_goes_on_to_the_application(service):
    assert service.get("/healthz").status_code == 200
    assert service.post("/api/converse", json={"text": "hi"}).status_code == 401


class Odd:
    """Webhooks with a fault nobody foresaw."""

    def receiver(self, entry_id, token):
        raise ZeroDivisionError("of all things")


def test_what_nobody_foresaw_is_a_problem_that_the_log_explains(web, caplog):
    answer = Client(DeliveryDoor(web, Odd())).post("/webhooks/x/secret-token", json={})
    problem(answer, 500, "internal_error")
    assert "of all things" in caplog.text
    assert "secret-token" not in caplog.text


def test_people_see_the_address_and_may_renew_it(owner, real):
    shown = owner.get("/api/integrations/buttons/webhook").json
    assert shown["path"].startswith("/webhooks/buttons/")
    assert (shown["url"], shown["verify"], shown["secret"]) == (None, None, None)
    renewed = owner.post("/api/integrations/buttons/webhook/renew").json
    assert renewed["path"] != shown["path"]
    assert owner.post(shown["path"], json={"button": 1}).status_code == 404
    assert owner.post(renewed["path"], json={"button": 1}).status_code == 200
    assert owner.get("/api/integrations/buttons/webhook").json["last_at"] > 0
    assert owner.get("/api/integrations/nothing/webhook").status_code == 404
    assert owner.get("/api/integrations/home_assistant/webhook").status_code == 503


def test_strangers_see_neither_address_nor_events(web):
    stranger = web.test_client()
    for method, path in [
        ("GET", "/api/events"),
        ("GET", "/api/integrations/buttons/events"),
        ("GET", "/api/integrations/buttons/webhook"),
        ("POST", "/api/integrations/buttons/webhook/renew"),
    ]:
        assert stranger.open(path, method=method).status_code == 401


def test_a54_events_are_listed_and_filtered(owner, path):
    for number in range(3):
        owner.post(path, json={"id": f"list-{number}", "button": number})
    newest = owner.get("/api/events?limit=2").json
    assert [event["external_id"] for event in newest] == ["list-2", "list-1"]
    assert (
        newest[0].items()
        >= {
            "integration": "buttons",
            "type": "buttons.pressed",
            "payload": {"button": 2},
            "source": "webhook",
        }.items()
    )
    before = newest[-1]["seq"]
    for address in ("/api/events?integration=buttons&", "/api/integrations/buttons/events?"):
        older = owner.get(f"{address}type=buttons.pressed&limit=1&before={before}").json
        assert [event["external_id"] for event in older] == ["list-0"]
    assert owner.get("/api/events?type=other").json == []
    assert owner.get("/api/events?integration=other").json == []
    assert owner.get("/api/integrations/other/events").status_code == 404
    for wrong in ("limit=0", "limit=1001", "limit=x", "before=0", f"before={2**70}"):
        assert owner.get(f"/api/events?{wrong}").status_code == 422


def test_a54_every_event_goes_to_the_pages(owner, path, real):
    heard = []
    end = real.subscribe(lambda kind, payload: heard.append((kind, payload)))
    owner.post(path, json={"id": "live", "button": "hall"})
    end()
    told = [payload for kind, payload in heard if kind == "integration_event"]
    assert [one["external_id"] for one in told] == ["live"]
    assert told[0] == owner.get("/api/events?limit=1").json[0]


@settings(
    max_examples=300,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    body=st.one_of(
        st.binary(max_size=1200),
        st.recursive(
            st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
            lambda inner: (
                st.lists(inner)
                | st.dictionaries(
                    st.text() | st.sampled_from(["button", "type", "id", "all"]), inner
                )
            ),
        ).map(lambda value: json.dumps(value).encode()),
    ),
    kind=st.sampled_from(
        ["application/json", "application/x-www-form-urlencoded", "text/plain", "", "\xff;;"]
    ),
    tail=st.sampled_from(["", "", "", "x", "/", "?a=b", "%00"]),
)
def test_fuzz_any_bytes_get_a_clear_answer_and_a_refusal_changes_nothing(
    service, real, path, body, kind, tail
):
    newest = real.events.recent(1)
    answer = service.post(path + tail, data=body, content_type=kind)
    assert answer.status_code < 500, answer.text
    if answer.status_code != 200:
        assert real.events.recent(1) == newest
        assert answer.mimetype == "application/problem+json"
        assert json.loads(answer.text)["detail"]
