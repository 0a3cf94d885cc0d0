"""What `simul sweep` says: a row a point and mode, and what the rows mean."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from typing import Any

import msgspec

from simul.formats.csv import as_csv
from simul.formats.json import as_json, indented, with_list
from simul.formats.markdown import as_markdown
from simul.formats.table import Table, as_text
from simul.formats.warning import policy_lines
from simul.scenario.checking import as_raw
from simul.scenario.durations import duration
from simul.sweep.crossover import Crossover
from simul.sweep.points import Sweep
from simul.sweep.rows import Row
from simul.sweep.student import Estimate
from simul.sweep.values import WHOLE, Value

AT_A_TIME = 500
"""Rows laid out together: a longer table comes in parts, and is never in memory whole."""
MOST_TOLD = 12
"""Most crossovers that are told in words."""


def name_in_files(option: str) -> str:
    """Return what an option is called in CSV and JSON: a time carries its unit."""
    return option if option in WHOLE else f"{option}_s"


def row_document(row: Row) -> dict[str, Any]:
    """Return a row under the names that the manual documents; times in seconds."""
    figures = msgspec.structs.asdict(row)
    point = figures.pop("point")
    document = {name_in_files(option): value for option, value in point.items()}
    for name, value in figures.items():
        estimate = isinstance(value, Estimate)
        document[name] = msgspec.structs.asdict(value) if estimate else value
    return document


def csv_parts(rows: Iterable[Row], at_a_time: int = AT_A_TIME, printed: int = 0) -> Iterator[str]:
    """Give the rows in CSV, some lines at a time, the first under the header.

    Where some rows are `printed` already, only the others are given.
    """
    for first, part in _parts(islice(rows, printed, None), at_a_time):
        lines = as_csv([row_document(row) for row in part])
        yield (lines if first and not printed else lines.partition("\n")[2]) + "\n"


def json_parts(
    sweep: Sweep, rows: Iterable[Row], crossovers: Callable[[], list[Crossover]]
) -> Iterator[str]:
    """Give the whole sweep in JSON, some lines at a time; the crossovers are asked for after the rows."""
    head = {
        "scenario": as_raw(sweep.base),
        "options": sweep.fixed,
        "swept": {name_in_files(name): values.text for name, values in sweep.axes.items()},
        "modes": [mode.name for mode in sweep.modes],
        "repeat": sweep.repeat,
        "points": sweep.count,
    }
    yield from with_list(head, "rows", map(row_document, rows))
    found = [_crossover_document(crossover) for crossover in crossovers()]
    yield ',\n  "crossovers": ' + indented(as_json(found), 2).lstrip() + "\n}\n"


def _crossover_document(crossover: Crossover) -> dict[str, Any]:
    others = {name_in_files(option): value for option, value in crossover.others.items()}
    where = {"at": crossover.at, "beside": crossover.beside}
    return {"option": name_in_files(crossover.option), **where, "others": others}


def markdown_parts(
    sweep: Sweep, rows: Iterable[Row], closing: Callable[[], list[str]]
) -> Iterator[str]:
    """Give the table in Markdown, some lines at a time, and under it what it means, which is asked last."""
    for first, part in _parts(rows):
        lines = as_markdown(rows_table(sweep, part)).split("\n")
        yield "\n".join(lines if first else lines[2:]) + "\n"
    yield "\n" + "".join(f"- {line}\n" for line in closing())


def text_parts(sweep: Sweep, rows: Iterable[Row], width: int | None) -> Iterator[str]:
    """Give the table in columns, as wide as `width`; a long one in parts, each under a header."""
    for first, part in _parts(rows):
        yield ("" if first else "\n") + as_text(rows_table(sweep, part), width) + "\n"


def _parts(rows: Iterable[Row], at_a_time: int = AT_A_TIME) -> Iterator[tuple[bool, list[Row]]]:
    remaining, first = iter(rows), True
    while part := [*islice(remaining, at_a_time)]:
        yield first, part
        first = False


def rows_table(sweep: Sweep, rows: Iterable[Row]) -> Table:
    """Return a row a point and mode."""
    several = sweep.repeat > 1
    figures = ("elapsed", "speed-up over sync", "master waiting", "longest wait")
    header = (*sweep.axes, "mode", *figures, "how")
    left = frozenset({len(sweep.axes), len(header) - 1})
    return Table(header, [_cells(row, several) for row in rows], left)


def _cells(row: Row, several: bool) -> tuple[str, ...]:
    point = (value_in_words(option, value) for option, value in row.point.items())
    figures = (
        _written(row.elapsed_s, duration, several),
        _written(row.speedup, lambda times: f"{times:.2f}", several),
        _written(row.master_waiting_s, duration, several),
        _written(row.longest_wait_s, duration, several),
    )
    return (*point, row.mode, *figures, how_in_words(row))


def _written(estimate: Estimate, write: Callable[[float], str], several: bool) -> str:
    """Write a mean and, of several plans, its standard error and (95 % interval)."""
    if estimate.mean is None:
        return "-"
    if estimate.se is None or estimate.low is None or estimate.high is None:
        return write(estimate.mean) + (" (one plan)" if several else "")
    if not estimate.se:
        return write(estimate.mean)
    interval = f"({write(estimate.low)} to {write(estimate.high)})"
    return f"{write(estimate.mean)} ± {write(estimate.se)} {interval}"


def how_in_words(row: Row) -> str:
    """Return whether it was computed or run, and what went wrong."""
    if row.left_out:
        return "left out"
    of = f" in {{}} of {row.plans}" if row.plans > 1 else ""
    wrong = f", wrong{of.format(row.broken)}" if row.broken else ""
    return row.how + wrong + (f", stuck{of.format(row.stuck)}" if row.stuck else "")


def value_in_words(option: str, value: Value) -> str:
    """Return a value of an option as a person writes it."""
    if isinstance(value, str) or option in WHOLE:
        return str(value)
    return f"{repr(float(value)).removesuffix('.0')} s"


def heading(sweep: Sweep) -> str:
    """Return what is swept, and what else was asked for, in a line."""
    swept = [", ".join(f"{option} {values.text}" for option, values in sweep.axes.items())]
    fixed = [
        ", ".join(f"{name} {value_in_words(name, value)}" for name, value in sweep.fixed.items())
    ]
    plans = f", {sweep.repeat} plans each" if sweep.repeat > 1 else ""
    points = f"{sweep.count:,} point{'s' * (sweep.count != 1)}{plans}"
    return f"{sweep.base.name}: {'; '.join(filter(None, [*swept, *fixed, points]))}"


class Remarks:
    """What there is to say under the rows; it hears of each row, and keeps a few words."""

    def __init__(self) -> None:
        self._how: dict[str, None] = {}
        self._left_out: dict[str, str] = {}
        self._stuck: dict[str, str] = {}
        self._cut = False

    def add(self, row: Row) -> None:
        """Take the next row."""
        self._how[row.how] = None
        for one in (row.elapsed_s, row.speedup, row.master_waiting_s, row.longest_wait_s):
            self._cut |= bool(one.se) and one.low == 0
        if row.left_out:
            self._left_out.setdefault(row.mode, row.left_out)
        if row.ended:
            self._stuck.setdefault(row.mode, row.ended)

    def lines(self, sweep: Sweep, crossovers: list[Crossover]) -> list[str]:
        """Return the lines."""
        lines = crossovers_in_words(crossovers)
        lines += policy_lines(sweep.modes, sweep.scenario_in_general.policy)
        lines += (f"left out: {mode}: {why}." for mode, why in self._left_out.items())
        lines += (f"stuck: {mode}: {where}" for mode, where in self._stuck.items())
        if sweep.repeat == 1:
            lines.append(
                "One plan per point, so there is no standard error and no interval; --repeat 10 gives both."
            )
        else:
            lines.append(
                f"The mean of {sweep.repeat} plans ± its standard error (95 % interval, by Student's t)."
            )
        if self._cut:
            lines.append("An interval that would begin below 0 begins at 0: no time is below it.")
        if "theory" in self._how:
            lines.append(
                '"theory": computed from the exact recurrence, which gives the same figures as a run; '
                "--run plays it."
            )
        return lines


def crossovers_in_words(crossovers: list[Crossover]) -> list[str]:
    """Return what the crossovers of one sweep are, in words that a student understands."""
    if not crossovers:
        return []
    places = "; ".join(_place(crossover) for crossover in crossovers[:MOST_TOLD])
    more = "; and more, which -o sweep.json has" if len(crossovers) > MOST_TOLD else ""
    where = f"Crossover at {places}{more}"
    if crossovers[0].option == "boards":
        return [
            f"{where}: from there on, her own thinking takes at least as long as the longest game, so the "
            "opponents wait for her, and each further board adds all her time at it. With fewer boards "
            "she waits for replies, and one more board costs almost nothing."
        ]
    return [
        f"{where}: there her own thinking takes at least as long as the longest game, so the opponents "
        "wait for her; beyond it, she waits for replies."
    ]


def _place(crossover: Crossover) -> str:
    option, at, beside = crossover.option, crossover.at, crossover.beside
    here, there = (value_in_words(option, int(v) if option in WHOLE else v) for v in (at, beside))
    others = [f"{name} {value_in_words(name, value)}" for name, value in crossover.others.items()]
    if option == "boards":
        if at - beside != 1:
            others.append(f"{there} is the next fewer that was tried")
        return f"{here} boards" + (f" ({', '.join(others)})" if others else "")
    return f"{option} {here} ({', '.join([f'{there} is beyond it', *others])})"
