"""The games: bundled, made at random, or a person's own, each legal, long enough and told apart."""

import tracemalloc
from collections import Counter
from itertools import islice
from pathlib import Path
from shutil import which
from subprocess import run
from tempfile import NamedTemporaryFile
from typing import Any

import chess
import chess.pgn
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from simul.files import asset
from simul.scenario.games.bundled import bundled_games
from simul.scenario.games.game import Game, GamesError
from simul.scenario.games.pgn import read_pgn
from simul.scenario.games.picking import pick_games
from simul.scenario.games.random_moves import LONGEST_PAIRS, MOST_GAMES, random_games
from simul.scenario.scenario import Colour, Group, Master, Scenario


def scenario(
    boards: int, pairs: int | None = 30, colour: Colour = "white", **fields: Any
) -> Scenario:
    """A scenario in which only the games are of account."""
    master, groups = Master(colour=colour), (Group(boards),)
    return Scenario("x", boards=boards, move_pairs=pairs, master=master, groups=groups, **fields)


def picked(asked: Scenario) -> list[Game]:
    return [game for _, game in pick_games(asked)]


def assert_legal(game: Game) -> None:
    board = chess.Board() if game.fen is None else chess.Board(game.fen)
    for move in game.moves:
        board.push(board.parse_uci(move))


# Laws, whatever the source

colours = st.sampled_from(["white", "black", "alternate"])


@given(st.integers(1, 300), st.integers(0, 200), colours, st.integers(0, 9))
def test_more_boards_leave_the_first_ones_as_they_were(
    boards: int, more: int, colour: Colour, seed: int
) -> None:
    few = list(pick_games(scenario(boards, 30, colour, seed=seed)))
    many = islice(pick_games(scenario(boards + more, 30, colour, seed=seed)), boards)
    assert few == list(many)


@given(st.integers(1, 400), st.integers(1, 45), colours, st.integers(0, 2**63 - 1))
def test_every_game_is_long_enough_and_the_master_has_her_colour(
    boards: int, pairs: int, colour: Colour, seed: int
) -> None:
    turns = ("white", "black") if colour == "alternate" else (colour, colour)
    for number, (side, game) in enumerate(pick_games(scenario(boards, pairs, colour, seed=seed))):
        assert side == turns[number % 2]
        assert game.master_colour == side
        assert len(game.moves) >= 2 * pairs


@given(st.integers(0, 2**63 - 1), colours)
def test_no_game_is_played_again_before_every_other_has_been(seed: int, colour: Colour) -> None:
    pool = [game for game in bundled_games() if colour in ("alternate", game.master_colour)]
    boards = picked(scenario(3 * len(pool), None, colour, seed=seed))
    cycles = [boards[start : start + len(pool)] for start in range(0, len(boards), len(pool))]
    assert all(sorted(cycle, key=hash) == sorted(pool, key=hash) for cycle in cycles)
    assert cycles[0] != cycles[1] != cycles[2]


def test_the_same_seed_gives_the_same_games_and_another_seed_others() -> None:
    assert picked(scenario(24, seed=5)) == picked(scenario(24, seed=5))
    assert picked(scenario(24, seed=5)) != picked(scenario(24, seed=6))


# Bundled games


def as_played(game: chess.pgn.Game) -> Game:
    headers = game.headers
    return Game(
        white=headers["White"],
        black=headers["Black"],
        result=headers["Result"],
        moves=tuple(move.uci() for move in game.mainline_moves()),
        master_colour="white" if headers["Master"] == "White" else "black",
    )


@pytest.mark.slow
def test_the_index_of_the_bundled_games_is_what_their_pgn_says() -> None:
    indexed = iter(bundled_games())
    with asset("games/bundled.pgn").open(encoding="utf-8") as file:
        while game := chess.pgn.read_game(file):
            assert not game.errors
            assert as_played(game) == next(indexed)
    assert next(indexed, None) is None


@pytest.mark.slow
def test_the_bundled_results_are_what_the_boards_say() -> None:
    for game in bundled_games():
        board = chess.Board()
        for move in game.moves:
            board.push_uci(move)  # an illegal one raises
        if board.is_checkmate():
            assert game.result == ("0-1" if board.turn else "1-0")
        if board.is_stalemate() or board.is_insufficient_material():
            assert game.result == "1/2-1/2"


def test_the_bundled_games_are_many_different_and_long() -> None:
    games = bundled_games()
    assert len(games) >= 120
    assert len({game.moves for game in games}) == len(games)
    sides = Counter(game.master_colour for game in games)
    assert sides["white"] == sides["black"]
    for side in ("white", "black"):
        long = [game for game in games if game.master_colour == side and len(game.moves) >= 60]
        assert len(long) >= 40
    pairs = sum(len(game.moves) for game in games) / 2 / len(games)
    assert 25 < pairs < 40
    strengths = {name for game in games for name in (game.white, game.black) if "Elo" in name}
    assert len(strengths) == 6


def test_24_boards_get_24_different_games_of_30_pairs() -> None:
    games = picked(scenario(24))
    assert len({game.moves for game in games}) == 24
    assert all(len(game.moves) >= 60 for game in games)


@pytest.mark.parametrize("colour", ["white", "black"])
def test_where_no_game_is_long_enough_the_longest_is_named(colour: Colour) -> None:
    with pytest.raises(GamesError) as caught:
        picked(scenario(24, 1000, colour))
    assert str(caught.value) == (
        f"games: 'bundled' has no game of 1000 move pairs for the master with {colour.capitalize()}: "
        f"the longest of its 126 has {73 if colour == 'white' else 74}; "
        'ask for fewer move_pairs (--pairs), for "game", or for other games'
    )


# Games of random moves


@settings(max_examples=20)
@given(st.integers(0, 2**63 - 1), st.integers(1, 12))
def test_random_games_are_legal_repeatable_and_just_as_long_as_asked(seed: int, pairs: int) -> None:
    games = random_games(seed, 2, pairs)
    assert games == random_games(seed, 2, pairs)
    assert games != random_games(seed + 1, 2, pairs)
    for game in games:
        assert_legal(game)
        assert len(game.moves) == 2 * pairs


@pytest.mark.slow
def test_whole_random_games_end_as_chess_ends_them_or_are_cut_off() -> None:
    games = random_games(1, 40, None)
    for game in games:
        board = chess.Board()
        for move in game.moves:
            board.push(board.parse_uci(move))
        outcome = board.outcome()
        assert game.result == ("*" if outcome is None else outcome.result())
        assert outcome is not None or len(game.moves) == 2 * LONGEST_PAIRS
    assert {"*"} < {game.result for game in games}


@pytest.mark.parametrize("colour", ["white", "alternate"])
def test_random_games_are_all_different_and_more_boards_leave_the_first_as_they_were(
    colour: Colour,
) -> None:
    few = picked(scenario(12, 8, colour, games="random"))
    assert len({game.moves for game in few}) == 12
    assert few == picked(scenario(20, 8, colour, games="random"))[:12]


@pytest.mark.slow
def test_more_boards_than_random_games_repeat_them() -> None:
    games = picked(scenario(2 * MOST_GAMES, 2, games="random"))
    first, second = games[:MOST_GAMES], games[MOST_GAMES:]
    assert first != second
    assert sorted(first, key=hash) == sorted(second, key=hash)
    assert first == picked(scenario(MOST_GAMES, 2, games="random"))


@pytest.mark.slow
def test_random_games_that_will_not_come_to_such_a_length() -> None:
    with pytest.raises(
        GamesError, match=r"none of 50 random games came to 1000 move pairs; ask for"
    ):
        picked(scenario(24, 1000, games="random"))


# A person's own file

HEADERS = '[White "First"]\n[Black "Second"]\n\n'
TWO = f"{HEADERS}1. e4 e5 2. Nf3 Nc6 1-0\n\n{HEADERS}1. d4 d5 2. c4 e6 3. Nc3 1/2-1/2\n"


@pytest.fixture
def pgn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The file `my.pgn` in the current folder, which is not there yet."""
    monkeypatch.chdir(tmp_path)
    return Path("my.pgn")


def mistake(file: Path, content: str | bytes) -> str:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    with pytest.raises(GamesError) as caught:
        read_pgn(str(file))
    return str(caught.value)


def read(file: Path, content: str | bytes) -> list[Game]:
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return read_pgn(str(file))


def test_games_are_read_in_order_and_are_for_either_colour(pgn: Path) -> None:
    assert read(pgn, TWO) == [
        Game("First", "Second", "1-0", ("e2e4", "e7e5", "g1f3", "b8c6")),
        Game("First", "Second", "1/2-1/2", ("d2d4", "d7d5", "c2c4", "e7e6", "b1c3")),
    ]


def test_games_without_headers_with_comments_and_variations(pgn: Path) -> None:
    text = "1. e4 {best by test} e5 (1... c5 2. Nf3) 2. Nf3! $1 Nc6 ; a remark\n*\n"
    assert [game.moves for game in read(pgn, text)] == [("e2e4", "e7e5", "g1f3", "b8c6")]


def test_a_game_may_start_from_a_position_of_its_own(pgn: Path) -> None:
    fen = "8/8/8/4k3/8/8/4P3/4K3 b - - 0 1"
    (game,) = read(pgn, f'[SetUp "1"]\n[FEN "{fen}"]\n\n1... Ke4 2. Kd2 Kd4 1/2-1/2\n')
    assert (game.fen, game.first, game.moves) == (fen, "black", ("e5e4", "e1d2", "e4d4"))
    assert_legal(game)


def test_windows_lines_a_byte_order_mark_and_other_encodings_are_no_matter(pgn: Path) -> None:
    assert read(pgn, b"\xef\xbb\xbf" + TWO.replace("\n", "\r\n").encode()) == read(pgn, TWO)
    (game,) = read(pgn, '[White "Polgár"]\n\n1. e4 e5 *\n'.encode("latin-1"))
    assert (game.white, game.moves) == ("Polgár", ("e2e4", "e7e5"))


def test_a_game_too_short_for_both_to_move_is_passed_over(pgn: Path) -> None:
    pgn.write_text(f"{HEADERS}1. e4 1-0\n\n{HEADERS}1-0\n\n{TWO}", encoding="utf-8")
    lengths = {len(game.moves) for game in picked(scenario(4, None, games="my.pgn"))}
    assert lengths == {4, 5}


def test_every_game_of_a_file_is_played_before_any_is_played_again(pgn: Path) -> None:
    openings = ["e4", "d4", "c4", "Nf3", "b3", "g3"]
    pgn.write_text("\n".join(f"{HEADERS}1. {move} a6 *\n" for move in openings), encoding="utf-8")
    for colour in ("white", "black", "alternate"):
        games = picked(scenario(12, None, colour, games="my.pgn"))
        assert len(set(games[:6])) == len(set(games[6:])) == 6


def test_one_game_is_enough_for_many_boards(pgn: Path) -> None:
    pgn.write_text(f"{HEADERS}1. e4 e5 *\n", encoding="utf-8")
    assert len(set(picked(scenario(5, 1, games="my.pgn")))) == 1


def test_where_no_game_of_a_file_is_long_enough(pgn: Path) -> None:
    pgn.write_text(TWO, encoding="utf-8")
    with pytest.raises(GamesError, match=r"'my\.pgn' has no game of 3 move pairs .* its 2 has 2; "):
        picked(scenario(1, 3, games="my.pgn"))


END = "; mend it or leave the game out"
CUT_OFF = "the game is cut off: no result (1-0, 0-1, 1/2-1/2 or *) ends it"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            # Headers on 1 and 2, moves on 4, headers on 6 and 7, moves on 9
            f"{HEADERS}1. e4 e5 1-0\n\n{HEADERS}1. e4 e5 2. Ke3 1-0\n",
            "game 2, line 9: illegal san: 'Ke3' in "
            "rnbqkbnr/pppp1ppp/8/4p3/4P3/8/PPPP1PPP/RNBQKBNR w KQkq - 0 2",
        ),
        (
            f"{HEADERS}1. d4 d5\n2. Nf3 Nf6\n3. Nd2 1-0\n",
            "game 1, line 6: ambiguous san: 'Nd2' in ",
        ),
        (f"{HEADERS}1. e4 e5 2. Nf3\n", f"game 1, line 4: {CUT_OFF}"),
        (f"{HEADERS}1. e4 e5 2. Nf3 N\n", 'game 1, line 4: "N" is not a move in English notation'),
        # In German S is a knight; the parser would pass over it and play f3
        (f"{HEADERS}1. e4 e5\n2. Sf3 d6 1-0\n", 'game 1, line 5: "Sf3" is not a move in English'),
        (f"{HEADERS}1. e4 e5 2. Nf3\n\n{TWO}", f"game 1, line 5: {CUT_OFF}"),
        (f"{HEADERS}1. e4 e5 {{what now\n", f"game 1, line 4: {CUT_OFF}"),
        (HEADERS, f"game 1, line 3: {CUT_OFF}"),
        (f"{HEADERS}1. e4 -- 2. d4 1-0\n", "game 1, line 4: a null move cannot be played"),
        (
            '[Variant "Atomic"]\n\n1. e4 e5 1-0\n',
            'game 1, line 1: the variant "Atomic" is not standard chess',
        ),
        (
            '[FEN "8/8/8/8/8/8/8/8 w - - 0 1"]\n\n*\n',
            "game 1, line 3: the position '8/8/8/8/8/8/8/8 w - - 0 1' cannot come about in chess",
        ),
        ('[FEN "nonsense"]\n\n*\n', "game 1, line 3: "),
        ("1. e4 $" + "1" * 5000 + " e5 *\n", "game 1, line 1: it cannot be read as PGN"),
        ("x" * 1_000_001, "game 1, line 1: it has more than 1,000,000 characters"),
        (f"{TWO}\n1. e4 {{" + "x" * 1_000_000 + "} *", "game 3, line 11: it has more"),
        ("1. e4 e5 2. " + "x" * 900_000 + " *", 'game 1, line 1: "xxx'),
        (bytes(range(256)) * 4, "game 1, line 2: this is not a game in PGN"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0", "game 1, line "),
        ("Dear diary,\n", "game 1, line 1: this is not a game in PGN"),
    ],
)
def test_a_wrong_game_is_named_with_its_line(pgn: Path, content: str | bytes, message: str) -> None:
    line = mistake(pgn, content)
    assert line.startswith(f"my.pgn: {message}")
    assert line.endswith(END)


SHORT = '[White "a"]\n1. e4 e5 *'
COMMENTED = """[White "a"]
{a remark: 1-0
[%clk 0:00:10] *

and more} 1. e4 {(} e5 (1... c5 1-0 ) 2. Nf3 Nc6 * {he gave up}
"""


@pytest.mark.parametrize(
    ("content", "plies"),
    [
        (f"{SHORT}\n{SHORT}\n{SHORT}", [2, 2, 2]),
        ("1. e4 e5 *\n1. d4 d5\n2. c4 e6 1-0\n1. c4 c5 0-1", [2, 4, 2]),
        ("1. e4 e5 * 1. d4 d5 2. c4 e6 1/2-1/2 1. c4 c5 *\n", [2, 4, 2]),
        (f"{COMMENTED}{COMMENTED}{COMMENTED}", [4, 4, 4]),
        (f"{SHORT} ; a remark\n; another\n% and an escape\n{SHORT}", [2, 2]),
    ],
    ids=["headers", "no-headers", "one-line", "comments", "remarks"],
)
def test_games_without_a_blank_line_between_them_are_told_apart(
    pgn: Path, content: str, plies: list[int]
) -> None:
    assert [len(game.moves) for game in read(pgn, content)] == plies


def test_an_unfinished_game_is_named_though_no_blank_line_ends_it(pgn: Path) -> None:
    assert CUT_OFF in mistake(pgn, f'[White "a"]\n1. e4 e5\n{SHORT}\n')


@pytest.mark.slow
@pytest.mark.parametrize("text", ["{" * 900_000 + "}", "{}" * 400_000, "{\n" * 900_000 + "}"])
def test_reading_comments_takes_time_in_proportion_to_their_length(pgn: Path, text: str) -> None:
    """In proportion to its square, it would take minutes, and be stopped."""
    (game,) = read(pgn, f"1. e4 {text} e5 *\n")
    assert game.moves == ("e2e4", "e7e5")


def test_a_file_that_is_too_large_is_refused(pgn: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul.scenario.games.pgn.LARGEST_FILE", 100)
    assert "'my.pgn' has more than 100 bytes; take a part of it" in mistake(pgn, TWO)


@pytest.mark.slow
def test_of_a_large_file_little_is_in_memory(pgn: Path) -> None:
    pgn.write_text(f"{HEADERS}1. e4 {{" + ("x" * 99 + "\n") * 100_000 + "} e5 *\n", "utf-8")
    tracemalloc.start()
    try:
        read_pgn("my.pgn")
        assert tracemalloc.get_traced_memory()[1] < 4_000_000  # of 10 MB
    finally:
        tracemalloc.stop()


def test_words_in_comments_are_no_moves(pgn: Path) -> None:
    pgn.write_text(
        f"{HEADERS}1. e4 {{Sf3 {{is better}} e5 ; so he says\n{{over\ntwo lines}} 2. exd6 e.p. *\n",
        encoding="utf-8",
    )
    with pytest.raises(GamesError, match=r"illegal san: 'exd6'"):  # no pawn to take: it came so far
        read_pgn("my.pgn")


@pytest.mark.parametrize("content", ["", "\n\n", "% nothing\n; at all\n"])
def test_a_file_without_games(pgn: Path, content: str) -> None:
    assert mistake(pgn, content) == "games: 'my.pgn' has no games in PGN"


def test_a_file_that_is_not_there(pgn: Path) -> None:
    with pytest.raises(GamesError, match=r"games: 'my\.pgn': No such file or directory"):
        read_pgn("my.pgn")


def test_a_folder_for_a_file(pgn: Path) -> None:
    pgn.mkdir()
    with pytest.raises(GamesError, match=r"games: 'my\.pgn': Is a directory"):
        read_pgn("my.pgn")


@given(
    st.binary(max_size=200) | st.text(st.sampled_from('[]"{}();e4dNfxO-0123/*$ \n.'), max_size=80)
)
def test_whatever_is_in_a_file_it_is_read_or_named(content: bytes | str) -> None:
    with NamedTemporaryFile(suffix=".pgn") as file:
        file.write(content.encode() if isinstance(content, str) else content)
        file.flush()
        games, told = [], file.name
        try:
            games = read_pgn(file.name)
        except GamesError as error:
            told = str(error)
        assert file.name in told
    for game in games:
        assert_legal(game)


PGN_EXTRACT = which("pgn-extract") or which("pgn-extract", path="/usr/games")  # where Debian has it


@pytest.mark.skipif(PGN_EXTRACT is None, reason="pgn-extract is not installed")
def test_the_bundled_games_are_read_by_another_program() -> None:
    done = run(
        [str(PGN_EXTRACT), "-r", str(asset("games/bundled.pgn"))],
        capture_output=True,
        text=True,
        check=True,
    )
    assert "252 games matched out of 252" in done.stderr
    assert not [line for line in done.stderr.splitlines() if "warning" in line.lower()]
