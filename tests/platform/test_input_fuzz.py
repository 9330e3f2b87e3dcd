"""Settings and orders made of anything: taken when they fit, refused with their places when not."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from tests.platform.upstream import house

from ova.core import OvaError
from ova.plugins import ConfigInvalid
from ova.sdk import InputInvalid

LAMPS = """
    from pydantic import BaseModel, Field
    from ova.sdk import action

    SCHEMA = {"type": "object", "required": ["lamp"], "additionalProperties": False, "properties": {
        "lamp": {"type": "string", "minLength": 1}, "level": {"type": "integer", "maximum": 100}}}
    manifest = {"name": "Lamps", "config": {"type": "object", "required": ["host"], "properties": {
        "host": {"type": "string"}, "port": {"type": "integer", "minimum": 1, "maximum": 65535},
        "mode": {"enum": ["fast", "slow"]}, "tags": {"type": "array", "items": {"type": "string"}},
        "api_key": {"type": "string", "format": "password"}}, "additionalProperties": False}}

    class Level(BaseModel):
        lamp: str = Field(min_length=1)
        level: int = Field(100, le=100)

    class Lamps:
        def __init__(self, config, ova):
            self.calls = ova.world.setdefault("calls", [])

        @action(input=SCHEMA)
        def by_schema(self, inputs):
            self.calls.append(inputs)
            return {}

        @action()
        def by_model(self, inputs: Level):
            self.calls.append(inputs.model_dump())
            return {}

    def build_integration(config, ova):
        return Lamps(config, ova)

    def default_config():
        return {"host": "h", "port": 80, "mode": "fast", "tags": [], "api_key": ""}
"""
SCHEMA = {
    "type": "object",
    "required": ["lamp"],
    "properties": {
        "lamp": {"type": "string", "minLength": 1},
        "level": {"type": "integer", "maximum": 100},
    },
}
LEAVES = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)
    | st.sampled_from(["fast", "slow", 80, 1, 65_535, {"is_set": True}, {"is_set": False}])
)
JSON = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)
FIELDS = st.sampled_from(["host", "port", "mode", "tags", "api_key", "hots"])
PLACES = st.sampled_from(["lamp", "level", "lvl", "a/b"])
ANY_TIME = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


@pytest.fixture
def home(tmp_path):
    with house(tmp_path) as made:
        made.write("lamps.py", LAMPS)
        made.start()
        made.manager.enable("lamps", {"api_key": "planted-1"})
        yield made


def kept(home):
    """Return the settings, the secrets, and which object is in use."""
    manager = home.manager
    return (
        manager.stored_values("lamps"),
        manager.secret_values("lamps"),
        id(manager.get_integration_module("lamps")),
        manager.info("lamps").state,
    )


@ANY_TIME
@given(st.dictionaries(FIELDS, JSON, max_size=3) | JSON)
def test_settings_are_saved_when_they_fit_and_change_nothing_when_not(home, given_values):
    before = kept(home)
    try:
        home.manager.set_config("lamps", given_values)
    except ConfigInvalid as refused:
        fields = refused.fields
    else:
        fields = None
    if fields is not None:
        assert fields
        assert all(fields.values())
        assert kept(home) == before
        return
    values = home.manager.stored_values("lamps")
    form = home.manager.schema("lamps")
    assert not list(Draft202012Validator(form).iter_errors(values))
    assert home.manager.get_integration_module("lamps") is not None


@ANY_TIME
@pytest.mark.parametrize("action", ["by_schema", "by_model"])
@given(inputs=st.dictionaries(PLACES, JSON, max_size=3) | JSON)
def test_an_input_is_carried_out_when_it_fits_and_pointed_at_when_not(home, action, inputs):
    calls = home.world["calls"]
    calls.clear()
    errors = None
    try:
        home.platform.actions.run("lamps", action, inputs)
    except OvaError as refused:
        assert isinstance(refused, InputInvalid)  # noqa: PT017 - no other error may come
        assert refused.status == 422  # noqa: PT017 - the same
        errors = refused.errors
    if errors is None:
        assert len(calls) == 1
        assert Draft202012Validator(SCHEMA).is_valid(calls[0])
        return
    assert calls == []
    assert errors
    for fault in errors:
        pointer = fault["pointer"]
        assert pointer == "" or pointer.startswith("/")
        assert fault["detail"]
