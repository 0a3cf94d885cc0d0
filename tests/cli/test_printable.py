"""Whatever is typed, nothing that would move a terminal's cursor, or ring its bell, reaches the terminal."""

import contextlib
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner
from hypothesis import given, settings
from hypothesis import strategies as st

from simul.cli.main import cli
from simul.cli.stderr import as_typed

NASTY = ("\x1b[31m", "\a", "\x9b2J", "\r", "\n", "\u202e", "\x7f", "\udcff", "\x1c")
NAMES = (
    "",
    "x",
    ".json",
    ".csv",
    ".simul",
    ".toml",
    "/a.json",
    "x,sync",
    "tcp://{}:1",
    "3{}",
    "--{}",
)


def commands() -> Iterator[tuple[str, ...]]:
    """Each place where a text may stand: a command, and what stands before the text."""
    context = click.Context(cli)
    yield ()
    yield ("-",)
    for name in cli.list_commands(context):
        command = cli.get_command(context, name)
        assert command is not None
        before = ("async",) if name == "run" else ()
        yield (name,)
        yield (name, *before)
        yield (name, *before, "polgar")
        for parameter in command.params:
            if isinstance(parameter, click.Option) and not parameter.is_flag:
                yield (name, *before, max(parameter.opts, key=len))


@pytest.fixture(autouse=True, scope="module")
def _in_a_folder_of_its_own(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    with contextlib.chdir(tmp_path_factory.mktemp("typed")):
        yield


PLACES = sorted({*commands()})


@pytest.mark.slow
@settings(max_examples=300)
@given(
    place=st.sampled_from(PLACES),
    letters=st.lists(st.sampled_from(NASTY), min_size=1, max_size=3),
    name=st.sampled_from(NAMES),
)
def test_no_control_character_that_was_typed_is_printed(
    place: tuple[str, ...], letters: list[str], name: str
) -> None:
    nasty = "".join(letters)
    word = name.format(nasty) if "{}" in name else nasty + name
    done = CliRunner().invoke(cli, [*place, word], color=True, prog_name="simul")
    assert done.exception is None or isinstance(done.exception, SystemExit), done.exc_info
    assert done.output
    assert all(letter.isprintable() or letter == "\n" for letter in done.output)


def test_a_line_of_a_person_stays_a_line() -> None:
    done = CliRunner().invoke(cli, ["polgar\nError: all is lost"])
    assert done.stderr.splitlines()[-1].startswith('Error: there is no command "polgar\\nError')


@given(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8))
def test_words_are_printed_as_they_can_be_typed_again(word: str) -> None:
    typed = as_typed(["simul", word])
    assert typed.isprintable()
    if word.isprintable():
        assert shlex.split(typed) == ["simul", word]


@pytest.mark.skipif(not Path("/bin/bash").exists(), reason="there is no bash")
def test_what_would_not_print_is_typed_again_by_a_shell() -> None:
    word = "it's \\ \x1b[1m\u202e\n\udcff羽"
    command = f"printf %s {as_typed([word])}"
    done = subprocess.run(["/bin/bash", "-c", command], capture_output=True, check=True)
    assert done.stdout.decode(errors="surrogateescape") == word
