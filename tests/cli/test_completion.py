"""What a shell offers when somebody presses the tab key."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from simul.modes.registry import MODES
from simul.scenario.files import preset_names
from simul.scenario.policies import POLICIES


def offered(*words: str) -> list[str]:
    """What bash is told to offer for the last of these words: kind and value, with a comma between."""
    done = subprocess.run(
        [sys.executable, "-c", "from simul.cli.main import cli; cli(prog_name='simul')"],
        env=os.environ
        | {
            "_SIMUL_COMPLETE": "bash_complete",
            "COMP_WORDS": " ".join(["simul", *words]),
            "COMP_CWORD": str(len(words)),
            "PYTHONPATH": str(Path(__file__).parents[2]),
        },
        capture_output=True,
        text=True,
        check=True,
    )
    return [line for line in done.stdout.splitlines() if line]


@pytest.mark.slow
@pytest.mark.parametrize("command", ["compare", "plan", "sweep", "watch", "record"])
def test_options_of_the_scenario_are_completed(command: str) -> None:
    assert offered(command, "--policy", "") == [f"plain,{name}" for name in POLICIES]
    assert offered(command, "--games", "") == ["plain,bundled", "plain,random"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "items"),
    [
        (
            ["compare", "--policy", "l"],
            [f"plain,{name}" for name in POLICIES if name.startswith("l")],
        ),
        (["compare", "--policy", "x"], []),
        (["compare", "--games", "r"], ["plain,random"]),
        (["compare", "--games", "my/"], ["file,my/"]),
        (["compare", "po"], ["plain,polgar"]),
        (["compare", "my/"], ["file,my/"]),
        (["compare", ""], [f"plain,{name}" for name in preset_names()]),
        (["run", "s"], [f"plain,{name}" for name in MODES if name.startswith("s")]),
    ],
)
def test_what_fits_is_offered(words: list[str], items: list[str]) -> None:
    found = offered(*words)
    assert found[: len(items)] == items if words[0] == "run" else found == items
