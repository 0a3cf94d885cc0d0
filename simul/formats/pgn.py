"""The games as they were played, in PGN, with think times.

The export format of the PGN standard (1994, section 3 and 8), and of its supplement of 2001 the commands
`emt` (what the move took its player to think), `egt` (what he has thought at this board so far) and `mct`
(what a clock shows: here the one on the wall of the hall, which starts with the exhibition).
"""

import textwrap
from collections.abc import Iterator

from simul.analysis.comparison import Comparison
from simul.analysis.moves import MadeAt, Notation, moves_made, numbered, plies_made, sides
from simul.analysis.run import Run
from simul.formats.result import Result
from simul.formats.warning import outcome
from simul.scenario.plan import PlannedBoard

COLUMNS = 79
"""Longest line: section 4.3 of the standard asks for fewer than 80 characters."""


def render(result: Result) -> str:
    """Return every game of every run: mode after mode, board 1 first.

    A game of a run that got stuck has the moves that were made, and "*" for its result.
    """
    notation, comparison = Notation(), result.comparison
    return "".join(game for run in comparison.runs for game in _games(comparison, run, notation))


def _games(comparison: Comparison, run: Run, notation: Notation) -> Iterator[str]:
    event = f"{run.plan.scenario.name}, {run.mode.name}"
    remark = ""
    if word := run.verdict:
        event = f"{event} ({word})"
        remark = outcome(comparison, run)
    made = moves_made(run.trace, len(run.plan.boards))
    for board, board_made in zip(run.plan.boards, made, strict=True):
        yield _game(board, board_made, event, remark, notation.san(board))


def _game(board: PlannedBoard, made: MadeAt, event: str, remark: str, san: tuple[str, ...]) -> str:
    plies = list(plies_made(board, made))
    result = board.result if len(plies) == len(san) else "*"
    headers = {
        "Event": event,
        "Site": "?",
        "Date": "????.??.??",
        "Round": str(board.number),
        "White": board.white,
        "Black": board.black,
        "Result": result,
    }
    if board.fen is not None:
        headers |= {"SetUp": "1", "FEN": board.fen}
    headers |= {
        "TimeControl": "-",
        "Termination": "unterminated" if result == "*" else "normal",
    }
    head = "\n".join(f'[{name} "{_in_quotes(value)}"]' for name, value in headers.items())
    lines = [*_comment(remark), *_movetext(board, plies, san), result]
    return "\n".join([head, "", *lines, "", ""])


def _movetext(
    board: PlannedBoard, plies: list[tuple[float, float]], san: tuple[str, ...]
) -> Iterator[str]:
    """Yield a line a ply: none may begin with "[", as headers do."""
    thought = {True: 0.0, False: 0.0}
    for ply, ((think_s, time), (hers, _)) in enumerate(zip(plies, sides(board), strict=False)):
        thought[hers] += think_s
        commands = (
            f"[%emt {_clock(think_s)}] [%egt {_clock(thought[hers])}] [%mct {_clock(time, '02')}]"
        )
        yield f"{numbered(board, ply, san[ply])} {{{commands}}}"


def _clock(seconds: float, hours: str = "") -> str:
    """Write h:mm:ss, with thousandths where the seconds are not whole."""
    thousandths = round(seconds * 1000)
    whole, rest = divmod(thousandths, 1000)
    fraction = f".{rest:03}".rstrip("0") if rest else ""
    return f"{whole // 3600:{hours}}:{whole // 60 % 60:02}:{whole % 60:02}{fraction}"


def _comment(text: str) -> list[str]:
    braced = f"{{{text.replace('{', '(').replace('}', ')')}}}"
    return textwrap.wrap(braced, COLUMNS, break_long_words=False) if text else []


def _in_quotes(value: str) -> str:
    """Return a header's value with its backslashes and quotes escaped: section 7 of the standard."""
    return value.replace("\\", "\\\\").replace('"', '\\"')
