"""The tasks: what the code of each party is doing at the playhead, what it waits for, and who is next."""

from enum import IntEnum
from heapq import nsmallest
from typing import NamedTuple

from simul.analysis.states import BoardState, MasterState
from simul.analysis.view import View
from simul.hall.trace import MASTER, party_name
from simul.modes.mode import Mode
from simul.scenario.policies import POLICIES
from simul.tui.session.lane import Lane
from simul.tui.session.source_positions import line_of
from simul.tui.session.status_text import clock_text


class TaskState(IntEnum):
    """What a task is in, as everybody who has a scheduler calls it; a game's task is in what the game is."""

    RUNNING = 0
    READY = 1
    WAITING = 2
    DONE = 3


OF_BOARD = (TaskState.READY, TaskState.WAITING, TaskState.READY, TaskState.RUNNING, TaskState.DONE)
"""By the BoardState: one that is held is ready, for nothing but the scheduler keeps it from running."""

OF_MASTER = (TaskState.WAITING, TaskState.RUNNING, TaskState.RUNNING, TaskState.DONE)
"""By the MasterState: she runs while she thinks or walks."""


class Task(NamedTuple):
    """A task at the playhead: whose (0: the master's), its state, what it waits for, since when (s).

    `line` is that of the mode's source, 0 for none. `spent` are the seconds in which it was running,
    ready and waiting.
    """

    party: int
    state: TaskState
    waits_for: str
    since: float
    line: int
    spent: tuple[float, float, float]

    @property
    def name(self) -> str:
        """What the task is called."""
        return party_name(self.party)


class Queue(NamedTuple):
    """Whom the scheduler has: boards that are ready now, who has been so for longest first, and who is due.

    Of either there are the first few, and then how many there are in all. `due` has (when in seconds,
    party).
    """

    ready: list[int]
    ready_in_all: int
    due: list[tuple[float, int]]
    due_in_all: int


def task_of(lane: Lane, party: int) -> Task:
    """Return the task of one party."""
    view = lane.view
    line = line_of(lane, party)
    if party == MASTER:
        state, since = view.states.master_at(view.time)
        spent = view.states.master_spent(view.time)
        runs = spent[MasterState.THINKING] + spent[MasterState.WALKING]
        waits_for = _she_waits_for(lane, state)
        return Task(
            party, OF_MASTER[state], waits_for, since, line, (runs, 0.0, spent[MasterState.WAITING])
        )
    states = view.states
    board = states.boards[party - 1]
    return Task(
        party,
        OF_BOARD[board],
        _waits_for(lane.mode, view, party),
        states.since[party - 1],
        line,
        states.board_spent(party, view.time),
    )


def _she_waits_for(lane: Lane, state: MasterState) -> str:
    view = lane.view
    states = view.states
    if state is MasterState.THINKING:
        if len(states.thinking_at) > 1:
            return f"her think times at {len(states.thinking_at)} boards at once"
        return f"her think time, until {_until(states.due(states.at))}"
    if state is MasterState.WALKING:
        return f"her walk, until {clock_text(states.arrives_at)}"
    if state is MasterState.DONE:
        return ""
    number = _stands_at(lane)
    return f"a reply (board {number}'s)" if number else "any reply"


def _stands_at(lane: Lane) -> int:
    """Return the board whose reply she waits for, 0 where any will do.

    That is where she is, if she is in the opponent's own code; in a lap, the board that she has walked to,
    or else the next at which she has a move left.
    """
    view = lane.view
    states = view.states
    here = states.at
    if lane.mode.code_of == "master":
        return here
    if lane.mode.pitfall or not POLICIES[lane.mode.policy or lane.plan.scenario.policy].fixed:
        return 0
    if states.master is MasterState.WALKING:  # she has come to that board
        return here
    boards = len(lane.plan.boards)
    following = ((here + ahead) % boards + 1 for ahead in range(boards))
    return next((number for number in following if states.moves_left_at(number)), 0)


def _waits_for(mode: Mode, view: View, number: int) -> str:
    states = view.states
    state = states.boards[number - 1]
    if state == BoardState.READY:
        return "the master"
    if state == BoardState.HELD:
        return "the loop" if mode.family == "coroutine" else "the scheduler"
    if state == BoardState.DONE:
        return ""
    who = "her move" if state == BoardState.HERE else "the opponent"
    due = states.due(number)
    if due is not None and due < view.time:
        return f"at line {view.lines[number]}: {who} was done at {clock_text(due)}"
    return f"{who}, until {_until(due)}"


def _until(due: float | None) -> str:
    return "some time" if due is None else clock_text(due)


def queue_of(lane: Lane, most: int) -> Queue:
    """Return whom the scheduler has, the first `most` of either kind."""
    states = lane.view.states
    ready, due = [], []
    for number, state in enumerate(states.boards, 1):
        if state in (BoardState.READY, BoardState.HELD):
            ready.append((states.since[number - 1], number))
        elif state == BoardState.THINKING:
            due.append((states.due(number) or states.since[number - 1], number))
    master = states.master_at(lane.view.time)[0]
    if master is MasterState.WALKING:
        due.append((states.arrives_at, MASTER))
    elif master is MasterState.THINKING:
        due += [(states.due(number) or lane.view.time, MASTER) for number in states.thinking_at]
    first = [number for _, number in nsmallest(most, ready)]
    return Queue(first, len(ready), nsmallest(most, due), len(due))


def counts_of(lane: Lane) -> dict[TaskState, int]:
    """Return how many tasks are in each state, the master's among them."""
    view = lane.view
    counts = dict.fromkeys(TaskState, 0)
    for state in BoardState:
        counts[OF_BOARD[state]] += view.states.boards.count(state)
    counts[OF_MASTER[view.states.master_at(view.time)[0]]] += 1
    return counts


def warnings_of(lane: Lane) -> list[str]:
    """Return what is wrong: of the run, where it has ended; and what is to be seen at the playhead."""
    states, time = lane.view.states, lane.view.time
    found = [lane.error] if lane.error else []
    if lane.run is not None:
        found += [f"{warning.kind}: {warning.text}" for warning in lane.run.warnings]
        found += [f"{law}: {times} times" for law, times in lane.run.broken_times.items()]
    if len(states.thinking_at) > 1:
        found.append(f"in two places: she thinks at {len(states.thinking_at)} boards at once")
    if BoardState.HELD in states.boards and lane.view.index:
        since = [
            states.since[index]
            for index, state in enumerate(states.boards)
            if state == BoardState.HELD and states.since[index] < time
        ]
        if since:
            found.append(
                f"held: {len(since)} opponents could think and are kept from it, "
                f"one since {clock_text(min(since))}"
            )
    return found
