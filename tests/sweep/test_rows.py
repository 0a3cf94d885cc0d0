"""Rows: estimates over the plans of a point, in order however the jobs come; and the crossover."""

from itertools import pairwise
from random import Random
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.analysis.theory import going_round
from simul.scenario.plan import make_plan
from simul.sweep import executors
from simul.sweep.crossover import Crossover, crossovers
from simul.sweep.job import Done
from simul.sweep.rows import in_order, rows
from tests.sweep.sweeps import done_by, rows_here, sweep_of, sweep_with


@given(st.permutations(range(12)))
def test_whatever_order_they_are_done_in_they_come_in_their_order(numbers: list[int]) -> None:
    done = [Done(number, 1, 0.0, 0.0, ()) for number in numbers]
    assert [one.job for one in in_order(done)] == [*range(12)]
    assert [one.job for one in in_order(one for one in done if one.job != 5)] == [*range(5)]


def test_a_row_is_the_mean_over_the_plans_of_its_point() -> None:
    sweep = sweep_of("async", repeat=4, boards="3,5", pairs="6", opponents="exponential(20s)")
    for point, row in zip(sweep.points(), rows_here(sweep), strict=True):
        elapsed = [
            going_round(make_plan(sweep.scenario(point, repeat))).elapsed_s for repeat in range(4)
        ]
        assert (row.point, row.plans, row.mode) == (point, 4, "async")
        assert row.elapsed_s.mean == pytest.approx(fmean(elapsed), rel=1e-12)
        assert row.elapsed_s.se == pytest.approx(stdev(elapsed) / 2, rel=1e-9)
        assert row.theory_s == row.elapsed_s.mean


def test_a_point_whose_plans_are_not_all_done_has_no_row_yet() -> None:
    sweep = sweep_of("async", repeat=3, boards="1:4", pairs="2")
    with executors.here() as ours:
        done = [*done_by(sweep, ours)]
    assert len([*rows(sweep, in_order(done[:8]))]) == 2
    shuffled = Random(1).sample(done, len(done))
    assert [*rows(sweep, in_order(shuffled))] == rows_here(sweep)


def test_one_plan_has_no_interval() -> None:
    (row,) = rows_here(sweep_of("async", boards="2"))
    assert (row.plans, row.elapsed_s.se, row.elapsed_s.low, row.elapsed_s.high) == (
        1,
        None,
        None,
        None,
    )


# The crossover


def found(**options: str) -> list[Crossover]:
    sweep = sweep_with(options, "async")
    return crossovers(sweep, rows_here(sweep))


def test_the_crossover_of_polgar_is_found_at_12_boards() -> None:
    # 12 boards * 30 moves * 5 s = 1,800 s of hers, and a game is 30 * (5 + 55) = 1,800 s.
    assert found(boards="1:60") == [Crossover("boards", 12, 11, {})]


def test_there_the_curve_of_going_round_bends() -> None:
    # Up to 12 boards a further one costs its own 5 s once; beyond, in each of 30 laps.
    elapsed = [row.elapsed_s.mean or 0 for row in rows_here(sweep_of("async", boards="1:25"))]
    costs = [after - before for before, after in pairwise(elapsed)]
    bend = next(index for index, cost in enumerate(costs, 1) if cost > 100)
    assert found(boards="1:25")[0].at == bend == 12


@pytest.mark.parametrize(
    ("master", "opponents", "at"),
    [("5", "30", 7), ("5", "90", 19), ("3", "27", 10), ("10", "55", 7)],  # (g + o) / g, rounded up
)
def test_it_is_where_theory_has_it_for_other_times(master: str, opponents: str, at: int) -> None:
    assert found(boards="1:30", master=master, opponents=opponents)[0].at == at


def test_between_values_that_are_far_apart_it_names_both() -> None:
    assert found(boards="1:60:5") == [Crossover("boards", 16, 11, {})]
    assert found(boards="60,16,11,1") == [Crossover("boards", 16, 11, {})]


def test_along_think_times_too() -> None:
    # 12 boards: with replies of up to 55 s she is needed all the time. 24 boards: hers of
    # 55 / 23 = 2.39 s and more.
    assert found(boards="12", opponents="30s:90s:5s") == [Crossover("opponents", 55, 60, {})]
    assert found(boards="24", master="1:5:0.25") == [Crossover("master", 2.5, 2.25, {})]


def test_one_for_each_value_of_a_second_option() -> None:
    assert [(one.at, one.others) for one in found(boards="1:30", opponents="30,55,90")] == [
        (7, {"opponents": 30}),
        (12, {"opponents": 55}),
        (19, {"opponents": 90}),
    ]


def test_where_nothing_changes_sides_or_nothing_is_next_to_another_there_is_none() -> None:
    assert found(boards="1:10") == found(boards="13:20") == found(boards="24") == []
    assert found(boards="24", opponents="55,uniform(300s, 400s)") == []
    assert found(boards="12", seed="1:9", opponents="exponential(55s)") == []
