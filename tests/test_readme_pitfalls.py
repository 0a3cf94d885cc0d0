"""The table of the famous mistakes in the README, against running them."""

import re
from pathlib import Path

from simul.analysis.run import Run, play
from simul.analysis.theory import going_round
from simul.api import plan
from simul.modes.pitfalls.registry import PITFALLS
from simul.scenario.durations import duration
from simul.scenario.files import load_scenario

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
POLGAR = plan("polgar")
FOUR = plan(load_scenario("polgar", {"boards": 4}))


def _row(name: str) -> list[str]:
    """The cells of a pitfall's row, without its name."""
    table = README.partition("With polgar")[2].partition("A mode that breaks")[0]
    (row,) = re.findall(rf"^\| `{name}` \| (.*) \|$", table, re.MULTILINE)
    return str(row).split(" | ")


def _expected(run: Run) -> str:
    """What a row says came out, made from the run."""
    elapsed, name = duration(run.summary.elapsed_s), run.mode.name
    if run.ended is not None:
        return f"stuck after {elapsed}"
    if name.startswith("cpu-hog"):
        return f"{elapsed}; somebody due waits {run.notes.loop_wait_s:g} s for the loop"
    if name == "many-masters":
        times = run.broken_times["TwoPlacesAtOnce"]
        return f"{elapsed}, for which she is {times} times at two boards at once"
    if name == "forgotten-reply":
        four = play(run.mode, FOUR)
        right = going_round(FOUR)
        return (
            f"{elapsed}; with 4 boards {duration(four.summary.elapsed_s)} for "
            f"{duration(right.elapsed_s)}, and {four.broken_times['OutOfTurn']} times out of turn"
        )
    if name == "starvation":
        waits = run.summary.waits_s
        return f"{elapsed}; board {waits.max_board} waits {duration(waits.max)}"
    if name == "lost-update":
        counted, there_were = re.findall(r"\d+", run.notes.wrong[0])
        return f"{elapsed}; {counted} games counted of {there_were}"
    return elapsed


def test_the_figures_in_the_table_are_those_of_the_runs() -> None:
    for name, mode in PITFALLS.items():
        assert _row(name)[1] == _expected(play(mode, POLGAR)), name


def test_every_warning_there_is_has_its_row() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", README.partition("| warning |")[2], re.MULTILINE)
    kinds = {w.kind for mode in PITFALLS.values() for w in play(mode, POLGAR).warnings}
    assert kinds == set(rows[: len(kinds)])
