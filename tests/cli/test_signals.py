"""Ctrl-C, SIGTERM and SIGHUP in the first moments of the program, in the midst of it, and in its last."""

import json
import signal
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals there are others")

COMMAND = ["simul", "compare", "-n", "2", "--pairs", "2"]
RUN = f"sys.argv = {COMMAND}\nfrom simul.__main__ import main\nmain()\n"
AT_AN_IMPORT = """
class Finder:
    def find_spec(self, name, path=None, target=None):
        if name == {name!r}:
            signal.raise_signal({number!r})

sys.meta_path.insert(0, Finder())
"""
PRESSED_IN_DEL = """
class Pressed:
    def __del__(self, press=signal.raise_signal, ctrl_c=signal.SIGINT):
        press(ctrl_c)
"""


def at_an_import(name: str, number: signal.Signals = signal.SIGINT) -> str:
    """The code of a program that gets a signal when it imports this."""
    return AT_AN_IMPORT.format(name=name, number=int(number))


def ended(code: str) -> tuple[int, str, str]:
    """How a program ends: its status, what it prints, and what it complains of."""
    done = subprocess.run(
        [sys.executable, "-c", f"import signal, sys\n{code}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("name", ["simul.signals", "atexit", "click", "simul.cli.commands.compare"])
def test_while_it_is_being_imported_ctrl_c_ends_it_in_silence(name: str) -> None:
    assert ended(at_an_import(name) + RUN) == (130, "", "")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
@pytest.mark.parametrize("name", ["click", "simul.cli.commands.compare"])
def test_so_do_the_others(name: str, number: signal.Signals) -> None:
    assert ended(at_an_import(name, number) + RUN) == (128 + number, "", "")


def test_what_is_imported_before_ctrl_c_is_seen_to_is_next_to_nothing() -> None:
    code = "before = set(sys.modules)\nimport simul.__main__\nprint(*set(sys.modules) - before)"
    assert set(ended(code)[1].split()) == {"simul", "simul.__main__"}


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGHUP])
def test_what_is_started_with_one_switched_off_does_not_hear_it(number: signal.Signals) -> None:
    deaf = f"signal.signal({int(number)}, signal.SIG_IGN)\n"
    status, out, complaint = ended(deaf + at_an_import("click", number) + RUN)
    assert (status, complaint) == (0, "")
    assert out.startswith("polgar: 2 boards")


@pytest.mark.parametrize(
    "late",
    [
        "import atexit\natexit.register(signal.raise_signal, signal.SIGINT)\n",
        "import atexit\natexit.register(signal.raise_signal, signal.SIGTERM)\n",
        "import atexit\natexit.register(signal.raise_signal, signal.SIGHUP)\n",
        f"{PRESSED_IN_DEL}\nsys.pressed = Pressed()\n",  # when Python has taken its handlers away
    ],
)
def test_when_all_is_done_neither_changes_how_it_ends(late: str) -> None:
    status, out, complaint = ended(late + RUN)
    assert (status, complaint) == (0, "")
    assert out.startswith("polgar: 2 boards")


def test_should_the_end_take_long_a_second_ctrl_c_ends_it() -> None:
    code = (
        "import atexit\nimport simul.cli.commands.compare as compare\n"
        "play_all = compare.play_all\n"
        "def play(*asked):\n"
        "    atexit.register(print, 'not this')\n"
        "    atexit.register(lambda: [signal.raise_signal(signal.SIGINT) for _ in range(2)])\n"
        "    return play_all(*asked)\n"
        "compare.play_all = play\n"
    )
    status, out, complaint = ended(code + RUN)
    assert (status, complaint) == (0, "")
    assert "not this" not in out


def test_ctrl_c_is_not_lost_where_python_would_ignore_it() -> None:
    code = (
        f"{PRESSED_IN_DEL}\nimport time\nimport simul.cli.commands.compare as compare\n"
        "def play(*_):\n    Pressed()\n    time.sleep(10)\n    print('not this')\n"
        "compare.play_all = play\n"
    )
    assert ended(code + RUN) == (130, "", "\nstopped\n")


def test_what_is_imported_meanwhile_is_imported_in_full() -> None:
    code = (
        at_an_import("wave") + "import time\nimport simul.cli.commands.compare as compare\n"
        "def play(*_):\n    import wave\n    print('imported\\n', end='', flush=True)\n    time.sleep(10)\n"
        "compare.play_all = play\n"
    )
    assert ended(code + RUN) == (130, "imported\n", "\nstopped\n")


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_the_others_do_what_ctrl_c_does(number: signal.Signals, tmp_path: Path) -> None:
    file = tmp_path / "a.json"
    code = (
        "from simul.analysis.comparison import Comparison\n"
        "play = Comparison.play\n"
        "def play_and_end(self, mode, *more):\n"
        "    play(self, mode, *more)\n"
        f"    signal.raise_signal({int(number)})\n"
        "Comparison.play = play_and_end\n"
    )
    run = RUN.replace("]\n", f", '-o', {str(file)!r}]\n", 1)
    status, out, complaint = ended(code + run)
    assert (status, complaint) == (128 + number, "stopped\n")
    assert out.startswith("polgar: 2 boards")
    assert [mode["mode"] for mode in json.loads(file.read_text())["modes"]] == ["sync"]


def test_put_off_while_something_is_imported_it_stays_the_signal_that_it_is() -> None:
    code = (
        "signal.signal(signal.SIGINT, signal.SIG_IGN)\n"
        + at_an_import("wave", signal.SIGTERM)
        + "import time\nimport simul.cli.commands.compare as compare\n"
        "def play(*_):\n    import wave\n    print('imported\\n', end='', flush=True)\n    time.sleep(10)\n"
        "compare.play_all = play\n"
    )
    assert ended(code + RUN) == (128 + signal.SIGTERM, "imported\n", "\nstopped\n")
