"""Games as they were played, read back by other programs."""

import io
import re
from pathlib import Path
from shutil import which
from subprocess import run as run_program

import chess.pgn
import pytest
from msgspec.structs import replace

from simul.analysis.comparison import Comparison
from simul.formats.pgn import render
from simul.formats.result import Result
from simul.hall.trace import Kind
from simul.scenario.games.pgn import read_pgn
from simul.scenario.plan import Plan
from tests.formats.played import odd, played, played_plan

PGN_EXTRACT = which("pgn-extract") or which("pgn-extract", path="/usr/games")  # where Debian has it


def as_pgn(comparison: Comparison) -> str:
    return render(Result(comparison))


def read(text: str) -> list[chess.pgn.Game]:
    file = io.StringIO(text)
    games = list(iter(lambda: chess.pgn.read_game(file), None))
    assert not any(game.errors for game in games)
    return games


def clocks(text: str, command: str) -> list[float]:
    """The times of one command, in seconds, in order."""
    found = re.findall(rf"\[%{command} (\d+):(\d\d):(\d\d(?:\.\d+)?)\]", text)
    return [3600 * int(hours) + 60 * int(minutes) + float(s) for hours, minutes, s in found]


def test_every_move_and_think_time_is_in_it() -> None:
    comparison = played("async", "club-night", boards=3)
    (run,) = comparison.runs
    for game, board in zip(read(as_pgn(comparison)), run.plan.boards, strict=True):
        assert tuple(move.uci() for move in game.mainline_moves()) == board.moves
        thinks = [node.emt() for node in game.mainline()]
        assert thinks[::2] == [pytest.approx(s, abs=0.0006) for s in board.master_think]
        assert thinks[1::2] == [pytest.approx(s, abs=0.0006) for s in board.opponent_think]
        assert game.headers["Round"] == str(board.number)
        assert game.headers["Result"] == board.result != "*"
        assert game.headers["Termination"] == "normal"


def test_the_clock_in_the_hall_shows_when_each_move_was_made() -> None:
    comparison = played("async", boards=2, pairs=2)
    (run,) = comparison.runs
    first, _ = as_pgn(comparison).split("\n\n[Event")
    moved = (Kind.MASTER_MOVES, Kind.OPPONENT_MOVES)
    events = [run.trace[index] for index in range(len(run.trace))]
    assert clocks(first, "mct") == [
        event.time for event in events if event.board == 1 and event.kind in moved
    ]
    assert clocks(first, "mct") == [5, 60, 65, 120]
    assert clocks(first, "egt") == [5, 55, 10, 110]


def test_modes_differ_in_their_name_and_in_when_the_moves_were_made_alone() -> None:
    sync, together = (as_pgn(played(mode, boards=2, pairs=2)) for mode in ("sync", "async"))
    assert clocks(sync, "emt") == clocks(together, "emt")
    assert clocks(sync, "mct") != clocks(together, "mct")
    assert [game.headers["Event"] for game in read(sync + together)] == [
        *["polgar, sync"] * 2,
        *["polgar, async"] * 2,
    ]


def test_a_game_that_got_stuck_has_the_moves_that_were_made() -> None:
    text = as_pgn(played("deadlock", "ten-boards", boards=3, pairs="game"))
    games = read(text)
    assert [len(list(game.mainline_moves())) for game in games] == [1, 1, 2]
    assert {game.headers["Result"] for game in games} == {"*"}
    assert {game.headers["Termination"] for game in games} == {"unterminated"}
    assert all(game.headers["Event"] == "ten-boards, deadlock (stuck)" for game in games)
    assert "It got stuck" in games[0].comment


def test_a_wrong_run_is_called_so() -> None:
    text = as_pgn(played("many-masters", boards=2, pairs=1))
    assert text.count('[Event "polgar, many-masters (wrong)"]') == 2
    assert "TwoPlacesAtOnce" in text


def test_odd_names_are_read_back(tmp_path: Path) -> None:
    first, second = read(as_pgn(odd(tmp_path)))
    assert (
        first.headers["White"] == r"Müller \"Max\" <b>&amp; {x} Sön\\x"
    )  # python-chess undoes nothing
    assert second.headers["Black"] == "Łukasz Пётр 王 %y"
    assert first.headers["FEN"] == "4k3/8/8/8/8/8/4P3/4K3 b - - 3 17"
    assert first.board().turn == chess.BLACK


NAMES = ['say "hi"', "back\\slash", '\\"', "\\\\", "ends in \\", '"', "plain"]


@pytest.mark.parametrize("name", NAMES)
def test_quotes_and_backslashes_in_names_come_back(name: str, tmp_path: Path) -> None:
    plan = played("async", boards=1, pairs=2).plan
    board = replace(plan.boards[0], white=name)
    text = as_pgn(played_plan(Plan(plan.scenario, (board,)), "async"))
    file = tmp_path / "games.pgn"
    file.write_text(text, encoding="utf-8")
    (game,) = read_pgn(str(file))
    assert game.white == name
    if PGN_EXTRACT is not None:
        done = run_program(
            [PGN_EXTRACT, "-s", "-C", str(file)], capture_output=True, text=True, check=True
        )
        assert done.stderr == ""
        file.write_text(done.stdout, encoding="utf-8")
        (game,) = read_pgn(str(file))
        assert game.white == name


def test_lines_are_short_and_none_of_the_moves_looks_like_a_header() -> None:
    text = as_pgn(played("async,many-masters", boards=2))
    assert all(len(line) < 80 for line in text.splitlines())
    for game in text.split("\n\n[Event"):
        _, moves = game.split("\n\n", 1)
        assert not any(line.startswith(("[", "%")) for line in moves.splitlines())


@pytest.mark.skipif(PGN_EXTRACT is None, reason="pgn-extract is not installed")
@pytest.mark.parametrize("games", ["odd", "right", "wrong"])
def test_pgn_extract_reads_it_without_a_word(tmp_path: Path, games: str) -> None:
    comparison = {
        "odd": lambda: odd(tmp_path),
        "right": lambda: played("sync,async", "club-night", boards=5),
        "wrong": lambda: played("deadlock,many-masters,livelock", boards=3),
    }[games]()
    file = tmp_path / "games.pgn"
    file.write_text(as_pgn(comparison), encoding="utf-8")
    done = run_program(
        [str(PGN_EXTRACT), "-s", "-C", str(file)], capture_output=True, text=True, check=True
    )
    assert done.stderr == ""
    moves = [list(game.mainline_moves()) for game in read(done.stdout)]
    assert moves == [list(game.mainline_moves()) for game in read(as_pgn(comparison))]
