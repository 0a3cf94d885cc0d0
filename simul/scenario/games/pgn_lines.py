"""The lines of a PGN file as the parser wants them: game by game, and without comments."""

import re
from collections import deque
from collections.abc import Iterator
from typing import TextIO

import chess.pgn

LONGEST_LINE = 1_000_000
"""The most characters that a line may have."""
_COMMENT = re.compile("[{;]")
_MARK = re.compile(r"[()]|(?<![^\s()])(?:1-0|0-1|1/2-1/2|\*)(?![^\s()])")
"""What begins or ends a variation, or ends a game."""


class LineTooLong(ValueError):  # noqa: N818
    """A line has more than LONGEST_LINE characters."""


class Lines:
    """A file's lines; `count` is the number of the latest.

    The parser takes a blank line, and nothing else, for the end of a game: here there is one between any
    two games. It copies the rest of the line for each comment, which takes time that grows with the square
    of the line's length: here there are no comments. And it passes over words that it cannot read, so that
    "Sf3" would become "f3": `unread` is the first such word.
    """

    def __init__(self, file: TextIO) -> None:
        self.count = 0
        self.unread = ""
        self._file = file
        self._in_comment = False
        self._depth = 0  # of variations within variations
        self._begun = self._ended = False  # the moves of the present game
        self._ahead: deque[str] = deque()

    def readline(self) -> str:
        """Return the next line, "" at the end of the file; raises LineTooLong."""
        while not self._ahead:
            line = self._file.readline(LONGEST_LINE + 1)
            if not line:
                return ""
            self.count += 1
            if len(line) > LONGEST_LINE:
                raise LineTooLong
            self._take(line)
        line = self._ahead.popleft()
        if not line.startswith("["):
            self._look_for_unread(line)
        return line

    def _take(self, line: str) -> None:
        if self._in_comment or not (line.isspace() or line.startswith(("[", "%"))):
            for moves, ended in self._by_game(self._without_comments(line)):
                if not moves.isspace():
                    self._add_moves(moves, ended)
        elif line.isspace():
            self._end_game()
        elif line.startswith("["):
            if self._begun:
                self._end_game()
            self._ahead.append(line)

    def _add_moves(self, moves: str, ended: bool) -> None:
        if self._ended:
            self._end_game()
        self._begun, self._ended = True, ended
        self._ahead.append(f" {moves}\n")  # "%" would be for the whole line if it stood first

    def _end_game(self) -> None:
        self._ahead.append("\n")
        self._begun = self._ended = False
        self._depth = 0

    def _without_comments(self, line: str) -> str:
        kept, at = [], 0
        while True:
            if self._in_comment:
                at = line.find("}", at) + 1
                if not at:
                    break
                self._in_comment = False
            comment = _COMMENT.search(line, at)
            kept.append(line[at : comment.start() if comment else None])
            if comment is None or comment[0] == ";":
                break
            at = comment.end()
            self._in_comment = True
        return " ".join(kept)

    def _by_game(self, text: str) -> Iterator[tuple[str, bool]]:
        """Give the text in pieces, each of one game, and whether its result ends the piece."""
        begin = 0
        for mark in _MARK.finditer(text):
            if mark[0] in "()":
                self._depth = max(0, self._depth + (1 if mark[0] == "(" else -1))
            elif not self._depth:
                yield text[begin : mark.end()], True
                begin = mark.end()
        if begin < len(text):
            yield text[begin:], False

    def _look_for_unread(self, moves: str) -> None:
        for word in moves.split():
            rest = chess.pgn.MOVETEXT_REGEX.sub("", word)
            if any(map(str.isalpha, rest)) and rest.replace(".", "") != "ep":
                self.unread = self.unread or word
