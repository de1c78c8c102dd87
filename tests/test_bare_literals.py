"""New words on screen go through ``wording.tr``: what stood bare before the door was there is listed, and only shrinks.

The list is ``tests/data/bare_literals.txt``: one text a line, as Python writes
it, ``{}`` where an f-string puts a value. ``python -m tests.test_bare_literals``
takes out of it what no longer stands in the code; it adds nothing.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from analyst_app.ui.article.text_style import FACES, SAMPLE
from analyst_app.ui.commands.keys import KEY_NAMES
from analyst_app.ui.commands.menu_titles import MENUS, SUBMENUS

ROOT = Path(__file__).parent.parent
LISTED = Path(__file__).parent / "data" / "bare_literals.txt"
ROOMS = ("ui", "commands")
THROUGH_THE_DOOR = {"tr", "marked"}
NOT_SHOWN = {"setObjectName", "getattr", "setattr", "hasattr", "getLogger", "debug", "import_module", "property"} | {
    *("startswith", "endswith", "removeprefix", "removesuffix", "partition", "rpartition"),
}
"""Calls whose texts nobody sees."""
NOT_SHOWN_AS = {"hint_when", "objectName"}
"""Names of arguments of which the same is true."""
SHOWN = {
    *("setText", "setToolTip", "setStatusTip", "setWhatsThis", "setWindowTitle", "setTitle", "setPlaceholderText"),
    *("setAccessibleName", "setAccessibleDescription", "setLabelText", "setButtonText", "setInformativeText"),
    *("setDetailedText", "setPrefix", "setSuffix", "setSpecialValueText", "setHtml", "setPlainText", "setItemText"),
    *("setTabText", "setHeaderLabels", "setHorizontalHeaderLabels", "showMessage", "appendPlainText"),
    *("addAction", "addItem", "addItems", "addTab", "addMenu", "addRow", "addButton", "insertItem", "insertTab"),
    *("QLabel", "QPushButton", "QToolButton", "QCheckBox", "QRadioButton", "QGroupBox", "QAction", "QMenu"),
    *("QDockWidget", "QListWidgetItem", "QTreeWidgetItem", "QTableWidgetItem", "QStandardItem", "QProgressDialog"),
    *("say", "put", "refuse", "print", "Progress", "counted"),
}
"""Calls whose texts everybody sees, so that one letter is enough: of Qt, and of the rooms for a word to the person."""
NAMES = {*MENUS, *SUBMENUS, *KEY_NAMES, "Del", "tag.", "retag.", *FACES, SAMPLE}
"""By these the code asks for a menu, a key, a tag's action or a font, and measures one; ``tr`` says those shown."""
_LETTER = re.compile(r"[^\W\d_]")
_MARKUP = re.compile(r"<[^<>]*>|&#?\w+;")
_SENTENCE = re.compile(r"[^\W\d_]{2,}[^\n]* [^\n]*[^\W\d_]{2,}|^[A-Z][a-z]{2,}…?$|[^\W\d_]{3,}[.:…!?]$")
"""Two words, one word with a capital, or one with a stop."""


def bare_texts(path: Path) -> Iterator[str]:
    """Literals of a module that a person could read, those inside ``tr(…)`` and docstrings left out."""
    tree = ast.parse(path.read_text("utf-8"))
    passed_over: set[int] = set()
    shown: set[int] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            passed_over.add(id(node.value))  # a docstring, also one under a field
        elif isinstance(node, ast.Call) and _name_of(node.func) in THROUGH_THE_DOOR | NOT_SHOWN:
            passed_over |= {id(inner) for inner in ast.walk(node) if inner is not node and not _is_filled(inner, node)}
        elif isinstance(node, ast.Subscript):
            passed_over |= set(map(id, ast.walk(node.slice)))  # a key, or a type
        elif isinstance(node, ast.keyword) and node.arg in NOT_SHOWN_AS:
            passed_over |= set(map(id, ast.walk(node.value)))
        elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and _name_of(node.exc.func) in _BUGS:
            passed_over |= set(map(id, ast.walk(node)))
        elif isinstance(node, ast.JoinedStr) and id(node) not in passed_over:
            passed_over |= {id(value) for value in node.values}
        if isinstance(node, ast.Call) and _name_of(node.func) == "setText" and len(node.args) > 1:
            passed_over.add(id(node.args[0]))  # the key of a fact in a picture's file
        if isinstance(node, ast.Call) and _name_of(node.func) in SHOWN:
            heard = node.args[:1] if _name_of(node.func) == "addItem" else node.args  # its second is kept with it
            given = [*heard, *(one.value for one in node.keywords if one.arg != "objectName")]
            shown |= {id(text) for value in given for text in _texts_in(value)}
    for node in ast.walk(tree):
        text = _text_of(node) if id(node) not in passed_over else None
        if not text:
            continue
        is_code = NAMES.issuperset(text.split("/")) or text.startswith(("from ", "import ", "pip install "))
        is_sentence = _SENTENCE.search(text) and not is_code
        if is_sentence or (id(node) in shown and _LETTER.search(_MARKUP.sub("", text))):
            yield text


def _texts_in(value: ast.expr) -> Iterator[ast.expr]:
    """Texts of which a value is made or chosen; what a call makes of its arguments is left out."""
    if isinstance(value, ast.Constant):
        yield value
        return
    if isinstance(value, ast.JoinedStr):
        yield value
    parts: list[ast.expr] = []
    if isinstance(value, ast.JoinedStr):
        parts = [one.value for one in value.values if isinstance(one, ast.FormattedValue)]
    elif isinstance(value, ast.IfExp):
        parts = [value.body, value.orelse]
    elif isinstance(value, ast.BinOp):
        parts = [value.left, value.right]
    elif isinstance(value, ast.BoolOp):
        parts = value.values
    elif isinstance(value, ast.List | ast.Tuple):
        parts = value.elts
    elif isinstance(value, ast.Starred | ast.NamedExpr):
        parts = [value.value]
    elif isinstance(value, ast.Call) and isinstance(value.func, ast.Attribute):
        parts = [value.func.value] if isinstance(value.func.value, ast.Constant) else []  # "{} of them".format(…)
    for part in parts:
        yield from _texts_in(part)


def _is_filled(inner: ast.AST, call: ast.Call) -> bool:
    """True of an f-string given to ``tr``: no catalogue can know what it will be."""
    return isinstance(inner, ast.JoinedStr) and _name_of(call.func) in THROUGH_THE_DOOR


_BUGS = {"ValueError", "KeyError", "TypeError", "RuntimeError", "AssertionError", "LookupError"}
"""Exceptions that only a mistake of ours raises."""


def _name_of(called: ast.expr) -> str:
    return called.attr if isinstance(called, ast.Attribute) else called.id if isinstance(called, ast.Name) else ""


def _text_of(node: ast.AST) -> str | None:
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in node.values)
    return None


def found_today() -> dict[str, str]:
    """Every bare text of the rooms, with a module that has it."""
    paths = [path for room in ROOMS for path in sorted((ROOT / "analyst_app" / room).rglob("*.py"))]
    return {text: str(path.relative_to(ROOT)) for path in paths for text in bare_texts(path)}


def listed() -> set[str]:
    return {ast.literal_eval(line) for line in LISTED.read_text("utf-8").splitlines()}


def test_a_new_text_on_screen_goes_through_tr() -> None:
    known = listed()
    new = [f"{path}: {text!r}" for text, path in found_today().items() if text not in known]
    assert not new, "write tr(…) from analyst_app.wording round these texts:\n" + "\n".join(new)


def test_the_check_sees_a_bare_text_and_passes_over_what_tr_has(tmp_path: Path) -> None:
    module = tmp_path / "made.py"
    module.write_text(
        '"""A docstring, of course."""\n'
        'label.setText("Nothing is open.")\n'
        'label.setText(f"{n} articles were found")\n'
        'label.setText(tr("All of it went through the door"))\n'
        'label.setText(tr(f"{n} articles are lost on translators"))\n'
        'label.setObjectName("Some odd name")\n'
        'raise ValueError("only a bug says this")\n',
        "utf-8",
    )
    assert list(bare_texts(module)) == [
        "Nothing is open.",
        "{} articles were found",
        "{} articles are lost on translators",
    ]


def test_one_small_word_is_enough_where_it_is_surely_shown(tmp_path: Path) -> None:
    module = tmp_path / "made.py"
    module.write_text(
        'label.setText("none")\n'
        'label.setText(f"{n} left")\n'
        'label.setText(f"<b>{n}</b>&nbsp;·")\n'
        'label.setText("on" if is_on else tr("off"))\n'
        "button = QPushButton(name or 'untitled')\n"
        "terminal.put(f\"{n}: {'once' if n == 1 else 'more'}\")\n"
        'progress = terminal.Progress("articles", 3)\n'
        'menu.addAction("copy" + key)\n'
        'box.addItems(["first", "second"])\n'
        'terminal.say("{} gone".format(n))\n'
        'label.setText(words("inside"))\n'
        'label.setProperty("kind", "warning")\n'
        'chosen = table["key"]\n'
        'label.setText("→ 12 %")\n',
        "utf-8",
    )
    assert sorted(bare_texts(module)) == sorted(
        ["none", "{} left", "on", "untitled", "once", "more", "articles", "copy", "first", "second", "{} gone"]
    )


if __name__ == "__main__":
    left = sorted(listed() & set(found_today()))
    LISTED.write_text("".join(f"{text!r}\n" for text in left), "utf-8")
