"""Sections: what a document for people has of a comparison, whatever its format."""

from typing import TYPE_CHECKING, NamedTuple

from simul.comparison import Comparison
from simul.report import comparing, running
from simul.report.table import Table

if TYPE_CHECKING:
    from simul.costs.figures import Costs


class Section(NamedTuple):
    """A heading, a table, and the lines that stand under it."""

    heading: str
    table: Table
    lines: list[str]


def comparison_sections(comparison: Comparison) -> list[Section]:
    """Return the figures of all modes, beside one another."""
    return [
        Section(
            comparing.heading(comparison.plan.scenario),
            comparing.comparison_table(comparison),
            comparing.closing_lines(comparison),
        )
    ]


def run_sections(comparison: Comparison) -> list[Section]:
    """Return the figures of the one run, and its boards."""
    boards = Section("The boards", running.board_table(comparison), [])
    return [*comparison_sections(comparison), boards]


def costs_section(costs: "Costs", machine: str) -> Section:
    """Return what each way costs."""
    from simul.report import costing

    return Section(
        costing.costs_heading(costs, machine),
        costing.costs_table(costs),
        costing.costs_lines(costs),
    )
