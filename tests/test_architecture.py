"""How the parts may know of one another, and in which order the folders stand."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import simul

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


ORDER = (
    *("scenario", "hall", "runtime", "modes", "analysis", "formats", "experiments", "sweep"),
    *("lessons", "classroom", "tui", "cli"),
)
"""The folders, lowest first: one imports nothing of those behind it."""


def folder(module: str) -> str:
    return [*module.split("."), ""][1]


@pytest.mark.parametrize("module", MODULES)
def test_imports_point_downwards(module: str) -> None:
    above = ORDER[ORDER.index(folder(module)) + 1 :] if folder(module) in ORDER else ()
    found = [name for name in imports_of(module) if within(name, *(f"simul.{a}" for a in above))]
    # What is below the screen and the command line knows neither.
    if above and folder(module) != "tui":
        found += [name for name in imports_of(module) if within(name, "textual", "click")]
    assert found == []


def test_every_folder_has_its_place_in_the_order() -> None:
    folders = {path.name for path in PACKAGE.iterdir() if (path / "__init__.py").exists()}
    assert folders <= set(ORDER)


def test_there_are_no_circles() -> None:
    left = {module: imports_of(module) & MODULES.keys() - {module} for module in MODULES}
    while ends := [module for module, needs in left.items() if not needs & left.keys()]:
        for module in ends:
            del left[module]
    in_a_circle = {module: sorted(needs & left.keys()) for module, needs in left.items()}
    assert in_a_circle == {}


def test_nothing_but_the_command_that_launches_it_imports_the_tui() -> None:
    importing = {
        module
        for module in MODULES
        if not within(module, "simul.tui")
        and any(within(name, "simul.tui", "textual") for name in imports_of(module))
    }
    assert importing == {"simul.cli.commands.watch"}


@pytest.mark.parametrize("module", MODULES)
def test_every_module_has_a_docstring(module: str) -> None:
    text = MODULES[module].read_text(encoding="utf-8")
    assert ast.get_docstring(ast.parse(text))


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
        ("from .pitfalls import cpu_hog", "simul.modes.pitfalls.cpu_hog"),
        ("from ..tui import app", "simul.tui.app"),
        ("importlib.import_module('simul.tui')", "simul.tui"),
    ],
)
def test_an_import_is_found_however_it_is_written(text: str, name: str) -> None:
    assert name in imported(text)
