"""The code of a mode, as text to be shown."""

from pathlib import Path

import msgspec


class Code(msgspec.Struct, frozen=True):
    """The file with the code of a mode's parties: its name, without folders, and its text."""

    name: str
    text: str


def read_code(source: Path) -> Code:
    """Read the file with the code of a mode's parties."""
    return Code(source.name, source.read_text(encoding="utf-8"))
