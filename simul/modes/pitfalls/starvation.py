"""Starvation: the latest reply goes first, and who has waited for long waits on.

The coroutines are those of async, and none is wrong; it is the order in which they are served. While there
are others who keep replying, some boards are not visited at all. Instead: first come, first served.
"""

from collections.abc import Coroutine
from typing import Any

from simul.exhibition.hall import Hall
from simul.exhibition.policies import Ready
from simul.modes import async_


class LatestReplyFirst(Ready):
    """To whoever has replied last: a stack where a queue was meant."""

    def rank(self, board: int, when: float) -> float:
        """Return the number by which this board stands in line, the least first."""
        return -when


def play(hall: Hall) -> Coroutine[Any, Any, None]:
    """Give the hall this policy, and play as async does."""
    hall.follow(LatestReplyFirst([board.moves_left for board in hall.boards]))
    return async_.play(hall)
