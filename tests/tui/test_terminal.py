"""The hall in a real pseudo-terminal, driven as a person drives it."""

import re
import signal
import sys
from pathlib import Path

import pytest

from tests.tui.terminal import Terminal

pytestmark = pytest.mark.slow
HALL = r"playing|paused"
LEFT, RIGHT, SHIFT_RIGHT, HOME, END, ESCAPE = (
    *("\x1b[D", "\x1b[C", "\x1b[1;2C", "\x1b[H", "\x1b[F", "\x1b"),
)


def processes_of(group: int) -> list[str]:
    """The command lines of the processes in a process group."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[2]) == group and fields[0] != "Z":
            found.append(stat.parent.joinpath("cmdline").read_bytes().decode())
    return found


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (120, 40), (200, 60)])
def test_a_person_opens_it_looks_at_everything_and_leaves(columns: int, rows: int) -> None:
    with Terminal(columns=columns, rows=rows) as terminal:
        terminal.until("playing")
        terminal.until("sync")
        terminal.until("thinks at board")
        terminal.press(" ")
        terminal.until("paused")
        terminal.press(HOME)
        terminal.until(r"0:00:00 of 12:00:00")
        terminal.press(RIGHT)
        terminal.until(r"0:01:00 of 12:00:00")
        terminal.press(SHIFT_RIGHT)
        terminal.until(r"0:11:00 of 12:00:00")
        terminal.press(LEFT)
        terminal.until(r"0:10:00 of 12:00:00")
        terminal.press(".")
        terminal.until(r"0:10:0[05] of")
        for size in "543210":
            terminal.press(size)
        terminal.press("l")
        terminal.until("master")
        terminal.press("c")
        terminal.until("she is at line")
        terminal.press("t")
        terminal.until("ready now")
        terminal.press("r")
        terminal.until("limit")
        terminal.press("h")
        for key, wanted in (("?", "Pause, or go on"), ("\r", "e4|d4|Nf3|c4"), ("n", "Start")):
            terminal.settle()
            terminal.press(key)
            terminal.until(wanted)
            terminal.settle()
            terminal.press(ESCAPE)
        terminal.until("0:10:0[05] of")
        terminal.press("f")
        terminal.press("f")
        terminal.press(END)
        terminal.until("11.8")
        terminal.press("q")
        assert terminal.end() == 0
        assert terminal.is_as_it_was()


@pytest.mark.parametrize("modes", ["sync,async", "threads,processes", "gevent,eventlet"])
def test_ctrl_c_in_the_middle_leaves_nothing_behind(modes: str) -> None:
    with Terminal("watch", "polgar", "-n", "6", "--modes", modes) as terminal:
        terminal.until("thinks at board")
        assert processes_of(terminal.process.pid)
        terminal.press("\x03")
        assert terminal.end() == 130
        assert terminal.is_as_it_was()
        assert processes_of(terminal.process.pid) == []
        assert "Traceback" not in terminal.output.decode(errors="replace")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back(number: signal.Signals) -> None:
    with Terminal("watch", "polgar", "-n", "4") as terminal:
        terminal.until("thinks at board")
        terminal.process.send_signal(number)
        assert terminal.end() == 128 + number
        assert terminal.is_as_it_was()


CODE = """
import signal, sys
from {module} import {kind}

usual = {kind}.{method}

def first(self, *given, **more):
    {does}
    return usual(self, *given, **more)

{kind}.{method} = first
sys.argv = ["simul", "watch", "polgar", "-n", "4"]
from simul.__main__ import main
main()
"""
MOMENTS = [
    ("simul.tui.app", "HallApp", "__init__"),
    ("simul.tui.app", "HallApp", "run"),
    ("textual.drivers.linux_driver", "LinuxDriver", "start_application_mode"),
    ("textual.drivers.linux_driver", "LinuxDriver", "_enable_mouse_support"),
    ("simul.tui.screens.hall", "HallScreen", "compose"),
    ("simul.tui.panes.results_pane", "ResultsPane", "compose"),
    ("simul.tui.app", "HallApp", "close_lanes"),
    ("textual.drivers.linux_driver", "LinuxDriver", "stop_application_mode"),
]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize(("module", "kind", "method"), MOMENTS)
def test_a_signal_at_any_moment_gives_the_terminal_back(
    module: str, kind: str, method: str, number: signal.Signals
) -> None:
    does = f"signal.raise_signal({int(number)})"
    code = CODE.format(module=module, kind=kind, method=method, does=does)
    with Terminal("-c", code, command=Path(sys.executable)) as terminal:
        if method in ("close_lanes", "stop_application_mode"):
            terminal.until("thinks at board")
            terminal.press("q")
        assert terminal.end() == (128 + number if method != "close_lanes" else 0)
        assert terminal.is_as_it_was()
        assert b"Traceback" not in terminal.output


def test_a_hall_that_does_not_end_is_ended() -> None:
    code = CODE.format(
        module="simul.tui.app", kind="HallApp", method="exit", does="import time; time.sleep(60)"
    )
    with Terminal("-c", code, command=Path(sys.executable)) as terminal:
        terminal.until("thinks at board")
        terminal.process.send_signal(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
        assert terminal.is_as_it_was()


@pytest.mark.parametrize("method", ["_enable_bracketed_paste", "run_input_thread"])
def test_a_hall_that_fails_says_so_and_gives_the_terminal_back(method: str) -> None:
    code = CODE.format(
        module="textual.drivers.linux_driver",
        kind="LinuxDriver",
        method=method,
        does="raise OSError('no such luck')",
    )
    with Terminal("-c", code, command=Path(sys.executable)) as terminal:
        assert terminal.end() == 1
        assert terminal.is_as_it_was()
        assert "no such luck" in terminal.text
        assert "the hall has ended by a fault of its own" in terminal.text


@pytest.mark.parametrize(
    "typed",
    [
        b"\xff",
        b"\xc3(\xe2\x82",
        b"\x1b[1:2;3u",  # escape sequences that no terminal should send
        b"\x1b[99999999999999;1u",
        b"\x1b[1114112u",
    ],
)
def test_what_cannot_be_read_is_left_out(typed: bytes) -> None:
    with Terminal("watch", "polgar", "-n", "4") as terminal:
        terminal.until("thinks at board")
        terminal.press(typed)
        while terminal.process.poll() is None:  # what comes in one write with it may be lost
            terminal.press("q")
            terminal.read()
        assert terminal.end() == 0
        assert terminal.is_as_it_was()


def test_a_terminal_that_is_closed_leaves_no_process_behind() -> None:
    with Terminal("watch", "polgar", "-n", "6", "--modes", "processes,async") as terminal:
        terminal.until("thinks at board")
        group = terminal.process.pid
        while len(processes_of(group)) <= 6:  # its own, and one for each opponent
            terminal.read()
        terminal.hang_up()
        terminal.end()
        assert processes_of(group) == []


def test_a_terminal_that_vanishes_without_a_word_leaves_no_process_behind() -> None:
    with Terminal("watch", "polgar", "-n", "6", "--modes", "threads,async") as terminal:
        terminal.until("thinks at board")
        terminal.vanish()
        terminal.process.wait(20)
        assert processes_of(terminal.process.pid) == []


def test_it_follows_the_size_of_the_terminal() -> None:
    with Terminal(columns=120, rows=40) as terminal:
        terminal.until("thinks at board")
        terminal.press(" ")
        for columns, rows in ((40, 12), (200, 60), (80, 24)):
            terminal.resize(columns, rows)
            terminal.until(HALL)
            terminal.until("sync")
        terminal.press("q")
        assert terminal.end() == 0


def test_without_colours_it_can_be_read() -> None:
    plain = {"NO_COLOR": "1", "TEXTUAL_ANIMATIONS": "none"}
    with Terminal(environ=plain, columns=121) as terminal:  # odd, so that a column is left over
        terminal.until("thinks at board")
        terminal.press(" ")
        terminal.until("paused")
        # Whole ones only: what is on its way may be cut in the middle of a number.
        colours = set(re.findall(rb"[34]8;2;(\d+);(\d+);(\d+)[;m]", terminal.output))
        assert colours
        assert all(red == green == blue for red, green, blue in colours)
        terminal.press("q")
        assert terminal.end() == 0


def test_in_ascii_nothing_else_is_drawn() -> None:
    with Terminal("watch", "--ascii") as terminal:
        terminal.until("thinks at board")
        assert terminal.text.isascii(), terminal.text
        for key, wanted in (
            ("l", "master"),
            ("c", "she is at line"),
            ("t", "ready now"),
            ("?", "exhibition"),
        ):
            terminal.press(key)
            terminal.until(wanted)
            assert terminal.text.isascii(), terminal.text
        terminal.press("\x03")
        assert terminal.end() == 130


GAME = """[White "Polgár, Zsuzsa"]
[Black "Erdős, Pál"]
[Result "1-0"]

1. e4 e5 2. Qh5 Nc6 3. Bc4 Nf6 4. Qxf7# 1-0
"""


@pytest.mark.parametrize("encoding", ["", "latin-1"])
def test_where_the_terminal_is_not_of_unicode_it_draws_with_letters(
    encoding: str, tmp_path: Path
) -> None:
    (tmp_path / "game.pgn").write_text(GAME, encoding="utf-8")
    words = ("watch", "--games", "game.pgn", "--pairs", "game", "-n", "2", "--modes", "async")
    environ = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": encoding}
    with Terminal(*words, environ=environ, cwd=tmp_path) as terminal:
        terminal.until("thinks at board")
        terminal.press(" ")
        terminal.until("paused")
        for key in ("0", "\r"):
            terminal.press(key)
            terminal.until("Polg")
            terminal.settle()
            shown = terminal.text.replace("\ufffd", "?")  # it takes what comes for UTF-8
            assert shown.isascii(), shown
            assert "\\" not in shown
            assert "Polg?r, Zsuzsa" in shown  # a letter takes one column, whatever it is
        terminal.press("q")
        assert terminal.end() == 0
