"""Games from a person's own PGN file."""

import re
from collections.abc import Iterator
from functools import partial
from io import StringIO
from itertools import count
from pathlib import Path
from sys import intern
from typing import TextIO, cast

import chess
import chess.pgn

from simul.exhibition.games import Game, GamesError

_ESCAPED = re.compile(r'\\(["\\])')
"""A quote or a backslash in a header; the parser leaves it as it is written."""
_COMMENT = re.compile(r"\{[^}]*\}|;.*")
STANDARD = {"", "standard", "chess", "normal", "from position", "fromposition"}


class _Lines:
    """A file's lines, counted as they are read.

    The parser passes over what it cannot read, so "Sf3" would be taken as "f3"; `unread` is the first such
    word of the latest line that has one.
    """

    def __init__(self, file: TextIO) -> None:
        self._file = file
        self._in_comment = False
        self.count = 0
        self.unread = ""

    def readline(self) -> str:
        line = self._file.readline()
        self.count += bool(line)
        if self._in_comment or not line.startswith(("[", "%")):
            for word in self._without_comments(line).split():
                rest = chess.pgn.MOVETEXT_REGEX.sub("", word)
                if any(map(str.isalpha, rest)) and rest.replace(".", "") != "ep":
                    self.unread = self.unread or word
        return line

    def _without_comments(self, line: str) -> str:
        if self._in_comment:
            _, brace, line = line.partition("}")
            self._in_comment = not brace
        line, opening, _ = _COMMENT.sub(" ", line).partition("{")
        self._in_comment = self._in_comment or bool(opening)
        return line


class _GameReader(chess.pgn.BaseVisitor[Game]):
    """Takes one game from the parser; raises GamesError at the first thing that is wrong with it."""

    def __init__(self, path: str, number: int, lines: _Lines) -> None:
        self._path, self._number, self._lines = path, number, lines
        self._headers: dict[str, str] = {}
        self._moves: list[str] = []
        self._fen: str | None = None
        self._first = chess.WHITE
        self._result = ""

    def fail(self, what: str) -> GamesError:
        place = f"{self._path}: game {self._number}, line {self._lines.count}"
        return GamesError(f"{place}: {what}; mend it or leave the game out")

    def visit_header(self, tagname: str, tagvalue: str) -> None:
        self._headers[tagname] = _ESCAPED.sub(r"\1", tagvalue)
        if tagname == "Variant" and tagvalue.lower() not in STANDARD:
            raise self.fail(f"the variant {tagvalue!r} is not standard chess")

    def visit_board(self, board: chess.Board) -> None:
        if self._moves or board.fen() == chess.STARTING_FEN:
            return
        if not board.is_valid():
            raise self.fail(f"the position {board.fen()!r} cannot come about in chess")
        self._fen = board.fen()
        self._first = board.turn

    def begin_parse_san(self, board: chess.Board, san: str) -> chess.pgn.SkipType | None:
        self.refuse_unread()
        return None

    def refuse_unread(self) -> None:
        """Raise GamesError if there is something in the game that the parser passed over."""
        if self._lines.unread:
            raise self.fail(f"{self._lines.unread!r} is no move in English notation")

    def begin_variation(self) -> chess.pgn.SkipType:
        return chess.pgn.SKIP

    def visit_move(self, board: chess.Board, move: chess.Move) -> None:
        if not move:
            raise self.fail("a null move cannot be played")
        self._moves.append(intern(move.uci()))

    def visit_result(self, result: str) -> None:
        self._result = result

    def handle_error(self, error: Exception) -> None:
        raise self.fail(str(error))

    def result(self) -> Game:
        if not self._result and not self._headers and not self._moves:
            raise self.fail("this is not a game in PGN")
        self.refuse_unread()
        if not self._result:
            raise self.fail("the game is cut off: no result (1-0, 0-1, 1/2-1/2 or *) ends it")
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
        content = Path(path).read_bytes()
    except OSError as error:
        raise GamesError(f"games: {path!r}: {error.strerror or error}") from None
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")  # as the PGN standard has it
    games = list(_read_games(path, StringIO(text, newline=None)))
    if not games:
        raise GamesError(f"games: {path!r} has no games in PGN")
    return games


def _read_games(path: str, file: TextIO) -> Iterator[Game]:
    lines = _Lines(file)
    for number in count(1):
        visitor = partial(_GameReader, path, number, lines)
        game: Game | None = chess.pgn.read_game(cast(TextIO, lines), Visitor=visitor)
        if game is None:
            return
        yield game
