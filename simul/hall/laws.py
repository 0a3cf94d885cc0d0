"""The laws of the hall, as the errors that breaking them raises."""

from typing import Annotated

import msgspec


class LawBroken(Exception):  # noqa: N818  (it is called what it is)
    """A mode did what cannot happen in a hall; the message says what, where and when."""


class TwoPlacesAtOnce(LawBroken):
    """One body: the master was to be at two boards at once, or in two states at once."""


class OutOfTurn(LawBroken):
    """Turns: somebody was to think, move or reply when it was not his turn to."""


class Broken(msgspec.Struct, frozen=True):
    """How often a law was broken in a run that went on, and what was said the first time."""

    times: Annotated[int, msgspec.Meta(ge=1, lt=2**53)]
    first: str
