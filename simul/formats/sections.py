"""Sections: what a document for people has of a comparison, whatever its format."""

from typing import NamedTuple

from simul.analysis.comparison import Comparison
from simul.formats import comparing, running
from simul.formats.table import Table


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
