"""Starvation: the latest reply is served first, and whoever has waited longest keeps waiting.

The coroutines are those of async, and each is right; what is wrong is the order in which they are served. As
long as others keep replying, some boards are never visited. Instead: first come, first served.
"""

from collections.abc import Coroutine
from typing import Any

from simul.hall.hall import Hall
from simul.modes import async_
from simul.scenario.policies import Ready


class LatestReplyFirst(Ready):
    """To whoever replied last: a stack where there should have been a queue."""

    about = "last to reply, first served"

    def rank(self, board: int, when: float) -> float:
        """Return the number by which this board stands in line, the least first."""
        return -when


def play(hall: Hall) -> Coroutine[Any, Any, None]:
    """Give the hall this policy, and play as async does."""
    hall.follow(LatestReplyFirst([board.moves_left for board in hall.boards]))
    return async_.play(hall)
