"""Numbers as they are typed: with the digits 0 to 9, and nothing between them.

Python takes more for a number: "1_0", and the digits of every script.
"""

import re

_WHOLE = re.compile(r"\s*[+-]?\d+\s*", re.ASCII)
_NUMBER = re.compile(
    r"\s*[+-]?(?:(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?|inf|infinity|nan)\s*", re.ASCII | re.IGNORECASE
)


def whole_number(text: str) -> int:
    """Return the whole number that a text is; raises ValueError, without a message, where it is none."""
    if not _WHOLE.fullmatch(text):
        raise ValueError
    return int(text)


def number(text: str) -> float:
    """Return the number that a text is, inf and nan too; raises ValueError where it is none."""
    if not _NUMBER.fullmatch(text):
        raise ValueError
    return float(text)


def about_digits(value: object) -> str:
    """Return what to say of digits that are others, or have something between them; "" where none are."""
    odd = isinstance(value, str) and any(
        letter == "_" or (letter.isdecimal() and not letter.isascii()) for letter in value
    )
    return ": digits are 0 to 9, with nothing between them" if odd else ""
