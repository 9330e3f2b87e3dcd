"""Sums and units."""

import pytest


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("what is 12 times 7", "12 times 7 is 84."),
        ("what's twelve times seven", "12 times 7 is 84."),
        ("2 plus 3 times 4", "2 plus 3 times 4 is 14."),
        ("what is 7 / 2", "7 divided by 2 is 3.5."),
        ("what is 0.1 plus 0.2", "0.1 plus 0.2 is 0.3."),
        ("what is 10 divided by 3", "10 divided by 3 is about 3.33."),
        ("what is 1 divided by 3000", "1 divided by 3000 is about 0.000333."),
        ("what is 2 to the power of 10", "2 to the power of 10 is 1024."),
        ("what is 1000 times 1000", "1000 times 1000 is 1,000,000."),
        ("subtract 5 from 20", "20 minus 5 is 15."),
        ("15 percent of 80", "15 percent of 80 is 12."),
        ("what is 15% of 80", "15 percent of 80 is 12."),
        ("what percentage of 80 is 20", "20 is 25 percent of 80."),
        ("what is 50 plus 20 percent", "50 plus 20 percent is 60."),
        ("square root of 2", "The square root of 2 is about 1.41."),
        ("what is the square root of 144", "The square root of 144 is 12."),
        ("cube root of 27", "The cube root of 27 is 3."),
        ("what is 5 squared", "5 squared is 25."),
        ("half of 30", "Half of 30 is 15."),
        ("what is 10 divided by 0", "Nothing can be divided by zero."),
        ("what is 0 divided by 0", "Nothing can be divided by zero."),
        ("square root of minus 4", "A negative number has no square root that I could tell you."),
        ("what is 9 to the power of 1000000", "That number is too big for me."),
        (
            "what is 9 to the power of 99",
            "9 to the power of 99 is about 2.95 times ten to the power of 94.",
        ),
        ("5 miles in kilometres", "5 miles is about 8.05 kilometres."),
        ("convert 10 kilometers to miles", "10 kilometres is about 6.21 miles."),
        ("how many cups in a litre", "1 litre is about 4.23 cups."),
        ("how many grams are in a kilogram", "1 kilogram is 1000 grams."),
        ("how many ounces are in a cup", "1 cup is 8 ounces."),
        ("what is 70 degrees fahrenheit in celsius", "70 degrees Fahrenheit is about 21.11 degrees Celsius."),
        ("what is minus 40 celsius in fahrenheit", "-40 degrees Celsius is -40 degrees Fahrenheit."),
        ("90 minutes in hours", "90 minutes is 1.5 hours."),
        ("6 foot 2 in centimetres", "74 inches is 187.96 centimetres."),
        ("5 miles in kilograms", "I can't turn miles into kilograms: they measure different things."),
        (
            "what is 100 euros in dollars",
            "I can't convert money: exchange rates change all the time, and I work without the internet.",
        ),
    ],
)  # fmt: skip
def test_it_is_worked_out(ask, text, answer):
    assert ask(text).text == answer


def test_a_british_pint_is_larger(hub, ask):
    assert ask("how many millilitres are in a pint").text == "1 pint is about 473.18 millilitres."
    hub.skill_manager.set_config("calculator", {"measures": "imperial"})
    assert ask("how many millilitres are in a pint").text == "1 pint is about 568.26 millilitres."
