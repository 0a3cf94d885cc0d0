"""How the parts may know of one another, and how large they may grow."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import simul
from simul.modes import MODES

PACKAGE = Path(simul.__file__).parent
FILES = sorted(PACKAGE.rglob("*.py"))


def module_of(path: Path) -> str:
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {module_of(path): path for path in FILES}


def names_imported(tree: ast.AST, package: str) -> Iterator[str]:
    """Every module that is imported anywhere in the file; of `from a import b` both a and a.b."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            origin = ".".join([*above, *([node.module] if node.module else [])])
            module = origin if node.level else str(node.module)
            yield module
            yield from (f"{module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            yield from (str(a.value) for a in node.args if isinstance(a, ast.Constant))


def imports_of(module: str) -> set[str]:
    path = MODULES[module]
    package = module if path.name == "__init__.py" else module.rpartition(".")[0]
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return set(names_imported(tree, package))


def within(module: str, *packages: str) -> bool:
    return any(module == package or module.startswith(f"{package}.") for package in packages)


def breaches(where: tuple[str, ...], forbidden: tuple[str, ...]) -> list[str]:
    """Every import of something forbidden in the modules of these packages."""
    return sorted(
        f"{module} imports {name}"
        for module in MODULES
        if within(module, *where)
        for name in imports_of(module)
        if within(name, *forbidden)
    )


OURS_ABOVE_THE_MODEL = tuple(
    f"simul.{name}"
    for name in (
        *("api", "cli", "comparison", "lessons", "modes"),
        *("recording", "report", "sweep", "tui"),
    )
)


@pytest.mark.parametrize(
    ("where", "forbidden"),
    [
        # The model knows no screen, no command line, no asyncio, and nothing that is built on it.
        ("simul.exhibition", ("textual", "rich", "click", "asyncio", *OURS_ABOVE_THE_MODEL)),
        ("simul.modes", ("textual", "rich", "click", "simul.cli", "simul.report", "simul.tui")),
        ("simul.modes", ("simul.api", "simul.comparison", "simul.lessons", "simul.sweep")),
        ("simul.comparison", ("textual", "click", "asyncio", "simul.cli", "simul.report")),
        ("simul.recording", ("textual", "rich", "click", "asyncio", "simul.api", "simul.cli")),
        ("simul.recording", ("simul.lessons", "simul.report", "simul.sweep", "simul.tui")),
        ("simul.modes", ("simul.recording",)),
        ("simul.comparison", ("simul.recording",)),
        ("simul.report", ("textual", "click", "asyncio", "simul.cli", "simul.lessons")),
        # A sweep knows no screen and no format; reports are made of it.
        ("simul.sweep", ("textual", "rich", "click", "asyncio", "simul.api", "simul.cli")),
        ("simul.sweep", ("simul.lessons", "simul.report", "simul.tui")),
        ("simul.comparison", ("simul.sweep",)),
    ],
)
def test_imports_point_downwards(where: str, forbidden: tuple[str, ...]) -> None:
    assert breaches((where,), forbidden) == []


def test_nothing_but_the_command_that_launches_it_imports_the_tui() -> None:
    importing = {
        module
        for module in MODULES
        if not within(module, "simul.tui")
        and any(within(name, "simul.tui", "textual") for name in imports_of(module))
    }
    assert all(within(module, "simul.cli", "simul.__main__") for module in importing)
    assert len(importing) <= 1


@pytest.mark.parametrize("mode", MODES.values(), ids=lambda mode: mode.name)
def test_a_mode_fits_on_the_projector(mode: object) -> None:
    path = MODULES[mode.module]  # type: ignore[attr-defined]
    assert path == mode.source  # type: ignore[attr-defined]
    assert len(path.read_text(encoding="utf-8").splitlines()) < 80


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_docstring_and_is_one_idea(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text)), "has no docstring"
    assert len(text.splitlines()) < 300


# The test itself


def imported(text: str, package: str = "simul.modes") -> set[str]:
    return set(names_imported(ast.parse(text), package))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("import asyncio", "asyncio"),
        ("import asyncio.tasks as t", "asyncio.tasks"),
        ("from simul import tui", "simul.tui"),
        ("def f():\n    from simul.tui.app import App", "simul.tui.app"),
        ("from . import sync", "simul.modes.sync"),
        ("from .runtime import blocking", "simul.modes.runtime.blocking"),
        ("from ..tui import app", "simul.tui.app"),
        ("importlib.import_module('simul.tui')", "simul.tui"),
    ],
)
def test_an_import_is_found_however_it_is_written(text: str, name: str) -> None:
    assert name in imported(text)
