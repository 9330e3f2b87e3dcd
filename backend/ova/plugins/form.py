"""The settings form of a plugin: what its fields are, and what may be put into them."""

import difflib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from jsonschema import Draft202012Validator
from jsonschema.exceptions import SchemaError, ValidationError

from ova.core import Wanted
from ova.plugins.errors import ConfigInvalid, PluginFault
from ova.plugins.fields import (
    OPTIONS,
    Schema,
    check_defaults,
    is_secret,
    options_of,
    schema_of,
    title_of,
)
from ova.plugins.list_pairs import orphans, paired
from ova.plugins.manifest import Manifest
from ova.plugins.references import check_references
from ova.plugins.rules import ENTER_AGAIN, IS_NEEDED, wanted_by

TYPE_WORDS = {
    "string": "a text",
    "boolean": "on or off",
    "integer": "a whole number",
    "number": "a number",
    "array": "a list",
    "object": "a group of values",
}
MAX_DEPTH = 20
BLANK: tuple[Any, ...] = (None, "", [])


@dataclass(frozen=True, slots=True)
class ConfigForm:
    """Defaults and JSON Schema (2020-12) of a plugin's settings."""

    defaults: dict[str, Any]
    schema: Schema

    @classmethod
    def of(cls, declared: Any, manifest: Manifest) -> "ConfigForm":
        """Derive the form from ``default_config()`` and the manifest. Raises PluginFault."""
        if declared is None:
            declared = {}
        check_defaults(declared)
        defaults: dict[str, Any] = deepcopy(declared)
        properties: dict[str, Schema] = {}
        for name, value in defaults.items():
            if options_of(name, defaults) is None:
                properties[name] = schema_of(name, value)
        for name, choices in defaults.items():
            field = options_of(name, defaults)
            if field is not None:
                part = properties[field]
                (part["items"] if part.get("type") == "array" else part)["enum"] = list(choices)
        for name, fragment in manifest.config_fields.items():
            properties[name] = {**properties.get(name, {"title": title_of(name)}), **fragment}
            if is_secret(name, properties[name]):
                properties[name].update(format="password", writeOnly=True)
            if name not in defaults and "default" in fragment:
                defaults[name] = deepcopy(fragment["default"])
        schema: Schema = {
            "type": "object",
            "properties": properties,
            "required": manifest.config_required,
            "additionalProperties": manifest.more_settings,
        }
        try:
            Draft202012Validator.check_schema(schema)
        except SchemaError as error:
            raise PluginFault(
                "The settings form cannot be made.",
                reason=f"manifest.config is not a JSON Schema: {error.message}",
                cure="Correct the schema in the manifest.",
            ) from None
        check_references(schema, "the settings form")
        return cls(defaults, schema)

    def fill(self, stored: Mapping[str, Any]) -> dict[str, Any]:
        """Return the defaults with what was stored laid over; keys no longer declared are left out."""
        return _laid_over(self.defaults, stored, self.schema)

    def accept(self, current: Mapping[str, Any], given: Any) -> dict[str, Any]:
        """Return ``current`` with ``given`` laid over, checked. Raises ConfigInvalid.

        Fields that are absent keep their value. A secret that is blank, null or ``{"is_set": true}``
        keeps its value as well, ``{"is_set": false}`` clears it.
        """
        if not isinstance(given, dict):
            raise ConfigInvalid(
                "The settings were not given as an object.",
                fields={"": "must be an object with a value per field"},
                cure='Send {"field": value}.',
            )
        if _is_deeper_than(MAX_DEPTH, given):
            raise ConfigInvalid(
                "The settings are nested too deeply.",
                fields={"": f"must not be nested deeper than {MAX_DEPTH} levels"},
                cure="Put the values closer to the top.",
            )
        errors: dict[str, str] = {}
        accepted: dict[str, Any] = _accept(self.schema, dict(current), given, "", errors)
        self.check(accepted, errors)
        return accepted

    def check(self, values: Mapping[str, Any], errors: dict[str, str] | None = None) -> None:
        """Raise ConfigInvalid when a value does not fit; ``errors`` are reported along."""
        found = {} if errors is None else errors
        more = self.schema["additionalProperties"] is not False
        declared = {
            name: value
            for name, value in values.items()
            if name in self.schema["properties"] or (more and options_of(name, values) is None)
        }
        for error in Draft202012Validator(self.schema).iter_errors(declared):
            if (
                error.validator is None and found
            ):  # a part that takes nothing: named by its own place
                continue
            for path, message in _messages(error):
                found.setdefault(path, message)
        blank = [name for name in self.schema["required"] if values.get(name) in BLANK]
        found.update(dict.fromkeys(blank, IS_NEEDED))
        if found:
            listed = "; ".join(f"{path or 'settings'} {text}" for path, text in found.items())
            raise ConfigInvalid(
                f"These settings cannot be used: {listed}.",
                fields=found,
                cure="Correct the named fields and save again.",
                only_blank=set(found) <= set(blank),
            )

    def masked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        """Return ``values`` with each secret as ``{"is_set": bool}``."""
        shown: dict[str, Any] = _map_secrets(
            self.schema, dict(values), (), lambda _path, value: {"is_set": bool(value)}
        )
        return shown

    def split(self, values: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
        """Return the values without secrets, and the secrets by dotted path."""
        secrets: dict[str, str] = {}

        def take(path: tuple[str, ...], value: Any) -> str:
            if isinstance(value, str) and value:
                secrets[".".join(path)] = value
            return ""

        plain: dict[str, Any] = _map_secrets(self.schema, dict(values), (), take)
        return plain, secrets

    def joined(self, plain: Mapping[str, Any], secrets: Mapping[str, str]) -> dict[str, Any]:
        """Return the values with the secrets put back: the inverse of split."""
        whole: dict[str, Any] = _map_secrets(
            self.schema,
            deepcopy(dict(plain)),
            (),
            lambda path, value: secrets.get(".".join(path), value),
        )
        return whole


def _is_deeper_than(limit: int, value: Any) -> bool:
    level = [value]
    for _ in range(limit):
        level = [
            inner
            for outer in level
            if isinstance(outer, dict | list)
            for inner in (outer.values() if isinstance(outer, dict) else outer)
        ]
    return bool(level)


def _laid_over(base: Mapping[str, Any], over: Mapping[str, Any], schema: Schema) -> dict[str, Any]:
    result = deepcopy(dict(base))
    properties = schema.get("properties", {})
    for key, value in over.items():
        part = properties.get(key)
        if part is None:
            if schema.get("additionalProperties", True):
                result[key] = deepcopy(value)
        elif isinstance(value, dict) and isinstance(result.get(key), dict):
            result[key] = _laid_over(result[key], value, part)
        else:
            result[key] = deepcopy(value)
    return result


def _accept(
    schema: Schema | bool, current: Any, given: Any, path: str, errors: dict[str, str]
) -> Any:
    if isinstance(schema, bool):  # everything, or nothing
        if not schema:
            errors[path] = Wanted("cannot be given", "extra_forbidden")
        return given
    if schema.get("format") == "password":
        return _accept_secret(current, given)
    if isinstance(given, dict) and "properties" in schema:
        base = current if isinstance(current, dict) else {}
        result = dict(base)
        for key, value in given.items():
            where = f"{path}.{key}".lstrip(".")
            part = schema["properties"].get(key)
            if part is not None:
                result[key] = _accept(part, base.get(key), value, where, errors)
                frozen = isinstance(part, dict) and part.get("readOnly")
                if frozen and result[key] != base.get(key):
                    errors[where] = Wanted("cannot be changed", "frozen_field")
            elif schema.get("additionalProperties", True):
                result[key] = value
            elif not (key.endswith(OPTIONS) and key in base):  # choices are the author's to set
                near = difflib.get_close_matches(key, schema["properties"], n=1)
                words = "is not a setting" + (f"; did you mean {near[0]}?" if near else "")
                errors[where] = Wanted(words, "extra_forbidden")
        return result
    if isinstance(given, list) and schema.get("items"):
        return _accept_list(schema["items"], current, given, path, errors)
    if schema.get("type") == "integer" and isinstance(given, float) and given.is_integer():
        return int(given)
    return given


def _accept_list(
    items: Schema | bool, current: Any, given: list[Any], path: str, errors: dict[str, str]
) -> list[Any]:
    stored = paired(items, current if isinstance(current, list) else [], given)
    for i, item in enumerate(given):
        if stored[i] is None:
            for where in orphans(items, item, f"{path}.{i}"):
                errors[where] = ENTER_AGAIN
    return [_accept(items, stored[i], item, f"{path}.{i}", errors) for i, item in enumerate(given)]


def _accept_secret(current: Any, given: Any) -> Any:
    if isinstance(given, dict) and set(given) == {"is_set"}:
        return current or "" if given["is_set"] else ""
    if given in (None, ""):
        return current or ""
    return given


def _map_secrets(schema: Schema | bool, value: Any, path: tuple[str, ...], change: Any) -> Any:
    if isinstance(schema, bool):
        return value
    if schema.get("format") == "password":
        return change(path, value)
    if isinstance(value, dict):
        parts = schema.get("properties", {})
        mapped = {
            k: _map_secrets(parts.get(k, {}), v, (*path, k), change) for k, v in value.items()
        }
        for key, part in parts.items():
            if isinstance(part, bool):
                continue
            if key not in value and part.get("format") == "password":
                secret = change((*path, key), None)
                if secret is not None:
                    mapped[key] = secret
        return mapped
    if isinstance(value, list):
        items = schema.get("items") or {}
        return [_map_secrets(items, v, (*path, str(i)), change) for i, v in enumerate(value)]
    return value


def _messages(error: ValidationError) -> Iterator[tuple[str, Wanted]]:
    path = ".".join(str(part) for part in error.absolute_path)
    rule: Any = error.validator
    wanted: Any = error.validator_value
    if rule == "required" and isinstance(error.instance, Mapping):
        for name in wanted:
            if name not in error.instance:
                yield f"{path}.{name}".lstrip("."), IS_NEEDED
    else:
        yield path, wanted_by(rule, wanted, _words(rule, wanted))


def _words(rule: str, wanted: Any) -> str:
    if rule == "type":
        kinds = [wanted] if isinstance(wanted, str) else wanted
        return "must be " + " or ".join(TYPE_WORDS.get(kind, str(kind)) for kind in kinds)
    if rule == "enum":
        return "must be one of " + ", ".join(str(choice) for choice in wanted)
    if rule in ("minimum", "minLength", "minItems"):
        return f"must be at least {wanted}" + (" long" if rule != "minimum" else "")
    if rule in ("maximum", "maxLength", "maxItems"):
        return f"must be at most {wanted}" + (" long" if rule != "maximum" else "")
    # The library's own words would quote the value, which may be a secret.
    return f"does not fit the rule {rule}: {wanted}"
