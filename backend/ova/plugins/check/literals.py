"""What source says as it stands there: values of literals, fields of models."""

import ast
from collections.abc import Mapping
from typing import Any


def model_fields(
    node: ast.ClassDef, classes: Mapping[str, ast.ClassDef], depth: int = 0
) -> dict[str, bool]:
    """Return the fields of a model and its bases, and whether each is described."""
    fields: dict[str, bool] = {}
    for base in node.bases:
        name = getattr(base, "id", "")
        if name in classes and depth < 10:
            fields |= model_fields(classes[name], classes, depth + 1)
    for one in node.body:
        if isinstance(one, ast.AnnAssign) and isinstance(one.target, ast.Name):
            text = ast.unparse(one)
            fields[one.target.id] = "description=" in text
    return fields


def literal_of(node: ast.AST | None) -> Any:
    """Return the value of a literal, or None."""
    if node is None:
        return None
    try:
        return ast.literal_eval(ast.unparse(node))
    except (ValueError, SyntaxError):
        return None
