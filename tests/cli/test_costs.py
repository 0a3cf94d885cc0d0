"""`simul compare --costs`: on samples that are given, and the real thing once."""

import json
import subprocess
import sys
from collections import Counter
from typing import Any

import pytest
from syrupy.assertion import SnapshotAssertion

from simul.modes.registry import MODES
from simul.runtime.processes.fresh_process import FreshProcessFailed
from tests.cli.interrupted import interrupted
from tests.cli.typed import printed, typed

MACHINE = "2 cores, CPython 3.11.7 with a GIL, Linux"
TIMES_S = {
    "sync": 0.003,
    "async": 0.010,
    "async (stock)": 0.020,
    "threads": 0.060,
    "gevent": 0.0101,
}


def fake_ask(question: dict[str, Any], asked: Counter[str]) -> dict[str, Any]:
    """Answer as if a mode took a tenth more each time."""
    mode = "async (stock)" if question["loop"] == "asyncio" else question["mode"]
    wall_s = TIMES_S[mode] * (1 + 0.1 * asked[mode])
    asked[mode] += 1
    return {
        "wall_s": wall_s,
        "memory_bytes": 24 * 2048 + 240 * asked[mode],
        "switches": 3000 if mode == "threads" else asked[mode] - 1,
    }


@pytest.fixture
def fake_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: Counter[str] = Counter()
    monkeypatch.setattr(
        "simul.experiments.costs.interleaved.ask",
        lambda module, question: fake_ask(question, asked),
    )
    monkeypatch.setattr("simul.experiments.costs.machine.described", lambda: MACHINE)


COMMAND = "compare --modes sync,async,threads --costs --rounds 3 --format"


@pytest.mark.usefixtures("fake_machine")
def test_the_table_stands_under_the_comparison(snapshot: SnapshotAssertion) -> None:
    comparison, begin, costs = printed(f"{COMMAND} table").partition("\nWhat each way costs")
    assert "Best possible: " in comparison
    assert begin + costs == snapshot


@pytest.mark.usefixtures("fake_machine")
def test_markdown_is_what_the_manual_needs(snapshot: SnapshotAssertion) -> None:
    assert printed(f"{COMMAND} markdown") == snapshot


@pytest.mark.usefixtures("fake_machine")
def test_json_has_the_costs_beside_the_modes(snapshot: SnapshotAssertion) -> None:
    document = json.loads(printed(f"{COMMAND} json"))
    assert {"scenario", "plan_digest", "limit_s", "modes"} < document.keys()
    costs = {name: value for name, value in document.items() if name.startswith("costs")}
    assert json.dumps(costs, indent=1) == snapshot


@pytest.mark.usefixtures("fake_machine")
def test_csv_has_the_costs_of_each_mode_in_its_row() -> None:
    header, sync, _ = printed("compare --costs --rounds 1 --format csv").splitlines()
    names = [name for name in header.split(",") if name.startswith("costs_")]
    row = dict(zip(header.split(","), sync.split(","), strict=True))
    assert len(names) == 14
    assert float(row["costs_us_a_move_median"]) == pytest.approx(3000 / 1440)
    assert row["costs_noise"] == "False"


@pytest.mark.parametrize(
    "command",
    ["compare --rounds 3", "compare --costs --rounds 0", "compare --costs --rounds many"],
)
def test_a_wrong_command_is_told_what_to_do(command: str, snapshot: SnapshotAssertion) -> None:
    said = typed(command)
    assert said.endswith("exit 2\n")
    assert said == snapshot


@pytest.mark.slow
def test_a_mode_that_fails_or_has_too_many_boards_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fails_for_threads(module: str, question: dict[str, Any]) -> dict[str, Any]:
        if question["mode"] == "threads":
            raise FreshProcessFailed("its process was ended by signal 9")
        return {"wall_s": 0.01, "memory_bytes": 1, "switches": 1}

    monkeypatch.setattr("simul.experiments.costs.interleaved.ask", fails_for_threads)
    said = typed("compare -n 201 --pairs 1 --modes all --costs --rounds 2 --format markdown")
    assert said.endswith("exit 0\n")
    assert "- threads is left out: its process was ended by signal 9.\n" in said
    assert "- processes is left out: 201 boards are too many" in said
    assert "\n| threads |" not in said


def test_where_nothing_could_be_measured_it_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def fails(module: str, question: dict[str, Any]) -> dict[str, Any]:
        raise FreshProcessFailed("its process ended with status 1: MemoryError")

    monkeypatch.setattr("simul.experiments.costs.interleaved.ask", fails)
    said = typed("compare -n 2 --pairs 1 --modes async --costs --format json")
    assert said.endswith(
        "! the cost of none of the modes could be measured\n"
        "! async: its process ended with status 1: MemoryError\n"
        "! async (asyncio's loop): its process ended with status 1: MemoryError\nexit 1\n"
    )


@pytest.mark.parametrize("form", ["table", "json"])
def test_ctrl_c_while_measuring_keeps_the_comparison(
    form: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted_there(module: str, question: dict[str, Any]) -> dict[str, Any]:
        raise KeyboardInterrupt

    monkeypatch.setattr("simul.experiments.costs.interleaved.ask", interrupted_there)
    said = typed(f"compare --costs --format {form}")
    assert "3655.0" in said or "1:00:55" in said
    assert said.endswith("! Aborted!\nexit 1\n")  # `simul` itself says "stopped", and ends with 130


def test_without_costs_nothing_of_them_is_imported() -> None:
    code = (
        "import sys\nfrom simul.cli.main import cli\n"
        "cli.main(['compare', '-n', '2'], standalone_mode=False)\n"
        "unwanted = ('simul.experiments', 'simul.runtime.processes.fresh', 'tracemalloc')\n"
        "print([name for name in sys.modules if name.startswith(unwanted)])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.slow
def test_each_mode_is_measured_in_a_process_of_its_own() -> None:
    playable = [mode.name for mode in MODES.values() if not mode.missing()]
    command = "compare -n 2 --pairs 2 --modes all --costs --rounds 1 --format json"
    document = json.loads(printed(command))
    ways = [(each["mode"], each["loop"]) for each in document["costs"]]
    assert [mode for mode, loop in ways if loop != "asyncio"] == playable
    assert [mode for mode, loop in ways if loop == "asyncio"] == ["async"]
    for each in document["costs"]:
        for figure in ("wall_s", "us_a_move", "memory_a_board_bytes"):
            assert 0 < each[figure]["min"] <= each[figure]["median"] <= each[figure]["max"], each
    assert [each["ratio_to_async"] for each in document["costs"] if each["loop"] == "asyncio"] == [
        1
    ]
    assert document["costs_rounds"] == 1


@pytest.mark.slow
def test_ctrl_c_leaves_no_process() -> None:
    words = ("compare", "-n", "20", "--modes", "async,processes", "--costs", "--format", "json")
    done = interrupted(*words, "--rounds", "50", children=12)
    assert (done.returncode, done.stderr.strip().splitlines()[-1:]) == (130, ["stopped"])
