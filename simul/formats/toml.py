"""A scenario in TOML, ready to be saved and played again."""

import json
from typing import Any

from simul.scenario.checking import as_raw
from simul.scenario.scenario import Scenario


def as_toml(scenario: Scenario) -> str:
    """Return the text of a scenario file; it reads back as the same scenario."""
    return "\n".join(_table(as_raw(scenario), "")).lstrip("\n") + "\n"


def _table(values: dict[str, Any], path: str) -> list[str]:
    """Return the lines of a table: its own fields first, then the tables in it."""
    tables = {name: value for name, value in values.items() if _is_table(value)}
    lines = [f"{name} = {_value(value)}" for name, value in values.items() if name not in tables]
    for name, value in tables.items():
        inner = f"{path}.{name}".lstrip(".")
        if isinstance(value, dict):
            # The header of a table with nothing but tables in it can be left out.
            header = [] if all(map(_is_table, value.values())) else ["", f"[{inner}]"]
            lines += [*header, *_table(value, inner)]
        else:
            for one in value:
                lines += ["", f"[[{inner}]]", *_table(one, inner)]
    return lines


def _is_table(value: Any) -> bool:
    return isinstance(value, dict | list)


def _value(value: str | int | float) -> str:
    # A text of JSON is one of TOML too, but for the one control character that JSON lets stand.
    text = json.dumps(value, ensure_ascii=False)
    return text.replace("\x7f", "\\u007f") if isinstance(value, str) else text
