"""Thinking that is computation: a fixed search, always the same for the same position and depth."""

import chess

POSITIONS = (
    "r1bqkbnr/pppp1ppp/2n5/4p3/4P3/5N2/PPPP1PPP/RNBQKB1R w KQkq - 2 3",
    "r1bq1rk1/pp2bppp/2n1pn2/2pp4/3P1B2/2PBPN2/PP1N1PPP/R2QK2R w KQ - 0 8",
    "rnbqkb1r/pp3ppp/4pn2/2pp4/3P4/2N1PN2/PPP2PPP/R1BQKB1R w KQkq - 0 5",
    "r1bqk2r/ppppbppp/2n2n2/4p3/B3P3/5N2/PPPP1PPP/RNBQ1RK1 w kq - 4 5",
)
"""What every opponent thinks about, one after the other, and again from the first."""

_VALUES = {chess.PAWN: 1, chess.KNIGHT: 3, chess.BISHOP: 3, chess.ROOK: 5, chess.QUEEN: 9}
_MATE = 1000


def think(number: int, depth: int) -> tuple[int, int]:
    """Search a position to a depth in plies; return its value, and how many positions were visited."""
    board = chess.Board(POSITIONS[number % len(POSITIONS)])
    return _search(board, depth, -_MATE, _MATE)


def _search(board: chess.Board, depth: int, least: int, most: int) -> tuple[int, int]:
    """Negamax with alpha-beta pruning: the value for the side to move, in pawns, and the nodes."""
    if not depth:
        return _material(board), 1
    nodes, best = 1, -_MATE
    for move in board.legal_moves:
        board.push(move)
        value, below = _search(board, depth - 1, -most, -least)
        board.pop()
        nodes += below
        best = max(best, -value)
        least = max(least, best)
        if least >= most:
            break
    return best, nodes


def _material(board: chess.Board) -> int:
    """Return the side's material less the other's, in pawns."""
    side = board.turn
    return sum(
        value * (len(board.pieces(kind, side)) - len(board.pieces(kind, not side)))
        for kind, value in _VALUES.items()
    )
