"""Games in PGN."""

from functools import cache
from pathlib import Path
from random import Random

import chess

from simul.files import asset
from simul.scenario.games.game import Game, GamesError
from simul.scenario.games.pgn import read_pgn
from tests.survival.attack import Parser
from tests.survival.mutations import bytes_mutated, soup, text_mutated

SMALL = """\
[White "First \\"the\\" player"]
[Black "Second"]
[Result "1-0"]

1. e4 {a remark} e5 (1... c5 2. Nf3 (2. c3 d5)) 2. Nf3! $1 Nc6 3. Bb5 a6 ; said he
4. O-O Nf6 1-0
[SetUp "1"]
[FEN "r3k2r/1P6/8/8/8/8/4P3/4K3 b kq - 3 12"]
12... O-O 13. bxa8=Q Rxa8 14. e4 1/2-1/2

1. d4 d5 * 1. c4 c5 *
"""
TOKENS = (
    *("[", "]", '"', "{", "}", "(", ")", ";", "%", "$", "\n", "\n\n", " ", "\\", "."),
    *("*", "1-0", "0-1", "1/2-1/2", "1.", "12...", "e4", "Nf3", "O-O", "0-0-0", "--", "Z0", "@@@@"),
    *(
        "bxa8=Q",
        "e8=K",
        "N@f3",
        "!?",
        "e.p.",
        "$999999",
        '[FEN "',
        '[Variant "',
        "8/8/8/8/8/8/8/8 w - - 0 1",
    ),
    *('[SetUp "1"]\n', '[Variant "chess960"]\n', "1... ", "[%clk 0:00:01]", "\ufeff", "\r", "\t"),
)


@cache
def _right() -> tuple[str, ...]:
    games = asset("games/bundled.pgn").read_text(encoding="utf-8").split("\n\n[Event")
    return (SMALL, "[Event".join(["", *games[1:3]]).lstrip(), SMALL.replace("\n", "\r\n"))


def make(random: Random) -> bytes:
    """A file that is nearly right, or nearly one."""
    choice = random.random()
    if choice < 0.2:
        return soup(random, TOKENS, 60).encode("utf-8", "replace")
    text = SMALL if choice < 0.7 else random.choice(_right())
    if choice > 0.9:
        return bytes_mutated(random, text.encode(), (b"\xff", b"\xef\xbb\xbf", b"\x00"))
    return text_mutated(random, text, TOKENS).encode("utf-8", "replace")


def read(content: bytes, folder: Path) -> None:
    """Whatever is read is legal, and can be told."""
    path = folder / "mine.pgn"
    path.write_bytes(content)
    for game in read_pgn(str(path)):
        _check(game)


def _check(game: Game) -> None:
    assert (game.white + game.black).isprintable()
    position = chess.Board() if game.fen is None else chess.Board(game.fen)
    for move in game.moves:
        assert position.san_and_push(chess.Move.from_uci(move))


PGN = Parser("pgn", make, read, (GamesError,))
