"""Golden files of each format, but PNG, whose bytes are its library's."""

import re
from collections.abc import Callable

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.analysis.comparison import Comparison
from simul.formats.registry import FORMATS
from simul.formats.result import Result
from tests.formats.played import played

_WALL_TIME = re.compile(r'(?<=run time on this computer)([^\n]*)|(?<="wall_s": )[\d.e-]+')


def without_wall_times(text: str) -> str:
    """The text without what differs from one time to the next."""
    header, *rows = text.split("\n")
    if "wall_s" in (names := header.split(",")):
        column = names.index("wall_s")
        fields = [row.split(",") for row in rows]
        rows = [",".join([*row[:column], "...", *row[column + 1 :]]) for row in fields if row[1:]]
    return _WALL_TIME.sub("...", "\n".join([header, *rows]))


CASES: dict[str, Callable[[], Comparison]] = {
    "right": lambda: played("sync,async", boards=2, pairs=2, walk="2s"),
    "wrong": lambda: played("many-masters,deadlock", boards=2, pairs=1),
}


def made(ending: str, what: Result) -> bytes:
    return b"".join(FORMATS[ending].content(what))


GOLDEN = (".json", ".csv", ".md", ".pgn", ".svg", ".trace.json", ".html")


@pytest.mark.parametrize("case", CASES)
@pytest.mark.parametrize("ending", GOLDEN)
def test_it_is_what_it_was(case: str, ending: str, snapshot: SnapshotAssertion) -> None:
    text = made(ending, Result(CASES[case]())).decode("utf-8")
    assert without_wall_times(text) == snapshot


@pytest.mark.parametrize("ending", [".json", ".csv", ".md", ".html"])
def test_one_mode_has_its_boards(ending: str, snapshot: SnapshotAssertion) -> None:
    text = made(ending, Result(played("async", boards=2, pairs=2), by_board=True)).decode()
    assert without_wall_times(text.partition("<h2>Who did")[0]) == snapshot


PICTURE = pytest.param(".png", marks=pytest.mark.slow)


@pytest.mark.parametrize("ending", [".pgn", ".svg", PICTURE, ".trace.json"])
def test_the_bytes_are_the_same_each_time(ending: str) -> None:
    first, second = (made(ending, Result(CASES["right"]())) for _ in range(2))
    assert first == second


@pytest.mark.parametrize("ending", [each.ending for each in FORMATS.values() if not each.binary])
def test_every_format_says_that_a_run_is_wrong_or_stuck(ending: str) -> None:
    text = made(ending, Result(CASES["wrong"]())).decode("utf-8")
    assert "TwoPlacesAtOnce" in text
    assert "stuck" in text or "nobody can go on" in text


@pytest.mark.parametrize(
    "ending", [".json", ".csv", ".md", ".html", ".pgn", ".svg", PICTURE, ".trace.json"]
)
def test_a_run_whose_wall_time_nobody_knows_is_written_too(ending: str) -> None:
    comparison = CASES["right"]()
    for run in comparison.runs:
        run.wall_s = None  # as of one that was recorded
    content = made(ending, Result(comparison))
    if ending == ".json":
        assert b'"wall_s": null' in content
    elif ending == ".md":
        assert b"| run time on this computer | - | - |" in content
