"""House rules that a reading of the imports and names can check. Who may import whom: see pyproject.toml."""

from __future__ import annotations

import ast
import gc
import re
import subprocess
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from tests.part_reading import House, Reach

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "analyst_app"

MODULES = sorted(PACKAGE.rglob("*.py"))
pytestmark = pytest.mark.xdist_group("architecture")
"""One process reads the whole program for all of these checks."""


@cache
def words_of(path: Path) -> str:
    """The text of a file; no check changes one."""
    return path.read_text("utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """The tree of a file, parsed once for all checks."""
    return ast.parse(words_of(path))


@cache
def nodes_of(path: Path) -> tuple[ast.AST, ...]:
    """All nodes of a file, in the order of ``ast.walk``."""
    return tuple(ast.walk(tree_of(path)))


@pytest.fixture(scope="module", autouse=True)
def the_trees_go_with_these_checks() -> Iterator[None]:
    """No other test carries them about: a quarter of a gigabyte, which the garbage collector would go through."""
    gc.disable()  # trees are no garbage, and each full collection walks through all of them
    yield
    gc.enable()
    for kept in (words_of, tree_of, nodes_of):
        kept.cache_clear()


def name_of(path: Path) -> str:
    return ".".join(path.relative_to(ROOT).with_suffix("").parts)


def test_core_is_read_with_the_standard_library_alone() -> None:
    names = [name_of(path) for path in (PACKAGE / "core").glob("*.py") if path.stem != "__init__"]
    code = f"""
import importlib, sys
for name in {names}: importlib.import_module(name)
print(*{{name.partition(".")[0] for name in sys.modules}} - sys.stdlib_module_names)
"""
    found = subprocess.run([sys.executable, "-S", "-c", code], check=True, capture_output=True, text=True, cwd=ROOT)
    assert set(found.stdout.split()) == {"analyst_app", "__main__"}


def test_every_folder_of_code_is_installed() -> None:
    """An editable copy runs without that; ``pipx install .`` lacks what is not listed."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["setuptools"]["packages"]
    folders = {name_of(path.parent) for path in PACKAGE.rglob("__init__.py")}
    assert set(listed) - {"analyst_app.resources", "analyst_app.docs"} == folders


def test_no_window_is_imported_by_the_command_line() -> None:
    code = "import sys, analyst_app.cli; assert not any(m.startswith(('PySide6', 'msgspec')) for m in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)


def test_no_module_has_a_name_that_says_nothing_or_shadows_another() -> None:
    for path in MODULES:
        assert path.stem not in ("utils", "helpers", "common", "manager", "base"), path
        if path.stem not in ("__init__", "__main__"):
            assert path.stem not in sys.stdlib_module_names, f"{path} shadows a module of the standard library"


WORDS_OF_THE_API = {"Annotation", "Layer"}
"""Classes of ``reading``: who programs says the glossary's words, and gets plain values in place of stored records."""


def test_a_name_means_one_thing() -> None:
    files = Counter(path.name for path in MODULES if path.name != "__init__.py")
    twice = {name for name, times in files.items() if times > 1}
    pairs = {path.name for path in (PACKAGE / "importers" / "annotations").rglob("*.py")}
    assert twice <= pairs, "a file's name stands twice only as reader and writer of one format"
    classes = Counter(
        node.name
        for path in MODULES
        for node in nodes_of(path)
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    )
    assert {name for name, times in classes.items() if times > 1} <= WORDS_OF_THE_API


def test_a_thing_with_a_length_that_is_no_collection_is_true_even_if_it_is_empty() -> None:
    """Of a layer in which everything waits, ``if store`` was false, and nobody could reach what waits."""
    for path in MODULES:
        for node in nodes_of(path):
            if not isinstance(node, ast.ClassDef):
                continue
            names = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
            if "__len__" in names and "__iter__" not in names:
                assert "__bool__" in names, f"{path}: {node.name} is false when it is empty"


def test_nobody_walks_along_qts_chain_of_focus() -> None:
    """PySide makes what it returns a child of the widget it was asked of: menus died with a card that was rebuilt."""
    walking = [path.name for path in MODULES if "InFocusChain(" in words_of(path)]
    assert walking == []


def test_no_code_reads_text_back_from_a_widget() -> None:
    for path in MODULES:
        for node in nodes_of(path):
            if isinstance(node, ast.Attribute) and node.attr == "selectedText":
                raise AssertionError(f"{path}:{node.lineno} reads text back from a widget")


_SPELT_ONCE = re.compile(
    r"\.annotations\.json|^\.annotations$|\.annotations\\?\.tmp|\.source\.json|codebook\.json|actors\.json|\.damaged-|^~\$|\.tmp$"
    r"|media-annotations|media-source(?!s)|^gold-$|\[a-z0-9_-\]\{+0,31|^\.txt$|\.txt\b(?=[)\"* ]|$)"
)
_HOMES = {"storage.file_names", "core.layer_ids"}
_OTHER_PROGRAMS_NAMES = ("importers.", "export.formats.", "export.preview", "export.unheld")
"""Rooms of other formats, whose own files end in .txt, too."""


def _texts_of(path: Path) -> Iterator[tuple[int, str]]:
    """Texts and bytes that stand in a module, docstrings left out, with their lines."""
    said = {id(node.value) for node in nodes_of(path) if isinstance(node, ast.Expr)}
    for node in nodes_of(path):
        if isinstance(node, ast.Constant) and id(node) not in said and isinstance(node.value, str | bytes):
            yield node.lineno, node.value if isinstance(node.value, str) else node.value.decode("latin-1")


@pytest.mark.parametrize("path", MODULES, ids=name_of)
def test_names_of_files_are_spelt_in_one_module_only(path: Path) -> None:
    module = name_of(path).removeprefix("analyst_app.")
    if module in _HOMES:
        return
    is_of_others = module.startswith(_OTHER_PROGRAMS_NAMES)
    for line, text in _texts_of(path):
        found = _SPELT_ONCE.search(text)
        if found and not (is_of_others and ".txt" in found[0]) and (module, found[0]) not in _OWN_HOMES:
            raise AssertionError(f"{path}:{line} spells {found[0]!r}: say it with storage.file_names")


_OWN_HOMES = {("storage.sidecar", "media-annotations"), ("storage.team_files", "media-source")}
"""What a file says that it is: spelt where its bytes are written."""


def test_the_garbage_collector_is_switched_off_in_one_place() -> None:
    for path in MODULES:
        uses = [node.attr for node in nodes_of(path) if isinstance(node, ast.Attribute)]
        if "disable" in uses:  # the second: for as long as the window is open, see ui.start.housekeeping
            assert path.name in ("bulk_work.py", "open_command.py"), f"{path}: say core.bulk_work"


# -- the parts of the window -------------------------------------------------------------

UI = PACKAGE / "ui"
TOP = {"app.py", "main_window.py", "reading_place.py"}
"""Modules of the window that may know it; and those in ``furnishing``."""
MOST_THINGS = 5


def ui_modules() -> list[Path]:
    return sorted(UI.rglob("*.py"))


def is_top(path: Path) -> bool:
    return (path.parent == UI and path.name in TOP) or path.parent.name == "furnishing"


def classes_of(path: Path) -> list[ast.ClassDef]:
    return [node for node in nodes_of(path) if isinstance(node, ast.ClassDef)]


def bases_of(found: ast.ClassDef) -> list[str]:
    return [ast.unparse(base).rpartition(".")[2] for base in found.bases]


def of_qt() -> dict[str, ast.ClassDef]:
    """Our classes that are QObjects, by name."""
    classes = {found.name: found for path in ui_modules() for found in classes_of(path)}
    known: dict[str, ast.ClassDef] = {}
    while True:
        more = {
            name: found
            for name, found in classes.items()
            if name not in known and any(base in known or base.startswith("Q") for base in bases_of(found))
        }
        if not more:
            return known
        known |= more


def function_named(found: ast.ClassDef, name: str) -> ast.FunctionDef | None:
    return next((one for one in found.body if isinstance(one, ast.FunctionDef) and one.name == name), None)


def parameters_of(function: ast.FunctionDef) -> list[ast.arg]:
    every = [*function.args.posonlyargs, *function.args.args, *function.args.kwonlyargs]
    every += [one for one in (function.args.vararg, function.args.kwarg) if one is not None]
    return [one for one in every if one.arg != "self"]


def test_the_window_is_named_in_few_modules() -> None:
    naming = [path for path in ui_modules() if re.search(r"\bMainWindow\b", words_of(path))]
    assert [path.name for path in naming if not is_top(path)] == []
    assert len(naming) <= 5, naming


@pytest.mark.parametrize("path", ui_modules(), ids=name_of)
def test_a_part_takes_few_things_and_never_the_window(path: Path) -> None:
    for found in classes_of(path):
        init = function_named(found, "__init__")
        things = parameters_of(init) if init is not None else []  # Qt's parent is one of them
        assert len(things) <= MOST_THINGS, f"{found.name} takes {[one.arg for one in things]}"
        if is_top(path):
            continue
        for function in (node for node in ast.walk(found) if isinstance(node, ast.FunctionDef)):
            for one in parameters_of(function):
                kind = ast.unparse(one.annotation) if one.annotation is not None else ""
                assert not re.search(r"\bQ?MainWindow\b", kind), f"{found.name}.{function.name} takes the window"


KEPT = {("ModeKeeper", "mode"), ("OpenReview", "review"), ("Autosave", "saver"), ("Autosave", "unsaved")}
"""Parts that are made and let go while the window stands, and the one part whose work is to keep each of them.

Which mode has the keys, which review is open and what saves a session is another
thing each time, so nobody can be given it when the window is made: it is asked
for, as the open session is, of the part that was made to be asked.
"""


def texts_of_ui() -> dict[str, str]:
    return {name_of(path).removesuffix(".__init__"): words_of(path) for path in ui_modules()}


@cache
def house() -> House:
    return House(texts_of_ui())


def forbidden(found: House) -> list[Reach]:
    """What is read through a part, but for what is kept; and through a bundle, but by the window itself."""
    tops = {name_of(path) for path in ui_modules() if is_top(path)}
    return [
        one
        for one in found.reaches()
        if (one.through, one.asked_for) not in KEPT and not (one.through in found.bundles and one.module in tops)
    ]


def test_nobody_reads_through_one_part_to_reach_another() -> None:
    """Outside furnishing nobody takes a part out of a part: not ``view.painter``, and so not ``view.painter.theme``.

    A *part* is a class of ours in ``ui`` that is one of Qt's (its base is, as
    ``QObject`` or ``QWidget``), or that works with a part: one of its fields holds
    one. A ``Protocol`` is a part, for it stands for one. Data are none (named
    tuples, data classes, enumerations), nor is what Qt itself gives
    (``view.viewport()``), nor what comes from another room. A part may read what
    is its own (``self.painter``), not what is in that. A named tuple of parts is
    a *bundle*: only the window's own modules, and furnishing, take parts out of it.

    Types are read from annotations and calls of constructors, of fields,
    arguments, locals, properties and what functions give (see ``part_reading``).
    """
    assert [str(one) for one in forbidden(house())] == []


def test_what_a_part_is_said_to_keep_is_asked_of_it() -> None:
    assert {(one.through, one.asked_for) for one in house().reaches()} >= KEPT


PLANTED = """
from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.reading_place import ReadingPlace
from analyst_app.ui.review.review_view import ReviewView

class Intruder:
    def __init__(self, view: ArticleView, page: ReviewView | None, place: ReadingPlace) -> None:
        self._view, self._mine = view, ReviewView(None, None)
        self._place = place
        view.painter.forget()                                                     # an argument
        for one in (page, self._mine):
            one.text.clear()                                                      # one of several
    def look(self) -> None:
        self._view.painter.overlays.current                                       # a field
        here = self._view
        here.painter.forget()                                                     # a local
        (lambda: self._mine.panel.table.fit())()                                  # twice: the panel, and its table
        self._page().card.ask("", print)                                          # what a method gives
        self._place.view.setFocus()                                               # a bundle
    def _page(self) -> "ReviewView":
        return self._mine
    def innocent(self, bridge: SessionBridge) -> None:
        self._view.text_style.points, self._view.viewport().update()
        bridge.session.store.records, self._mine.setFocus(), self._view.selection.start
"""
"""A part as it must not be."""


def test_what_is_read_through_a_part_is_found_whatever_the_part_is_called() -> None:
    module = "analyst_app.ui.panels.intruder"
    found = [one for one in forbidden(House(texts_of_ui() | {module: PLANTED})) if one.module == module]
    assert sorted((one.through, one.words) for one in found) == [
        ("ArticleView", "here.painter"),
        ("ArticleView", "self._view.painter"),
        ("ArticleView", "view.painter"),
        ("DifferencePanel", "self._mine.panel.table"),
        ("ReadingPlace", "self._place.view"),
        ("ReviewView", "one.text"),
        ("ReviewView", "self._mine.panel"),
        ("ReviewView", "self._page().card"),
    ]
    assert {one.line for one in found if "#" not in PLANTED.splitlines()[one.line - 1]} == set()


def test_nobody_sets_an_attribute_of_a_part() -> None:
    """Only a part itself does, or through a property's setter; of what is no part, whoever made it may."""
    parts, attributes, setters = of_qt(), set(), set()
    others = {found.name for path in ui_modules() for found in classes_of(path)} - set(parts)
    for found in parts.values():
        attributes |= {target.attr for target in targets_in(found) if ast.unparse(target.value) == "self"}
        for node in ast.walk(found):
            if isinstance(node, ast.FunctionDef):
                setters |= {node.name for one in node.decorator_list if ast.unparse(one).endswith(".setter")}
    for path in ui_modules():
        tree = tree_of(path)
        allowed = {"self"} | {
            ast.unparse(node.targets[0])
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Call)
            and ast.unparse(node.value.func) in others
        }
        told = [one for one in targets_in(tree) if one.attr in attributes - setters]
        assert [ast.unparse(one) for one in told if ast.unparse(one.value) not in allowed] == [], path


def targets_in(tree: ast.AST) -> list[ast.Attribute]:
    """The attributes that are assigned."""
    return [node for node in ast.walk(tree) if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Store)]


# -- the test of a module ----------------------------------------------------------------

TESTS = ROOT / "tests"
BY_THE_WHOLE_PROGRAM = {"commands", "faults", "workflows"}
"""Folders of tests that start the program itself, whose imports say nothing of what they exercise."""


def modules_named_in(words: str) -> set[str]:
    """The dotted paths in a text, from the room on: ``storage.saver``, ``cli`` (written ``analyst_app.cli``)."""
    return {found.removeprefix("analyst_app.") for found in re.findall(r"\w+(?:\.\w+)+", words)}


@cache
def told_of(path: Path) -> tuple[str, frozenset[str]]:
    """A file's docstring, and the modules that it may import: by statement, or by a name in a string.

    Such a name is whole, or begins at the file's folder. Files of tests are read
    for no more than this, so their trees are not kept.
    """
    is_ours = path.is_relative_to(PACKAGE)
    tree = tree_of(path) if is_ours else ast.parse(path.read_text("utf-8"))
    found = set()
    for node in nodes_of(path) if is_ours else ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module} | {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Constant) and isinstance(node.value, str):
            found |= {node.value, f"{name_of(path.parent)}.{node.value}"}
    return ast.get_docstring(tree) or "", frozenset(found)


@cache
def files_by_name() -> dict[str, Path]:
    """The modules of the program and of its tests."""
    return {name_of(path): path for path in (*MODULES, *TESTS.rglob("*.py"))}


def reached_from(test: Path) -> set[str]:
    """The modules of the program that a test imports, itself or by way of others, from the room on."""
    files = files_by_name()
    reached, waiting = set(), {name_of(test)}
    while waiting:
        name = waiting.pop()
        reached.add(name)
        waiting |= (told_of(files[name])[1] & files.keys()) - reached
    return {name.removeprefix("analyst_app.") for name in reached if name.startswith("analyst_app.")}


def test_the_test_of_a_module_is_found_by_its_name_or_says_so() -> None:
    rooms = {path: path.relative_to(PACKAGE).with_suffix("") for path in MODULES if not path.stem.startswith("__")}
    left = {
        ".".join(room.parts) for room in rooms.values() if not (TESTS / room.parent / f"test_{room.name}.py").is_file()
    }
    for test in TESTS.rglob("test_*.py"):
        named = left & modules_named_in(told_of(test)[0])
        if named and test.parent.name not in BY_THE_WHOLE_PROGRAM:
            named &= reached_from(test)
        left -= named
    assert sorted(left) == [], "no test file has this module's name, and no test that imports it names it at its head"


def test_the_modules_that_a_test_says_it_tests_are_there() -> None:
    modules = {name_of(path).removeprefix("analyst_app.") for path in MODULES}
    for test in TESTS.rglob("test_*.py"):
        for words in re.findall(r"^Tests of ((?:.+\n?)+)", told_of(test)[0], re.MULTILINE):
            assert modules_named_in(words) <= modules, test


# -- who opens files ---------------------------------------------------------------------

_OPENS = {
    "read_bytes",
    "read_text",
    "write_bytes",
    "write_text",
    "copyfile",
    "copyfileobj",
    "copytree",
    "NamedTemporaryFile",
}
"""Ways to a file's bytes that follow whatever link stands in its place."""
_DOORS = {
    "storage.held_folder": "opens what lies inside the border, by folders' handles",
    "storage.atomic": "the lock file on Windows",
    "storage.locks": "the locks of the app's own files, and a folder's lock",
    "storage.private_files": "the app's own files, which lie in no folder of others",
    "session.journal": "the app's own files",
    "session.journal_threads": "the app's own files",
    "session.left_work": "the app's own files",
    "export.placing.folder_handle": "an export's folder, by its handle",
    "export.placing.one_step": "an export's folder, by its handle",
    "importers.files": "a file that the person named",
    "importers.plain_files": "a file that the person named, and what lies beside it",
    "importers.parsing_process": "the null device",
    "importers.dates": "files that ship with the app",
    "importers.news.news_database": "files that ship with the app",
    "ui.widgets.theme": "files that ship with the app",
    "ui.files.samples": "files that ship with the app",
    "ui.start.elf": "libraries of the system",
    "ui.start.single_instance": "the list of processes",
}
"""Modules that open files themselves, and whose."""
_STILL_BY_PATH = {
    "commands.rehydrate_command",
    "export.sink",
    "export.exporting",
    "export.formats.refi_qda",
    "export.formats.spacy_docs",
    "export.formats.workbook",
}
"""Modules that read what the person named, or write into a folder that the app has just made: may only become fewer."""


def _opens_files(path: Path) -> list[int]:
    """The lines in which a module opens a file by its name."""
    lines = []
    for node in nodes_of(path):
        if not isinstance(node, ast.Call):
            continue
        if isinstance(node.func, ast.Name) and node.func.id == "open":
            lines.append(node.lineno)
        elif isinstance(node.func, ast.Attribute):
            is_os_open = node.func.attr == "open" and ast.unparse(node.func.value) == "os"
            has_mode = node.func.attr == "open" and any(
                isinstance(one, ast.Constant) and one.value in ("r", "rb", "w", "wb", "x", "xb", "a", "ab", "a+")
                for one in node.args
            )
            if node.func.attr in _OPENS or is_os_open or has_mode:
                lines.append(node.lineno)
    return lines


def test_files_are_opened_in_few_modules_only_and_never_past_the_border() -> None:
    opening = {name_of(path).removeprefix("analyst_app."): _opens_files(path) for path in MODULES}
    found = {module: lines for module, lines in opening.items() if lines}
    others = found.keys() - _DOORS.keys() - _STILL_BY_PATH
    assert {module: found[module] for module in others} == {}, "say storage.regular_file or storage.atomic"
    assert found.keys() >= _STILL_BY_PATH, "take out of the list what opens no file by its name any more"
