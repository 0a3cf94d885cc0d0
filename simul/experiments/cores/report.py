"""What `simul cores` says: the same computation in every way, and how many cores each used."""

from typing import Any

import msgspec

from simul.experiments.cores.figures import Measured, WayFigures
from simul.experiments.costs.samples import Spread, three, three_digits, written
from simul.formats.table import Table

ONE_CORE = 1.2
"""Most cores used on average that still count as one, with what the system does beside it."""
LESS_LATE = 2
"""How many times less late the loop is, at least, where asyncio.to_thread is said to help."""


def cores_document(measured: Measured, machine: str) -> dict[str, Any]:
    """Return the figures under the names that the manual documents; times in seconds."""
    return {
        "work": msgspec.to_builtins(measured.work),
        "think_s": measured.think_s,
        "rounds": measured.rounds,
        "cores": measured.cores,
        "gil": measured.gil,
        "machine": machine,
        "ways": [
            {
                "way": way.way,
                "wall_s": three(way.wall_s),
                "ratio_to_sync": way.ratio,
                "cores_used": three(way.cores_used),
                "starting_s": way.starting_s and three(way.starting_s),
                "late_s": way.late_s and three(way.late_s),
                "nodes": way.nodes,
                "checksum": f"{way.checksum:08x}",
            }
            for way in measured.ways
        ],
        "meaning": meaning(measured),
    }


def cores_heading(measured: Measured, machine: str) -> str:
    """Return what was computed, and where, in a line."""
    work, first = measured.work, measured.ways[0]
    boards = f"{work.boards} board{'s' * (work.boards != 1)}"
    thinks = f"{work.thinks} think{'s' * (work.thinks != 1)}"
    plies = f"{work.depth} {'ply' if work.depth == 1 else 'plies'}"
    rounds = f"{measured.rounds} round{'s' * (measured.rounds != 1)}"
    return (
        f"{boards}, {thinks} at each of about {three_digits(1000 * measured.think_s)} ms, {plies} deep: "
        f"{first.nodes:,} positions, the same in every way (checksum {first.checksum:08x}); "
        f"{rounds}, in turns; {machine}."
    )


def cores_table(measured: Measured) -> Table:
    """Return a row a way."""
    return Table(
        ("way", "run time, ms", "times sync", "cores used", "of it start-up, ms", "loop lag, ms"),
        [
            (
                way.way,
                written(way.wall_s, 1000),
                f"{way.ratio:.2f}",
                _hundredths(way.cores_used),
                written(way.starting_s, 1000),
                written(way.late_s, 1000),
            )
            for way in measured.ways
        ],
    )


def _hundredths(spread: Spread) -> str:
    return written(spread, write=lambda number: f"{number:.2f}")


def meaning(measured: Measured) -> str:
    """Return what it means, in sentences that a student understands."""
    return f"{_of_cores(measured)} {_of_the_loop(measured)}"


def _of_cores(measured: Measured) -> str:
    ways = {way.way: way for way in measured.ways}
    threads, processes = ways["threads"], ways["processes"]
    if measured.cores == 1:
        return (
            "This machine lets us have one core, so nothing can be computed side by side: every way takes "
            "about as long as sync, and what is more is the price of taking turns, and of starting processes."
        )
    if measured.work.boards == 1:
        return (
            "With one board there is one computation, and it is on one core in every way; ask for more "
            "boards to see them computed side by side."
        )
    if not measured.gil:
        return (
            f"This interpreter has no GIL, so threads may compute side by side as processes do: they used "
            f"{_cores(threads)} and took {threads.ratio:.2f} of the time of sync, in asyncio.to_thread "
            f"{ways['async, asyncio.to_thread'].ratio:.2f}; the processes {processes.ratio:.2f}, "
            f"{_starting(processes)} included. Coroutines take turns in one thread, and so on one core."
        )
    if processes.cores_used.median <= ONE_CORE:
        return (
            f"The processes may use several cores, but had only {_cores(processes)}: the others were busy "
            "with something else, so ask again when the machine is idle."
        )
    turns = (
        "While the opponents compute, coroutines and threads only take turns, threads because of the GIL: "
        f"they took {ways['async'].ratio:.2f} and {threads.ratio:.2f} times as long as sync."
    )
    if processes.ratio >= 1:
        return (
            f"{turns} The processes used {_cores(processes)}, and yet took {processes.ratio:.2f} times as "
            f"long, {_starting(processes)} included: they pay where there is more to compute."
        )
    return (
        f"{turns} The processes used {_cores(processes)} and took {processes.ratio:.2f} of the time, "
        f"{_starting(processes)} included: waiting can be shared by one core, computing cannot."
    )


def _of_the_loop(measured: Measured) -> str:
    late_s = [way.late_s.median for way in measured.ways if way.late_s is not None]
    here, there = (f"{three_digits(1000 * each)} ms" for each in late_s)
    if late_s[1] * LESS_LATE > late_s[0]:
        return f"The event loop was up to {here} late, and with asyncio.to_thread up to {there}."
    total = ", though with a GIL not the work" if measured.gil else ""
    return (
        f"In async, whoever was due waited up to {here} for the event loop, because thinking holds it up; "
        f"with asyncio.to_thread up to {there}: a thread takes the thinking off the loop{total}."
    )


def _starting(processes: WayFigures) -> str:
    assert processes.starting_s is not None
    return f"the {three_digits(1000 * processes.starting_s.median)} ms of starting them"


def _cores(way: WayFigures) -> str:
    return f"{way.cores_used.median:.2f} cores"
