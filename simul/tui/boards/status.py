"""What a board says: its state, where the master is, and for how long; in words of any length."""

from typing import NamedTuple

from simul.analysis.states import BoardState, MasterState
from simul.scenario.plan import Plan, PlannedBoard
from simul.tui.session.lane import Lane
from simul.tui.session.playhead import Playhead
from simul.tui.style.glyphs import Glyphs

ABSENT, COMING, BESIDE, HERE = 0, 1, 2, 3
"""Where the master is, as seen from a board: elsewhere, on her way, waiting beside it, thinking here."""

STATE_NAMES = ("held", "thinking", "ready", "here", "done")
"""By BoardState: how the glyph and the colour of a state are called."""


COUNTS_A_SECOND = 5
"""Updates of a wait a second, while it plays."""


class Status(NamedTuple):
    """All that changes of what a board says; a board whose status is the same looks the same.

    `waited` is how long a reply has been ready, in words, "" where none is, or that is not counted yet.
    `master_s` and `opponent_s` are the whole seconds of thinking at this board so far, where somebody wants
    them, else 0.
    """

    state: int
    presence: int
    plies: int
    selected: bool
    waited: str = ""
    master_s: int = 0
    opponent_s: int = 0


def clock(seconds: float) -> str:
    """Write whole seconds as a chess clock shows them: "0:41", "12:05", "1:02:03"."""
    whole = int(seconds)
    hours, minutes = whole // 3600, whole // 60 % 60
    return f"{hours}:{minutes:02}:{whole % 60:02}" if hours else f"{minutes}:{whole % 60:02}"


def brief(seconds: float) -> str:
    """Write seconds in three letters or four: "41s", "12m", "10h", "1000h"."""
    if seconds < 100:
        return f"{int(seconds)}s"
    return f"{int(seconds // 60)}m" if seconds < 6000 else f"{int(seconds // 3600)}h"


def presence_in(lane: Lane) -> tuple[int, int]:
    """Return the board at which the master is without thinking, or to which she walks, and which of both."""
    states = lane.view.states
    state, _ = states.master_at(lane.clock_s)
    if state is MasterState.WALKING:
        return states.at, COMING
    return (states.at, BESIDE) if state is MasterState.WAITING else (0, ABSENT)


def counted_until(playhead: Playhead, now: float) -> float:
    """Return up to when waits are counted, in seconds; `now` is what the clock shows.

    While it plays, they go on by steps, a few in a second of real time, all boards together: nobody can
    read more, and it would be most of what there is to draw.
    """
    if not playhead.playing:
        return now
    step = playhead.speed / COUNTS_A_SECOND
    return now // step * step


def status_of(
    lane: Lane,
    number: int,
    at: tuple[int, int],
    now: float,
    selected: bool,
    words: bool,
    clocks: bool = False,
) -> Status:
    """Return what a board says.

    `at` is from `presence_in`; `now`, in seconds, is up to when waits and thinking are counted. `words` asks
    for a wait with its seconds, `clocks` for both of those.
    """
    states = lane.view.states
    state = states.boards[number - 1]
    plies = states.plies[number - 1]
    since = states.since[number - 1]
    if state == BoardState.HELD and 0.0 < since == lane.view.time:
        state = int(BoardState.THINKING)  # he is about to begin, in this instant
    presence = at[1] if at[0] == number else ABSENT
    waited = ""
    if state == BoardState.HERE:
        presence = HERE
    elif state == BoardState.READY and now >= states.since[number - 1]:
        seconds = now - states.since[number - 1]
        waited = clock(seconds) if words else brief(seconds)
    if not clocks:
        return Status(state, presence, plies, selected, waited)
    running = max(0.0, now - states.since[number - 1])
    master, opponent = thought(lane.plan.boards[number - 1], plies)
    master += running if state == BoardState.HERE else 0.0
    opponent += running if state == BoardState.THINKING else 0.0
    return Status(state, presence, plies, selected, waited, int(master), int(opponent))


def thought(board: PlannedBoard, plies: int) -> tuple[float, float]:
    """Return for how many seconds the master and the opponent have thought for the first plies."""
    first, second = (plies + 1) // 2, plies // 2
    mine, theirs = (first, second) if board.master_first else (second, first)
    return sum(board.master_think[:mine]), sum(board.opponent_think[:theirs])


def glyph_of(status: Status, glyphs: Glyphs) -> str:
    """Return the shape that stands for a state."""
    shape: str = getattr(glyphs, STATE_NAMES[status.state])
    return shape


def words_of(status: Status, plan: Plan, board: PlannedBoard, glyphs: Glyphs, room: int) -> str:
    """Return the longest words for a status that fit into this many columns; cut, if need be."""
    choice = _words(status, plan, board, glyphs)
    return next((words for words in choice if len(words) <= room), choice[-1][:room])


def _words(status: Status, plan: Plan, board: PlannedBoard, glyphs: Glyphs) -> tuple[str, ...]:
    state, presence, waited = status.state, status.presence, status.waited
    if state == BoardState.HERE:
        return "master here, thinks", "master here", "here"
    if state == BoardState.DONE:
        return _over(plan, board, glyphs)
    if state == BoardState.READY:
        first = "reply ready" if status.plies else "her move"
        if not waited:
            return (f"{first}, she comes",) * (presence == COMING) + (first, "ready")
        coming = (f"waits {waited}, she comes",) if presence == COMING else ()
        said = f"{first}, waits {waited}", f"ready, waits {waited}", f"waits {waited}", waited
        return *coming, *said
    if state == BoardState.HELD:
        return "opponent cannot begin", "held up", "held"
    if presence == BESIDE:
        return "opponent thinks, master waits beside", "thinks, she waits", "she waits", "beside"
    if presence == COMING:
        return "opponent thinks, master comes", "thinks, she comes", "she comes", "coming"
    return "opponent thinks", "thinks"


def _over(plan: Plan, board: PlannedBoard, glyphs: Glyphs) -> tuple[str, ...]:
    if board.result == "*":
        if (pairs := plan.scenario.move_pairs) is None:  # the game itself has no end
            return "left unfinished", "unfinished", "open"
        full = f"stopped after {pairs} move pairs, as asked"
        return full, f"done: {pairs} pairs", "done"
    result = board.result
    if result == "1/2-1/2":
        short = "draw" if glyphs.ascii else "½-½"
        return "finished, drawn 1/2-1/2", f"done {short}", short
    return f"finished {result}", f"done {result}", result
