"""What `simul compare --costs` says: what each way costs on this machine."""

from typing import Any

from simul.costs.figures import Cost, Costs, Spread, notes
from simul.report.table import Table

HOW = (
    "Measured in fresh processes, each warmed up first, {rounds} of each mode, in turns; the median, and "
    "(least to most). Wall time is that of playing, without imports and without making the plan. Memory is "
    "the peak while playing above that before, by what the system (resident memory) or what Python "
    "(tracemalloc) counts, whichever is more, and all that the processes of boards have. Switches are those "
    "of the operating system, wanted or not, in one exhibition, those of its processes included."
)


def costs_document(costs: Costs, machine: str) -> dict[str, Any]:
    """Return the costs under the names that the README documents."""
    return {
        "costs": [
            {
                "mode": cost.mode,
                "wall_s": _three(cost.wall_s),
                "us_a_move": _three(cost.us_a_move),
                "memory_a_board_bytes": _three(cost.memory_a_board),
                "switches": _three(cost.switches),
                "ratio_to_async": costs.ratio(cost),
                "noise": costs.is_noise(cost),
            }
            for cost in costs.modes
        ],
        "costs_rounds": costs.rounds,
        "costs_machine": machine,
        "costs_notes": notes(costs),
    }


def with_costs(rows: list[dict[str, Any]], costs: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows of a comparison, each with what its mode costs; empty where it was left out."""
    found = {cost["mode"]: cost for cost in costs}
    names = dict.fromkeys(("wall_s", "us_a_move", "memory_a_board_bytes", "switches"), _three(None))
    empty = {**names, "ratio_to_async": None, "noise": None}
    return [
        {**row, "costs": {name: found.get(row["mode"], empty)[name] for name in empty}}
        for row in rows
    ]


def _three(spread: Spread | None) -> dict[str, float | None]:
    if spread is None:
        return {"median": None, "min": None, "max": None}
    return {"median": spread.median, "min": spread.min, "max": spread.max}


def costs_table(costs: Costs) -> Table:
    """Return a row a mode."""
    return Table(
        ("mode", "wall time, ms", "us a move", "KiB a board", "switches", "times async"),
        [
            (
                cost.mode,
                _written(cost.wall_s, 1000),
                _written(cost.us_a_move),
                _written(cost.memory_a_board, 1 / 1024),
                _written(cost.switches),
                _ratio(costs, cost),
            )
            for cost in costs.modes
        ],
    )


def costs_heading(costs: Costs, machine: str) -> str:
    """Return what the table is of, in a line."""
    boards = f"{costs.boards:,} board{'s' * (costs.boards != 1)}"
    return f"What each way costs: {boards}, {costs.moves:,} moves and replies; {machine}."


def costs_lines(costs: Costs) -> list[str]:
    """Return what stands under the table: how it was measured, and what has to be said of it."""
    rounds = f"{costs.rounds} process{'es' * (costs.rounds != 1)}"
    return [HOW.format(rounds=rounds), *notes(costs)]


def _ratio(costs: Costs, cost: Cost) -> str:
    ratio = costs.ratio(cost)
    if ratio is None:
        return "-"
    return f"{'~ ' * costs.is_noise(cost)}{_three_digits(ratio)}"


def _written(spread: Spread | None, factor: float = 1) -> str:
    if spread is None:
        return "-"
    middle, low, high = (
        _three_digits(factor * value) for value in (spread.median, spread.min, spread.max)
    )
    return middle if low == high else f"{middle} ({low} to {high})"


def _three_digits(number: float) -> str:
    """Write a number of 0 or more with three digits that count, and all those before the point."""
    if number >= 99.95:
        return f"{number:,.0f}"
    return f"{number:.1f}" if number >= 9.995 or not number else f"{number:.2f}"
