"""What must come out, computed without running anything."""

from typing import NamedTuple

from simul.exhibition.plan import Plan, PlannedBoard
from simul.exhibition.policies import POLICIES


class Times(NamedTuple):
    """When an exhibition ends, in seconds: the last move of all, and the master's last."""

    elapsed_s: float
    master_done_s: float


def one_after_the_other(plan: Plan) -> Times:
    """Return the times of an exhibition in which she finishes each game before the next: all sums."""
    now = master_done = 0.0
    for board in plan.boards:
        if board.number > 1:
            now += plan.scenario.master.walk
        for ply in range(len(board.moves)):
            if (ply % 2 == 0) == board.master_first:
                now += board.master_think[ply // 2]
                master_done = now
            else:
                now += board.opponent_think[ply // 2]
    return Times(now, master_done)


def going_round(plan: Plan) -> Times:
    """Return the times of an exhibition in which she leaves each opponent to think, by the policy.

    The recurrence is exact. She walks to the board chosen, sits down when it is her turn there, and the
    reply to her k-th move there is due when she has moved and its think time has passed.
    """
    policy = POLICIES[plan.scenario.policy]([len(board.master_think) for board in plan.boards])
    walk = plan.scenario.master.walk
    turn_at = [0.0 if board.master_first else board.opponent_think[0] for board in plan.boards]
    moved = [0] * len(plan.boards)
    for board in plan.boards:
        policy.expects(board.number, turn_at[board.number - 1])
    now, last_reply, here = 0.0, 0.0, 1
    for _ in range(sum(len(board.master_think) for board in plan.boards)):
        while (number := policy.choose(now)) is None:
            now = _next_turn(plan, turn_at, moved, now)
        board, index = plan.boards[number - 1], number - 1
        now = max(now + walk if number != here else now, turn_at[index])
        here = number
        policy.sits_down(number, now)
        now += board.master_think[moved[index]]
        moved[index] += 1
        reply = moved[index] - (1 if board.master_first else 0)
        if reply < len(board.opponent_think):
            turn_at[index] = now + board.opponent_think[reply]
            last_reply = max(last_reply, turn_at[index])
            if moved[index] < len(board.master_think):
                policy.expects(number, turn_at[index])
    return Times(max(now, last_reply), now)


def _next_turn(plan: Plan, turn_at: list[float], moved: list[int], now: float) -> float:
    """Return the next time after `now` at which it is the master's turn anywhere."""
    return min(
        turn
        for turn, done, board in zip(turn_at, moved, plan.boards, strict=True)
        if turn > now and done < len(board.master_think)
    )


def limit(plan: Plan) -> float:
    """Return the seconds that no schedule can beat.

    That is the larger of the longest single game, and of all her thinking, the walks that she cannot
    avoid (boards - 1), the shortest last reply, and, where every game begins with the opponent, the
    shortest first think.
    """
    longest_game = max(sum(board.master_think) + sum(board.opponent_think) for board in plan.boards)
    thinking = sum(sum(board.master_think) for board in plan.boards)
    walking = plan.scenario.master.walk * (len(plan.boards) - 1)
    last_reply = min(_last_reply(board) for board in plan.boards)
    first_think = min(
        0.0 if board.master_first else board.opponent_think[0] for board in plan.boards
    )
    return max(longest_game, first_think + thinking + walking + last_reply)


def _last_reply(board: PlannedBoard) -> float:
    """Return the think time of the reply after the master's last move; 0 where there is none."""
    master_moved_last = (len(board.moves) % 2 == 1) == board.master_first
    return 0.0 if master_moved_last else board.opponent_think[-1]
