"""The house: who may import whom, through which door a library comes in, and what is not allowed anywhere.

FLOORS and DOORS are the map of the architecture; everything here is read from the source, nothing is run but the
last proof.
"""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from typing import NamedTuple

import pytest

import trainer

PACKAGE = Path(trainer.__file__).parent
ROOT = PACKAGE.parent

FLOORS = {
    "__init__": 0, "errors": 0, "text": 0, "language": 0,  # words everyone shares
    "theory": 1,  # every formula, pure
    "scenario": 2,  # what an author writes
    "conversation": 3,  # what happens
    "debrief": 4,  # what it meant
    "authoring": 5,  # what helps an author
    "records": 5,  # what is kept and what leaves
    "classroom": 5,  # ballots and the phone page
    "practice": 6,  # one sitting as values and steps
    "plain": 7, "tui": 7,  # the two players
    "cli": 8,  # one verb each
    "__main__": 9,
}  # fmt: skip
"""Imports go down only."""

DOORS = {
    "gettext": "language",
    "yaml": "scenario", "pydantic": "scenario", "pydantic_core": "scenario",
    "transitions": "conversation",
    "sqlite3": "records", "jinja2": "records", "platformdirs": "records", "filelock": "records", "psutil": "records",
    "aiohttp": "classroom", "segno": "classroom",
    "textual": "tui", "rich": "tui",
    "click": "cli",
    "pytest": "authoring",
}  # fmt: skip
"""Each library comes in through one door."""

SPEAKERS = {"cli", "plain"}
EMPTY_NAMES = {"util", "utils", "helper", "helpers", "manager", "managers", "core"}
TOP_LEVEL = {"pyproject.toml", "trainer", "scenarios", "tests", "README.md", "CHANGELOG.md", "LICENSE", "uv.lock"}
LONGEST_MODULE, LONG_FUNCTION = 350, 35


class Import(NamedTuple):
    """One imported module; `now` is False inside a function or a TYPE_CHECKING block."""

    line: int
    name: str
    now: bool


class Module(NamedTuple):
    """One file of the product."""

    name: str
    package: str
    path: Path
    tree: ast.Module

    def at(self, line: int, what: str) -> str:
        return f"{self.path.relative_to(ROOT)}:{line}: {what}"


@cache
def modules() -> tuple[Module, ...]:
    """Return every file of the product, parsed."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        name = ".".join(("trainer", *(part for part in parts if part != "__init__")))
        found.append(Module(name, parts[0], path, ast.parse(path.read_text(encoding="utf-8"))))
    return tuple(found)


def imports(module: Module) -> Iterator[Import]:
    """Yield everything a file imports, wherever it stands in the file."""
    known = {other.name for other in modules()}
    for node, now in _nodes(module.tree, True):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield Import(node.lineno, alias.name, now)
        elif isinstance(node, ast.ImportFrom):
            base = _base(module, node)
            for alias in node.names:
                whole = f"{base}.{alias.name}"
                yield Import(node.lineno, whole if whole in known else base, now)


def _base(module: Module, node: ast.ImportFrom) -> str:
    if not node.level:
        return node.module or ""
    package = module.name.split(".")
    up = node.level - (module.path.name == "__init__.py")
    return ".".join((*package[: len(package) - up], *([node.module] if node.module else [])))


def _nodes(parent: ast.AST, now: bool) -> Iterator[tuple[ast.AST, bool]]:
    for node in ast.iter_child_nodes(parent):
        yield node, now
        later = isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
        typing_only = isinstance(node, ast.If) and "TYPE_CHECKING" in ast.unparse(node.test)
        yield from _nodes(node, now and not later and not typing_only)


def package_of(name: str) -> str:
    """Return the package a module of ours belongs to."""
    return [*name.split("."), "__init__"][1]


# --- the map ----------------------------------------------------------------------------------------------


def test_every_package_has_a_floor() -> None:
    assert {module.package for module in modules()} - FLOORS.keys() == set()


def test_imports_go_down_only() -> None:
    wrong = []
    for module in modules():
        for found in imports(module):
            if found.name.split(".")[0] != "trainer":
                continue
            there, here = package_of(found.name), module.package
            shared = FLOORS[there] == FLOORS[here] == 0
            if there != here and not shared and FLOORS[there] >= FLOORS[here]:
                wrong.append(module.at(found.line, f"{here} may not import {found.name}"))
    assert wrong == []


def test_each_library_comes_in_through_one_door() -> None:
    wrong = []
    for module in modules():
        for found in imports(module):
            library = found.name.split(".")[0]
            if library in DOORS and DOORS[library] != module.package:
                wrong.append(module.at(found.line, f"{library} belongs in {DOORS[library]}"))
    assert wrong == []


def test_no_library_comes_in_that_is_not_on_the_map() -> None:
    known = {*DOORS, "trainer", *sys.stdlib_module_names}
    wrong = [
        module.at(found.line, found.name)
        for module in modules()
        for found in imports(module)
        if found.name.split(".")[0] not in known
    ]
    assert wrong == []


def test_no_rings_between_modules() -> None:
    names = {module.name for module in modules()}
    graph = {
        module.name: {found.name for found in imports(module) if found.now and found.name in names - {module.name}}
        for module in modules()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as ring:
        pytest.fail(" -> ".join(ring.args[1]))


def test_talking_needs_no_screen_no_store_and_no_network(tmp_path: Path) -> None:
    heavy = ("textual", "rich", "click", "sqlite3", "jinja2", "aiohttp")
    script = f"import sys, trainer.conversation, trainer.debrief; print([m for m in {heavy} if m in sys.modules])"
    command, here = [sys.executable, "-c", script], {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path, env=here)
    assert done.stdout.strip() == "[]"


# --- manners ----------------------------------------------------------------------------------------------


def test_only_the_command_line_and_the_plain_player_write_to_stdout() -> None:
    wrong = []
    for module in modules():
        if module.package in SPEAKERS:
            continue
        for node in ast.walk(module.tree):
            printed = isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "print"
            streamed = isinstance(node, ast.Attribute) and node.attr in ("stdout", "__stdout__")
            taken = isinstance(node, ast.ImportFrom) and any(alias.name == "stdout" for alias in node.names)
            if printed or streamed or taken:
                wrong.append(module.at(getattr(node, "lineno", 0), "writes to stdout"))
    assert wrong == []


def test_no_module_has_a_name_that_says_nothing() -> None:
    assert [module.name for module in modules() if EMPTY_NAMES & set(module.name.split("."))] == []


def test_no_error_is_caught_without_knowing_which() -> None:
    wrong = []
    for module in modules():
        for node in ast.walk(module.tree):
            if not isinstance(node, ast.ExceptHandler):
                continue
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            if any(kind is None or ast.unparse(kind) in ("Exception", "BaseException") for kind in kinds):
                wrong.append(module.at(node.lineno, "catches everything"))
    assert wrong == []


def test_modules_fit_one_reading() -> None:
    lengths = {module.name: len(module.path.read_text(encoding="utf-8").splitlines()) for module in modules()}
    assert {name: length for name, length in lengths.items() if length > LONGEST_MODULE} == {}


def test_functions_are_short() -> None:
    lengths = sorted(
        ((node.end_lineno or 0) - node.lineno + 1, module.at(node.lineno, node.name))
        for module in modules()
        for node in ast.walk(module.tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )
    assert lengths[int(len(lengths) * 0.95)][0] < LONG_FUNCTION, lengths[-20:]


# --- the top of the checkout ------------------------------------------------------------------------------


def top_level() -> set[str]:
    """Return what stands at the top: what git knows or would add, else what is there; dot files apart."""
    if shutil.which("git") and (ROOT / ".git").exists():
        command = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.splitlines()
        found = {line.strip('"').split("/")[0] for line in listed}
    else:
        made = {"__pycache__", "build", "dist", "PKG-INFO"}
        found = {path.name for path in ROOT.iterdir() if path.name not in made and path.suffix != ".egg-info"}
    return {name for name in found if not name.startswith(".")}


def test_nothing_stands_at_the_top_that_does_not_belong_there() -> None:
    assert top_level() - TOP_LEVEL == set()


def test_everything_that_belongs_at_the_top_stands_there() -> None:
    assert TOP_LEVEL - top_level() == set()
