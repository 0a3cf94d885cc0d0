"""A command as it is typed, and what it says."""

import re
import shlex
import subprocess
import sys

from click.testing import CliRunner, Result

from simul.cli.main import COMMANDS, cli
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from simul.scenario.policies import POLICIES
from simul.scenario.wording import written
from simul.tui.app import remappable

_WALL_TIME = re.compile(r'(run time on this computer|"wall_s":) .*')


def generic(text: str) -> str:
    """A text in which what a registry lists is only named: a new entry of one changes no snapshot."""
    policies = map(written, POLICIES)
    lists = {
        f"{', '.join(MODES)}, and the pitfalls {', '.join(PITFALLS)}": "MODES, and the pitfalls PITFALLS",
        ", ".join(policies): "POLICIES",
        ", ".join(COMMANDS): "COMMANDS",
        ", ".join(sorted(remappable())): "KEYS",
    }
    for listed, name in lists.items():
        text = text.replace(listed, name)
    return text


def _run(command: str) -> Result:
    result = CliRunner().invoke(cli, shlex.split(command), prog_name="simul")
    if result.exception is not None and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result


def printed(command: str) -> str:
    """Run a command that is right; return what it prints."""
    result = _run(command)
    assert result.exit_code == 0, result.stderr
    return result.stdout


def typed(command: str) -> str:
    """Run a command; return it, what it prints, and its exit status, without times by the wall clock."""
    result = _run(command)
    said = _WALL_TIME.sub(r"\1 ...", result.stdout)
    complaint = "".join(f"! {line}\n" for line in result.stderr.splitlines())
    return generic(f"$ simul {command}\n{said}{complaint}exit {result.exit_code}\n")


def in_a_process(*words: str) -> subprocess.CompletedProcess[str]:
    """Run `python -m simul` with these words."""
    return subprocess.run(
        [sys.executable, "-m", "simul", *words],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
