"""Student's t, against closed forms and the printed tables."""

from math import atan, inf, pi, sqrt
from statistics import NormalDist, fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.sweep.student import Estimate, estimate, quantile, within


@pytest.mark.parametrize(
    ("freedom", "t"),
    [
        (1, 12.706),
        (2, 4.303),
        (3, 3.182),
        (4, 2.776),
        (5, 2.571),
        (9, 2.262),
        (10, 2.228),
        (29, 2.045),
        (30, 2.042),
        (60, 2.000),
        (99, 1.984),
        (120, 1.980),
    ],
)
def test_the_quantiles_are_those_of_the_tables(freedom: int, t: float) -> None:
    # Two-sided 95 %: Abramowitz and Stegun, table 26.10, has 12.706, 4.303, 3.182, ...
    assert quantile(freedom) == pytest.approx(t, abs=0.0005)


def test_two_closed_forms() -> None:
    # One degree of freedom is Cauchy's distribution: P = 2/pi atan t. Two: P = t / sqrt(2 + t**2).
    assert within(atan(3), 1) == pytest.approx(2 / pi * atan(3), rel=1e-15)
    assert within(atan(3 / sqrt(2)), 2) == pytest.approx(3 / sqrt(11), rel=1e-15)


def test_with_many_plans_it_is_the_normal_distribution() -> None:
    normal = NormalDist().inv_cdf(0.975)
    assert quantile(5_000) == pytest.approx(normal, abs=0.001)
    assert inf > quantile(1) > quantile(2) > quantile(30) > quantile(5_000) > normal


@given(st.lists(st.floats(0, 1e6), min_size=2, max_size=30))
def test_an_estimate_is_the_mean_and_t_times_its_error(numbers: list[float]) -> None:
    found = estimate(numbers)
    assert found.mean == pytest.approx(fmean(numbers))
    assert found.se is not None
    assert found.se == pytest.approx(stdev(numbers) / sqrt(len(numbers)), abs=1e-6)
    reach = quantile(len(numbers) - 1) * found.se
    assert found.mean is not None
    assert (found.low, found.high) == (max(0, found.mean - reach), found.mean + reach)


def test_by_hand() -> None:
    # 1, 2, 6: the mean is 3, the variance (4 + 1 + 9) / 2 = 7, the error sqrt(7 / 3) = 1.5275.
    found = estimate([1, 2, 6])
    assert found.mean == 3
    assert found.se == pytest.approx(1.5275, abs=1e-4)
    assert found.high == pytest.approx(3 + 4.3027 * 1.5275, abs=1e-3)  # two degrees of freedom
    assert found.low == 0  # and not 3 - 6.57: none of the numbers is below 0


def test_numbers_below_0_have_an_interval_below_0() -> None:
    found = estimate([-1, 2, 6])  # of her waiting, where she is in two places at once
    assert found.low is not None
    assert found.low < 0


def test_one_number_has_no_error_and_none_has_no_mean() -> None:
    assert estimate([7.5]) == Estimate(7.5, None, None, None)
    assert estimate([]) == Estimate()


def test_equal_numbers_do_not_spread() -> None:
    assert estimate([0.1] * 7) == Estimate(0.1, 0.0, 0.1, 0.1)
