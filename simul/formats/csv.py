"""Rows in CSV, as RFC 4180 has it, but for the line ends, which are those of the system."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

from simul.formats.result import Result


def render(result: Result) -> str:
    """Return the rows, with a header."""
    return as_csv(result.rows()) + "\n"


def as_csv(rows: Sequence[Mapping[str, Any]]) -> str:
    """Return the rows under a header of their names; nested mappings and lists are left out."""
    flat = [dict(_flat(row)) for row in rows]
    out = io.StringIO()
    names = list(dict.fromkeys(name for row in flat for name in row))
    writer = csv.DictWriter(out, names, lineterminator="\n")
    writer.writeheader()
    writer.writerows(flat)
    return out.getvalue().rstrip("\n")


def _flat(row: Mapping[str, Any], prefix: str = "") -> list[tuple[str, Any]]:
    """Return the fields of a row; {"waits_s": {"mean": 3}} becomes waits_s_mean."""
    fields: list[tuple[str, Any]] = []
    for name, value in row.items():
        if isinstance(value, Mapping):
            fields += _flat(value, f"{prefix}{name}_")
        elif not isinstance(value, list):
            fields.append((prefix + name, value))
    return fields
