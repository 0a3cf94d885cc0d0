"""Positions: what stands on a board is what the rules say, and how it is drawn."""

from collections.abc import Iterable
from typing import Any

import chess
import pytest
from hypothesis import given
from hypothesis import strategies as st

from simul.modes.registry import MODES
from simul.scenario.games.bundled import bundled_games
from simul.scenario.plan import PlannedBoard
from simul.tui.boards.bodies import VIEWS, Men, miniature, squares
from simul.tui.boards.layout import (
    CELL,
)
from simul.tui.boards.palette import Palette
from simul.tui.boards.positions import Positions, numbering
from simul.tui.style.glyphs import ASCII, UNICODE, Glyphs
from tests.plans import plan_of
from tests.tui.drawn_boards import drawn, played

GAMES = [game for game in bundled_games() if len(game.moves) < 160]


def board_with(moves: Iterable[str], fen: str | None = None, side: Any = "white") -> PlannedBoard:
    plan = plan_of(1, 1)
    moves = tuple(moves)
    made = plan.boards[0]
    return PlannedBoard(
        **{
            **{name: getattr(made, name) for name in made.__struct_fields__},
            "moves": moves,
            "fen": fen,
            "master_colour": side,
        }
    )


@pytest.mark.slow
@given(data=st.data())
def test_positions_are_those_of_the_game_in_whatever_order_they_are_asked_for(
    data: st.DataObject,
) -> None:
    boards = [board_with(data.draw(st.sampled_from(GAMES)).moves) for _ in range(2)]
    positions = Positions()
    for _ in range(6):
        board = data.draw(st.sampled_from(boards))
        plies = data.draw(st.integers(0, len(board.moves) + 2))
        made = board.moves[:plies]
        expected = chess.Board()
        san = ""
        for move in made:
            san = expected.san(chess.Move.from_uci(move))
            expected.push_uci(move)
        position = positions.at(board, plies)
        letters = (expected.piece_at(square) for square in chess.SQUARES)
        assert position.squares == "".join(str(piece or ".") for piece in letters)
        assert position.san == san
        assert (position.check >= 0) == expected.is_check()
        if made:
            last = chess.Move.from_uci(made[-1])
            assert (position.origin, position.target) == (last.from_square, last.to_square)
            assert (position.number, position.white) == numbering(board, len(made))
            assert positions.san(board, len(made)) == san
        if expected.is_check():
            assert position.check == expected.king(expected.turn)


def test_boards_that_play_the_same_game_share_its_positions() -> None:
    moves = GAMES[0].moves
    positions = Positions()
    assert positions.at(board_with(moves), 9) is positions.at(board_with(moves), 9)


def test_a_game_that_begins_with_black_is_numbered_from_its_position() -> None:
    fen = "r3k3/8/8/8/8/8/8/4K2R b K - 0 31"
    board = board_with(("a8a1", "e1e2", "a1h1"), fen)
    positions = Positions()
    assert [numbering(board, ply) for ply in (1, 2, 3)] == [(31, False), (32, True), (32, False)]
    first, last = positions.at(board, 1), positions.at(board, 3)
    assert (first.san, first.number, first.white) == ("Ra1+", 31, False)
    assert first.check == chess.E1
    assert (last.san, last.number, last.white) == ("Rxh1", 32, False)


async def palette() -> Palette:
    async with drawn(played(plan_of(1, 1), MODES["sync"]), CELL) as (grid, _):
        return grid._take_palette()


@pytest.mark.parametrize("black_below", [False, True])
async def test_squares_show_each_piece_the_last_move_and_check(black_below: bool) -> None:
    board = board_with(("e2e4", "d7d5", "f1b5"))
    position = Positions().at(board, 3)  # the bishop gives check
    colours, men = await palette(), Men(ASCII, plain=False)
    rows = squares(position, black_below, colours, men)
    text = {
        chess.square_name(square): segment
        for view, row in zip(VIEWS[black_below], rows, strict=True)
        for square, segment in zip(view, row, strict=True)
    }
    assert rows[0][0] is text["h1" if black_below else "a8"]
    assert text["f1"].text == "- "  # where it came from
    assert text["b5"].text == "B<"
    assert text["e8"].text == "k+"
    assert text["d5"].text == "p "
    light, dark, last, check = (square.bgcolor for square in colours.squares)
    grounds = {name: segment.style.bgcolor for name, segment in text.items() if segment.style}
    assert [name for name, ground in grounds.items() if ground == check] == ["e8"]
    assert sorted(name for name, ground in grounds.items() if ground == last) == ["b5", "f1"]
    assert (grounds["a1"], grounds["h1"]) == (dark, light)
    assert all(segment.cell_length == 2 for row in rows for segment in row)


async def test_miniatures_show_the_side_of_each_piece() -> None:
    board = board_with(("e2e4", "d7d5", "f1b5"))
    position = Positions().at(board, 3)
    colours = await palette()
    white, black = colours.pieces[0][1].color, colours.pieces[0][0].color
    for black_below in (False, True):
        rows = miniature(position, black_below, colours, Men(UNICODE, plain=False))
        for line, row in enumerate(rows):
            cells = [(segment.style, letter) for segment in row for letter in segment.text]
            assert len(cells) == 8
            for column, (style, letter) in enumerate(cells):
                assert letter == "▀"
                assert style is not None
                for half, colour in ((0, style.color), (1, style.bgcolor)):
                    square = VIEWS[black_below][2 * line + half][column]
                    piece = position.squares[square]
                    if piece != "." and square != position.check:
                        assert colour == (white if piece.isupper() else black)
                    else:
                        assert colour in {each.bgcolor for each in colours.squares}


async def test_where_there_are_no_half_blocks_a_miniature_counts() -> None:
    board = board_with(("e2e4", "d7d5", "e4d5"))
    rows = miniature(Positions().at(board, 3), False, await palette(), Men(ASCII, plain=False))
    text = ["".join(segment.text for segment in row) for row in rows]
    # ranks 8 and 7, 6 and 5, 4 and 3, 2 and 1: Black has lost the d pawn, White's e pawn stands on d5
    assert text == ["BBBbBBBB", "   w    ", "        ", "WWWWwWWW"]


@pytest.mark.parametrize("glyphs", [UNICODE, ASCII], ids=["unicode", "ascii"])
def test_without_colours_no_piece_looks_like_another(glyphs: Glyphs) -> None:
    men = Men(glyphs, plain=True)
    assert len(set(men.of.values())) == 12
    assert all(len(man) == 1 for man in men.of.values())
