"""Whatever is written into a manifest or a config.json: a Manifest, or a reason that says where."""

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ova.core import OvaError, PluginKind
from ova.plugins import ConfigInvalid, Manifest, PluginFault, PluginFolders
from ova.plugins.code import read_code
from ova.plugins.discovery import find_plugins
from ova.plugins.form import ConfigForm
from ova.plugins.manifest import parse_manifest

T = TypeVar("T")

WHOLE = {
    "name": "Sunny",
    "description": "Light",
    "version": "1.0.0",
    "category": "smart_home",
    "requirements": ["requests"],
    "config": {
        "type": "object",
        "required": ["host"],
        "properties": {"host": {"type": "string", "label": "Server", "help_text": "Where"}},
        "additionalProperties": False,
    },
    "auth": {
        "type": "custom",
        "fields": {
            "type": "object",
            "required": ["api_key"],
            "properties": {"api_key": {"type": "string", "format": "password"}},
        },
    },
    "http": {"base_url": "{host}", "headers": {"X-Key": "{api_key}"}, "basic": ["a", "b"]},
    "oauth": {"authorize_url": "https://a.example", "token_url": "https://t.example"},
    "events": {"sunny.pressed": "Pressed"},
    "actions": {"go": {"description": "Go", "input_schema": {"type": "object"}, "phrases": ["go"]}},
    "polling_triggers": {"news": {"polling_interval": "5m", "output_schema": {"type": "object"}}},
    "config_version": "1.2",
    "requires_python": ">=3.11",
    "quality_scale": {"tests": {"status": "exempt", "reason": "none"}},
}
WORDS = st.sampled_from(
    ["type", "properties", "required", "$ref", "enum", "object", "string", "/x~", "", "ä", "\ud800"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=6) | WORDS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(WORDS | st.text(max_size=5), inner, max_size=4)
    ),
    max_leaves=10,
)


def paths_of(value: object, path: tuple[object, ...] = ()) -> Iterator[tuple[object, ...]]:
    yield path
    if isinstance(value, dict | list):
        for key in value if isinstance(value, dict) else range(len(value)):
            yield from paths_of(value[key], (*path, key))


def changed(path: tuple[object, ...], value: object) -> object:
    """Return the whole manifest with another value at one place."""
    if not path:
        return value
    document = json.loads(json.dumps(WHOLE))
    place = document
    for part in path[:-1]:
        place = place[part]
    place[path[-1]] = value
    return document


MANIFESTS = (
    JSON
    | st.dictionaries(st.sampled_from(list(WHOLE)), JSON)
    | st.builds(changed, st.sampled_from(list(paths_of(WHOLE))), JSON)
)


def told(work: Callable[[], T], kind: type[OvaError]) -> tuple[T | None, OvaError | None]:
    """Return what came of it, or the error it may raise; another one fails the test."""
    try:
        return work(), None
    except kind as error:
        return None, error


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(MANIFESTS)
@example({"auth": {"fields": {"$ref": "#/nowhere"}}})
@example({"config": {"host": {"$ref": "#"}}})
@example({"config": {"type": "object", "properties": []}})
@example({"config": {"type": "object", "required": 5}})
@example({"config": {"host": {"allOf": [{"$ref": "#"}]}}})
@example({"config": {"host": {"allOf": [{"$ref": "#/properties/host"}]}}})
@example({"actions": {"go": {"input_schema": {"$ref": "#/a", "a": {"$ref": "#/a"}}}}})
@example({"actions": {"go": {"input_schema": {"$ref": "https://elsewhere.example/schema"}}}})
def test_a_manifest_is_taken_or_refused_with_the_places_of_its_faults(anything):
    manifest, fault = told(lambda: parse_manifest(anything), PluginFault)
    if fault is not None:
        assert fault.cure
        wanted = r"manifest /|manifest: |manifest is not" if isinstance(anything, dict) else r"is a"
        assert re.search(wanted, fault.reason), fault.reason
        return
    form, fault = told(lambda: ConfigForm.of({}, manifest), PluginFault)
    if fault is not None:
        assert fault.reason
        return
    for values in ({}, {"host": "x", "properties": {"host": []}, "type": {"type": {}}}):
        _, refused = told(lambda given=values: form.accept(form.defaults, given), ConfigInvalid)
        assert refused is None or refused.fields


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "integrations" / "sunny"
    folder.mkdir(parents=True)
    (folder / "sunny.py").write_text("def build_integration(config, ova):\n    return object()\n")
    return folder


@settings(
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.binary(max_size=20)
    | MANIFESTS.map(lambda one: json.dumps(one).encode("utf-8", "surrogatepass"))
    | MANIFESTS.map(
        lambda one: json.dumps(
            {**one, "entry_point": "sunny.py"} if isinstance(one, dict) else one
        ).encode()
    )
)
@example(b"[" * 100_000)
@example(b"\xff\xfe")
@example(b'{"name": "a", "name": "b"}')
def test_a_config_json_makes_an_integration_or_gives_a_reason(folder, content):
    (folder / "config.json").write_bytes(content)
    folders = PluginFolders(folder / "none", folder.parents[1], packages=False)
    for plugin in find_plugins(PluginKind.INTEGRATION, folders):
        code, fault = told(lambda found=plugin: read_code(found), PluginFault)
        assert fault.reason if code is None else isinstance(code.manifest, Manifest)


@pytest.mark.parametrize(
    ("reference", "schema"),
    [
        ("#/nowhere", {"$ref": "#/nowhere"}),
        ("https://elsewhere.example/s", {"items": [{"$ref": "https://elsewhere.example/s"}]}),
    ],
)
def test_a_reference_that_leads_to_no_schema_is_refused_with_its_place(reference, schema):
    with pytest.raises(PluginFault) as refused:
        parse_manifest({"actions": {"go": {"input_schema": schema}}})
    assert f"the reference {reference!r} leads to no schema" in refused.value.reason
    assert "manifest /actions/go/input_schema/" in refused.value.reason


@pytest.mark.parametrize(
    "schema",
    [
        {"$ref": "#/a", "a": {"$ref": "#/a"}},
        {"properties": {"x": {"allOf": [{"not": {"$ref": "#/properties/x"}}]}}},
    ],
)
def test_a_schema_that_is_made_of_itself_without_an_end_is_refused(schema):
    with pytest.raises(PluginFault) as refused:
        parse_manifest({"actions": {"go": {"input_schema": schema}}})
    assert "made of itself" in refused.value.reason


def test_a_schema_may_refer_to_parts_of_itself():
    tree = {"type": "object", "properties": {"child": {"$ref": "#"}, "name": {"$ref": "#/$defs/n"}}}
    tree["$defs"] = {"n": {"type": "string"}}
    assert parse_manifest({"actions": {"go": {"input_schema": tree}}}).actions["go"]
