"""One board drawn large: real positions, from the master's side, told apart by shape where need be."""

import chess
import pytest
from rich.segment import Segment
from rich.style import Style
from textual.app import App
from textual.color import Color

from simul.scenario.plan import PlannedBoard
from simul.tui.boards.bodies import Men
from simul.tui.boards.large import files_line, large_board, room_for
from simul.tui.boards.large_widget import LargeBoard
from simul.tui.boards.palette import SQUARE_NAMES, Palette
from simul.tui.boards.positions import Positions
from simul.tui.boards.sprites import LARGE, SMALL, piece_lines
from simul.tui.style.glyphs import ASCII, UNICODE
from simul.tui.style.themes import THEMES
from tests.tui.games import real_plan
from tests.tui.stage import Stage

PLAN = real_plan()
each_board = pytest.mark.parametrize("board", PLAN.boards, ids=lambda board: str(board.number))


def positions_of(board: PlannedBoard) -> list[chess.Board]:
    """What the rules say that stands there, after 0, 1, 2, ... plies."""
    position = chess.Board() if board.fen is None else chess.Board(board.fen)
    found = [position.copy()]
    for move in board.moves:
        position.push_uci(move)
        found.append(position.copy())
    return found


def ground(name: str) -> Style:
    return Style(bgcolor=Color.parse(THEMES[0].variables[f"square-{name}"]).rich_color)


def palette() -> Palette:
    """Styles of the first theme, as far as squares and pieces need them."""
    grounds = tuple(ground(name) for name in SQUARE_NAMES)
    plain = Style()
    pieces = tuple((each + Style(color="black"), each + Style(color="white")) for each in grounds)
    return Palette(
        *(plain,) * 8,
        states=(plain,) * 5,
        squares=grounds,
        pieces=pieces,
        halves=((plain,) * 6,) * 6,
    )


def square_at(rows: list[list[Segment]], column: int, row: int, scale: int) -> list[str]:
    """The text of a square, counted from the upper left one, line by line."""
    texts = ["".join(segment.text for segment in line)[2:] for line in rows]
    lines = texts[row * scale : (row + 1) * scale]
    return [line[2 * scale * column : 2 * scale * (column + 1)] for line in lines]


@each_board
@pytest.mark.parametrize("scale", [1, 2, 4, 6])
def test_what_is_drawn_is_the_position_of_the_game_from_the_masters_side(
    board: PlannedBoard, scale: int
) -> None:
    black_below = board.master_colour == "black"
    positions, men = Positions(), Men(ASCII, plain=False)
    for plies, expected in enumerate(positions_of(board)):
        rows = large_board(positions.at(board, plies), black_below, palette(), men, scale)
        assert len(rows) == 8 * scale
        assert {Segment.get_line_length(row) for row in rows} == {16 * scale + 2}
        for row in range(8):
            rank = row if black_below else 7 - row
            number = "".join(line[0].text for line in rows[row * scale : (row + 1) * scale])
            assert number.split() == [str(rank + 1)]
            for column in range(8):
                square = chess.square(7 - column if black_below else column, rank)
                text = "".join(square_at(rows, column, row, scale))
                letters = "".join(letter for letter in text if letter.isalpha())
                assert letters == str(expected.piece_at(square) or "")
                last = expected.peek() if plies else None
                assert ("<" in text) == (
                    last is not None
                    and square == last.to_square
                    and not _king_in_check(expected, square)
                )
                assert ("-" in text) == (last is not None and square == last.from_square)
                assert ("+" in text) == _king_in_check(expected, square)


def _king_in_check(position: chess.Board, square: int) -> bool:
    return position.is_check() and position.king(position.turn) == square


@each_board
@pytest.mark.parametrize("plain", [False, True])
@pytest.mark.parametrize("scale", [4, 6])
def test_pieces_out_of_quarters_stand_where_the_pieces_are(
    board: PlannedBoard, plain: bool, scale: int
) -> None:
    black_below = board.master_colour == "black"
    last = positions_of(board)[-1]
    position = Positions().at(board, len(board.moves))
    rows = large_board(position, black_below, palette(), Men(UNICODE, plain), scale)
    for square, piece in last.piece_map().items():
        file, rank = chess.square_file(square), chess.square_rank(square)
        column, row = (7 - file, rank) if black_below else (file, 7 - rank)
        hollow = plain and piece.color == chess.WHITE
        shape = piece_lines(piece.symbol().upper(), scale, hollow)
        drawn = square_at(rows, column, row, scale)
        assert [line[:-1] for line in drawn] == [line[:-1] for line in shape]


@pytest.mark.parametrize("black_below", [False, True])
@pytest.mark.parametrize("scale", [1, 2, 3, 4, 6])
def test_the_files_stand_under_the_middle_of_their_squares(black_below: bool, scale: int) -> None:
    text = files_line(black_below, scale, palette())[0].text
    assert text.split() == [*("hgfedcba" if black_below else "abcdefgh")]
    places = [at for at, letter in enumerate(text) if letter != " "]
    assert places == [2 + 2 * scale * file + scale - 1 for file in range(8)]


# The shapes


@pytest.mark.parametrize("shapes", [SMALL, LARGE])
def test_the_shapes_of_pieces_are_whole_and_differ(shapes: dict[str, str]) -> None:
    assert set(shapes) == set("KQRBNP")
    rows = {kind: shape.split() for kind, shape in shapes.items()}
    assert len({(len(shape), len(row)) for shape in rows.values() for row in shape}) == 1
    assert len({tuple(shape) for shape in rows.values()}) == 6


@pytest.mark.parametrize("scale", range(4, 12))
def test_a_piece_fills_its_square_and_leaves_the_last_column_for_a_mark(scale: int) -> None:
    drawn = [piece_lines(kind, scale, hollow) for kind in "KQRBNP" for hollow in (False, True)]
    assert len(set(drawn)) == 12  # outlined or not, no two look alike
    for lines in drawn:
        assert len(lines) == scale
        assert {len(line) for line in lines} == {2 * scale}
        assert all(line[-1] == " " for line in lines)


# The widget


async def test_without_colours_the_widget_draws_outlines() -> None:
    for no_color in (False, True):
        board = LargeBoard(Positions(), UNICODE)
        app: App[object] = Stage(board)
        app.no_color = no_color
        async with app.run_test(size=(70, 34)):
            board.show(PLAN.boards[0], 0, room_for(120, 40))
            lines = [board.render_line(y).text for y in range(32)]
        king = piece_lines("K", 4, hollow=no_color)
        assert [line[2 + 8 * 4 :][:8] for line in lines[-4:]] == [*king]
