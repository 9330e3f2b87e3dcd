"""The settings form under any input."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ova.plugins import ConfigInvalid, Manifest
from ova.plugins.form import ConfigForm

DEFAULTS = {
    "host": "",
    "port": 1,
    "ratio": 0.5,
    "on": False,
    "token": "",
    "tags": ["a"],
    "accounts": [{"user": "", "password": ""}],
    "group": {"api_key": "", "level": 1},
    "free": None,
    "unit": "a",
    "unit_options": ["a", "b"],
}
FORM = ConfigForm.of(DEFAULTS, Manifest())
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*DEFAULTS, "user", "password", "is_set", "x"]), inner)
    ),
    max_leaves=12,
)
SECRET = "planted-secret"


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(JSON)
def test_anything_is_taken_or_refused_and_what_is_taken_fits(anything):
    try:
        accepted = FORM.accept(DEFAULTS, anything)
    except ConfigInvalid:
        return
    FORM.check(accepted)
    plain, secrets = FORM.split(accepted)
    assert FORM.joined(plain, secrets) == accepted
    json.dumps(plain)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.dictionaries(st.sampled_from(list(DEFAULTS)), JSON))
def test_no_secret_is_shown_or_stored_in_clear(anything):
    try:
        accepted = FORM.accept(DEFAULTS, anything)
    except ConfigInvalid:
        return
    accepted |= {"token": SECRET, "group": {"api_key": SECRET, "level": 1}}
    accepted["accounts"] = [{"user": "u", "password": SECRET}]
    plain, secrets = FORM.split(accepted)
    assert set(secrets) == {"token", "group.api_key", "accounts.0.password"}
    assert SECRET not in json.dumps([plain, FORM.masked(accepted), FORM.schema])
    assert FORM.accept(accepted, FORM.masked(accepted)) == accepted


def test_a_very_deep_value_is_refused():
    deep = current = []
    for _ in range(5000):
        current.append([])
        current = current[0]
    with pytest.raises(ConfigInvalid, match="nested too deeply"):
        FORM.accept(DEFAULTS, {"free": deep})
