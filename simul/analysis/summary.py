"""The summary: every figure of one run, computed from its trace."""

from collections import Counter
from collections.abc import Iterator
from itertools import chain
from math import ceil

import msgspec

from simul.hall.trace import KIND_BITS, KIND_MASK, Kind, Trace
from simul.scenario.plan import Plan


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


THINKS, MASTER_MOVES = int(Kind.MASTER_THINKS), int(Kind.MASTER_MOVES)
REPLIES, WALKS = int(Kind.OPPONENT_MOVES), int(Kind.MASTER_WALKS)


def _waits_by_board(plan: Plan, trace: Trace) -> list[list[float]]:
    """Return, by the number of the board, how long each of its turns waited for her."""
    turn_at = [0.0 if board.master_first else None for board in plan.boards]
    turn_at.insert(0, None)
    waits: list[list[float]] = [[] for _ in turn_at]
    for time, what in zip(trace.times, trace.whats, strict=True):
        kind = what & KIND_MASK
        if kind == THINKS:
            turn = turn_at[what >> KIND_BITS]
            waits[what >> KIND_BITS].append(0.0 if turn is None else time - turn)
        elif kind == REPLIES:
            turn_at[what >> KIND_BITS] = time
    return waits


def _waits(by_board: list[list[float]]) -> Waits:
    in_order = sorted(chain.from_iterable(by_board))
    if not in_order:
        return Waits(0.0, 0.0, 0.0, 0.0, 1)
    longest = in_order[-1]
    return Waits(
        mean=sum(in_order) / len(in_order),
        p50=in_order[ceil(0.50 * len(in_order)) - 1],
        p95=in_order[ceil(0.95 * len(in_order)) - 1],
        max=longest,
        max_board=next(board for board, waits in enumerate(by_board) if longest in waits),
    )


def _boards(plan: Plan, trace: Trace, waits: list[list[float]]) -> Iterator[BoardSummary]:
    """Give each board's figures.

    Think times are those of the plan: a loop that is blocked keeps somebody who has thought from moving,
    and does not make him think.
    """
    counts = Counter(trace.whats)
    latest = dict(zip(trace.whats, trace.times, strict=True))
    for board, waited in zip(plan.boards, waits[1:], strict=True):
        hers, his = board.number << KIND_BITS | MASTER_MOVES, board.number << KIND_BITS | REPLIES
        yield BoardSummary(
            board=board.number,
            moves=counts[hers],
            replies=counts[his],
            master_thinking_s=sum(board.master_think[: counts[hers]]),
            opponent_thinking_s=sum(board.opponent_think[: counts[his]]),
            waited_s=sum(waited),
            longest_wait_s=max(waited, default=0.0),
            finished_s=max(latest.get(hers, 0.0), latest.get(his, 0.0)),
        )


def _her_way(trace: Trace, she_walks: bool) -> tuple[int, float]:
    """Return how often she walked before her last move, and when that was: what follows is not counted."""
    whats = trace.whats
    walks = sum(what & KIND_MASK == WALKS for what in whats) if she_walks else 0
    for row in range(len(whats) - 1, -1, -1):
        kind = whats[row] & KIND_MASK
        if kind == MASTER_MOVES:
            return walks, trace.times[row]
        walks -= kind == WALKS
    return 0, 0.0


def summarise(plan: Plan, trace: Trace) -> Summary:
    """Return the figures of a run; of what has happened so far, where it was stopped."""
    waits = _waits_by_board(plan, trace)
    boards = tuple(_boards(plan, trace, waits))
    walks, master_done = _her_way(trace, plan.walk_s > 0)
    elapsed = max(board.finished_s for board in boards)
    thinking = sum(board.master_thinking_s for board in boards)
    walking = walks * plan.walk_s
    opponents_thinking = sum(board.opponent_thinking_s for board in boards)
    return Summary(
        elapsed_s=elapsed,
        master_done_s=master_done,
        master_thinking_s=thinking,
        master_walking_s=walking,
        master_waiting_s=max(
            0.0, master_done - thinking - walking
        ),  # below 0: she was in two places
        waits_s=_waits(waits),
        thinking_at_once=opponents_thinking / elapsed if elapsed else 0.0,
        moves=sum(board.moves + board.replies for board in boards),
        boards=boards,
    )
