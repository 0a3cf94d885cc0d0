"""What a script imports, and what the README says of it."""

import re
from pathlib import Path

import pytest

import simul
from tests.cli.typed import printed

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")


def _blocks(after: str) -> list[str]:
    """Return the fenced blocks after a heading of the README, in order."""
    return re.findall(r"```[a-z]*\n(.*?)```", README.partition(after)[2], re.DOTALL)


def test_the_example_in_the_readme_prints_what_it_says(capsys: pytest.CaptureFixture[str]) -> None:
    code, output = _blocks("## From Python")[:2]
    exec(compile(code, "README.md", "exec"), {})
    assert capsys.readouterr().out == output


def test_a_wrong_name_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="did you mean async"):
        simul.run("asinc")
    with pytest.raises(ValueError, match='"polgra" is not a preset'):
        simul.load("polgra")
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        simul.nothing  # noqa: B018


def test_what_the_readme_shows_is_what_compare_prints() -> None:
    def table(text: str) -> list[str]:
        return [line for line in text.partition("Best")[0].splitlines() if "wall" not in line]

    def meaning(text: str) -> list[str]:
        return text.partition("Best")[2].split()  # its lines may be broken elsewhere

    shown, said = _blocks("simul compare")[0], printed("compare")
    assert table(shown) == table(said)
    assert meaning(shown) == meaning(said)


def test_the_scenario_in_the_readme_can_be_played(tmp_path: Path) -> None:
    (text,) = [block for block in _blocks("## A scenario of your own") if "my-night" in block]
    (tmp_path / "my-night.toml").write_text(text, encoding="utf-8")
    assert simul.run("async", str(tmp_path / "my-night.toml")).summary.moves == 600  # 10 * 30 * 2
