"""The moves of a run: when each was made, and how a chess player writes it."""

from array import array
from collections.abc import Iterator

from simul.analysis.run import Run
from simul.hall.trace import Kind, Trace
from simul.scenario.plan import PlannedBoard


class MadeAt:
    """When the moves of one board were made (s): by the master, and by the opponent, in order."""

    def __init__(self) -> None:
        self.master = array("d")
        self.opponent = array("d")


def moves_made(trace: Trace, boards: int) -> list[MadeAt]:
    """Return for each board, board 1 first, when its moves were made."""
    made = [MadeAt() for _ in range(boards)]
    for time, kind, board in trace.rows():
        if kind == Kind.MASTER_MOVES:
            made[board - 1].master.append(time)
        elif kind == Kind.OPPONENT_MOVES:
            made[board - 1].opponent.append(time)
    return made


def sides(board: PlannedBoard) -> Iterator[tuple[bool, int]]:
    """Yield for each ply whether it is the master's, and which of that side's moves it is, from 0 on."""
    counts = {True: 0, False: 0}
    hers = board.master_first
    for _ in board.moves:
        yield hers, counts[hers]
        counts[hers] += 1
        hers = not hers


def plies_made(board: PlannedBoard, made: MadeAt) -> Iterator[tuple[float, float]]:
    """Yield the think time and the time (s) of each ply that was made, up to the first that was not."""
    for hers, index in sides(board):
        times = made.master if hers else made.opponent
        thinks = board.master_think if hers else board.opponent_think
        if index >= len(times):
            return
        yield thinks[index], times[index]


class Notation:
    """Writes games in short algebraic notation, each game once, however many boards and modes play it."""

    def __init__(self) -> None:
        self._written: dict[tuple[str | None, tuple[str, ...]], tuple[str, ...]] = {}

    def san(self, board: PlannedBoard) -> tuple[str, ...]:
        """Return every ply of a board's plan."""
        game = (board.fen, board.moves)
        if game not in self._written:
            self._written[game] = tuple(_san(*game))
        return self._written[game]


def _san(fen: str | None, moves: tuple[str, ...]) -> Iterator[str]:
    import chess

    position = chess.Board() if fen is None else chess.Board(fen)
    for uci in moves:
        yield position.san_and_push(chess.Move.from_uci(uci))


def numbered(board: PlannedBoard, ply: int, san: str) -> str:
    """Return a ply (from 0 on) with the number of its move: "12. Nf3", or "12... Nf6" for Black."""
    first, black_begins = 1, False
    if board.fen is not None:
        fields = board.fen.split()
        first, black_begins = int(fields[5]), fields[1] == "b"
    half = ply + black_begins
    return f"{first + half // 2}{'...' if half % 2 else '.'} {san}"


def last_moment(run: Run) -> float:
    """Return up to when (s) there is something to show of a run: its end, or where it got stuck."""
    elapsed = run.summary.elapsed_s
    return elapsed if run.ended is None else max([elapsed, *run.trace.times[-1:]])
