"""The tasks: what the code of each party is doing at a time, what it waits for, and who is next."""

from enum import IntEnum
from heapq import nsmallest
from typing import NamedTuple

from simul.analysis.run import Run
from simul.analysis.source_positions import Moment, line_of
from simul.analysis.states import BoardState, MasterState
from simul.analysis.view import View
from simul.hall.trace import MASTER, party_name
from simul.modes.mode import Mode
from simul.scenario.durations import clock_text
from simul.scenario.policies import POLICIES


class TaskState(IntEnum):
    """The state of a task, in the terms of every scheduler; a game's task is in the state of the game."""

    RUNNING = 0
    READY = 1
    WAITING = 2
    DONE = 3


OF_BOARD = (TaskState.READY, TaskState.WAITING, TaskState.READY, TaskState.RUNNING, TaskState.DONE)
"""By the BoardState: one that is held is ready, for nothing but the scheduler keeps it from running."""

OF_MASTER = (TaskState.WAITING, TaskState.RUNNING, TaskState.RUNNING, TaskState.DONE)
"""By the MasterState: she runs while she thinks or walks."""


class Task(NamedTuple):
    """A task of one party (0: the master), in `state` since `since` (s); `waits_for` says for what.

    `line` is the line of the mode's source that it is at, 0 for none. `spent` has its seconds running, ready
    and waiting.
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
    """What the scheduler holds: boards that are ready, the longest first, and what is due.

    Of either there are the first few, and then how many there are in all. `due` has (when in seconds,
    party).
    """

    ready: list[int]
    ready_in_all: int
    due: list[tuple[float, int]]
    due_in_all: int


def task_of(moment: Moment, party: int) -> Task:
    """Return the task of one party."""
    view = moment.view
    line = line_of(moment, party)
    if party == MASTER:
        state, since = view.states.master_at(view.time)
        spent = view.states.master_spent(view.time)
        runs = spent[MasterState.THINKING] + spent[MasterState.WALKING]
        waits_for = _she_waits_for(moment, state)
        return Task(
            party, OF_MASTER[state], waits_for, since, line, (runs, 0.0, spent[MasterState.WAITING])
        )
    states = view.states
    board = states.boards[party - 1]
    return Task(
        party,
        OF_BOARD[board],
        _waits_for(moment.mode, view, party),
        states.since[party - 1],
        line,
        states.board_spent(party, view.time),
    )


def _she_waits_for(moment: Moment, state: MasterState) -> str:
    states = moment.view.states
    if state is MasterState.THINKING:
        if len(states.thinking_at) > 1:
            return f"her think times at {len(states.thinking_at)} boards at once"
        return f"her think time, until {_until(states.due(states.at))}"
    if state is MasterState.WALKING:
        return f"her walk, until {clock_text(states.arrives_at)}"
    if state is MasterState.DONE:
        return ""
    number = _stands_at(moment)
    return f"a reply (board {number}'s)" if number else "any reply"


def _stands_at(moment: Moment) -> int:
    """Return the board whose reply she waits for, 0 where any will do.

    That is where she is, if she is in the opponent's own code; in a lap, the board that she has walked to,
    or else the next at which she has a move left.
    """
    mode, view, _ = moment
    plan, states = view.plan, view.states
    here = states.at
    if mode.code_of == "master":
        return here
    if mode.pitfall or not POLICIES[mode.policy or plan.scenario.policy].fixed:
        return 0
    if states.master is MasterState.WALKING:  # she has come to that board
        return here
    boards = len(plan.boards)
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


def queue_of(view: View, most: int) -> Queue:
    """Return whom the scheduler has, the first `most` of either kind."""
    states = view.states
    ready, due = [], []
    for number, state in enumerate(states.boards, 1):
        if state in (BoardState.READY, BoardState.HELD):
            ready.append((states.since[number - 1], number))
        elif state == BoardState.THINKING:
            due.append((states.due(number) or states.since[number - 1], number))
    master = states.master_at(view.time)[0]
    if master is MasterState.WALKING:
        due.append((states.arrives_at, MASTER))
    elif master is MasterState.THINKING:
        due += [(states.due(number) or view.time, MASTER) for number in states.thinking_at]
    first = [number for _, number in nsmallest(most, ready)]
    return Queue(first, len(ready), nsmallest(most, due), len(due))


def counts_of(view: View) -> dict[TaskState, int]:
    """Return how many tasks are in each state, the master's among them."""
    counts = dict.fromkeys(TaskState, 0)
    for state in BoardState:
        counts[OF_BOARD[state]] += view.states.boards.count(state)
    counts[OF_MASTER[view.states.master_at(view.time)[0]]] += 1
    return counts


def warnings_of(view: View, run: Run | None) -> list[str]:
    """Return what is wrong: of the run, where it has ended; and what is to be seen at this time."""
    states, time = view.states, view.time
    found: list[str] = []
    if run is not None:
        found += [f"{warning.kind}: {warning.text}" for warning in run.warnings]
        found += [f"{law}: {times} times" for law, times in run.broken_times.items()]
    if len(states.thinking_at) > 1:
        found.append(f"in two places: she thinks at {len(states.thinking_at)} boards at once")
    if BoardState.HELD in states.boards and view.index:
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
