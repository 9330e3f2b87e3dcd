"""Numbers as people read and say them."""

import re
from collections.abc import Mapping
from decimal import Decimal

FEW_DIGITS = 3
"""Significant digits of what is smaller than one."""
DECIMALS = 2
LARGEST = Decimal(10) ** 15
"""Above, a number is told by its first digits and a power of ten."""
SMALLEST = Decimal(10) ** -6


def rounded(value: Decimal) -> Decimal:
    """Return a number with as many digits as people want to hear."""
    if value == 0 or value == value.to_integral_value():
        return value
    places = DECIMALS if abs(value) >= 1 else FEW_DIGITS - 1 - value.adjusted()
    return value.quantize(Decimal(1).scaleb(-places)).normalize()


def is_exact(value: Decimal) -> bool:
    """Tell whether nothing was lost by rounding; the thirtieth digit counts for nothing."""
    shown = rounded(value)
    return abs(shown - value) <= abs(value) * Decimal(10) ** -20


def is_readable(value: Decimal) -> bool:
    """Tell whether a number can be read out digit by digit."""
    return value == 0 or SMALLEST <= abs(value) < LARGEST


def written(value: Decimal, thousands: str = ",", decimal: str = ".") -> str:
    """Return a number in digits, parted into thousands from ten thousand on."""
    shown = rounded(value)
    text = f"{shown:,f}" if abs(shown) >= 10_000 else f"{shown:f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.translate({ord(","): thousands, ord("."): decimal})


def power_of_ten(value: Decimal) -> tuple[Decimal, int]:
    """Return the first digits and the power of ten of a number that is too long to be read."""
    power = value.adjusted()
    return value.scaleb(-power), power


def in_words(formula: str, point: str, signs: Mapping[str, str]) -> str:
    """Return a sum as people say it: "(2 plus 3) times 4"; ``signs`` are the words of its signs."""
    said = re.sub(
        r"(?<=[\d)])[-+*/^]", lambda sign: f" {signs[sign[0]]} ", formula.replace(".", point)
    )
    return re.sub(rf"(^|\()0 {re.escape(signs['-'])} ", r"\1-", said)
