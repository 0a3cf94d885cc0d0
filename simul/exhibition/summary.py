"""The summary: every figure of one run, computed from its trace."""

from math import ceil

import msgspec

from simul.exhibition.plan import Plan, PlannedBoard
from simul.exhibition.trace import KIND_BITS, KIND_MASK, Kind, Trace


class Waits(msgspec.Struct, frozen=True):
    """How long opponents with a reply ready waited for the master, in seconds.

    A wait runs from the moment at which it is her turn at a board (0 where she has White) to the moment
    at which she sits down to think there; there are as many as she makes moves. p50 and p95 are by
    nearest rank: the least wait that at least that share of all waits do not exceed. `max_board` is the
    first board at which somebody waited that long.
    """

    mean: float
    p50: float
    p95: float
    max: float
    max_board: int


class BoardSummary(msgspec.Struct, frozen=True):
    """One board of a run: seconds of thinking, and of waiting for the master; when its last move was."""

    board: int
    moves: int
    replies: int
    master_thinking_s: float
    opponent_thinking_s: float
    waited_s: float
    longest_wait_s: float
    finished_s: float


class Summary(msgspec.Struct, frozen=True):
    """Every figure of one run that its trace gives; times in seconds of exhibition time.

    `elapsed_s` is the last move of all, `master_done_s` her last. Her thinking, walking and waiting add
    up to `master_done_s`, or to more where she was in two places at once. `thinking_at_once` is the mean
    number of opponents thinking, over `elapsed_s`.
    """

    elapsed_s: float
    master_done_s: float
    master_thinking_s: float
    master_walking_s: float
    master_waiting_s: float
    waits_s: Waits
    thinking_at_once: float
    moves: int
    boards: tuple[BoardSummary, ...]


class _BoardCount:
    """What one board's events add up to, so far.

    Think times are those of the plan: a loop that is blocked keeps somebody who has thought from moving,
    and does not make him think.
    """

    def __init__(self, plan: PlannedBoard) -> None:
        self._plan = plan
        self.turn_at: float | None = 0.0 if plan.master_first else None
        self.moves = self.replies = 0
        self.master_thinking = self.opponent_thinking = self.finished = 0.0
        self.waits: list[float] = []

    def add(self, time: float, kind: int) -> None:
        if kind == Kind.MASTER_THINKS:
            self.waits.append(time - (time if self.turn_at is None else self.turn_at))
        elif kind == Kind.MASTER_MOVES:
            self.master_thinking += self._plan.master_think[self.moves]
            self.moves += 1
            self.finished = time
        elif kind == Kind.OPPONENT_MOVES:
            self.opponent_thinking += self._plan.opponent_think[self.replies]
            self.replies += 1
            self.turn_at = self.finished = time


def _waits(counts: list[_BoardCount]) -> Waits:
    in_order = sorted(wait for count in counts for wait in count.waits)
    if not in_order:
        return Waits(0.0, 0.0, 0.0, 0.0, 1)
    longest = in_order[-1]
    return Waits(
        mean=sum(in_order) / len(in_order),
        p50=in_order[ceil(0.50 * len(in_order)) - 1],
        p95=in_order[ceil(0.95 * len(in_order)) - 1],
        max=longest,
        max_board=next(i for i, count in enumerate(counts, 1) if longest in count.waits),
    )


def summarise(plan: Plan, trace: Trace) -> Summary:
    """Return the figures of a run; of what has happened so far, where it was stopped."""
    counts = [_BoardCount(board) for board in plan.boards]
    walks, walks_begun = 0, 0
    master_done = 0.0
    for time, what in zip(trace.times, trace.whats, strict=True):
        kind = what & KIND_MASK
        if kind == Kind.MASTER_WALKS:
            walks_begun += 1
        elif kind == Kind.MASTER_MOVES:  # what she does after her last move is not counted
            walks = walks_begun
            master_done = time
        counts[(what >> KIND_BITS) - 1].add(time, kind)
    elapsed = max(count.finished for count in counts)
    thinking = sum(count.master_thinking for count in counts)
    walking = walks * plan.walk_s
    opponents_thinking = sum(count.opponent_thinking for count in counts)
    return Summary(
        elapsed_s=elapsed,
        master_done_s=master_done,
        master_thinking_s=thinking,
        master_walking_s=walking,
        master_waiting_s=max(
            0.0, master_done - thinking - walking
        ),  # below 0: she was in two places
        waits_s=_waits(counts),
        thinking_at_once=opponents_thinking / elapsed if elapsed else 0.0,
        moves=sum(count.moves + count.replies for count in counts),
        boards=tuple(
            BoardSummary(
                board=number,
                moves=count.moves,
                replies=count.replies,
                master_thinking_s=count.master_thinking,
                opponent_thinking_s=count.opponent_thinking,
                waited_s=sum(count.waits),
                longest_wait_s=max(count.waits, default=0.0),
                finished_s=count.finished,
            )
            for number, count in enumerate(counts, 1)
        ),
    )
