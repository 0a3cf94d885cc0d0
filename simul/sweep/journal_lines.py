"""The lines of a journal: one after the other, each with its checksum."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import NamedTuple
from zlib import crc32

import msgspec

from simul.sweep.job import Done

LONGEST_LINE = 50_000_000
"""The most bytes in a line: the first has the scenario, in a file of up to 10 MB."""
_CHECKSUM = 9
"""Bytes of the checksum, with the space behind it."""
_DECODER = msgspec.json.Decoder(Done)


class JournalError(Exception):
    """A journal cannot be used; the message names it, says why and what to do."""


class Line(NamedTuple):
    """What is in a line, in JSON; the checksum of all lines up to its end; where it is in the file."""

    content: bytes
    checksum: int
    number: int
    begin: int
    end: int


def whole_lines(path: Path) -> Iterator[Line]:
    """Give each line up to the last that was not cut off; raises JournalError at one that is damaged."""
    checksum = begin = 0
    with no_trouble(path), path.open("rb") as file:
        for number in count(1):
            line = file.readline(LONGEST_LINE)
            end = begin + len(line)
            if not line.endswith(b"\n") and len(line) < LONGEST_LINE:
                return
            content = line[:-1] if number == 1 else line[_CHECKSUM:-1]
            checksum = crc32(content, checksum)
            found = Line(content, checksum, number, begin, end)
            if line != (content + b"\n" if number == 1 else line_of(content, checksum)):
                raise damaged(path, found)
            yield found
            begin = end


def line_of(content: bytes, checksum: int) -> bytes:
    """Return a line, where the checksum is that of all lines up to its end."""
    return b"%08x %s\n" % (checksum, content)


def damaged(path: Path, line: Line) -> JournalError:
    """Return the error that says where the journal is damaged."""
    return JournalError(
        f"{path}: is damaged at byte {line.begin}, in line {line.number}; move it away to begin anew"
    )


def done_in(path: Path, line: Line) -> Done:
    """Return the job that is in a line; raises JournalError."""
    try:
        return _DECODER.decode(line.content)
    except (ValueError, RecursionError):
        raise damaged(path, line) from None


@contextmanager
def no_trouble(path: Path) -> Iterator[None]:
    """Name the journal in what its own file raises; nothing else may be done in the block."""
    try:
        yield
    except FileExistsError:
        raise JournalError(f"{path}: already exists") from None
    except OSError as error:
        raise JournalError(
            f"{path}: {error.strerror or error}; what is in it already is kept"
        ) from None
