"""Reading an author's source without executing it."""

import ast
import threading

_ONE_AT_A_TIME = threading.Lock()


def tree_of(source: bytes) -> ast.Module:
    """Return the syntax tree of a source. Raises SyntaxError, ValueError, RecursionError.

    Integrations are looked at in several threads. Two that do this at once may make one of them fail
    with "SystemError: AST constructor recursion depth mismatch" (seen with Python 3.11).
    """
    with _ONE_AT_A_TIME:
        return ast.parse(source)
