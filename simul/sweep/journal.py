"""The journal of a sweep: every job that is done, on a line of its own, so that nothing is done twice.

The first line says which sweep it is of. A job is written when it is done, whichever that is; the last
line is dropped where it was cut off.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from hashlib import sha256
from io import FileIO
from pathlib import Path
from typing import Any

import msgspec

from simul.exhibition.checking import as_raw
from simul.exhibition.plan import make_plan
from simul.sweep.crew import installed_version
from simul.sweep.job import Done
from simul.sweep.points import Sweep
from simul.sweep.rows import in_order

FORMAT = 1
SUFFIX = ".journal"


class JournalError(Exception):
    """A journal cannot be used; the message names it, says why and what to do."""


class NotThisSweep(JournalError):  # noqa: N818
    """There is no journal of the sweep that was asked for: another one's, or none at all."""


def journal_of(output: Path) -> Path:
    """Return where the journal of a sweep stands that is written to this file."""
    return output.with_name(output.name + SUFFIX)


def identity(sweep: Sweep) -> dict[str, Any]:
    """Return what must be the same for what is in a journal to be of this sweep: {what it is: value}."""
    scenario = sweep.scenario(next(sweep.points()))
    own_games = sweep.base.games not in ("bundled", "random")
    return {
        "journal of a sweep, format": FORMAT,
        "version of simul": installed_version(),
        "scenario": as_raw(sweep.base),
        "options": sweep.fixed,
        "swept": [[name, values.text] for name, values in sweep.axes.items()],
        "modes": [mode.name for mode in sweep.modes],
        "repeat": sweep.repeat,
        "run": sweep.run,
        "first plan": make_plan(scenario).digest(),
        "games": sha256(Path(sweep.base.games).read_bytes()).hexdigest()[:16] if own_games else "",
    }


class Journal:
    """A journal that is open: `count` jobs are in it.

    When it was opened, these were the first `finished`, and those of the numbers `beyond`; their sizes
    added up to `size`. `file` is
    unbuffered, and stands at its end.
    """

    def __init__(self, path: Path, file: FileIO) -> None:
        self.path = path
        self._file = file
        self.finished = self.size = 0
        beyond = set()
        for done in self.done():
            beyond.add(done.job)
            self.size += done.size
            while self.finished in beyond:
                beyond.remove(self.finished)
                self.finished += 1
        self.beyond = frozenset(beyond)
        self.count = self.finished + len(self.beyond)

    def add(self, done: Sequence[Done]) -> None:
        """Write jobs that are done; raises OSError."""
        _write(self._file, b"".join(msgspec.json.encode(one) + b"\n" for one in done))
        self.count += len(done)

    def done(self) -> Iterator[Done]:
        """Give every job in it, in the order in which they were done; each is read when it is asked for."""
        decoder = msgspec.json.Decoder(Done)
        with self.path.open("rb") as lines:
            lines.readline()
            for line in lines:
                if line.endswith(b"\n"):
                    yield decoder.decode(line)

    def in_order(self) -> Iterator[Done]:
        """Give the jobs in the order of their numbers, up to the first that is not done."""
        return in_order(self.done())


@contextmanager
def beginning(path: Path, sweep: Sweep) -> Iterator[Journal]:
    """Give a new journal; raises JournalError, where there is one already too."""
    with _no_trouble(path), path.open("x+b", buffering=0) as file:
        _lock(file, path)
        _write(file, msgspec.json.encode(identity(sweep)) + b"\n")
        yield Journal(path, file)


@contextmanager
def resuming(path: Path, sweep: Sweep) -> Iterator[Journal]:
    """Give the journal that is there; raises JournalError where it is of another sweep, or damaged.

    NotThisSweep is the first of these.
    """
    with _no_trouble(path), path.open("r+b", buffering=0) as file:
        _lock(file, path)
        file.truncate(_checked(path, sweep))
        file.seek(0, os.SEEK_END)
        yield Journal(path, file)


def _write(file: FileIO, content: bytes) -> None:
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]


@contextmanager
def _no_trouble(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError:
        raise JournalError(f"{path}: there is such a file already") from None
    except FileNotFoundError:
        raise NotThisSweep(
            f"{path}: there is no such file, so there is nothing to resume; leave --resume out"
        ) from None
    except OSError as error:
        raise JournalError(
            f"{path}: {error.strerror or error}; what is in it already is kept"
        ) from None


def _lock(file: FileIO, path: Path) -> None:
    """See to it that two programs do not write it at once; the system lets go when we end, however."""
    with suppress(ImportError):
        import fcntl

        try:
            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise JournalError(f"{path}: a sweep that is going on is writing it") from None
        except OSError:
            pass  # a file system that knows no locks


def _checked(path: Path, sweep: Sweep) -> int:
    """Return how many bytes of it are whole lines; raises JournalError where it is none of this sweep."""
    decoder = msgspec.json.Decoder(Done)
    with path.open("rb") as lines:
        _check_same(path, lines.readline(), identity(sweep))
        good = lines.tell()
        for line in lines:
            try:
                decoder.decode(line)
            except msgspec.DecodeError:
                if line.endswith(b"\n"):
                    raise JournalError(
                        f"{path}: is damaged at byte {good}; move it away to begin anew"
                    ) from None
                return good
            good += len(line) if line.endswith(b"\n") else 0
        return good


def _check_same(path: Path, first_line: bytes, ours: dict[str, Any]) -> None:
    try:
        theirs = msgspec.json.decode(first_line, type=dict[str, Any])
    except msgspec.DecodeError:
        theirs = {}
    if theirs.keys() != ours.keys():
        raise NotThisSweep(f"{path}: is not the journal of a sweep; move it away to begin anew")
    ours = msgspec.json.decode(msgspec.json.encode(ours))
    for what, value in ours.items():
        if theirs[what] != value:
            raise NotThisSweep(
                f"{path}: is of another sweep: {what}: {_shown(theirs[what])} there, {_shown(value)} "
                "here; ask for the same again, or move it away to begin anew"
            )


def _shown(value: Any) -> str:
    text = msgspec.json.encode(value).decode()
    return text if len(text) <= 100 else f"{text[:97]}..."
