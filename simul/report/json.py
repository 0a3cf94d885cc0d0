"""Documents in JSON."""

from typing import Any

import msgspec


def as_json(document: Any) -> str:
    """Return the document, indented by two."""
    return msgspec.json.format(msgspec.json.encode(document), indent=2).decode()
