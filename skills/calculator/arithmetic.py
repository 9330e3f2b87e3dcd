"""Sums, exact as long as people can tell the difference."""

import re
from collections.abc import Callable, Sequence
from decimal import Context, Decimal, DecimalException, DivisionByZero, InvalidOperation

EXACT = Context(prec=30, Emax=400, Emin=-400)
"""More digits than anybody asks for, and an end to powers of powers."""
Number = int | float | Decimal


class NoResult(Exception):
    """There is no result. The message is the key of the text that says why."""


OPERATIONS: dict[str, Callable[[Decimal, Decimal], Decimal]] = {
    "plus": EXACT.add,
    "minus": EXACT.subtract,
    "times": EXACT.multiply,
    "divided_by": EXACT.divide,
    "to_the_power_of": EXACT.power,
}
SIGNS = {
    "+": "plus",
    "-": "minus",
    "*": "times",
    "/": "divided_by",
    "^": "to_the_power_of",
}
_SIGN = re.compile(r"(?<=\d)([-+*/^])")
_BRACKETS = re.compile(r"\(([^()]*)\)")
_FIRST = ("to_the_power_of",), ("times", "divided_by"), ("plus", "minus")
"""What is worked out before what."""


def calculated(numbers: Sequence[Number], operators: Sequence[str]) -> Decimal:
    """Return what numbers with operators between them come to, products before sums.

    Raises NoResult.
    """
    terms, between = [_exact(one) for one in numbers], list(operators)
    for rank in _FIRST:
        at = 0
        while at < len(between):
            if between[at] not in rank:
                at += 1
                continue
            operation = OPERATIONS[between.pop(at)]
            left, right = terms[at], terms.pop(at + 1)
            terms[at] = _carried_out(operation, left, right)
    return terms[0]


def worked_out(formula: str) -> Decimal:
    """Return what a sum in digits, signs and brackets comes to: ``(2+3)*4``. Raises NoResult."""
    while (inner := _BRACKETS.search(formula)) is not None:
        found = worked_out(inner[1])
        formula = f"{formula[: inner.start()]}{found:f}{formula[inner.end() :]}"
    parts = _SIGN.split(formula)
    numbers = [Decimal(part) for part in parts[::2]]
    return calculated(numbers, [SIGNS[sign] for sign in parts[1::2]])


def root(number: Number, degree: int) -> Decimal:
    """Return the square or cube root of a number. Raises NoResult."""
    exact = _exact(number)
    if exact < 0 and degree % 2 == 0:
        raise NoResult("root_of_negative")
    if degree == 2:
        return EXACT.sqrt(exact)
    sign = -1 if exact < 0 else 1
    found = EXACT.power(abs(exact), EXACT.divide(Decimal(1), Decimal(degree)))
    whole = found.to_integral_value()
    return sign * (whole if whole**degree == abs(exact) else found)


def percent_of(percent: Number, whole: Number) -> Decimal:
    """Return so many percent of a number."""
    return _carried_out(EXACT.multiply, _exact(percent) / 100, _exact(whole))


def share_of(part: Number, whole: Number) -> Decimal:
    """Return how many percent of the whole a part is. Raises NoResult."""
    return 100 * _carried_out(EXACT.divide, _exact(part), _exact(whole))


def _exact(number: Number) -> Decimal:
    return Decimal(str(number))


def _carried_out(
    operation: Callable[[Decimal, Decimal], Decimal], left: Decimal, right: Decimal
) -> Decimal:
    try:
        return operation(left, right)
    except DivisionByZero as error:
        raise NoResult("division_by_zero") from error
    except InvalidOperation as error:  # 0 / 0, or a root of something negative
        raise NoResult("division_by_zero" if right == 0 else "no_such_number") from error
    except DecimalException as error:
        raise NoResult("too_big") from error
