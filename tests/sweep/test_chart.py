"""Charts: the same bytes each time, what is marked in them, and what they keep."""

import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from collections.abc import Sequence

import pytest

from simul.formats.time_ticks import time_ticks
from simul.sweep.chart import MARKERS, MOST_CURVES, MOST_POINTS, Chart, Quantity, curves
from simul.sweep.crossover import crossovers
from simul.sweep.points import Sweep
from simul.sweep.rows import Row
from simul.sweep.student import Estimate
from tests.sweep.sweeps import rows_here, sweep_of

pytest.importorskip("matplotlib")
pytestmark = pytest.mark.slow
SVG = "{http://www.w3.org/2000/svg}"


def drawn(sweep: Sweep, form: str = "svg", quantity: Quantity = "elapsed") -> bytes:
    came = rows_here(sweep)
    chart = Chart(sweep, quantity)
    for row in came:
        chart.add(row)
    return chart.draw(form, crossovers(sweep, came))


def groups(svg: bytes, name: str) -> list[ET.Element]:
    return [group for group in ET.fromstring(svg).iter(f"{SVG}g") if group.get("id") == name]


def texts(svg: bytes) -> list[str]:
    """What is written in it: text is drawn as outlines, each under a comment with its words."""
    return re.findall(r"<!-- (.*) -->", svg.decode())


def test_the_crossover_of_polgar_is_marked() -> None:
    svg = drawn(sweep_of(boards="1:60"))
    assert len(groups(svg, "crossover")) == 1
    said = texts(svg)
    assert "crossover: 12 boards" in said
    assert {"sync", "async", "theory, going round", "theory, game after game"} <= {*said}
    assert {"boards", "elapsed, h:mm:ss", "polgar: boards 1:60; 60 points"} <= {*said}
    assert len(groups(svg, "theory")) == 2
    assert len(groups(svg, "curve")) == 2


@pytest.mark.parametrize("form", ["svg", "png"])
def test_the_same_bytes_each_time_in_whichever_process(form: str) -> None:
    code = (
        "import sys; from tests.sweep.test_chart import drawn; "
        "from tests.sweep.sweeps import sweep_of; "
        f"sys.stdout.buffer.write(drawn(sweep_of(boards='1:5', pairs='2'), {form!r}))"
    )
    first = drawn(sweep_of(boards="1:5", pairs="2"), form)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    assert done.stdout == first == drawn(sweep_of(boards="1:5", pairs="2"), form)
    assert first.startswith({"svg": b"<?xml", "png": b"\x89PNG\r\n"}[form])
    assert b"<dc:date>" not in first


def test_a_setting_of_the_user_does_not_change_it() -> None:
    import matplotlib as mpl

    first = drawn(sweep_of(boards="1:5", pairs="2"))
    with mpl.rc_context({"lines.linewidth": 9, "axes.facecolor": "red"}):
        assert drawn(sweep_of(boards="1:5", pairs="2")) == first
        assert mpl.rcParams["lines.linewidth"] == 9


def test_without_colour_curves_differ_by_marker_and_line() -> None:
    assert len({*MARKERS}) == len(MARKERS) >= MOST_CURVES


def test_speed_up_and_intervals() -> None:
    sweep = sweep_of("async", repeat=3, boards="2,4", pairs="3", opponents="exponential(20s)")
    svg = drawn(sweep, quantity="speedup")
    assert "speed-up over sync" in texts(svg)
    assert b"LineCollection" in svg  # the intervals


def test_texts_are_categories() -> None:
    said = texts(drawn(sweep_of("async", opponents="20s,exponential(20s)", boards="3", pairs="2")))
    assert {"20 s", "exponential(20 s)", "opponents"} <= {*said}


def test_one_curve_for_each_mode_and_value_of_the_second_option() -> None:
    sweep = sweep_of(boards="1:4", opponents="30,55,90", pairs="2")
    assert curves(sweep) == 6
    said = texts(drawn(sweep))
    assert {"sync, opponents 30 s", "async, opponents 90 s"} <= {*said}


def test_what_is_wrong_or_stuck_is_drawn_as_such() -> None:
    svg = drawn(sweep_of("many-masters,deadlock", boards="2:4", pairs="2"))
    assert "many-masters (wrong)" in texts(svg)
    assert "deadlock" in texts(svg)  # a curve of nothing


def test_of_a_long_sweep_only_so_many_points_are_kept() -> None:
    sweep = sweep_of("async", boards="1:100000")
    chart = Chart(sweep, "elapsed")
    some = Estimate(1.0)
    for number, point in enumerate(sweep.points()):
        if number % 7 == 0:  # a hole here and there does no harm
            continue
        chart.add(Row(point, "async", "theory", 1, some, some, some, some, 1.0, 1.0, 1.0, 2.0))
    (curve,) = chart._curves.values()
    assert MOST_POINTS - 200 < len(curve.x) <= MOST_POINTS + 1


@pytest.mark.parametrize(
    ("low", "high", "logarithmic", "ticks"),
    [
        (0, 100, False, [0, 20, 40, 60, 80, 100]),
        (0, 3655, False, [0, 600, 1200, 1800, 2400, 3000, 3600]),
        (0, 0.009, False, [0, 0.001, 0.002, 0.003, 0.004, 0.005, 0.006, 0.007, 0.008, 0.009]),
        (1800, 108_000, True, [1800, 3600, 7200, 10800, 21600, 43200, 86400]),
        (5, 5, True, [5]),
        (7, 80, True, [10, 20, 30, 60]),
    ],
)
def test_ticks_are_at_times_that_people_say(
    low: float, high: float, logarithmic: bool, ticks: Sequence[float]
) -> None:
    assert time_ticks(low, high, logarithmic) == pytest.approx(ticks)
