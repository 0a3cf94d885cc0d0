"""What stands beside a board of full size: coordinates, names, both clocks, and the latest moves."""

from rich.segment import Segment
from rich.style import Style

from simul.analysis.states import BoardState
from simul.formats.columns import beginning, columns
from simul.scenario.plan import PlannedBoard
from simul.tui.boards.palette import Palette
from simul.tui.boards.positions import Positions, numbering
from simul.tui.boards.status import Status, clock
from simul.tui.style.glyphs import Glyphs

MOVE_LINES = 5
SAN_ROOM = 8


def shortened(name: str, room: int, glyphs: Glyphs) -> str:
    """Return a name, of what prints, cut to this many columns in its middle."""
    if columns(name) <= room:
        return name
    if room <= 1:
        return ""
    tail = beginning(name[::-1], (room - 1) // 2)[::-1]
    return beginning(name, room - 1 - columns(tail)) + glyphs.cut + tail


def players(board: PlannedBoard) -> tuple[str, str]:
    """Return the names of the master and of the opponent, as the game has them."""
    names = board.white, board.black
    return names if board.master_colour == "white" else names[::-1]


def ranks(black_below: bool) -> list[str]:
    """Return the numbers of the ranks, from the top."""
    numbers = "12345678" if black_below else "87654321"
    return [*numbers]


def files(black_below: bool, columns: int = 2) -> str:
    """Return the letters of the files, each as wide as a square."""
    letters = "hgfedcba" if black_below else "abcdefgh"
    return "".join(letter.center(columns) if columns > 2 else letter + " " for letter in letters)


def move_rows(
    board: PlannedBoard, plies: int, lines: int, positions: Positions, palette: Palette
) -> list[list[Segment]]:
    """Return lines with the latest moves, one of each side a line; the last one is marked."""
    made = min(plies, len(board.moves))
    rows: dict[int, list[Segment]] = {}
    for ply in range(max(1, made - 2 * lines), made + 1):
        number, white = numbering(board, ply)
        if number not in rows:
            rows[number] = [Segment(f"{number:3} ", palette.quiet)]
            if not white:
                rows[number].append(Segment("...".ljust(SAN_ROOM), palette.quiet))
        style = palette.mark + Style(underline=True) if ply == made else palette.text
        san = positions.san(board, ply)
        rows[number] += [
            Segment(san, style),
            Segment(" " * (SAN_ROOM - len(san)), palette.text),
        ]
    latest = [*rows.values()][-lines:]
    return latest + [[] for _ in range(lines - len(latest))]


def panel(
    board: PlannedBoard,
    status: Status,
    room: int,
    positions: Positions,
    palette: Palette,
    glyphs: Glyphs,
) -> list[list[Segment]]:
    """Return nine lines: the opponent and his clock, moves, the master's clock, and the master."""
    mine, theirs = (shortened(name, room, glyphs) for name in players(board))
    runs = status.state
    return [
        [Segment(theirs, palette.text)],
        _clock("opponent", status.opponent_s, runs == BoardState.THINKING, palette, glyphs),
        *move_rows(board, status.plies, MOVE_LINES, positions, palette),
        _clock("master", status.master_s, runs == BoardState.HERE, palette, glyphs),
        [Segment(mine, palette.text)],
    ]


def _clock(who: str, seconds: int, runs: bool, palette: Palette, glyphs: Glyphs) -> list[Segment]:
    """Return the line of a clock; the one that runs has a mark."""
    style = palette.mark if runs else palette.quiet
    return [Segment(f"{glyphs.playing if runs else ' '} {clock(seconds):>8}  {who}", style)]
