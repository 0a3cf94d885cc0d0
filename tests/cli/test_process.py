"""The program as a process: what it imports, pipes, signals, terminals."""

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.typed import in_a_process


def test_compare_imports_neither_textual_nor_matplotlib_nor_chess() -> None:
    code = (
        "import sys\nfrom simul.cli.main import cli\n"
        "cli.main(['compare'], standalone_mode=False)\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & "
        "{'textual', 'rich', 'matplotlib', 'chess', 'numpy', 'gevent', 'eventlet', 'greenlet'}))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def test_nothing_but_text_goes_to_stdout() -> None:
    done = in_a_process("compare", "--live", "--speed", "1e9")
    assert done.returncode == 0
    assert "\x1b" not in done.stdout + done.stderr
    assert done.stderr.splitlines() == [
        "sync: 12:00:00 of 12:00:00, 1440 of 1440 moves, 0.0 s left",
        "async: 1:00:55 of 1:00:55, 1440 of 1440 moves, 0.0 s left",
    ]


def test_a_mistake_is_no_traceback() -> None:
    done = in_a_process("compare", "--master", "5 apples")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith('--master: "5 apples" is not a think time')


def test_a_reader_who_has_read_enough_ends_it_quietly() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "simul", "plan", "-n", "3000"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
        process.wait(20)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_full_disk_is_told() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simul", "compare"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (
        1,
        "cannot write the result: No space left on device\n",
    )


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no /dev/full")
def test_a_stderr_that_takes_nothing_does_not_cost_the_result() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "simul", "compare", "--live", "--speed", "1e9"],
            stdout=subprocess.PIPE,
            stderr=full,
            text=True,
            check=False,
        )
    assert done.returncode == 0
    assert "1:00:55" in done.stdout


def test_closed_files_are_no_traceback() -> None:
    command = [sys.executable, "-m", "simul", "compare"]
    code = f"import os; os.close(1); os.execv({command[0]!r}, {command})"
    done = subprocess.run(
        [sys.executable, "-c", code], stderr=subprocess.PIPE, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


def _read_until(terminal: int, text: str, timeout_s: float = 20) -> str:
    """Read from a terminal until `text` has come; fail after so many seconds."""
    said = ""
    end = time.monotonic() + timeout_s
    while text not in said:
        ready, _, _ = select.select([terminal], [], [], max(0, end - time.monotonic()))
        assert ready, f"waited for {text!r}, got {said!r}"
        said += os.read(terminal, 4096).decode()
    return said


@pytest.mark.slow
def test_ctrl_c_keeps_what_was_finished() -> None:
    controller, terminal = pty.openpty()
    command = ["compare", "--modes", "async,sync", "--live", "--speed", "20000"]
    with subprocess.Popen(
        [sys.executable, "-m", "simul", *command],
        stdout=subprocess.PIPE,
        stderr=terminal,
        text=True,
    ) as process:
        os.close(terminal)
        said = _read_until(controller, "\rsync: ")  # async is finished, sync has begun
        assert "async: 1:00:55 of 1:00:55, 1440 of 1440 moves, 0.0 s left" in said
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        out, _ = process.communicate(timeout=20)
        assert time.monotonic() - asked < 1
        assert process.returncode == 130
    assert "1:00:55" in out
    assert "12:00:00" not in out.partition("Nobody")[0]  # sync has no column
    assert "stopped" in _read_until(controller, "stopped")
    os.close(controller)


@pytest.mark.slow
def test_ctrl_c_in_the_middle_of_a_run_at_full_speed_stops_it() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "simul", "compare", "-n", "1000000", "--modes", "sync"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as process:
        with pytest.raises(subprocess.TimeoutExpired):
            process.communicate(timeout=2)  # it is making the plan, or playing
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        _, complaint = process.communicate(timeout=20)
        assert time.monotonic() - asked < 2
    assert (process.returncode, complaint.strip()) == (130, "stopped")
