"""The recorder: writes a recording while the runs go on, so that a crash loses a second at the most."""

import threading
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import IO

from simul.analysis.comparison import Comparison
from simul.analysis.run import Run
from simul.formats.recording.writing import Writer
from simul.hall.gates import Gate, Stopped
from simul.hall.trace import Trace
from simul.modes.code import read_code
from simul.modes.mode import Mode
from simul.saving import growing, save
from simul.signals import uninterrupted

EVERY_S = 0.5
"""Real time between two writes of what has happened meanwhile, in seconds."""


def recording_bytes(comparison: Comparison) -> bytes:
    """Return a recording of runs that are finished."""
    pieces: list[bytes] = []
    writer = Writer(comparison.plan, pieces.append)
    for run in comparison.runs:
        writer.run(run)
    writer.end()
    return b"".join(pieces)


def write_recording(comparison: Comparison, path: Path, overwrite: bool = False) -> None:
    """Write a recording of runs that are finished, byte for byte what a Recorder would have written.

    Raises NotSaved, and then whatever was there is as it was.
    """
    save(path, recording_bytes(comparison), overwrite)


class Recorder:
    """A context in which runs are recorded while they are played; then the file is put in place.

    Meanwhile it stands at `simul.saving.part_of(path)`, where it stays if the program is killed. After an
    exception in the block it is taken away. Raises NotSaved where it cannot be written; whatever was there
    is then as it was. `written` is its size so far, in bytes, and `events` how many it has, of all runs.
    """

    def __init__(self, path: Path, comparison: Comparison, overwrite: bool = False) -> None:
        self.path = path
        self.written = self.events = 0
        self._comparison = comparison
        self._overwrite = overwrite
        self._open = ExitStack()
        self._file: IO[bytes]
        self._writer: Writer

    def __enter__(self) -> "Recorder":
        with ExitStack() as opened:
            self._file = opened.enter_context(growing(self.path, self._overwrite))
            self._writer = Writer(self._comparison.plan, self._write)
            self._open = opened.pop_all()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        if error is not None:
            self._open.__exit__(kind, error, traceback)
            return
        with uninterrupted(), self._open:
            self._writer.end()

    def play(
        self,
        mode: Mode,
        gate: Gate | None = None,
        watch: Callable[[Trace], None] | None = None,
    ) -> Run:
        """Play one mode more, as `Comparison.play` does, and record it while it goes on.

        After Stopped or KeyboardInterrupt, which are raised on, what was played so far is recorded as an
        interrupted run. Raises NotSaved where the file cannot be written any more; the run is stopped then.
        """
        code = read_code(mode.source)
        gate = Gate() if gate is None else gate
        stream = _Stream(self._writer, self._file.flush, gate)

        def watch_both(trace: Trace) -> None:
            stream.begin(trace)
            if watch is not None:
                watch(trace)

        try:
            with uninterrupted():
                self._writer.begin(mode, code)
            run = self._comparison.play(mode, gate, watch_both)
        except (Stopped, KeyboardInterrupt):
            with uninterrupted():
                stream.end()
                self._writer.interrupted(stream.trace)
                self.events += self._writer.events
            raise
        except BaseException:
            stream.end()
            raise
        with uninterrupted():
            stream.end()
            self._writer.result(run.stuck, run.broken, run.notes)
            self.events += self._writer.events
        return run

    def _write(self, content: bytes) -> None:
        self._file.write(content)
        self.written += len(content)


class _Stream:
    """Writes a trace while it grows, in a thread of its own; where that fails, it shuts the gate.

    All of its events are written by that thread, so that Ctrl-C, which interrupts the main thread, cannot
    leave half of one.
    """

    def __init__(self, writer: Writer, flush: Callable[[], None], gate: Gate) -> None:
        self.trace = Trace()
        self._writer = writer
        self._flush = flush
        self._gate = gate
        self._over = threading.Event()
        self._ended = threading.Event()
        self._error: OSError | None = None
        self._thread = threading.Thread(target=self._go_on, name="recorder", daemon=True)

    def begin(self, trace: Trace) -> None:
        """Take the trace that is going to grow."""
        self.trace = trace
        self._thread.start()

    def end(self) -> None:
        """Have the rest written, and stop; raises OSError where writing failed."""
        self._over.set()
        if self._thread.ident is not None:
            self._ended.wait()  # not join: Ctrl-C in it has Python 3.11 take the thread for ended
        if self._error is not None:
            raise self._error

    def _go_on(self) -> None:
        over = False
        try:
            while not over:
                over = self._over.wait(EVERY_S)
                self._writer.rows(self.trace)
                self._flush()
        except OSError as error:
            self._error = error
            self._gate.stop()
        finally:
            self._ended.set()
