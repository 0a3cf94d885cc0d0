"""Documents in JSON."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from simul.formats.result import Result


def render(result: Result) -> str:
    """Return the whole document."""
    return as_json(result.document()) + "\n"


def as_json(document: Any) -> str:
    """Return the document, indented by two."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()


def with_list(head: Any, name: str, items: Iterable[Any]) -> Iterator[str]:
    """Give `head`, which has some fields, with a list as one field more, an item at a time.

    What is given lacks the closing brace, so that fields can be put behind the list.
    """
    yield as_json(head).removesuffix("\n}") + f',\n  "{name}": ['
    before = "\n"
    for item in items:
        yield before + indented(as_json(item), 4)
        before = ",\n"
    yield "\n  ]"


def indented(text: str, by: int) -> str:
    """Return the text with each line indented by some spaces."""
    return "\n".join(" " * by + line for line in text.split("\n"))
