"""The OpenAPI document says all there is to know of the routes, and the web UI's copy is the same."""

import json
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient
from jsonschema import Draft202012Validator
from web_hub import SmallHub

from ova.web import openapi_of

COPY = Path(__file__).parents[2] / "frontend" / "openapi.json"
FREE_BODIES = {"ActionInput", "ConfigBody", "SettingsPatch"}
"""Objects whose fields the plugin or the settings declare: see their own schema routes."""


@pytest.fixture(scope="module")
def document() -> dict[str, Any]:
    return openapi_of(SmallHub())


def operations(document: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    return [
        (f"{method.upper()} {path}", operation)
        for path, item in document["paths"].items()
        for method, operation in item.items()
    ]


def test_the_copy_the_web_uis_types_are_made_of_is_up_to_date(document: dict[str, Any]):
    wanted = json.loads(COPY.read_text(encoding="utf-8"))
    assert document == wanted, "Renew it: npm --prefix frontend run api:types"


def test_every_operation_has_a_name_of_its_own_a_summary_and_a_tag(document: dict[str, Any]):
    found = [operation for _, operation in operations(document)]
    names = [operation["operationId"] for operation in found]
    assert len(names) == len(set(names))
    known = {tag["name"] for tag in document["tags"]}
    for operation in found:
        assert operation["summary"].endswith(".")
        assert operation["tags"]
        assert set(operation["tags"]) <= known


def test_every_success_is_typed_and_every_failure_is_a_problem(document: dict[str, Any]):
    for name, operation in operations(document):
        answers = operation["responses"]
        good = {status for status in answers if status < "400"}
        assert good, name
        for status in good:
            content = answers[status].get("content")
            if status in ("204", "302"):
                assert not content, name
                continue
            for kind, media in content.items():
                if kind == "application/json":
                    assert media["schema"]["$ref"].startswith("#/components/schemas/"), name
                else:
                    assert media["schema"]["type"] == "string", name
        for status in answers.keys() - good:
            if (name, status) != ("GET /healthz", "503"):  # a watchdog asks whether, not why
                assert answers[status]["$ref"].startswith("#/components/responses/"), name
        assert {"429", "500", "503"} <= answers.keys(), name
    for answer in document["components"]["responses"].values():
        schema = answer["content"]["application/problem+json"]["schema"]
        assert schema == {"$ref": "#/components/schemas/Problem"}


def test_only_bodies_that_are_declared_elsewhere_are_free_objects(document: dict[str, Any]):
    for name, operation in operations(document):
        media = operation.get("requestBody", {}).get("content", {}).get("application/json")
        if media is None:
            continue
        form = media["schema"]["$ref"].rpartition("/")[2]
        schema = document["components"]["schemas"][form]
        parts = schema.get("anyOf", [schema])
        typed = any("$ref" in part or part.get("properties") for part in parts)
        assert typed or form in FREE_BODIES, f"{name}: {form}"


def test_every_schema_is_a_json_schema_and_every_reference_leads_somewhere(
    document: dict[str, Any],
):
    parts = document["components"]
    for schema in parts["schemas"].values():
        Draft202012Validator.check_schema(schema)
    text = json.dumps(document)
    wanted = {piece.split('"', 1)[0] for piece in text.split('"$ref": "#/components/')[1:]}
    there = {f"{kind}/{name}" for kind, named in parts.items() for name in named}
    assert wanted <= there


def test_a_body_that_may_be_left_out_is_not_required(document: dict[str, Any]):
    paths = document["paths"]
    assert not paths["/api/integrations/{plugin_id}/activate"]["post"]["requestBody"]["required"]
    assert paths["/api/converse"]["post"]["requestBody"]["required"]


def test_the_served_document_is_the_same(client: FlaskClient, document: dict[str, Any]):
    assert client.get("/api/docs/openapi.json").json == document
