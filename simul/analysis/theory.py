"""What the result must be, computed without running anything."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from simul.scenario.plan import Plan, PlannedBoard
from simul.scenario.policies import POLICIES


class Times(NamedTuple):
    """When an exhibition ends, in seconds: the last move of all, and the master's last."""

    elapsed_s: float
    master_done_s: float


class Timing(NamedTuple):
    """What an exhibition comes to, in seconds; each is what the summary of a run has under this name.

    `longest_wait_s` is the longest that anybody with a reply ready waited for the master.
    """

    elapsed_s: float
    master_done_s: float
    master_thinking_s: float
    master_walking_s: float
    master_waiting_s: float
    longest_wait_s: float


_Visit = tuple[int, float, float, float, float]
"""The fields of a Visit without its names: with many boards, making named ones takes most of the time."""


class Visit(NamedTuple):
    """She sits down at a board, thinks and moves, and the opponent replies; times in seconds.

    `turn_at` is since when it is her turn there; `replied_at` is `moved_at` where no reply follows.
    """

    board: int
    turn_at: float
    sits_at: float
    moved_at: float
    replied_at: float


def game_by_game(plan: Plan) -> Iterator[Visit]:
    """Give her visits, in order, where she finishes each game before the next: all sums."""
    return map(Visit._make, _game_by_game(plan))


def round_the_boards(plan: Plan, policy: str | None = None) -> Iterator[Visit]:
    """Give her visits, in order, where she leaves each opponent to think, and goes by the policy.

    That is the scenario's, unless another is given.

    The recurrence is exact. She walks to the board chosen, sits down when it is her turn there, and the
    reply to her k-th move there is due when she has moved and its think time has passed.
    """
    return map(Visit._make, _round_the_boards(plan, policy or plan.scenario.policy))


def _game_by_game(plan: Plan, leaving: bool = False) -> Iterator[_Visit]:
    now = 0.0
    for board in plan.boards:
        number, turn_at = board.number, 0.0
        if number > 1:
            now += plan.walk_s
        replies = board.opponent_think
        if not board.master_first:
            now += replies[0]
            replies, turn_at = replies[1:], now
        last = len(replies)
        for move, think in enumerate(board.master_think):
            sits_at = now
            moved_at = now = now + think
            if move < last:
                now += replies[move]
            yield number, turn_at, sits_at, moved_at, now
            turn_at = now
        if leaving:
            now = moved_at


def _round_the_boards(plan: Plan, policy_name: str) -> Iterator[_Visit]:
    boards = plan.boards
    policy = POLICIES[policy_name]([len(board.master_think) for board in boards])
    choose, sits_down, expects = policy.choose, policy.sits_down, policy.expects
    walk = plan.walk_s
    turn_at = [0.0 if board.master_first else board.opponent_think[0] for board in boards]
    thinks = [(board.master_think, board.opponent_think, board.master_first) for board in boards]
    moved = [0] * len(boards)
    for board in boards:
        expects(board.number, turn_at[board.number - 1])
    now, here = 0.0, 1
    for _ in range(sum(len(board.master_think) for board in boards)):
        while (number := choose(now)) is None:
            now = _next_turn(plan, turn_at, moved, now)
        index = number - 1
        master_think, opponent_think, master_first = thinks[index]
        turn, made = turn_at[index], moved[index]
        sits_at = now + walk if number != here else now
        if turn > sits_at:  # max() takes three times as long
            sits_at = turn
        here = number
        sits_down(number, sits_at)
        replied_at = now = sits_at + master_think[made]
        moved[index] = made = made + 1
        reply = made - master_first
        if reply < len(opponent_think):
            turn_at[index] = replied_at = now + opponent_think[reply]
            if made < len(master_think):
                expects(number, replied_at)
        yield number, turn, sits_at, now, replied_at


def _next_turn(plan: Plan, turn_at: list[float], moved: list[int], now: float) -> float:
    """Return the next time after `now` at which it is the master's turn anywhere."""
    return min(
        turn
        for turn, done, board in zip(turn_at, moved, plan.boards, strict=True)
        if turn > now and done < len(board.master_think)
    )


def one_after_the_other(plan: Plan, leaving: bool = False) -> Times:
    """Return the times of an exhibition in which she finishes each game before the next.

    With `leaving`, she leaves each board after her last move there, without waiting for the last reply.
    """
    return _times(_game_by_game(plan, leaving))


def going_round(plan: Plan, policy: str | None = None) -> Times:
    """Return the times of an exhibition in which she leaves each opponent to think, by the policy."""
    return _times(_round_the_boards(plan, policy or plan.scenario.policy))


def _times(visits: Iterable[_Visit]) -> Times:
    elapsed = master_done = 0.0
    for _, _, _, moved_at, replied_at in visits:
        if replied_at > elapsed:
            elapsed = replied_at
        master_done = moved_at
    return Times(elapsed, master_done)


def timing(plan: Plan, visits: Iterable[Visit]) -> Timing:
    """Return what the visits of `game_by_game` or of `round_the_boards` come to."""
    elapsed = master_done = longest_wait = 0.0
    walks, here = 0, 1
    for board, turn_at, sits_at, moved_at, replied_at in visits:
        walks += board != here
        here = board
        if sits_at - turn_at > longest_wait:  # max() takes three times as long
            longest_wait = sits_at - turn_at
        if replied_at > elapsed:
            elapsed = replied_at
        master_done = moved_at
    thinking = sum(sum(board.master_think) for board in plan.boards)
    walking = walks * plan.walk_s
    return Timing(
        elapsed_s=elapsed,
        master_done_s=master_done,
        master_thinking_s=thinking,
        master_walking_s=walking,
        master_waiting_s=max(0.0, master_done - thinking - walking),
        longest_wait_s=longest_wait,
    )


def longest_game(plan: Plan) -> float:
    """Return the seconds that the longest of the games takes where nobody in it ever waits."""
    return max(sum(board.master_think) + sum(board.opponent_think) for board in plan.boards)


def limit(plan: Plan) -> float:
    """Return the seconds that no schedule can beat: the larger of two bounds.

    The first is the longest game. The second is the shortest first think (0 if any game begins with her), all
    her thinking, a walk to every board but one, for each of her later moves at a board the smaller of a walk
    and the reply before it, and the shortest last reply.

    Proof of the second. She cannot sit down anywhere before the shortest first think. Each other time that
    she sits down, look at the time since her previous move, during which she does not think. If that move was
    at another board, she has walked in between. If it was at this board, the reply has come in between. For
    her first move at a board it was at another one, so there is a walk; for a later move, there is a walk or
    that reply, at least the smaller. All these times are apart from each other and from her thinking, so
    her last move is not made before their sum; and behind it comes a last reply, or the end of a game that
    has none (0).
    """
    walk_s = plan.walk_s
    thinking = sum(sum(board.master_think) for board in plan.boards)
    between = walk_s * (len(plan.boards) - 1)
    if walk_s:
        between += sum(
            min(walk_s, reply) for board in plan.boards for reply in _replies_between(board)
        )
    last_reply = min(_last_reply(board) for board in plan.boards)
    first_think = min(
        0.0 if board.master_first else board.opponent_think[0] for board in plan.boards
    )
    return max(longest_game(plan), first_think + thinking + between + last_reply)


def _replies_between(board: PlannedBoard) -> Sequence[float]:
    """Return the think times of the replies that have a move of hers before and after them."""
    first = 0 if board.master_first else 1
    return board.opponent_think[first : first + len(board.master_think) - 1]


def _last_reply(board: PlannedBoard) -> float:
    """Return the think time of the reply to the master's last move, or 0."""
    master_moved_last = (len(board.moves) % 2 == 1) == board.master_first
    return 0.0 if master_moved_last else board.opponent_think[-1]
