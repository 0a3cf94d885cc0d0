"""Tables in Markdown."""

from simul.report.table import Table


def as_markdown(table: Table) -> str:
    """Return the table as Markdown reads it."""
    rule = tuple(":--" if i in table.left else "--:" for i in range(len(table.header)))
    return "\n".join(
        f"| {' | '.join(cell.replace('|', '&#124;') for cell in row)} |"
        for row in (table.header, rule, *table.rows)
    )
