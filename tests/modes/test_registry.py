"""The registry: what it says of each mode, and what it refuses."""

import importlib.util
import subprocess
import sys

import pytest

from simul.analysis.run import play
from simul.modes.mode import INSTALL, Mode, NotInstalled, TooManyBoards
from simul.modes.registry import MODES, UnknownMode, find_mode
from tests.plans import plan_of


def imported_by(code: str) -> set[str]:
    """The modules that a fresh interpreter has imported after this."""
    show = f"import sys; {code}; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", show], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


@pytest.mark.parametrize("mode", MODES.values(), ids=lambda mode: mode.name)
def test_a_mode_fits_on_a_projector(mode: Mode) -> None:
    lines = mode.source.read_text().splitlines()
    assert len(lines) <= 65
    assert max(map(len, lines)) <= 110


def test_what_is_missing_is_said_with_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def find_no_gevent(name: str) -> object:
        return None if name == "gevent" else importlib.util.find_spec(name)

    monkeypatch.setattr("simul.modes.mode.find_spec", find_no_gevent)
    assert MODES["async"].missing() == ""
    assert MODES["gevent"].missing() == f"needs gevent: {INSTALL}"
    with pytest.raises(NotInstalled, match=r"^gevent needs gevent: pip install"):
        play(MODES["gevent"], plan_of(1, 1))


@pytest.mark.parametrize(("name", "most"), [("threads", 2_000), ("processes", 200)])
def test_more_boards_than_a_mode_can_have_are_refused(name: str, most: int) -> None:
    with pytest.raises(TooManyBoards, match=rf"^{name}: {most + 1} boards .*\(--boards {most}\)"):
        play(MODES[name], plan_of(most + 1, 1))


def test_a_mode_that_there_is_not() -> None:
    with pytest.raises(UnknownMode, match='there is no mode "greenlet"; did you mean greenlets'):
        find_mode("greenlet")


@pytest.mark.slow
def test_to_list_the_modes_imports_none_of_them() -> None:
    modules = imported_by(
        "from simul.modes.registry import MODES; [(m.source, m.missing()) for m in MODES.values()]"
    )
    assert not modules & {"greenlet", "gevent", "eventlet", "asyncio", "multiprocessing", "chess"}
    assert not modules & {mode.module for mode in MODES.values()}


@pytest.mark.slow
def test_the_process_of_a_board_imports_next_to_nothing() -> None:
    modules = imported_by(
        "import simul.modes.processes, simul.runtime.processes.process_child, simul.runtime.processes.spawned"
    )
    assert not modules & {"msgspec", "chess", "textual", "asyncio", "click", "dataclasses"}
    assert {name for name in modules if name.startswith("simul")} == {
        "simul",
        "simul.modes",
        "simul.modes.processes",
        "simul.runtime",
        "simul.runtime.frames",
        "simul.runtime.processes",
        "simul.runtime.processes.process_child",
        "simul.runtime.processes.spawned",
    }
