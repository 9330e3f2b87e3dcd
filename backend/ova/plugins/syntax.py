"""Reading Python source without running it."""

import ast
import threading

_ONE_AT_A_TIME = threading.Lock()
"""Python 3.11's parser counts its depth for all threads together and fails when they take turns:
https://github.com/python/cpython/issues/106905"""


def parsed(source: str | bytes) -> ast.Module:
    """Return the tree of a source. Raises SyntaxError, ValueError or RecursionError."""
    with _ONE_AT_A_TIME:
        return ast.parse(source)
