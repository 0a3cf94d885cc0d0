"""What each way costs: the arithmetic on samples that are given, and what has to be said of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.experiments.costs.figures import REFERENCE, Cost, Costs, cost_of, notes
from simul.experiments.costs.samples import Sample, Spread, spread, three_digits, written
from simul.experiments.costs.ways import Way
from simul.runtime.processes.fresh_process import FreshProcessFailed, ask
from tests.benchmarks.manual import PAGE, with_table
from tests.benchmarks.manual_costs import BOARDS


def cost(mode: str, *walls_s: float, memory: int | None = 4096, switches: float | None = 0) -> Cost:
    return cost_of(
        REFERENCE if mode == "async" else Way(mode),
        [Sample(wall_s, memory, switches) for wall_s in walls_s],
        24,
        1440,
    )


def costs(*modes: Cost, boards: int = 24, left_out: dict[str, str] | None = None) -> Costs:
    return Costs(boards, 1440, 3, list(modes), left_out or {})


@given(st.lists(st.floats(0, 1e6), min_size=1))
def test_a_spread_is_in_order(values: list[float]) -> None:
    found = spread(values)
    assert found.min <= found.median <= found.max


def test_a_cost_is_worked_out_from_its_samples() -> None:
    samples = [Sample(0.0144, 24000, 10), Sample(0.0288, 48000, 30), Sample(0.0216, 24000, 20)]
    found = cost_of(REFERENCE, samples, boards=24, moves=1440)
    assert found.wall_s == Spread(0.0216, 0.0144, 0.0288)
    assert found.us_a_move.median == pytest.approx(15)  # 21,600 us / 1440
    assert found.memory_a_board == Spread(1000, 1000, 2000)
    assert found.switches == Spread(20, 10, 30)


def test_what_the_machine_does_not_tell_is_a_dash() -> None:
    found = costs(cost("async", 0.01, memory=None, switches=None))
    assert found.ways[0].memory_a_board is None
    assert written(found.ways[0].switches) == "-"
    assert notes(found) == ['"-" stands for what this system does not tell.']


def test_the_ratio_is_that_of_the_medians_to_async() -> None:
    by_turns, threads = cost("async", 0.010, 0.012, 0.011), cost("threads", 0.055, 0.1, 0.01)
    found = costs(by_turns, threads)
    assert found.ratio(by_turns) == 1
    assert found.ratio(threads) == pytest.approx(5)  # 55 / 11
    assert costs(threads).ratio(threads) is None
    assert "No ratios: async was not measured." in notes(costs(threads))


@pytest.mark.parametrize(
    ("walls_s", "is_noise"),
    [
        ((0.0105, 0.0104, 0.0106), True),  # 0.5 ms from async, whose rounds are 2 ms apart
        ((0.0125, 0.0124, 0.0126), False),  # 2.5 ms
        ((0.0125, 0.0100, 0.0150), True),  # 2.5 ms, and 5 ms apart
        ((0.0200, 0.0120, 0.0300), False),  # 18 ms apart, but all of them above all of async
    ],
)
def test_a_difference_within_the_spread_is_noise(
    walls_s: tuple[float, ...], is_noise: bool
) -> None:
    found = costs(cost("async", 0.010, 0.009, 0.011), cost("callbacks", *walls_s))
    assert found.is_noise(found.ways[1]) is is_noise
    assert not found.is_noise(found.ways[0])
    assert any("~ callbacks: noise." in note for note in notes(found)) is is_noise


def test_one_round_is_said_to_tell_nothing_of_the_spread() -> None:
    assert notes(Costs(24, 1440, 1, [cost("async", 0.01, switches=None)], {}))[0] == (
        "With one round nothing tells how far the figures vary by themselves."
    )


def test_notes_name_what_is_at_the_floor_and_what_is_left_out() -> None:
    found = costs(
        cost("async", 0.0005),
        cost("threads", 0.05, switches=1500),
        boards=3,
        left_out={"gevent": "needs gevent: pip install it"},
    )
    assert [note.partition(":")[0] for note in notes(found)] == [
        "gevent is left out",
        "async (asyncio's loop)",
        "With so few boards, the memory of a board is mostly its share of what there is once",
        "Switches of async (asyncio's loop)",
    ]
    assert "below a millisecond" in notes(found)[1]


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (0, "0"),
        (0.04567, "0.0457"),
        (1, "1.00"),
        (9.996, "10.0"),
        (99.96, "100"),
        (1234.5, "1,234"),
    ],
)
def test_numbers_have_three_digits_that_count(number: float, text: str) -> None:
    assert three_digits(number) == text


@pytest.mark.slow
def test_a_fresh_process_that_fails_says_its_last_word() -> None:
    with pytest.raises(
        FreshProcessFailed, match=r"^its process ended with status 1: .*no mode \"x\""
    ):
        ask("simul.experiments.costs.measuring", {"mode": "x", "loop": None, "scenario": {}})


PLACES = [*(f"costs of {boards} boards" for boards in BOARDS), "speed"]


@pytest.mark.parametrize("place", PLACES)
def test_the_manual_has_a_place_for_each_table(place: str) -> None:
    filled = with_table(PAGE.read_text(encoding="utf-8"), place, "| a table |\n")
    assert f"<!-- {place} -->\n\n| a table |\n\n<!-- end of {place.split()[0]} -->" in filled


def test_a_table_without_a_place_is_refused() -> None:
    with pytest.raises(ValueError, match=r"^the page has 0 places for speed$"):
        with_table("# simul", "speed", "| a table |")
