"""What `simul compare --costs` says: what each way costs on this machine."""

from typing import Any

from simul.experiments.costs.figures import Cost, Costs, notes
from simul.experiments.costs.spreads import three, three_digits, whole, written
from simul.formats.result import Measured, Section
from simul.formats.table import Table

HOW = (
    "Measured {times} each, in turns over the modes, every time in a fresh process that is warmed up first; "
    "the median, and (least to most). 1.00 is async on asyncio's own event loop, in which only time jumps: "
    "what you would run. The wall time is that of playing. The memory is the peak of playing above what "
    "there was before, as the system counts it (resident) or as Python does (tracemalloc), whichever is "
    "more, and all that the boards' processes have. The switches are the operating system's in one "
    "exhibition, wanted by the program or not, the boards' processes included."
)


def costs_document(costs: Costs, machine: str) -> dict[str, Any]:
    """Return the costs under the names that the README documents."""
    return {
        "costs": [
            {
                "mode": cost.way.mode,
                "loop": cost.way.loop,
                "wall_s": three(cost.wall_s),
                "us_a_move": three(cost.us_a_move),
                "memory_a_board_bytes": three(cost.memory_a_board),
                "switches": three(cost.switches),
                "ratio_to_async": costs.ratio(cost),
                "noise": costs.is_noise(cost),
            }
            for cost in costs.ways
        ],
        "costs_rounds": costs.rounds,
        "costs_machine": machine,
        "costs_notes": notes(costs),
    }


def with_costs(rows: list[dict[str, Any]], costs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a comparison, each with what its mode costs; empty where it was left out."""
    found = {cost["mode"]: cost for cost in costs if cost["loop"] != "asyncio"}
    names = dict.fromkeys(("wall_s", "us_a_move", "memory_a_board_bytes", "switches"), three(None))
    empty = {**names, "ratio_to_async": None, "noise": None}
    return [
        {**row, "costs": {name: found.get(row["mode"], empty)[name] for name in empty}}
        for row in rows
    ]


def measured(costs: Costs, machine: str) -> Measured:
    """Return costs as what was measured besides a comparison."""
    document = costs_document(costs, machine)
    section = Section(costs_heading(costs, machine), costs_table(costs), costs_lines(costs))
    return Measured(document, lambda rows: with_costs(rows, document["costs"]), section, "--costs")


def costs_table(costs: Costs) -> Table:
    """Return a row for each way."""
    return Table(
        ("mode", "wall time, ms", "µs a move", "KiB a board", "switches", "times async"),
        [
            (
                cost.way.name,
                written(cost.wall_s, 1000),
                written(cost.us_a_move),
                written(cost.memory_a_board, 1 / 1024),
                written(cost.switches, write=whole),
                _ratio(costs, cost),
            )
            for cost in costs.ways
        ],
    )


def costs_heading(costs: Costs, machine: str) -> str:
    """Return what the table is of, in a line."""
    boards = f"{costs.boards:,} board{'s' * (costs.boards != 1)}"
    return (
        f"What each way costs: {boards}, {costs.moves:,} moves and replies; {machine}. Left out: imports, "
        "making the plan, sockets, the lines of the source."
    )


def costs_lines(costs: Costs) -> list[str]:
    """Return what stands under the table: how it was measured, and what has to be said of it."""
    times = "once" if costs.rounds == 1 else f"{costs.rounds} times"
    return [HOW.format(times=times), *notes(costs)]


def _ratio(costs: Costs, cost: Cost) -> str:
    ratio = costs.ratio(cost)
    if ratio is None:
        return "-"
    return f"{'~ ' * costs.is_noise(cost)}{three_digits(ratio)}"
