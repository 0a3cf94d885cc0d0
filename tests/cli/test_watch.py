"""`simul watch`, and `simul` alone, where they cannot open the hall."""

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.cli.typed import in_a_process, typed


@pytest.mark.parametrize("command", ["", "watch", "watch club-night --modes sync"])
def test_without_a_terminal_it_points_to_what_prints(
    command: str, snapshot: SnapshotAssertion
) -> None:
    assert typed(command) == snapshot


@pytest.fixture
def _a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("simul.cli.commands.watch.check_terminal", lambda: None)


@pytest.mark.usefixtures("_a_terminal")
@pytest.mark.parametrize(
    "command",
    [
        "watch --modes sync,async,callbacks,generators,threads",
        "watch --modes async,sync,callbacks,generators,threads",
        "watch --modes asink",
        "watch -n 201 --modes processes",
        "watch --speed 0",
        "watch --speed quick",
        "watch --theme dork",
        "watch --key p",
        "watch --key pouse=p",
        "watch --key pause=blah",
        "watch --key pause=q",
        "watch -n 0",
        "watch none.toml",
        "watch none.simul",
    ],
)
def test_what_is_wrong_is_said_before_anything_opens(
    command: str, snapshot: SnapshotAssertion
) -> None:
    assert typed(command) == snapshot


def test_a_dumb_terminal_is_none() -> None:
    result = in_a_process("watch")
    assert result.returncode == 2
    assert "simul compare" in result.stderr


def test_asking_for_help_imports_no_screen() -> None:
    import subprocess
    import sys

    code = (
        "import sys\nfrom simul.cli.main import cli\n"
        "try: cli.main(['watch', '-h'])\nexcept SystemExit: pass\n"
        "assert 'textual' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True)
