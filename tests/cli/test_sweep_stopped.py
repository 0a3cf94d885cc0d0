"""`simul sweep`, stopped and resumed, as a process with workers of its own."""

import os
import pty
import select
import shlex
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.interrupted import alive, descendants, wait_for
from tests.cli.typed import in_a_process, printed, typed
from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow
WORDS = (
    *("sweep", "polgar", "--boards", "1:70", "--modes", "async,callbacks", "--run"),
    *("--workers", "2", "-o", "sweep.csv"),
)
JOURNAL = Path("sweep.csv.journal")


@pytest.fixture(autouse=True)
def in_a_folder_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def finished() -> list[str]:
    """The lines of the journal that are whole, one a job."""
    whole = JOURNAL.read_text(encoding="utf-8").rpartition("\n")[0]
    return whole.split("\n")[1:]


def stopped(by: signal.Signals) -> tuple[int, str]:
    """Begin the sweep, and stop it in the middle; return its exit status, and what it says."""
    with subprocess.Popen(
        [sys.executable, "-m", "simul", *WORDS], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        wait_for(lambda: JOURNAL.exists() and len(finished()) >= 5)
        started = descendants(process.pid)
        assert len(started) >= 2
        asked = time.monotonic()
        process.send_signal(by)
        out, complaint = process.communicate(timeout=30)
        assert time.monotonic() - asked < 3  # a second, on a machine that has nothing else to do
        assert out == b""
    wait_for(lambda: not any(map(alive, started)), 3)
    assert 5 <= len(finished()) < 70
    return process.returncode, complaint.decode()


@pytest.fixture(scope="module")
def whole_table(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """The table of the sweep where nothing stops it, and one process does it all."""
    path = tmp_path_factory.mktemp("whole") / "sweep.csv"
    printed(shlex.join([*WORDS[:-1], str(path), "--workers", "1"]))
    return path.read_bytes()


def resume(whole_table: bytes) -> None:
    """Resume it; what was finished is neither done again nor lost, and the table is the same."""
    before = finished()
    done = in_a_process(*WORDS, "--resume")
    assert done.returncode == 0, done.stderr
    assert done.stderr == (
        f"{2 * len(before)} of 140 exhibitions are finished; these are not played again\n"
    )
    assert not JOURNAL.exists()
    assert Path("sweep.csv").read_bytes() == whole_table


@pytest.mark.parametrize("by", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_ctrl_c_keeps_what_is_finished_and_says_how_to_go_on(
    by: signal.Signals, whole_table: bytes
) -> None:
    status, complaint = stopped(by)
    assert (status, complaint.splitlines()) == (
        128 + by,
        [
            f"{2 * len(finished())} of 140 exhibitions are finished",
            "what is finished is kept in sweep.csv.journal; to go on with it:",
            f"  simul {shlex.join(WORDS)} --resume",
            "stopped",
        ],
    )
    assert not Path("sweep.csv").exists()
    resume(whole_table)


def test_after_kill_9_the_next_start_says_how_to_go_on(whole_table: bytes) -> None:
    status, _ = stopped(signal.SIGKILL)
    assert status == -signal.SIGKILL
    before = JOURNAL.read_bytes()
    begun_anew = in_a_process(*WORDS)
    assert (begun_anew.returncode, begun_anew.stdout) == (2, "")
    assert f"  simul {shlex.join(WORDS)} --resume\n" in begun_anew.stderr
    assert JOURNAL.read_bytes() == before
    with JOURNAL.open("ab") as file:
        file.write(b"[69,")  # as where it was cut off in the middle of a line
    resume(whole_table)


def test_resuming_does_each_job_that_is_left_once(monkeypatch: pytest.MonkeyPatch) -> None:
    # In this process, where jobs can be counted: Ctrl-C comes with the tenth of twenty.
    from simul.sweep import job

    numbers: list[int] = []
    do_job, stop_at = job.do_job, [10]

    def counted(one: job.Job, *more: object) -> job.Done:
        if len(numbers) in stop_at:
            raise KeyboardInterrupt
        numbers.append(one.number)
        return do_job(one, *more)  # type: ignore[arg-type]

    monkeypatch.setattr(job, "do_job", counted)
    monkeypatch.setattr("simul.sweep.working.BATCH_JOBS", 1)
    command = "sweep --boards 1:10 --repeat 2 --pairs 3 --workers 1 -o sweep.csv"
    assert command in typed(command)
    assert (JOURNAL.exists(), len(numbers)) == (True, 10)
    stop_at.clear()
    for other, what in (("--modes sync", "modes: "), ("--run", "run: "), ("--seed 2", "options: ")):
        said = typed(f"{command} --resume {other}")
        assert f"sweep.csv.journal: is of another sweep: {what}" in said
        assert said.endswith("exit 2\n")
    said = printed(f"{command} --resume --format csv")
    assert numbers == [*range(20)]
    assert said.encode() == Path("sweep.csv").read_bytes()


def test_a_terminal_that_goes_leaves_no_folder_and_no_process(tmp_path: Path) -> None:
    words = [word for word in WORDS if word not in ("-o", "sweep.csv")]
    with Terminal(*words, environ={"TMPDIR": str(tmp_path)}) as terminal:
        terminal.until("sweep: .* left")
        started = descendants(terminal.process.pid)
        assert len(list(tmp_path.iterdir())) == 1
        terminal.hang_up()
        assert terminal.end() == 128 + signal.SIGHUP
        assert b"Traceback" not in terminal.output
    assert list(tmp_path.iterdir()) == []
    wait_for(lambda: not any(map(alive, started)), 3)


def test_without_a_file_ctrl_c_prints_what_is_finished() -> None:
    words = [word for word in WORDS if word not in ("-o", "sweep.csv")]
    with subprocess.Popen(
        [sys.executable, "-m", "simul", *words, "--format", "csv"],
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        first = [process.stdout.readline() for _ in range(4)]  # rows come as they are done
        process.send_signal(signal.SIGINT)
        rest = process.stdout.read()
        assert process.wait(30) == 130
    assert [line.partition(",")[0] for line in first] == ["boards", "1", "1", "2"]
    points = [(line.split(",")[0], line.split(",")[1]) for line in rest.splitlines()]
    expected = [(str(n), mode) for n in range(1, 71) for mode in ("async", "callbacks")]
    assert points == expected[3 : 3 + len(points)]
    assert len(points) % 2 == 1  # to the end of a point: each row once


def test_on_a_terminal_it_says_how_far_it_is() -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "simul", *WORDS], stdout=subprocess.DEVNULL, stderr=theirs
    ) as process:
        os.close(theirs)
        said = b""
        while b" left" not in said:
            assert select.select([ours], [], [], 30)[0], said
            said += os.read(ours, 4096)
        process.send_signal(signal.SIGINT)
        process.wait(30)
    os.close(ours)
    assert b"\rsweep: " in said
    assert b" of 140 exhibitions, " in said
