"""Games from a person's own PGN file."""

import re
from codecs import getincrementaldecoder
from collections.abc import Iterator
from functools import partial
from itertools import count
from pathlib import Path
from sys import intern
from typing import NamedTuple, TextIO, cast

import chess
import chess.pgn

from simul.scenario.games.game import Game, GamesError
from simul.scenario.games.pgn_lines import LONGEST_LINE, Lines, LineTooLong
from simul.scenario.wording import written

_ESCAPED = re.compile(r'\\(["\\])')
"""A quote or a backslash in a header; the parser leaves it as it is written."""
LARGEST_FILE = 200_000_000
"""The most bytes that a PGN file may have."""
LONGEST_REASON = 200
_PIECE = 1 << 20
STANDARD = {"", "standard", "chess", "normal", "from position", "fromposition"}


class _Place(NamedTuple):
    """Where the parser is: in which file, which of its games, and on which line."""

    path: str
    game: int
    lines: Lines

    def fail(self, what: str) -> GamesError:
        """Return the error that names this place."""
        reason = _printable(what if len(what) <= LONGEST_REASON else f"{what[:LONGEST_REASON]}...")
        return GamesError(
            f"{self.path}: game {self.game}, line {self.lines.count}: {reason}; "
            "mend it or leave the game out"
        )


class _GameReader(chess.pgn.BaseVisitor[Game]):
    """Takes one game from the parser; raises GamesError at the first thing that is wrong with it."""

    def __init__(self, place: _Place) -> None:
        self._place = place
        self._headers: dict[str, str] = {}
        self._moves: list[str] = []
        self._fen: str | None = None
        self._first = chess.WHITE
        self._result = ""

    def visit_header(self, tagname: str, tagvalue: str) -> None:
        self._headers[tagname] = _ESCAPED.sub(r"\1", tagvalue)
        if tagname == "Variant" and tagvalue.lower() not in STANDARD:
            raise self._place.fail(f"the variant {written(tagvalue)} is not standard chess")

    def visit_board(self, board: chess.Board) -> None:
        if self._moves or board.fen() == chess.STARTING_FEN:
            return
        if not board.is_valid() or board.chess960:  # castling from elsewhere
            raise self._place.fail(f"the position {board.fen()!r} cannot come about in chess")
        self._fen = board.fen()
        self._first = board.turn

    def begin_parse_san(self, board: chess.Board, san: str) -> chess.pgn.SkipType | None:
        self.refuse_unread()
        return None

    def refuse_unread(self) -> None:
        """Raise GamesError if there is something in the game that the parser passed over."""
        if self._place.lines.unread:
            raise self._place.fail(
                f"{written(self._place.lines.unread)} is not a move in English notation"
            )

    def begin_variation(self) -> chess.pgn.SkipType:
        return chess.pgn.SKIP

    def visit_move(self, board: chess.Board, move: chess.Move) -> None:
        if not move:
            raise self._place.fail("a null move cannot be played")
        self._moves.append(intern(move.uci()))

    def visit_result(self, result: str) -> None:
        self._result = result

    def handle_error(self, error: Exception) -> None:
        raise self._place.fail(str(error))

    def result(self) -> Game:
        if not self._result and not self._headers and not self._moves:
            raise self._place.fail("this is not a game in PGN")
        self.refuse_unread()
        if not self._result:
            raise self._place.fail(
                "the game is cut off: no result (1-0, 0-1, 1/2-1/2 or *) ends it"
            )
        return Game(
            white=_printable(self._headers.get("White", "?")),
            black=_printable(self._headers.get("Black", "?")),
            result=self._result,
            moves=tuple(self._moves),
            first="white" if self._first else "black",
            fen=self._fen,
        )


def _printable(name: str) -> str:
    """Return a name without what would move a terminal's cursor or ring its bell."""
    return "".join(letter if letter.isprintable() else "?" for letter in name)


def read_pgn(path: str) -> list[Game]:
    """Read every game of a PGN file; either side may be the master's.

    Raises GamesError where the file cannot be read or has no game, and for a game that is illegal, cut
    off or not standard chess, naming its number and line.
    """
    try:
        with Path(path).open(encoding=_encoding(Path(path))) as file:
            games = list(_read_games(path, file))
    except OSError as error:
        raise GamesError(f"games: {path!r}: {error.strerror or error}") from None
    if not games:
        raise GamesError(f"games: {path!r} has no games in PGN")
    return games


def _encoding(path: Path) -> str:
    """Return UTF-8 if that is what the file is in, else Latin-1, as the PGN standard has it.

    Raises GamesError where the file is too large.
    """
    decode = getincrementaldecoder("utf-8")().decode
    encoding, size = "utf-8-sig", 0
    with path.open("rb") as file:
        while piece := file.read(_PIECE):
            size += len(piece)
            if size > LARGEST_FILE:
                raise GamesError(
                    f"games: {str(path)!r} has more than {LARGEST_FILE:,} bytes; take a part of it"
                )
            if encoding != "latin-1":
                try:
                    decode(piece)
                except UnicodeDecodeError:
                    encoding = "latin-1"
    return encoding


def _read_games(path: str, file: TextIO) -> Iterator[Game]:
    lines = Lines(file)
    for number in count(1):
        place = _Place(path, number, lines)
        visitor = partial(_GameReader, place)
        try:
            game: Game | None = chess.pgn.read_game(cast(TextIO, lines), Visitor=visitor)
        except GamesError:
            raise
        except LineTooLong:
            raise place.fail(f"it has more than {LONGEST_LINE:,} characters") from None
        except (
            ValueError
        ):  # the parser does not expect everything, such as a number of 5,000 digits
            raise place.fail("it cannot be read as PGN") from None
        if game is None:
            return
        yield game
