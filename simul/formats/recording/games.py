"""The games in a recording, held to the rules of chess."""

import chess

from simul.scenario.plan import PlannedBoard


class Games:
    """The games that have been checked, each once, however many boards play it."""

    def __init__(self) -> None:
        self._checked: set[tuple[str | None, tuple[str, ...]]] = set()

    def check(self, board: PlannedBoard) -> None:
        """Raise ValueError where a position or a move is not legal, or the wrong side begins."""
        game = (board.fen, board.moves)
        if game not in self._checked:
            _play(*game)
            self._checked.add(game)
        white_first = board.fen is None or board.fen.split()[1] == "w"
        if board.master_first != (white_first == (board.master_colour == "white")):
            raise ValueError(f"the wrong side moves first at board {board.number}")


def _play(fen: str | None, moves: tuple[str, ...]) -> None:
    position = chess.Board()
    if fen is not None:
        position = chess.Board(fen)
        if position.fen() != fen or not position.is_valid():
            raise ValueError("a position that cannot come about in chess")
    for move in moves:
        found = position.parse_uci(move)
        if not found or found.uci() != move:
            raise ValueError("a move that is not written as it should be")
        position.push(found)
