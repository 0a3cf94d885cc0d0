"""Tables that are measured, and their places in the manual."""

import re
from pathlib import Path

PAGE = Path(__file__).parents[2] / "assets/manual/costs.md"


def with_table(page: str, place: str, table: str) -> str:
    """Return the page with the table in its place; raises ValueError where it has none.

    A place begins with a comment that names it, as "costs of 24 boards", and ends with "end of costs".
    """
    begin, end = f"<!-- {place} -->", f"<!-- end of {place.split()[0]} -->"
    found = re.compile(f"({re.escape(begin)}\n).*?({re.escape(end)})", re.DOTALL)
    filled, count = found.subn(lambda at: f"{at[1]}\n{table.strip()}\n\n{at[2]}", page)
    if count != 1:
        raise ValueError(f"the page has {count} places for {place}")
    return filled


def put_into_manual(place: str, table: str) -> None:
    """Write the table into its place in the manual. Raises ValueError."""
    page = PAGE.read_text(encoding="utf-8")
    PAGE.write_text(with_table(page, place, table), encoding="utf-8")
