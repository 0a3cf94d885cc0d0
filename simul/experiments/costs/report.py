"""What `simul compare --costs` says: what each way costs on this machine."""

from typing import Any

from simul.experiments.costs.figures import Cost, Costs, notes
from simul.experiments.costs.samples import three, three_digits, whole, written
from simul.formats.result import Measured, Section
from simul.formats.table import Table

HOW = (
    "Each was measured {times}, in turn, every time in a fresh process with a warm-up: the median, and "
    "(least to most). 1.00 is async on asyncio's own event loop, with only its time jumping: the one you "
    "would run. Run time is the time spent playing. Memory is the peak while playing, above what was in "
    "use before, as the system counts it (resident) or Python does (tracemalloc), whichever is more; the "
    "boards' processes count in full. Switches are the operating system's during one exhibition, "
    "voluntary or not, those of the boards' processes included."
)


def costs_document(costs: Costs, machine: str) -> dict[str, Any]:
    """Return the costs under the names that the manual documents."""
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
        ("mode", "run time, ms", "µs a move", "KiB a board", "switches", "times async"),
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
