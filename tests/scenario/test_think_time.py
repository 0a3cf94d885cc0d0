"""Think times are read as people write them, and drawn as the formulas say, everywhere alike."""

import hashlib
import math
from array import array
from fractions import Fraction
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.scenario.think_time import (
    DISTRIBUTIONS,
    GRID,
    ThinkTime,
    parse_seconds,
    parse_think_time,
)

KINDS = [
    "uniform(30s, 80s)",
    "normal(55s, 10s)",
    "normal(5s, 10s)",
    "lognormal(55s, 30s)",
    "exponential(55s)",
    "triangular(2s, 5s, 15s)",
]


def mistake(value: Any) -> str:
    with pytest.raises(ValueError, match=r"\S") as caught:
        parse_think_time(value)
    return str(caught.value)


# Laws


@pytest.mark.parametrize("text", KINDS)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_mean_of_many_draws_is_the_mean_of_the_formula(text: str, seed: int) -> None:
    think = parse_think_time(text)
    count = 4_000
    draws = think.draws(count, Random(seed))
    mean = math.fsum(draws) / count
    variance = math.fsum((draw - mean) ** 2 for draw in draws) / (count - 1)
    # Four standard errors of a mean: a right one is farther off once in 16,000 times.
    assert abs(mean - think.mean_s) < 4 * math.sqrt(variance / count)


@pytest.mark.parametrize("text", KINDS)
def test_the_mean_is_the_area_under_the_quantiles(text: str) -> None:
    think = parse_think_time(text)
    quantile = DISTRIBUTIONS[think.kind].quantile
    cells = 20_000
    area = math.fsum(quantile((k + 0.5) / cells, *think.values) for k in range(cells)) / cells
    assert area == pytest.approx(think.mean_s, rel=2e-3)


@pytest.mark.parametrize("text", KINDS)
def test_quantiles_rise(text: str) -> None:
    think = parse_think_time(text)
    quantile = DISTRIBUTIONS[think.kind].quantile
    places = [2.0**-54, *(k / 1000 for k in range(1, 1000)), 1 - 2.0**-53]
    values = [quantile(u, *think.values) for u in places]
    assert values == sorted(values)
    assert all(0 <= value < math.inf for value in values)


@given(st.sampled_from(KINDS), st.integers(0, 2**63 - 1), st.integers(0, 40), st.integers(0, 40))
def test_draws_lie_on_the_grid_and_a_longer_list_begins_with_the_shorter(
    text: str, seed: int, some: int, more: int
) -> None:
    think = parse_think_time(text)
    draws = think.draws(some + more, Random(seed))
    assert all(draw >= 0 and (draw * GRID).is_integer() for draw in draws)
    assert think.draws(some, Random(seed)) == draws[:some]


@given(st.floats(0, 1e7), st.integers(1, 5))
def test_a_constant_is_rounded_to_the_grid(seconds: float, count: int) -> None:
    draws = ThinkTime("constant", (seconds,)).draws(count, Random(0))
    assert len(draws) == count
    assert all((draw * GRID).is_integer() for draw in draws)
    assert all(abs(draw - seconds) <= 0.5 / GRID for draw in draws)


def test_sums_of_a_constant_are_multiples_of_it() -> None:
    # As doubles, a thousand times 0.1 added up is not 100.
    (tenth,) = ThinkTime("constant", (0.1,)).draws(1, Random(0))
    assert sum([tenth] * 1000) == 1000 * tenth == 1000 * Fraction(tenth)
    assert tenth == Fraction(104858, 2**20)  # 0.1 * 2**20 is 104857.6


@given(st.integers(0, 2**63 - 1))
def test_sums_of_draws_are_exact_in_any_order(seed: int) -> None:
    draws = parse_think_time("lognormal(55s, 30s)").draws(200, Random(seed))
    assert sum(draws) == sum(reversed(draws)) == math.fsum(draws)


@given(
    st.lists(
        st.tuples(
            st.integers(0, 99), st.sampled_from(["h", "m", "s", "ms"]), st.sampled_from(["", " "])
        ),
        min_size=1,
        max_size=4,
    )
)
def test_a_length_of_time_is_the_sum_of_its_parts(parts: list[tuple[int, str, str]]) -> None:
    units = {"h": 3600, "m": 60, "s": 1, "ms": 0.001}
    text = " ".join(f"{number}{gap}{unit}" for number, unit, gap in parts)
    expected = sum(number * units[unit] for number, unit, _ in parts)
    assert parse_seconds(text) == pytest.approx(expected)


# The same on every Python: the first draws as exact numbers, and 1,000 of each kind as a digest


@pytest.mark.parametrize(
    ("text", "first", "digest"),
    [
        ("uniform(30s, 80s)", [70759560, 68291093, 33195850], "6f39bdb0fb88f598"),
        ("normal(55s, 10s)", [64732063, 63247447, 38417238], "08465107f37cd16d"),
        ("normal(5s, 10s)", [12303263, 10818647, 0], "e71cc5a74bb4d143"),
        ("lognormal(55s, 30s)", [71390988, 66414440, 19834314], "18da5858470787e0"),
        ("exponential(55s)", [79864979, 69927290, 1944854], "4d0c38ab6f5191dd"),
        ("triangular(2s, 5s, 15s)", [9746433, 9208166, 3289611], "1936b906bc4b7625"),
    ],
)
def test_draws_are_the_same_everywhere(text: str, first: list[int], digest: str) -> None:
    draws = parse_think_time(text).draws(1000, Random("1/1/master"))
    steps = array("q", (int(draw * GRID) for draw in draws))
    assert list(steps[:3]) == first
    numbers = " ".join(map(str, steps))
    assert hashlib.sha256(numbers.encode()).hexdigest()[:16] == digest


# Every form


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (5, 5),
        (0, 0),
        (2.5, 2.5),
        (10_000_000, 1e7),
        ("5", 5),
        ("2.5", 2.5),
        (" 5 ", 5),
        ("1e3", 1000),
        ("5s", 5),
        ("5 s", 5),
        (".5s", 0.5),
        ("1e-07 s", 1e-7),
        ("250ms", 0.25),
        ("1m30s", 90),
        ("1m 30s", 90),
        ("1 m 30 s", 90),
        ("1.5m", 90),
        ("2h", 7200),
        ("1h1m1s", 3661),  # 3600 + 60 + 1
    ],
)
def test_a_constant_is_read(value: Any, seconds: float) -> None:
    assert parse_think_time(value) == ThinkTime("constant", (seconds,))
    assert parse_seconds(value) == seconds


@pytest.mark.parametrize(
    ("text", "kind", "values", "mean"),
    [
        ("uniform(30s, 80s)", "uniform", (30, 80), 55),  # (30 + 80) / 2
        ("uniform(30, 1m20s)", "uniform", (30, 80), 55),
        ("uniform(5s, 5s)", "uniform", (5, 5), 5),
        ("normal(55s, 10s)", "normal", (55, 10), 55.00000003255),  # nearly nothing is cut off
        # Cut at 0: 10 / sqrt(2 pi), half of the mean of |X|
        ("normal(0, 10s)", "normal", (0, 10), 3.98942280401),
        ("normal(55s, 0)", "normal", (55, 0), 55),
        ("lognormal(55s, 30s)", "lognormal", (55, 30), 55),
        ("lognormal(55s, 0)", "lognormal", (55, 0), 55),
        ("exponential(55s)", "exponential", (55,), 55),
        ("triangular(2s, 5s, 15s)", "triangular", (2, 5, 15), 22 / 3),  # (2 + 5 + 15) / 3
        ("triangular(4s, 4s, 4s)", "triangular", (4, 4, 4), 4),
        (" Uniform ( 30 s , 80 s ) ", "uniform", (30, 80), 55),
    ],
)
def test_a_distribution_is_read(
    text: str, kind: str, values: tuple[float, ...], mean: float
) -> None:
    think = parse_think_time(text)
    assert think == ThinkTime(kind, values)
    assert think.mean_s == pytest.approx(mean, abs=1e-9)


def test_a_constant_draws_nothing_at_random() -> None:
    random = Random(1)
    assert parse_think_time("5s").draws(3, random) == array("d", [5, 5, 5])
    assert random.random() == Random(1).random()


@pytest.mark.parametrize(
    ("text", "low", "middle", "high"),
    [
        # The quantiles at 1/4, 1/2, 3/4
        ("uniform(30s, 80s)", 42.5, 55, 67.5),
        ("normal(55s, 10s)", 48.2551, 55, 61.7449),  # 55 - 0.67449 x 10; 55; 55 + 0.67449 x 10
        ("exponential(60s)", 17.2609, 41.5888, 83.1777),  # 60 ln(4/3), 60 ln 2, 60 ln 4
        ("triangular(0s, 10s, 20s)", 7.07107, 10, 12.92893),  # sqrt(1/4 x 20 x 10), the mode
        # sigma^2 = ln(1 + 1) = 0.693147; the median is 60 / sqrt(2)
        ("lognormal(60s, 60s)", 24.1968, 42.4264, 74.3899),
    ],
)
def test_quartiles_worked_out_by_hand(text: str, low: float, middle: float, high: float) -> None:
    think = parse_think_time(text)
    quantile = DISTRIBUTIONS[think.kind].quantile
    values = [quantile(u, *think.values) for u in (0.25, 0.5, 0.75)]
    assert values == pytest.approx([low, middle, high], abs=1e-4)


@pytest.mark.parametrize(
    ("think", "text"),
    [
        (ThinkTime("constant", (5.0,)), "5 s"),
        (ThinkTime("constant", (0.1 + 0.2,)), "0.30000000000000004 s"),
        (ThinkTime("constant", (1234567.0,)), "1234567 s"),
        (ThinkTime("uniform", (30.0, 80.5)), "uniform(30 s, 80.5 s)"),
    ],
)
def test_a_think_time_is_written_so_that_it_reads_back(think: ThinkTime, text: str) -> None:
    assert str(think) == text
    assert parse_think_time(text) == think


def test_minus_nothing_is_nothing() -> None:
    assert math.copysign(1, parse_seconds("-0.0")) == 1


NO_TIME = "is not a think time"
KNOWN = "there are uniform, normal, lognormal, exponential, triangular"


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("5 apples", NO_TIME),
        ("", NO_TIME),
        ("  ", NO_TIME),
        ("s", NO_TIME),
        ("5x", NO_TIME),
        ("1m30", NO_TIME),
        ("five", NO_TIME),
        ("5,5", NO_TIME),
        ("5;s", NO_TIME),
        ("0x10", NO_TIME),
        ("1:30", NO_TIME),
        ("uniform", NO_TIME),
        ("uniform(30s, 80s", NO_TIME),
        ("(30s, 80s)", NO_TIME),
        (True, NO_TIME),
        (None, NO_TIME),
        ([5], NO_TIME),
        ({}, NO_TIME),
        (-1, "is below 0"),
        ("-0.001", "is below 0"),
        ("-inf", "is below 0"),
        (-(10**400), "is below 0"),
        (10_000_001, "is more than 10000000 s"),
        (10**400, "is more than 10000000 s"),
        ("inf", "is more than 10000000 s"),
        ("3000h", "is more than 10000000 s"),  # 10,800,000 s
        ("nan", "is not a number"),
        (math.nan, "is not a number"),
        ("unifrm(3s, 4s)", f"has no distribution that we know; {KNOWN}; did you mean uniform?"),
        ("gamma(3s)", f"has no distribution that we know; {KNOWN}"),
        ("constant(3s)", f"has no distribution that we know; {KNOWN}"),
        ("uniform()", "does not have the parameters that are wanted: uniform(low, high)"),
        ("uniform(3s)", "does not have the parameters that are wanted: uniform(low, high)"),
        ("exponential(1s, 2s)", "does not have the parameters that are wanted: exponential(mean)"),
        ("uniform(9s, 3s)", "cannot be: low is above high; uniform(low, high)"),
        (
            "triangular(2s, 1s, 3s)",
            "cannot be: they must rise: low, mode, high; triangular(low, mode, high)",
        ),
        ("lognormal(0, 3s)", "cannot be: the mean must be above 0; lognormal(mean, sd)"),
        (
            "lognormal(1ms, 2s)",
            "cannot be: the sd is more than 1000 times the mean; lognormal(mean, sd)",
        ),
        (
            "normal(x, 3s)",
            'has "x" for its mean, which is not a length of time; normal(mean, sd)',
        ),
        (
            "normal(55s, -3s)",
            'has "-3s" for its sd, which is not a length of time; normal(mean, sd)',
        ),
        ("normal(55, -3)", 'has "-3" for its sd, which is below 0; normal(mean, sd)'),
        ("uniform(,)", 'has "" for its low, which is not a length of time; uniform(low, high)'),
        ("exponential(nan)", 'has "nan" for its mean, which is not a number; exponential(mean)'),
    ],
)
def test_a_wrong_think_time_says_what_is_wrong(value: Any, message: str) -> None:
    assert mistake(value) == message


@pytest.mark.parametrize(
    "text",
    [
        "lognormal(1ms, 1s)",
        "lognormal(1e7, 1e7)",
        "exponential(1e7)",
        "normal(0, 1e7)",
        "normal(1e7, 1e-300)",
    ],
)
def test_draws_at_the_edge_of_what_is_allowed_are_numbers(text: str) -> None:
    think = parse_think_time(text)
    assert all(0 <= draw < math.inf for draw in think.draws(200, Random(1)))
    assert 0 < think.mean_s < 2e7
