"""Reading a recording: what can be read of it, and what is wrong with the rest."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from simul.analysis.comparison import Comparison
from simul.formats.recording.assembling import Assembly
from simul.formats.recording.chunks import FIRST_LINE, FORMAT, MAGIC, ChunkReader, CutOff, Damage
from simul.scenario.wording import escaped, shown

LONGEST_REASON = 200
"""The most characters of what is said to be wrong."""
UPGRADE = "pip install -U chess-simul"
_LONGEST_FIRST_LINE = len(MAGIC) + 10


class RecordingError(ValueError):
    """Nothing of a recording can be read; the message names it, says why and what to do."""


class Recording:
    """What was read: `comparison` has the plan and the runs; `simul` is the version that wrote it.

    `problems` has a line for each thing that is wrong with the file, which it names: what is in
    `comparison` stands before that. The last run may be but the beginning of one; it is `interrupted`.
    `sources` has, by the name of each mode, the text of its code as it was.
    """

    def __init__(self, path: Path, comparison: Comparison, simul: str, problems: list[str]) -> None:
        self.path = path
        self.comparison = comparison
        self.simul = simul
        self.problems = problems

    @property
    def sources(self) -> dict[str, str]:
        """The code of each mode."""
        return {run.mode.name: run.code.text for run in self.comparison.runs}


def is_recording(path: Path) -> bool:
    """Tell whether a file begins as a recording does, whatever its name and its format's number.

    A pipe is none: what was read from it would be lost to who reads it next.
    """
    try:
        if not path.is_file():
            return False
        with path.open("rb") as file:
            return file.read(len(MAGIC)) == MAGIC
    except (OSError, ValueError):
        return False


def read_recording(path: Path) -> Recording:
    """Read a recording, or what can be read of it.

    Raises RecordingError where it is none, of a newer format, or damaged before its plan is complete.
    """
    with _opened(path) as file:
        _check_first_line(path, file)
        chunks = ChunkReader(file, os.fstat(file.fileno()).st_size)
        assembly = Assembly()
        problems = []
        try:
            _read_all(chunks, assembly)
        except Damage as damage:
            problems.append(_problem(path, assembly, damage))
    if assembly.comparison is None:
        raise RecordingError(f"{problems[0]}; nothing in it can be shown")
    assembly.end_run()
    return Recording(path, assembly.comparison, assembly.simul, problems)


@contextmanager
def _opened(path: Path) -> Iterator[BinaryIO]:
    try:
        with path.open("rb") as file:
            yield file
    except FileNotFoundError:
        raise RecordingError(f"{shown(path)}: does not exist") from None
    except IsADirectoryError:
        raise RecordingError(f"{shown(path)}: is a folder; name a recording in it") from None
    except OSError as error:
        raise RecordingError(f"{shown(path)}: cannot be read: {error.strerror or error}") from None
    except MemoryError:
        raise RecordingError(
            f"{shown(path)}: is too large for the memory of this machine"
        ) from None


def _check_first_line(path: Path, file: BinaryIO) -> None:
    line = file.readline(_LONGEST_FIRST_LINE)
    if line == FIRST_LINE:
        return
    number = line.removeprefix(MAGIC).removesuffix(b"\n")
    if not line.startswith(MAGIC) or not number.isdigit():
        raise RecordingError(
            f"{shown(path)}: is not a recording, or its first line is damaged; simul record makes one"
        )
    raise RecordingError(
        f"{shown(path)}: is a recording in format {int(number)}, and this version of simul reads format "
        f"{FORMAT}: read it with a newer one ({UPGRADE})"
    )


def _read_all(chunks: ChunkReader, assembly: Assembly) -> None:
    while not assembly.complete:
        began = chunks.at
        kind, payload = chunks.next()
        try:
            assembly.add(kind, payload)
        except (ValueError, RecursionError) as error:
            raise Damage(began, f"it makes no sense: {_first_line(error)}") from None
    if not chunks.ended():
        raise Damage(chunks.at, "there is something behind its end")


def _first_line(error: Exception) -> str:
    line = escaped(str(error).partition("\n")[0])
    return line if len(line) <= LONGEST_REASON else f"{line[: LONGEST_REASON - 3]}..."


def _problem(path: Path, assembly: Assembly, damage: Damage) -> str:
    if isinstance(damage, CutOff):
        how = f"is cut off, or damaged, after {assembly.where} (at byte {damage.at})"
    else:
        how = f"is damaged after {assembly.where} (at byte {damage.at}): {damage}"
    offer = "" if assembly.comparison is None else "; what stands before that can be read"
    return f"{shown(path)}: {how}{offer}"
