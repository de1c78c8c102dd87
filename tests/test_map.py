"""The map of the rooms, ``docs/make_map.py``: true to the imports, and a house of few floors."""

from __future__ import annotations

import ast
import importlib.util
from pathlib import Path
from types import ModuleType

import pytest

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def make_map() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_map", ROOT / "docs" / "make_map.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_page_and_the_picture_are_as_the_imports_are(make_map: ModuleType) -> None:
    house = make_map.rooms()
    again = "draw it again: python docs/make_map.py"
    assert make_map.table(house) in make_map.PAGE.read_text("utf-8"), again
    assert make_map.picture(house) == make_map.PICTURE.read_text("utf-8"), again


def test_the_house_has_at_most_twenty_rooms_on_twelve_floors(make_map: ModuleType) -> None:
    house = make_map.rooms()
    assert len(house) <= 20
    assert len(make_map.floors(house)) <= 12  # ``wording`` has one of its own: ``errors`` says its words through it


def test_floors_and_arrows_of_a_small_house(make_map: ModuleType) -> None:
    house = {"cellar": frozenset(), "hall": frozenset({"cellar"}), "roof": frozenset({"cellar", "hall"})}
    assert make_map.floors(house) == [["cellar"], ["hall"], ["roof"]]
    assert make_map._not_implied("roof", house) == {"hall"}


def test_no_folder_of_modules_is_too_large_to_read_at_a_glance() -> None:
    folders = {path.parent for path in (ROOT / "analyst_app").rglob("*.py")}
    sizes = {folder: sum(path.name != "__init__.py" for path in folder.glob("*.py")) for folder in folders}
    assert max(sizes.values()) <= 30
    assert sorted(sizes.values())[len(sizes) // 2] <= 15


def test_files_and_functions_stay_small_enough_to_read() -> None:
    sources = {path: path.read_text("utf-8") for path in (ROOT / "analyst_app").rglob("*.py")}
    lines = sorted(source.count("\n") for source in sources.values())
    assert lines[len(lines) // 2] <= 130
    assert lines[-1] <= 450
    functions = [
        (path.name, node.name)
        for path, source in sources.items()
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) and node.end_lineno - node.lineno >= 50
    ]
    assert not functions
