"""What files are made of: a comparison, or one run with its boards, and what was measured besides."""

from collections.abc import Callable
from typing import Any, NamedTuple

from simul.analysis.comparison import Comparison
from simul.formats import comparing, running
from simul.formats.table import Table

Row = dict[str, Any]


class Section(NamedTuple):
    """A heading, a table, and the lines that stand under it."""

    heading: str
    table: Table
    lines: list[str]


class Measured(NamedTuple):
    """What was measured besides, such as costs: for JSON, for the rows of CSV, and for people.

    `option` is that of the command that measures it again.
    """

    document: Row
    added_to: Callable[[list[Row]], list[Row]]
    section: Section
    option: str


class Result(NamedTuple):
    """A comparison; `by_board` says that it is of one mode, with a row a board: `simul run`."""

    comparison: Comparison
    by_board: bool = False
    measured: Measured | None = None

    def document(self) -> Row:
        """Return everything under the names that the manual documents."""
        if self.by_board:
            return running.run_document(self.comparison)
        document = comparing.comparison_document(self.comparison)
        return document if self.measured is None else document | self.measured.document

    def rows(self) -> list[Row]:
        """Return a row a mode, or a row a board."""
        if self.by_board:
            return running.board_csv_rows(self.comparison)
        rows = comparing.comparison_csv_rows(self.comparison)
        return rows if self.measured is None else self.measured.added_to(rows)

    def sections(self) -> list[Section]:
        """Return what a document for people has; the first section is that of the comparison."""
        sections = [
            Section(
                comparing.heading(self.comparison.plan.scenario),
                comparing.comparison_table(self.comparison),
                comparing.closing_lines(self.comparison),
            )
        ]
        if self.by_board:
            sections.append(Section("The boards", running.board_table(self.comparison), []))
        return sections if self.measured is None else [*sections, self.measured.section]

    def command(self) -> list[str]:
        """Return the words of the command that plays it again; SCENARIO stands for the scenario's file."""
        modes = ",".join(dict.fromkeys(run.mode.name for run in self.comparison.runs))
        if self.by_board:
            return ["simul", "run", modes, "SCENARIO"]
        options = [] if self.measured is None else [self.measured.option]
        return ["simul", "compare", "SCENARIO", "--modes", modes, *options]
