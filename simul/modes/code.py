"""The code of a mode, as text to be shown."""

import msgspec


class Code(msgspec.Struct, frozen=True):
    """The file with the code of a mode's parties: its name, without folders, and its text."""

    name: str
    text: str
