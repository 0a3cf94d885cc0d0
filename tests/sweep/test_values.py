"""Lists and ranges: the law of ranges first, then what may be written, then what may not."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.scenario.problems import OPTION, ScenarioError
from simul.sweep.points import asked_values
from simul.sweep.values import One, Range, Value, Values, parse_values

decimals = st.integers(0, 10_000).map(lambda hundredths: Fraction(hundredths, 100))


def typed(number: Fraction) -> str:
    return f"{number.numerator * (100 // number.denominator) / 100:.2f}"


@given(decimals, decimals, st.integers(1, 500).map(lambda hundredths: Fraction(hundredths, 100)))
def test_a_range_is_scaled_first_and_rounded_last(
    first: Fraction, length: Fraction, step: Fraction
) -> None:
    last = first + length
    values = parse_values("walk", f"{typed(first)}:{typed(last)}:{typed(step)}")
    # Each is the float that the decimal number itself reads as: no error is added up.
    on_paper = [first + index * step for index in range(int(length / step) + 1)]
    assert [*values] == [float(number) for number in on_paper]
    assert values.count == len(on_paper)


@given(st.lists(st.tuples(st.integers(1, 30), st.integers(0, 30), st.integers(1, 9)), min_size=1))
def test_each_value_comes_once_in_the_order_asked_for(
    ranges: list[tuple[int, int, int]],
) -> None:
    text = ",".join(f"{first}:{first + length}:{step}" for first, length, step in ranges)
    written_out = [
        value for first, length, step in ranges for value in range(first, first + length + 1, step)
    ]
    values = parse_values("boards", text)
    assert [*values] == [*dict.fromkeys(written_out)]
    assert values.count == len([*values])


class Compared(int):
    """A number that counts how often it is compared with another."""

    times = 0

    def __eq__(self, other: object) -> bool:
        Compared.times += 1
        return int(self) == other

    def __hash__(self) -> int:
        return hash(int(self))


def test_finding_what_is_there_twice_takes_no_longer_a_value_the_more_there_are() -> None:
    """One by one, each would be compared with all before it."""
    Compared.times = 0
    singles = [One(Compared(number)) for number in range(1000)]
    ranges = [Range(Fraction(10 * n), Fraction(1), 3, Compared) for n in range(200, 1200)]
    values = Values("", [*singles, *singles[:100], *ranges])
    assert values.count == len([*values]) == 4000
    assert Compared.times < 4000


@pytest.mark.parametrize(
    ("option", "text", "values"),
    [
        ("boards", "7", [7]),
        ("boards", "1:5", [1, 2, 3, 4, 5]),
        ("boards", "1,2,5:50:15", [1, 2, 5, 20, 35, 50]),
        ("boards", "1:10:4", [1, 5, 9]),
        ("boards", " 3 , 1 ", [3, 1]),
        ("pairs", "game,3:5", ["game", 3, 4, 5]),
        ("seed", "0:2", [0, 1, 2]),
        ("walk", "0:1:0.1", [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1]),
        ("walk", "1ms:9ms:2ms", [0.001, 0.003, 0.005, 0.007, 0.009]),
        ("opponents", "30s,55s,90s", [30, 55, 90]),
        ("opponents", "30s:90s:15s", [30, 45, 60, 75, 90]),
        ("opponents", "1m:1m30s:15", [60, 75, 90]),
        ("opponents", "1:3", [1, 2, 3]),
        ("opponents", "uniform(3s, 8s)", ["uniform(3 s, 8 s)"]),
        (
            "opponents",
            "uniform(3s,8s),5s,normal(9,1)",
            ["uniform(3 s, 8 s)", 5, "normal(9 s, 1 s)"],
        ),
    ],
)
def test_what_may_be_written(option: str, text: str, values: list[Value]) -> None:
    assert [*parse_values(option, text)] == values


def test_a_long_range_is_not_written_out() -> None:
    values = parse_values("seed", "0:999999")
    assert (values.count, values.numbers) == (1_000_000, True)
    assert next(iter(values)) == 0


@pytest.mark.parametrize(
    ("option", "text", "complaint"),
    [
        (
            "boards",
            "5:1",
            '--boards: "5:1" is a range that ends below its beginning; write a whole',
        ),
        ("boards", "1:10:0", '--boards: "1:10:0" is a range with a step of 0 or less'),
        ("boards", "1:10:-2", '--boards: "1:10:-2" is a range with a step of 0 or less'),
        ("boards", "1,,2", '--boards: "1,,2" has nothing where a value should be'),
        ("boards", "1,", '--boards: "1," has nothing where a value should be'),
        (
            "boards",
            "a:b",
            '--boards: "a:b" is a range with "a" for its beginning, which is not a whole',
        ),
        (
            "boards",
            "0:3",
            'with "0" for its beginning, which is not a whole number from 1 to 1000000',
        ),
        ("boards", "1:2:3:4", '--boards: "1:2:3:4" is not a range'),
        ("boards", "1:", '--boards: "1:" is not a range'),
        ("boards", "", '--boards: "" is empty'),
        ("boards", "  ", '--boards: "  " is empty'),
        ("boards", "1,x", '--boards: "1,x" has "x" in it, which is not a whole number from 1'),
        ("boards", "1.5", '--boards: "1.5" is not a whole number from 1 to 1000000'),
        ("seed", "0:1000000", '--seed: "0:1000000" has 1000001 values, and 1000000 are the most'),
        ("pairs", "game:3", 'with "game" for its beginning, which is not a number'),
        ("walk", "0:1:0", '--walk: "0:1:0" is a range with a step of 0 or less'),
        ("walk", "-1:2", 'with "-1" for its beginning, which is below 0'),
        ("opponents", "30s:90x", '"90x" for its end, which is not a length of time; write a time'),
        ("opponents", "uniform(3s", '--opponents: "uniform(3s" is not a think time'),
        ("opponents", "uniform(3s, 8s, 9s)", "does not have the parameters that are wanted"),
    ],
)
def test_a_mistake_names_the_option_the_value_and_what_is_allowed(
    option: str, text: str, complaint: str
) -> None:
    with pytest.raises(ScenarioError) as caught:
        asked_values({option: text})
    assert complaint in str(caught.value)
    assert "; write " in str(caught.value)


def test_every_mistake_has_its_line() -> None:
    with pytest.raises(ScenarioError) as caught:
        asked_values({"boards": "5:1", "walk": "0:1", "seed": "a", "policy": "lap"})
    assert [(each.place, each.field) for each in caught.value.problems] == [
        (OPTION, "boards"),
        (OPTION, "seed"),
    ]
