"""The points of a sweep: each combination once, and whose luck they share."""

import tracemalloc
from itertools import islice, product

from hypothesis import given, settings
from hypothesis import strategies as st

from simul.analysis.comparison import compare
from simul.scenario.files import load_scenario
from simul.scenario.plan import make_plan
from simul.sweep.points import repeat_seed
from tests.sweep.sweeps import rows_here, sweep_of, sweep_with


def test_every_combination_comes_once_and_the_first_option_runs_fastest() -> None:
    sweep = sweep_of(boards="1:3", opponents="30s,uniform(3s, 8s)", seed="5:6", walk="2")
    points = [tuple(point.values()) for point in sweep.points()]
    seconds = (30, "uniform(3 s, 8 s)")
    assert points == [(b, o, s) for s, o, b in product((5, 6), seconds, (1, 2, 3))]
    assert sweep.count == 12
    assert sweep.fixed == {"walk": 2}


def test_points_are_made_when_they_are_asked_for() -> None:
    sweep = sweep_of(boards="1:1000000", seed="0:999999", repeat=1000)
    tracemalloc.start()
    for point in islice(sweep.points(), 2_000):
        assert point["seed"] == 0
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert sweep.jobs == 10**15
    assert peak < 20_000  # bytes


def test_repeat_0_has_the_seed_that_was_asked_for_and_each_other_one_of_its_own() -> None:
    assert repeat_seed(7, 0) == 7
    seeds = {repeat_seed(seed, repeat) for seed in range(20) for repeat in range(50)}
    assert len(seeds) == 1_000
    assert all(0 <= seed < 2**63 for seed in seeds)
    # Known ones, for a journal may be resumed by another version of Python.
    assert (repeat_seed(1, 1), repeat_seed(1, 2)) == (318926047194245066, 2581125447979885042)


@settings(max_examples=10)
@given(st.integers(1, 4), st.integers(0, 99))
def test_repeat_0_of_a_point_is_what_compare_plays(boards: int, seed: int) -> None:
    options: dict[str, str | int | float] = {
        "boards": boards,
        "seed": seed,
        "pairs": 3,
        "opponents": "exponential(20s)",
    }
    comparison = compare(
        make_plan(load_scenario("club-night", options)), sweep_of("sync,async").modes
    )
    sweep = sweep_with({name: str(one) for name, one in options.items()}, preset="club-night")
    for row, run in zip(rows_here(sweep), comparison.runs, strict=True):
        figures = comparison.figures(run)
        assert row.elapsed_s.mean == figures.summary.elapsed_s
        assert row.speedup.mean == figures.speedup
        assert row.master_waiting_s.mean == figures.summary.master_waiting_s
        assert row.longest_wait_s.mean == figures.summary.waits_s.max


def test_points_share_their_luck() -> None:
    # The plan of 5 boards begins with the boards of the plan of 3, in every repeat; the think times at
    # a longer mean are drawn by the same random numbers.
    sweep = sweep_of(boards="3,5", opponents="exponential(10s)", pairs="4")
    for repeat in range(3):
        few, more = (make_plan(sweep.scenario({"boards": n}, repeat)) for n in (3, 5))
        assert more.boards[:3] == few.boards
    first, second = (make_plan(sweep.scenario({"boards": 3}, repeat)) for repeat in (0, 1))
    assert first.boards[0].opponent_think != second.boards[0].opponent_think


def test_groups_are_divided_anew_at_every_point() -> None:
    # Of three groups none is lost at 30 boards because there was one board before.
    sweep = sweep_of(preset="club-night", boards="1,30")
    groups = [len(sweep.scenario(point).groups) for point in sweep.points()]
    assert groups == [1, len(load_scenario("club-night", {"boards": 30}).groups)]


def test_the_work_is_estimated_without_going_through_the_points() -> None:
    # (1 + 2 + 3) boards * (10 + 20) pairs * 1000 seeds * 2 plans
    sweep = sweep_of(boards="1:3", pairs="10,20", seed="1:1000", repeat=2)
    assert sweep.move_pairs() == 360_000
    assert sweep_of(boards="1:10", pairs="game").move_pairs() == 55 * 40
