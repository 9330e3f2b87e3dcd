"""The calculator's answers."""

from collections.abc import Generator
from decimal import Decimal
from typing import Any

from ova.sdk import Asking, Reply, Turn, handles

from .arithmetic import SIGNS, NoResult, Number, calculated, percent_of, root, share_of, worked_out
from .units import DifferentKinds, Units
from .wording import in_words, is_exact, is_readable, power_of_ten, written

SUM_SLOTS = (("second_operator", "second"), ("third_operator", "third"))


class CalculatorSkill:
    """Answers by itself: nothing leaves the hub."""

    def __init__(self, *, imperial: bool = False) -> None:
        """``imperial`` takes gallons and cups to be British; else they are American."""
        self._units = Units(imperial=imperial)

    @handles("CalculateSum")
    def sum(self, turn: Turn) -> Reply:
        """Answer "what is 12 times 7" and "two plus three times four"."""
        numbers: list[Number] = [turn.slot("first")]
        operators: list[str] = []
        for operator_slot, number_slot in SUM_SLOTS:
            if turn.slot(operator_slot) is not None:
                operators.append(str(turn.slot(operator_slot)))
                numbers.append(turn.slot(number_slot))
        words = [_number(turn, numbers[0])]
        for said, number in zip(operators, numbers[1:], strict=True):
            words += [turn.text(said), _number(turn, number)]
        try:
            return _told(turn, " ".join(words), calculated(numbers, operators))
        except NoResult as reason:
            return turn.reply(str(reason))

    @handles("CalculateFormula")
    def formula(self, turn: Turn) -> Reply:
        """Answer "(2 + 3) * 4" and "calculate 15 * 3"."""
        said = str(turn.slot("formula"))
        signs = {sign: turn.text(key) for sign, key in SIGNS.items()}
        shown = in_words(said, turn.text("decimal"), signs)
        try:
            return _told(turn, shown, worked_out(said))
        except NoResult as reason:
            return turn.reply(str(reason))

    @handles("CalculateAsk")
    def ask_what(self, turn: Turn) -> Generator[Asking, Any, None]:
        """Answer "calculate" with the question what; the answer completes the sentence."""
        yield turn.ask("what_sum", slot="rest")

    @handles("CalculatePercent")
    def percent(self, turn: Turn) -> Reply:
        """Answer "15 percent of 80"."""
        share, whole = turn.slot("share"), turn.slot("whole")
        what = turn.text("percent_of", percent=_number(turn, share), whole=_number(turn, whole))
        try:
            return _told(turn, what, percent_of(share, whole))
        except NoResult as reason:
            return turn.reply(str(reason))

    @handles("CalculateShare")
    def share(self, turn: Turn) -> Reply:
        """Answer "what percentage of 80 is 20"."""
        part, whole = turn.slot("part"), turn.slot("whole")
        try:
            found = share_of(part, whole)
        except NoResult as reason:
            return turn.reply(str(reason))
        return turn.reply(
            "share",
            part=_number(turn, part),
            whole=_number(turn, whole),
            percent=_words(turn, found),
        )

    @handles("CalculateMore")
    def more(self, turn: Turn) -> Reply:
        """Answer "50 plus 20 percent", as of a tip or a discount."""
        whole, share, sign = turn.slot("whole"), turn.slot("share"), str(turn.slot("sign"))
        what = turn.text(
            "more_percent",
            whole=_number(turn, whole),
            sign=turn.text(sign),
            percent=_number(turn, share),
        )
        try:
            part = percent_of(share, whole)
        except NoResult as reason:
            return turn.reply(str(reason))
        return _told(turn, what, Decimal(str(whole)) + (part if sign == "plus" else -part))

    @handles("CalculateRoot")
    def root(self, turn: Turn) -> Reply:
        """Answer "square root of 2", "5 squared", "half of 30"."""
        number, of = turn.slot("number"), str(turn.slot("of"))
        what = turn.text(of, number=_number(turn, number))
        exact = Decimal(str(number))
        try:
            match of:
                case "square_root" | "cube_root":
                    found = root(number, 2 if of == "square_root" else 3)
                case "squared" | "cubed":
                    found = calculated([number, 2 if of == "squared" else 3], ["to_the_power_of"])
                case _:
                    times = {"half": Decimal("0.5"), "twice": Decimal(2), "thrice": Decimal(3)}
                    found = exact * times[of]
        except NoResult as reason:
            return turn.reply(str(reason))
        return _told(turn, what, found)

    @handles("CalculateUnits")
    def units(self, turn: Turn) -> Reply:
        """Answer "5 miles in kilometres" and "how many cups are in a litre"."""
        amount: Number = turn.slot("amount", 1)
        unit, wanted = str(turn.slot("unit")), str(turn.slot("wanted"))
        inches = turn.slot("inches")
        if inches is not None:
            amount, unit = amount * 12 + inches, "inch"
        try:
            found = self._units.convert(amount, unit, wanted)
        except DifferentKinds:
            units = {"unit": _unit(turn, unit, 2), "wanted": _unit(turn, wanted, 2)}
            return turn.reply("different_kinds", **units)
        except OverflowError:
            return turn.reply("too_big")
        what = f"{_number(turn, amount)} {_unit(turn, unit, amount)}"
        if not is_readable(found):
            return turn.reply("too_big" if abs(found) > 1 else "too_small")
        answer = f"{_digits(turn, found)} {_unit(turn, wanted, found)}"
        return turn.reply("exactly" if is_exact(found) else "about", what=what, result=answer)

    @handles("CalculateMoney")
    def money(self, turn: Turn) -> Reply:
        """Say why "100 euros in dollars" has no answer here."""
        return turn.reply("no_money")


def _told(turn: Turn, what: str, found: Decimal) -> Reply:
    key = "exactly" if is_exact(found) and is_readable(found) else "about"
    return turn.reply(key, what=what, result=_words(turn, found))


def _words(turn: Turn, found: Decimal) -> str:
    if is_readable(found):
        return _digits(turn, found)
    digits, power = power_of_ten(found)
    return turn.text("power_of_ten", digits=_digits(turn, digits), power=power)


def _number(turn: Turn, number: Number) -> str:
    return _digits(turn, Decimal(str(number)))


def _digits(turn: Turn, number: Decimal) -> str:
    return written(number, turn.text("thousands"), turn.text("decimal"))


def _unit(turn: Turn, unit: str, amount: Number | Decimal) -> str:
    """Return a unit as it is said behind an amount: "mile", "miles"."""
    return turn.text(f"unit_{unit}", count=1 if amount == 1 else 2)
