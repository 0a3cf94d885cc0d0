"""What the screen of one board says about it, in lines of text."""

from simul.analysis.states import BoardState
from simul.formats.columns import to_the_left
from simul.scenario.durations import clock_text
from simul.scenario.plan import PlannedBoard
from simul.tui.boards.full import players, shortened
from simul.tui.boards.status import clock, glyph_of, presence_in, status_of, words_of
from simul.tui.session.lane import Lane
from simul.tui.session.session import Session
from simul.tui.style.glyphs import Glyphs
from simul.tui.style.lines import Line

ROLES = ("error", "suspended", "ready", "run", "dim")
"""By BoardState: in which role a state is written."""


def title_line(session: Session, lane: Lane, board: PlannedBoard, width: int) -> Line:
    """Return which board of which lane it is, and what the exhibition's clock shows."""
    glyphs, playhead = session.glyphs, session.playhead
    shape = (
        glyphs.done if playhead.at_end else glyphs.playing if playhead.playing else glyphs.paused
    )
    right = f"{clock_text(lane.clock_s)} {shape} "
    boards = len(lane.plan.boards)
    for left in (
        f" board {board.number} of {boards}   {lane.mode.name}",
        f" board {board.number}  {lane.mode.name}",
        f" board {board.number}",
    ):
        if len(left) + len(right) < width:
            break
    return [(left, "title"), (" " * max(1, width - len(left) - len(right)), ""), (right, "clock")]


def clock_line(
    lane: Lane,
    board: PlannedBoard,
    of_master: bool,
    thought_s: float,
    following: bool,
    width: int,
    glyphs: Glyphs,
) -> Line:
    """Return a player's name and clock; the clock of who thinks goes on while the playhead is followed."""
    states, index = lane.view.states, board.number - 1
    runs = states.boards[index] == (BoardState.HERE if of_master else BoardState.THINKING)
    runs = runs and following
    if runs:
        thought_s += max(0.0, lane.clock_s - states.since[index])
    mark = f"{glyphs.playing} " if runs else "  "
    words = f"{mark}{clock(thought_s)}"
    room = max(0, width - 4 - len(words))
    name = shortened(players(board)[not of_master], room, glyphs)
    return [
        (f"  {to_the_left(name, room)} ", "strong" if of_master else ""),
        (words, "mark" if runs else "dim"),
    ]


def state_line(lane: Lane, board: PlannedBoard, width: int, glyphs: Glyphs) -> Line:
    """Return the state of a board at the playhead, and its result when it is over."""
    at = presence_in(lane)
    status = status_of(lane, board.number, at, lane.clock_s, selected=False, words=True)
    words = words_of(status, lane.plan, board, glyphs, max(1, width - 2))
    return [(f"{glyph_of(status, glyphs)} ", ROLES[status.state]), (words, ROLES[status.state])]


def progress_line(following: bool, plies: int, made: int, width: int) -> Line:
    """Say whether the playhead is followed, or else at which ply of those that are made somebody looks."""
    choice: tuple[str, ...] = (
        f"stepped: after {plies} of {made} plies; f follows again",
        f"after {plies} of {made} plies; f follows",
        f"{plies} of {made}, f follows",
    )
    if following:
        choice = "follows the exhibition", "follows"
    words = next((words for words in choice if len(words) <= width), choice[-1][:width])
    return [(words, "dim" if following else "mark")]
