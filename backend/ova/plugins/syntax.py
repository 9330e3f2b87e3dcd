"""Reading Python source without running it."""

import ast
import threading

_ONE_AT_A_TIME = threading.Lock()
_TRIES = 5


def parsed(source: str | bytes) -> ast.Module:
    """Return the tree of a source. Raises SyntaxError, ValueError or RecursionError.

    Python 3.11's parser counts its depth for all threads together, and fails with a SystemError when
    one takes over from another: https://github.com/python/cpython/issues/106905. Other libraries
    parse too, so a lock alone does not help.
    """
    with _ONE_AT_A_TIME:
        for _ in range(_TRIES - 1):
            try:
                return ast.parse(source)
            except SystemError:
                continue
        return ast.parse(source)
