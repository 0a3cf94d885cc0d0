"""What the README and the manual say, against what the program does; tests/documents.py writes it anew."""

import json
import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

import simul
from simul.analysis.run import play
from simul.api import plan
from simul.cli.commands import patching as patching_command
from simul.cli.commands.manual import TOPICS, about, page
from simul.experiments.cores.figures import figures
from simul.experiments.cores.report import cores_document
from simul.experiments.patching.patches import PATCHES
from simul.experiments.patching.report import Played
from simul.modes.pitfalls.registry import PITFALLS
from simul.modes.registry import MODES
from tests.cli.test_cores import MACHINE, WORK, rounds
from tests.cli.test_costs import fake_ask
from tests.cli.typed import printed, typed
from tests.documents import PAGES, ROOT, TABLES, renewed

README = (ROOT / "README.md").read_text(encoding="utf-8")
JSON, SWEEPS = page("json"), page("sweeps")


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


# Pages


@pytest.mark.slow
@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_tables_and_outputs_are_those_of_the_program(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert renewed(text) == text, "python -m tests.documents writes it anew"


def test_every_table_that_there_is_stands_in_a_page() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in PAGES)
    assert sorted(re.findall(r"<!-- table: (\S+) -->", text)) == sorted(TABLES)


def test_every_page_is_a_topic_and_is_listed_in_the_readme() -> None:
    assert {f"{topic}.md" for topic in TOPICS} | {"README.md"} == {path.name for path in PAGES}
    for topic in TOPICS:
        assert f"[{topic}](assets/manual/{topic}.md)" in README


def test_the_readme_is_short() -> None:
    assert len(README.splitlines()) <= 150


def test_links_lead_to_files() -> None:
    for path in PAGES:
        for target in re.findall(r"\]\(([^)#]+)\)", path.read_text(encoding="utf-8")):
            assert "://" in target or (path.parent / target).exists(), f"{path.name}: {target}"


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_every_command_in_it_has_the_options_that_it_is_given(path: Path) -> None:
    for line in re.findall(r"^    simul ([^#\n]*)", path.read_text(encoding="utf-8"), re.MULTILINE):
        command, *words = line.split() or [""]
        if not words:
            continue
        usage = printed(f"{command} --help")
        for option in re.findall(r"(?<= )--?[a-z]+", f" {' '.join(words)}"):
            assert f"{option} " in usage or f"{option}," in usage, f"{path.name}: {line}"


# The command


def test_it_lists_its_topics() -> None:
    said = printed("manual")
    for topic in TOPICS:
        assert re.search(rf"^{topic} +{re.escape(about(topic))}$", said, re.MULTILINE)


def test_a_page_is_printed_as_it_is() -> None:
    assert printed("manual rules") == page("rules")


def test_an_unknown_topic_is_told_what_there_is() -> None:
    said = typed("manual rule")
    assert '"rule" is not a topic; topics are hall, options' in said
    assert 'did you mean "rules"?' in said
    assert said.endswith("exit 2\n")


def test_on_a_terminal_it_goes_through_a_pager(monkeypatch: pytest.MonkeyPatch) -> None:
    shown: list[str] = []
    monkeypatch.setattr("simul.cli.commands.manual.terminal_width", lambda: 80)
    monkeypatch.setattr("click.echo_via_pager", shown.append)
    printed("manual rules")
    (text,) = shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", text)
    assert "<!--" not in plain
    assert "The rules of the hall" in plain
    assert max(map(len, plain.splitlines())) <= 80


# Fields


def test_what_the_manual_says_of_the_comparison_is_all_that_is_in_it() -> None:
    block = block_after(JSON, "`simul compare --format json` prints")
    assert documented(block) == keys(document("compare --modes async,starvation"))


def test_what_the_manual_says_of_the_costs_is_all_that_is_in_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    asked: Counter[str] = Counter()
    monkeypatch.setattr(
        "simul.experiments.costs.interleaved.ask", lambda _, question: fake_ask(question, asked)
    )
    before, costs = JSON.split("`--costs` adds")
    written = documented(block_after(costs)) | named(costs.partition("```")[0])
    found = document("compare --modes sync,async,threads --costs --rounds 3")
    added = {key: value for key, value in found.items() if key.startswith("costs")}
    assert written | {"costs"} == keys(added)
    assert not documented(before) & set(added)


def test_what_the_manual_says_of_a_mode_and_a_plan_is_all_that_is_in_them() -> None:
    text = JSON.partition("`simul run MODE --format json`")[2]
    of_run, _, of_plan = text.partition("`simul plan --format json`")
    (board, *_) = document("run async -n 2")["boards"]
    assert named(of_run) == {"scenario", "plan_digest", "limit_s", "boards", *board}
    planned = document("plan -n 2")
    assert named(of_plan) == {*planned, *planned["boards"][0]}
    of_a_mode = documented(block_after(JSON, "`simul compare --format json` prints"))
    assert set(document("run async -n 2")) - named(of_run) <= of_a_mode


def test_what_the_manual_says_of_cores_is_all_that_is_in_it() -> None:
    text = JSON.partition("`simul cores --format json`")[2].partition("`simul patching")[0]
    found = keys(cores_document(figures(WORK, rounds(), cores=2, gil=True), MACHINE))
    assert named(text) == found - {"median", "min", "max"}


@pytest.mark.skipif(
    any(MODES[library].missing() for library in ("gevent", "eventlet")),
    reason="needs gevent and eventlet",
)
def test_what_the_manual_says_of_patching_is_all_that_is_in_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given = {patch: Played(6, 2, 0.02, 0.1, 0.35, 1) for patch in PATCHES}
    monkeypatch.setattr(patching_command, "played", given.__getitem__)
    text = JSON.partition("`simul patching --format json`")[2].partition("\n\n")[0]
    assert named(text) == keys(document("patching"))


def test_what_the_manual_says_of_a_sweep_is_all_that_is_in_it() -> None:
    block = block_after(SWEEPS, "In CSV and JSON all times are in seconds:")
    found = document("sweep polgar --boards 11,12 --modes sync,async")
    assert documented(block) == keys(found)
    row = next(row for row in found["rows"] if (row["boards"], row["mode"]) == (12, "async"))
    for name in ("theory_s", "master_busy_s", "longest_game_s"):
        assert f'"{name}": {row[name]},' in block
    assert f'"crossovers": {json.dumps(found["crossovers"])}}}' in block


def test_every_warning_there_is_has_its_row() -> None:
    rows = re.findall(r"^\| `([a-z-]+)` \|", page("pitfalls").partition("| warning |")[2], re.M)
    polgar = plan("polgar")
    assert set(rows) == {w.kind for mode in PITFALLS.values() for w in play(mode, polgar).warnings}


# Python


def test_the_example_in_python_prints_what_stands_below(capsys: pytest.CaptureFixture[str]) -> None:
    text = page("python")
    exec(block_after(text).removeprefix("python\n"), {})
    assert capsys.readouterr().out == block_after(text, "\nprints\n") + "\n"


def test_the_example_of_a_recording_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    printed("record polgar -n 2 -o class.simul")
    exec(block_after(page("recordings"), "From Python:").removeprefix("python\n"), {})
    assert capsys.readouterr().out.splitlines()[-1] == "[]"


def test_the_scenario_in_the_manual_can_be_played(tmp_path: Path) -> None:
    text = block_after(page("scenarios"), "## A scenario of your own").removeprefix("toml\n")
    (tmp_path / "my-night.toml").write_text(text, encoding="utf-8")
    assert simul.run("async", str(tmp_path / "my-night.toml")).summary.moves == 600  # 10 * 30 * 2


def test_the_commands_above_the_tables_of_costs_and_speed_are_there() -> None:
    for module in re.findall(r"python -m\s+(tests\.[a-z_.]+)", page("costs")):
        assert (ROOT / Path(*module.split("."))).with_suffix(".py").exists()
