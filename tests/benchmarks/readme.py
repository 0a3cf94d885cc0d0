"""Tables that are measured, and their places in the README."""

import re
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"


def with_table(readme: str, place: str, table: str) -> str:
    """Return the README with the table in its place; raises ValueError where it has none.

    A place begins with a comment that names it, as "costs of 24 boards", and ends with "end of costs".
    """
    begin, end = f"<!-- {place} -->", f"<!-- end of {place.split()[0]} -->"
    found = re.compile(f"({re.escape(begin)}\n).*?({re.escape(end)})", re.DOTALL)
    filled, count = found.subn(lambda at: f"{at[1]}\n{table.strip()}\n\n{at[2]}", readme)
    if count != 1:
        raise ValueError(f"the README has {count} places for {place}")
    return filled


def put_into_readme(place: str, table: str) -> None:
    """Write the table into its place in the README. Raises ValueError."""
    readme = README.read_text(encoding="utf-8")
    README.write_text(with_table(readme, place, table), encoding="utf-8")
