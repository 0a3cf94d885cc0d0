"""Positions: what stands on a board after a number of plies, computed when somebody looks."""

from typing import TYPE_CHECKING, NamedTuple

from simul.scenario.plan import PlannedBoard

if TYPE_CHECKING:
    import chess

MOST_KEPT = 4096
"""Most positions that are kept; the oldest are dropped first."""


class Position(NamedTuple):
    """What stands where: `squares` has a letter for each of the 64, a1 first, then b1; "." for none.

    White's letters are capitals. `origin` and `target` are the squares of the last move, `check` that of a
    king in check; -1 where there is none. `san` is the last move, "" before the first; `number` is that
    of the move, and `white` says who made it.
    """

    squares: str
    origin: int
    target: int
    check: int
    san: str
    number: int
    white: bool


class _Game:
    """One game, and a board on which its moves are made and taken back."""

    def __init__(self, moves: tuple[str, ...], fen: str | None) -> None:
        import chess  # 50 ms; who only looks at cells does not need it

        self.moves = moves
        self.board = chess.Board() if fen is None else chess.Board(fen)
        self.sans: dict[int, str] = {}

    def go_to(self, ply: int) -> "chess.Board":
        board = self.board
        while len(board.move_stack) > ply:
            board.pop()
        while len(board.move_stack) < ply:
            board.push(self._move(len(board.move_stack) + 1))
        return board

    def _move(self, ply: int) -> "chess.Move":
        import chess

        return chess.Move.from_uci(self.moves[ply - 1])  # a plan has legal moves only

    def san(self, ply: int) -> str:
        if ply not in self.sans:
            board = self.go_to(ply - 1)
            self.sans[ply] = board.san(self._move(ply))
        return self.sans[ply]

    def position(self, ply: int) -> Position:
        san = self.san(ply) if ply else ""
        board = self.go_to(ply)
        last = board.peek() if ply else None
        king = board.king(board.turn) if board.is_check() else None
        return Position(
            squares=_letters(board),
            origin=-1 if last is None else last.from_square,
            target=-1 if last is None else last.to_square,
            check=-1 if king is None else king,
            san=san,
            number=board.fullmove_number - (1 if ply and board.turn else 0),
            white=not board.turn,
        )


def _letters(board: "chess.Board") -> str:
    import chess

    letters = ["."] * 64
    for square in chess.scan_forward(board.occupied):
        kind = chess.piece_symbol(board.piece_type_at(square) or chess.PAWN)
        white = board.occupied_co[chess.WHITE] & chess.BB_SQUARES[square]
        letters[square] = kind.upper() if white else kind
    return "".join(letters)


class Positions:
    """The positions of the boards of a plan; boards that play the same game share them."""

    def __init__(self) -> None:
        self._games: dict[tuple[int, str | None], _Game] = {}
        self._kept: dict[tuple[int, str | None, int], Position] = {}

    def at(self, board: PlannedBoard, plies: int) -> Position:
        """Return what stands on a board after this many plies, or after its last."""
        ply = min(plies, len(board.moves))
        key = (id(board.moves), board.fen, ply)
        position = self._kept.get(key)
        if position is None:
            position = self._game(board).position(ply)
            if len(self._kept) >= MOST_KEPT:
                del self._kept[next(iter(self._kept))]
            self._kept[key] = position
        return position

    def san(self, board: PlannedBoard, ply: int) -> str:
        """Return a move of a game in SAN; the first is that of ply 1."""
        return self._game(board).san(ply)

    def _game(self, board: PlannedBoard) -> _Game:
        key = (id(board.moves), board.fen)
        if key not in self._games:
            self._games[key] = _Game(board.moves, board.fen)  # keeps the moves, and so their id
        return self._games[key]


def numbering(board: PlannedBoard, ply: int) -> tuple[int, bool]:
    """Return the number of the move at a ply (from 1), and whether White makes it."""
    fields = (board.fen or "").split()
    black_first = len(fields) > 1 and fields[1] == "b"
    first = int(fields[5]) if len(fields) > 5 else 1
    half = ply - 1 + black_first
    return first + half // 2, half % 2 == 0
