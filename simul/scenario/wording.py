"""How what a person wrote is shown: on one line, with nothing in it that would not print."""

import re
from collections.abc import Iterable, Mapping
from datetime import date, time
from typing import Any

LONGEST_SHOWN = 60
"""Most characters of a value that are shown."""
LONGEST_SHOWN_PATH = 500
"""The most characters of a path that is shown in full."""
DEEPEST_SHOWN = 3
"""A list of lists is shown up to this depth."""
_BARE_KEY = re.compile(r"[A-Za-z0-9_-]{1,60}")


def printable(text: str) -> bool:
    """Tell whether a text can be shown on one line as it stands."""
    return text.replace("\t", " ").isprintable()


def check_printable(*texts: str) -> None:
    """Raise ValueError where one of the texts cannot be shown on one line as it stands."""
    for text in texts:
        if not text.isprintable():
            raise ValueError(f"{written(text)} cannot be shown")


def escaped(text: str) -> str:
    """Return a text with escapes in place of what would not print."""
    return "".join(
        letter if letter.isprintable() else letter.encode("unicode_escape").decode()
        for letter in text
    )


def _in_quotes(text: str) -> str:
    """Return a text in quotes, with escapes where it would not print."""
    import json  # late: it is for mistakes alone

    return escaped(json.dumps(text, ensure_ascii=False))


def shown(text: object) -> str:
    """Return a path or a name on one line: as it is; in quotes where it would not print; or shortened."""
    words = str(text)
    if len(words) > LONGEST_SHOWN_PATH:
        return written(words)
    return words if words.isprintable() else _in_quotes(words)


def written(value: Any, depth: int = 0) -> str:
    """Return a value as it is written in TOML, on one line; shortened where it is long."""
    match value:
        case bool():
            text = str(value).lower()
        case str():
            shown = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 3] + "..."
            return _in_quotes(shown)
        case int() if abs(value) >= 10**LONGEST_SHOWN:
            return f"a whole number of some {round(value.bit_length() * 0.30103)} digits"
        case int() | float():
            text = repr(value)
        case list() | tuple():
            if depth == DEEPEST_SHOWN:
                return "[...]"
            text = "[" + ", ".join(written(item, depth + 1) for item in value[:20]) + "]"
        case Mapping():
            return "a table"
        case date() | time():
            text = value.isoformat()
        case None:
            text = "null"
        case _:
            text = f"a value of type {type(value).__name__}"
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


def dotted(path: str, key: object) -> str:
    """Return the path to a field of the table at `path`."""
    name = str(key) if _BARE_KEY.fullmatch(str(key)) else written(str(key))
    return f"{path}.{name}" if path else name


def nearest(name: object, names: Iterable[str]) -> str:
    """Return the nearest of the names; "" where none is near."""
    from difflib import get_close_matches  # late: it is for mistakes alone

    by_folded = {known.casefold(): known for known in names}
    near = get_close_matches(str(name).strip().casefold()[:LONGEST_SHOWN], by_folded, 1)
    return by_folded[near[0]] if near else ""
