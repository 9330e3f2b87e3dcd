"""Checking values against a declared JSON Schema or pydantic model."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.protocols import Validator
from jsonschema.validators import validator_for
from pydantic import BaseModel, ValidationError

from ova.core import Wanted, fault_json
from ova.plugins.manifest import check_schema
from ova.plugins.rules import IS_NEEDED, wanted_by

ANYTHING: Mapping[str, Any] = {"type": "object"}


@dataclass(frozen=True, slots=True)
class SchemaCheck:
    """A schema, and the model behind it when there is one."""

    schema: Mapping[str, Any]
    """JSON Schema: what forms and tools are made from."""
    model: type[BaseModel] | None = None
    _validator: Validator | None = field(default=None, compare=False)

    def faults(self, value: Any) -> list[dict[str, Any]]:
        """Return what is wrong with a value: ``[{"field": JSON pointer, "detail": ...}]``."""
        if self.model is not None:
            try:
                self.model.model_validate(value)
            except ValidationError as error:
                return [
                    fault_json(Wanted.of_model(fault), field=_pointer(fault["loc"]))
                    for fault in error.errors(include_url=False, include_input=False)
                ]
            return []
        if self._validator is None:
            return []
        found = dict.fromkeys(
            each for fault in self._validator.iter_errors(value) for each in _told(fault)
        )
        return [fault_json(wanted, field=place) for place, wanted in found]

    def made(self, value: Any) -> Any:
        """Return a checked value as the author's code wants it: the model, or the value itself."""
        return value if self.model is None else self.model.model_validate(value)


def schema_check(declared: Any, where: str = "a schema") -> SchemaCheck:
    """Return the check of a JSON Schema (Draft 7 unless ``$schema`` says otherwise) or a model.

    Raises PluginFault for what is no JSON Schema; ``where`` says whose it is.
    """
    if isinstance(declared, type) and issubclass(declared, BaseModel):
        return SchemaCheck(declared.model_json_schema(), declared)
    if not declared:
        return SchemaCheck(dict(ANYTHING))
    check_schema(dict(declared), where)
    validator = validator_for(declared, default=Draft7Validator)
    return SchemaCheck(dict(declared), None, validator(declared))


def _pointer(path: Any) -> str:
    parts = [str(part).replace("~", "~0").replace("/", "~1") for part in path]
    return "".join(f"/{part}" for part in parts)


def _told(fault: Any) -> Iterator[tuple[str, Wanted]]:
    """Yield where and how a rule was broken; the library's own words would quote the value."""
    rule, wanted, path = fault.validator, fault.validator_value, list(fault.absolute_path)
    if rule == "required" and isinstance(fault.instance, Mapping):
        for name in wanted:
            if name not in fault.instance:
                yield _pointer([*path, name]), IS_NEEDED
    elif rule == "additionalProperties":
        yield _pointer(path), Wanted("has a field that is not known", "extra_forbidden")
    else:
        yield _pointer(path), wanted_by(rule, wanted, f"does not fit {rule}: {wanted}")
