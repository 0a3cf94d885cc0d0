"""Play the bundled games: a master at full strength against opponents of several strengths.

The result of a game is what the board gives, or one of the rules stated in README.md.
"""

import argparse
import datetime
import itertools
import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import chess
import chess.engine
import chess.pgn

MASTER_NODES, OPPONENT_NODES = 8000, 5000  # a move
STRENGTHS = (1350, 1500, 1700, 1850, 2000, 2200)  # UCI_Elo
NO_RESIGNING_BEFORE, NO_DRAW_OFFER_BEFORE = 18, 35  # move number
LEVEL_CP, LEVEL_MOVES = 40, 6  # for so many moves in a row: a draw is agreed
MASTER_LOST_CP, MASTER_LOST_MOVES = 700, 5  # the same, for the master to resign

# These plies are given: both sides play them unthinkingly, and every game starts from one of them.
OPENINGS = """
Ruy Lopez: e4 e5 Nf3 Nc6 Bb5
Ruy Lopez, Berlin Defence: e4 e5 Nf3 Nc6 Bb5 Nf6
Ruy Lopez, Morphy Defence: e4 e5 Nf3 Nc6 Bb5 a6 Ba4 Nf6
Italian Game: e4 e5 Nf3 Nc6 Bc4
Giuoco Piano: e4 e5 Nf3 Nc6 Bc4 Bc5 c3
Evans Gambit: e4 e5 Nf3 Nc6 Bc4 Bc5 b4
Two Knights Defence: e4 e5 Nf3 Nc6 Bc4 Nf6
Scotch Game: e4 e5 Nf3 Nc6 d4 exd4 Nxd4
Four Knights Game: e4 e5 Nf3 Nc6 Nc3 Nf6
Petrov Defence: e4 e5 Nf3 Nf6
Philidor Defence: e4 e5 Nf3 d6
King's Gambit Accepted: e4 e5 f4 exf4 Nf3
King's Gambit Declined: e4 e5 f4 Bc5
Vienna Game: e4 e5 Nc3 Nf6
Bishop's Opening: e4 e5 Bc4
Sicilian Defence, Najdorf: e4 c5 Nf3 d6 d4 cxd4 Nxd4 Nf6
Sicilian Defence, Taimanov: e4 c5 Nf3 e6 d4 cxd4 Nxd4 Nc6
Sicilian Defence, Closed: e4 c5 Nc3 Nc6 g3
Sicilian Defence, Alapin: e4 c5 c3
Sicilian Defence, Smith-Morra Gambit: e4 c5 d4 cxd4 c3
French Defence, Winawer: e4 e6 d4 d5 Nc3 Bb4
French Defence, Advance: e4 e6 d4 d5 e5 c5
Caro-Kann Defence, Classical: e4 c6 d4 d5 Nc3 dxe4 Nxe4 Bf5
Caro-Kann Defence, Advance: e4 c6 d4 d5 e5
Scandinavian Defence: e4 d5 exd5 Qxd5 Nc3 Qa5
Alekhine Defence: e4 Nf6 e5 Nd5
Pirc Defence: e4 d6 d4 Nf6 Nc3 g6
Modern Defence: e4 g6 d4 Bg7
Queen's Gambit Declined: d4 d5 c4 e6 Nc3 Nf6
Queen's Gambit Accepted: d4 d5 c4 dxc4
Slav Defence: d4 d5 c4 c6
Albin Countergambit: d4 d5 c4 e5
London System: d4 d5 Nf3 Nf6 Bf4
King's Indian Defence: d4 Nf6 c4 g6 Nc3 Bg7 e4 d6
Gruenfeld Defence: d4 Nf6 c4 g6 Nc3 d5
Nimzo-Indian Defence: d4 Nf6 c4 e6 Nc3 Bb4
Queen's Indian Defence: d4 Nf6 c4 e6 Nf3 b6
Benko Gambit: d4 Nf6 c4 c5 d5 b5
Dutch Defence: d4 f5 g3 Nf6
English Opening: c4 e5 Nc3
Reti Opening: Nf3 d5 c4
Bird Opening: f4 d5 Nf3
"""


@dataclass(frozen=True)
class Temper:
    """When an opponent resigns: lost by so many centipawns for so many moves in a row."""

    lost_cp: float
    lost_moves: float


def draw_temper(strength: int, rng: random.Random) -> Temper:
    """Draw a temper: the stronger the opponent, the sooner; the weaker, the likelier never."""
    rank = (strength - STRENGTHS[0]) / (STRENGTHS[-1] - STRENGTHS[0])
    if rng.random() < 0.5 - 0.5 * rank:
        return Temper(float("inf"), float("inf"))
    return Temper(rng.uniform(800, 1300) - 500 * rank, rng.randint(5, 8) - 3 * rank)


def ending_by_rule(board: chess.Board) -> tuple[str, str] | None:
    """Return result and reason where the position on the board ends the game."""
    if outcome := board.outcome():
        return outcome.result(), outcome.termination.name.lower().replace("_", " ")
    if board.is_repetition(3):
        return "1/2-1/2", "threefold repetition"
    return ("1/2-1/2", "fifty-move rule") if board.is_fifty_moves() else None


def play_out(
    board: chess.Board,
    colour: chess.Color,
    master: chess.engine.SimpleEngine,
    opponent: chess.engine.SimpleEngine,
    temper: Temper,
) -> tuple[str, str]:
    """Play on from the position, the master having this colour; return result and reason."""
    won, lost = ("1-0", "0-1") if colour == chess.WHITE else ("0-1", "1-0")
    winning = level = losing = 0  # for how many of her moves in a row, by her own score
    game = object()
    while not (ending := ending_by_rule(board)):
        number = board.fullmove_number
        if board.turn == colour:
            limit = chess.engine.Limit(nodes=MASTER_NODES)
            choice = master.play(board, limit, game=game, info=chess.engine.INFO_SCORE)
            score = choice.info["score"].pov(colour).score(mate_score=100_000)
            winning = winning + 1 if score >= temper.lost_cp else 0
            level = level + 1 if abs(score) <= LEVEL_CP else 0
            losing = losing + 1 if score <= -MASTER_LOST_CP else 0
            if number >= NO_RESIGNING_BEFORE and losing >= MASTER_LOST_MOVES:
                return lost, "resignation"
        else:
            if number >= NO_RESIGNING_BEFORE and winning >= temper.lost_moves:
                return won, "resignation"
            if number >= NO_DRAW_OFFER_BEFORE and level >= LEVEL_MOVES:
                return "1/2-1/2", "draw agreed"
            choice = opponent.play(board, chess.engine.Limit(nodes=OPPONENT_NODES), game=game)
        assert choice.move is not None  # an engine has a move wherever the rules give one
        board.push(choice.move)
    return ending


def play_games(engine: str, games: int, seed: int) -> Iterator[chess.pgn.Game]:
    """Play distinct games, the master having White in the odd ones and Black in the even ones."""
    rng = random.Random(seed)
    lines = [line.split(": ") for line in OPENINGS.strip().splitlines()]
    openings = itertools.chain.from_iterable(
        rng.sample(lines, len(lines)) for _ in itertools.count()
    )
    seen: set[tuple[chess.Move, ...]] = set()
    popen = chess.engine.SimpleEngine.popen_uci
    with popen(engine) as master, popen(engine) as opponent:
        for player in master, opponent:
            player.configure({"Threads": 1, "Hash": 16})
        while len(seen) < games:
            number = len(seen) + 1
            colour = number % 2 == 1
            strength = STRENGTHS[len(seen) // 2 % len(STRENGTHS)]
            opponent.configure({"UCI_LimitStrength": True, "UCI_Elo": strength})
            name, moves = next(openings)
            board = chess.Board()
            for san in moves.split():
                board.push_san(san)
            result, reason = play_out(board, colour, master, opponent, draw_temper(strength, rng))
            if tuple(board.move_stack) in seen:
                continue
            seen.add(tuple(board.move_stack))
            names = [
                f"{opponent.id['name']} (UCI_Elo {strength})",
                f"{master.id['name']} ({MASTER_NODES} nodes a move)",
            ]
            game = chess.pgn.Game.from_board(board)
            game.headers.update(
                Event="simul bundled games",
                Site="computer play",
                Date=f"{datetime.date.today():%Y.%m.%d}",
                Round=str(number),
                White=names[colour],
                Black=names[not colour],
                Result=result,
                Opening=name,
                Termination=reason,
                Master="White" if colour else "Black",
            )
            yield game


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and rename it, so that there is never half a file."""
    beside = path.with_name(path.name + ".new")
    beside.write_text(text, encoding="utf-8", newline="\n")
    beside.replace(path)


def index(pgn: Path) -> str:
    """Return the table of a PGN file's games: one line a game, moves in UCI."""
    rows: list[str] = []
    with pgn.open(encoding="utf-8") as file:
        while game := chess.pgn.read_game(file):
            if game.errors:
                raise ValueError(f"{pgn}: game {len(rows) + 1}: {game.errors[0]}")
            heads = (game.headers[key] for key in ("White", "Black", "Result"))
            moves = " ".join(move.uci() for move in game.mainline_moves())
            rows.append("\t".join((game.headers["Master"].lower(), *heads, moves)) + "\n")
    return "".join(rows)


def main() -> None:
    """Read the options, play, write the games and their table."""
    parser = argparse.ArgumentParser(description="Play the bundled games.")
    parser.add_argument("--engine", default="stockfish", help="path of a Stockfish")
    parser.add_argument("--games", type=int, default=252, help="how many")
    parser.add_argument("--seed", type=int, default=1, help="for openings and resignations")
    parser.add_argument("--output", type=Path, default=Path(__file__).with_name("bundled.pgn"))
    parser.add_argument("--index-only", action="store_true", help="rebuild the table only")
    options = parser.parse_args()
    if not options.index_only:
        texts = []
        for game in play_games(options.engine, options.games, options.seed):
            texts.append(game.accept(chess.pgn.StringExporter(columns=80)) + "\n\n")
            headers, moves = game.headers, game.end().ply()
            print(
                headers["Round"],
                headers["Result"],
                headers["Termination"],
                moves,
                "plies",
                file=sys.stderr,
            )
        write_whole(options.output, "".join(texts))
    write_whole(options.output.with_suffix(".tsv"), index(options.output))


if __name__ == "__main__":
    try:
        main()
    except KeyboardInterrupt:
        sys.exit(130)
