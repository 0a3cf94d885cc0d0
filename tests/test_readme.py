"""What the README says that the commands print, against what they print."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from simul.cli.commands import patching as patching_command
from simul.experiments.cores.figures import figures
from simul.experiments.cores.report import cores_document
from simul.experiments.patching.patches import PATCHES
from simul.experiments.patching.report import Played
from simul.modes.registry import MODES
from tests.cli.test_cores import MACHINE, WORK, rounds
from tests.cli.test_costs import fake_ask
from tests.cli.typed import printed

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
OTHER_PROGRAMS = README.partition("\n## For other programs\n")[2].partition("\n## ")[0]
SWEEPS = README.partition("\n## Sweeps\n")[2].partition("\n## ")[0]


def block_after(text: str, beginning: str = "\n") -> str:
    """The first block in backquotes after `beginning`."""
    return text.partition(beginning)[2].partition("```")[2].partition("```")[0].strip("\n")


def document(command: str) -> Any:
    return json.loads(printed(f"{command} --format json"))


def keys(document: Any) -> set[str]:
    """The names of all fields, also of those within others, but for what a scenario has."""
    if isinstance(document, list):
        return {key for each in document for key in keys(each)}
    if not isinstance(document, dict):
        return set()
    within = [keys(value) for key, value in document.items() if key not in ("scenario", "swept")]
    return set(document).union(*within)


def documented(block: str) -> set[str]:
    return set(re.findall(r'"([a-z_0-9]+)":', block))


def named(text: str) -> set[str]:
    """The names that stand in backquotes in a sentence."""
    return set(re.findall(r"`([a-z_]+)`", text))


def without_run_time(text: str) -> str:
    """The words of a text, however its lines are broken, without the line that is never the same."""
    return " ".join(re.sub(r"wall time of playing it.*", "", text).split())


def test_the_table_at_the_top_is_what_the_command_beside_it_prints() -> None:
    shown = block_after(README, ".venv/bin/simul compare\n")
    assert without_run_time(shown) == without_run_time(printed("compare"))


def test_what_the_readme_says_of_the_comparison_is_all_that_is_in_it() -> None:
    block = block_after(OTHER_PROGRAMS, "`simul compare --format json` prints")
    assert documented(block) == keys(document("compare --modes async,starvation"))


def test_what_the_readme_says_of_the_costs_is_all_that_is_in_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[str] = Counter()
    monkeypatch.setattr(
        "simul.experiments.costs.interleaved.ask", lambda _, question: fake_ask(question, asked)
    )
    before, costs = OTHER_PROGRAMS.split("`--costs` adds")
    written = documented(block_after(costs)) | named(costs.partition("```")[0])
    found = document("compare --modes sync,async,threads --costs --rounds 3")
    added = {key: value for key, value in found.items() if key.startswith("costs")}
    assert written | {"costs"} == keys(added)
    assert not documented(before) & set(added)


def test_what_the_readme_says_of_a_mode_and_a_plan_is_all_that_is_in_them() -> None:
    text = OTHER_PROGRAMS.partition("`simul run MODE --format json`")[2]
    of_run, _, of_plan = text.partition("`simul plan --format json`")
    (board, *_) = document("run async -n 2")["boards"]
    assert named(of_run) == {"scenario", "plan_digest", "limit_s", "boards", *board}
    plan = document("plan -n 2")
    assert named(of_plan) == {*plan, *plan["boards"][0]}
    of_a_mode = documented(block_after(OTHER_PROGRAMS, "`simul compare --format json` prints"))
    assert set(document("run async -n 2")) - named(of_run) <= of_a_mode


def test_what_the_readme_says_of_cores_is_all_that_is_in_it() -> None:
    text = OTHER_PROGRAMS.partition("`simul cores --format json`")[2].partition("`simul patching")[
        0
    ]
    found = keys(cores_document(figures(WORK, rounds(), cores=2, gil=True), MACHINE))
    assert named(text) == found - {"median", "min", "max"}


@pytest.mark.skipif(
    any(MODES[library].missing() for library in ("gevent", "eventlet")),
    reason="needs gevent and eventlet",
)
def test_what_the_readme_says_of_patching_is_all_that_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {patch: Played(6, 2, 0.02, 0.1, 0.35, 1) for patch in PATCHES}
    monkeypatch.setattr(patching_command, "played", given.__getitem__)
    text = OTHER_PROGRAMS.partition("`simul patching --format json`")[2].partition("\n\n")[0]
    assert named(text) == keys(document("patching"))


def test_what_the_readme_says_of_a_sweep_is_all_that_is_in_it() -> None:
    block = block_after(SWEEPS, "In CSV and JSON all times are in seconds:")
    found = document("sweep polgar --boards 11,12 --modes sync,async")
    assert documented(block) == keys(found)
    row = next(row for row in found["rows"] if (row["boards"], row["mode"]) == (12, "async"))
    for name in ("theory_s", "master_busy_s", "longest_game_s"):
        assert f'"{name}": {row[name]},' in block
    assert f'"crossovers": {json.dumps(found["crossovers"])}}}' in block


def test_the_python_at_the_end_prints_what_stands_below(
    capsys: pytest.CaptureFixture[str],
) -> None:
    section = README.partition("\n## From Python\n")[2]
    exec(block_after(section).removeprefix("python\n"), {})
    assert capsys.readouterr().out == block_after(section, "\nprints\n") + "\n"
