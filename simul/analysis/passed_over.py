"""Passed over: who waits for the master while another board has one turn after the other."""

from bisect import bisect_right

from simul.hall.trace import Kind, Trace
from simul.scenario.plan import Plan


def passed_over(plan: Plan, trace: Trace, longer_than_s: float) -> dict[int, float]:
    """Return, by board, its longest wait (s) in which it was passed over, of those that are longer than that.

    It was passed over if she sat down at some other board twice while it waited, as that board's second turn
    came later than its own. Nobody is under a policy that goes by order or by time, however long he waits:
    everybody else has one turn before his at most.
    """
    turn_at: list[float | None] = [None]
    turn_at += [0.0 if board.master_first else None for board in plan.boards]
    times: list[float] = []  # of each time she sits down, with the board
    boards: list[int] = []
    long_waits: list[tuple[int, float]] = []  # which visit ended it, and since when it lasted
    for time, kind, board in trace.rows():
        if kind == Kind.OPPONENT_MOVES:
            turn_at[board] = time
        elif kind == Kind.MASTER_THINKS:
            since = turn_at[board]
            if since is not None and time - since > longer_than_s:
                long_waits.append((len(times), since))
            times.append(time)
            boards.append(board)
    again = _first_repetitions(boards) if long_waits else []
    found: dict[int, float] = {}
    for visit, since in long_waits:
        number, wait = boards[visit], times[visit] - since
        if again[bisect_right(times, since)] < visit and wait > found.get(number, 0.0):
            found[number] = wait
    return found


def _first_repetitions(boards: list[int]) -> list[int]:
    """Return, for each visit, the first one by which a board has been visited twice, counted from that visit.

    Where none has by the end, it is the number of the visits.
    """
    none = len(boards)
    first, following = [none] * (none + 1), dict[int, int]()
    for visit in range(none - 1, -1, -1):
        first[visit] = min(first[visit + 1], following.get(boards[visit], none))
        following[boards[visit]] = visit
    return first
