"""Who may import whom: read from the imports, so that a wrong one fails here."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "analyst_app"

ROOMS_ALLOWED = {
    "errors": set(),
    "core": {"errors"},
    "preferences": {"errors", "resources"},
    "storage": {"core", "errors", "resources"},
    "importers": {"core", "errors", "resources"},
    "exporters": {"core", "errors", "resources"},
    "review": {"core", "errors", "resources"},
    "assist": {"core", "errors", "resources"},
    "session": {"core", "storage", "errors", "resources"},
    "corpus": {"core", "storage", "session", "importers", "errors", "resources"},
    "export": {"core", "storage", "session", "corpus", "exporters", "errors", "resources"},
    "ui": {
        "core",
        "session",
        "corpus",
        "review",
        "assist",
        "importers",
        "exporters",
        "export",
        "preferences",
        "errors",
        "resources",
    },
}
"""The arrows of the design; ``cli`` and ``commands`` may import everything."""

CORPUS_ROOM = {"corpus", "library"}
"""Modules and rooms that stand in corpus's place in the arrows."""

EXPORT_ROOM = {"dataset", "sidecar_names", "article_loading", "exporting", "export_preview"}
"""Top-level modules that feed the exporters with articles from files."""

SESSION_ROOM = {"article_text", "earlier_saves", "layer_files"}
"""Top-level modules that stand in session's place."""

CORE_LIBRARIES = {"regex"}
MODULES = sorted(PACKAGE.rglob("*.py"))


def room_of(module: str) -> str:
    """The room of ``analyst_app.storage.codec`` is ``storage``; of ``analyst_app`` itself, empty."""
    parts = module.split(".")
    room = parts[1] if len(parts) > 1 else ""
    if room in EXPORT_ROOM:
        return "export"
    if room in SESSION_ROOM:
        return "session"
    return "corpus" if room in CORPUS_ROOM else room


def imports_of(path: Path) -> list[tuple[str, bool]]:
    """Modules that a file imports, and whether at its top level."""
    tree = ast.parse(path.read_text("utf-8"))
    top = set(map(id, tree.body))
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [(alias.name, id(node) in top) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            base = node.module or ""
            if base == "analyst_app":
                found += [(f"{base}.{alias.name}", id(node) in top) for alias in node.names]
            else:
                found.append((base, id(node) in top))
    return found


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_a_module_imports_only_what_its_room_may(path: Path) -> None:
    room = room_of(name_of(path))
    for module, _ in imports_of(path):
        target = room_of(module) if module.startswith("analyst_app.") else ""
        if room in ROOMS_ALLOWED and target and target not in (room, "__version__"):
            assert target in ROOMS_ALLOWED[room], f"{room} imports {module}"
        if module.split(".")[0] in ("PySide6", "shiboken6"):
            assert room == "ui", f"{path} imports Qt"
        if room == "core" and not module.startswith("analyst_app"):
            assert module.split(".")[0] in sys.stdlib_module_names | CORE_LIBRARIES, f"core imports {module}"


def test_no_window_is_imported_by_the_command_line() -> None:
    code = "import sys, analyst_app.cli; assert not any(m.startswith(('PySide6', 'msgspec')) for m in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_ui_is_imported_by_open_only() -> None:
    for path in MODULES:
        if room_of(name_of(path)) in ("ui",):
            continue
        uses = [module for module, _ in imports_of(path) if module.startswith("analyst_app.ui")]
        if uses:
            assert path.name in ("open_command.py", "doctor_command.py"), f"{path} imports {uses}"


def test_no_module_has_a_name_that_says_nothing_or_shadows_another() -> None:
    for path in MODULES:
        assert path.stem not in ("utils", "helpers", "common", "manager", "base"), path
        if path.stem not in ("__init__", "__main__"):
            assert path.stem not in sys.stdlib_module_names, f"{path} shadows a module of the standard library"


def test_no_code_reads_text_back_from_a_widget() -> None:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr == "selectedText":
                raise AssertionError(f"{path}:{node.lineno} reads text back from a widget")
