"""Every kind of text that shifts offsets elsewhere: tagged through the real view, saved, read by plain Python.

Line ends × byte order mark × normal form × what bites × where it stands.
"""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.gestures.tagging import Scene, tag_here
from analyst_app.language.languages import language
from analyst_app.session.session import Session
from analyst_app.ui.article.article_view import ArticleView
from tests.saves import save_now

LINE_ENDS = {
    "lf": ("\n", "\n"),
    "crlf": ("\r\n", "\r\n"),
    "cr": ("\r", "\r"),
    "mixed": ("\r\n", "\n"),
    "none": (" ", " "),
}
ENCODINGS = {"BOM": "utf-8-sig", "no BOM": "utf-8", "UTF-16": "utf-16"}
BITING = {
    "emoji": "😀",
    "ZWJ": "👩‍👩‍👧‍👦",
    "flags": "🇩🇪🇫🇷",
    "combining": "e\u0301a\u0323\u0307",
    "RTL": "ليلى",
    "bidi override": "\u202egnp\u202c",
    "ZWSP": "\u200b",
    "NBSP": "\u00a0",
    "U+2028": "\u2028",
    "U+2029": "\u2029",
    "U+0085": "\u0085",
    "NUL": "\0",
    "U+FDD0": "\ufdd0",
    "one line": "long words " * 400 + "😀",
}
CODEBOOK = Codebook.from_data(resources.built_in_codebook())


def pieces(biting: str, form: str) -> list[str]:
    """A text in parts: tagged ones at odd places, with what bites at the start, inside and at the end of them."""
    parts = [
        "",
        f"{biting}start 😀",
        " of words{0}and ",
        f"in{biting}side",
        " the line{1}then ",
        f"end{biting}",
        " of it{0}and ",
        f"last{biting}",
        "",
    ]
    return [unicodedata.normalize(form, part) for part in parts]


def article(folder: Path, name: str, parts: list[str], ends: tuple[str, str], encoding: str) -> Path:
    path = folder / f"{name}.txt"
    path.write_bytes("".join(parts).format(*ends).encode(encoding))
    return path


def spans_of(parts: list[str]) -> Iterator[Span]:
    """Where the tagged parts stand once line ends are LF."""
    place = 0
    for number, part in enumerate(parts):
        length = len(part.format("\n", "\n"))
        if number % 2:
            yield Span(place, place + length)
        place += length


def select_with_keys(view: ArticleView, span: Span) -> Span:
    """Select as a person does with Shift and an arrow: by whole graphemes, in a right-to-left line to the left."""
    view.place_caret(span.start)
    is_rtl = view.textCursor().block().textDirection() == Qt.LayoutDirection.RightToLeft
    key = Qt.Key.Key_Left if is_rtl else Qt.Key.Key_Right
    for _ in range(40):
        selection = view.selection
        if selection is not None and selection.end >= span.end:
            break
        QTest.keyClick(view, key, Qt.KeyboardModifier.ShiftModifier)
    assert view.selection is not None
    return view.selection


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("ends", LINE_ENDS)
def test_what_is_tagged_is_what_plain_python_reads(
    qtbot: QtBot, tmp_path: Path, ends: str, encoding: str, form: str
) -> None:
    view = ArticleView()
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    for number, (name, biting) in enumerate(BITING.items()):
        parts = pieces(biting, form)
        path = article(tmp_path, f"a{number}", parts, LINE_ENDS[ends], ENCODINGS[encoding])
        document = Session.read_article(path)
        session = Session.load(path, document, layer_id="alice", codebook=CODEBOOK, state=tmp_path / "state")
        view.show_document(document)
        view.show_annotations(session.store, CODEBOOK)
        wanted = list(spans_of(parts))
        if ends == "none":
            wanted = [span for span in wanted if span.end <= len(document)]
        for span in wanted:
            view.select(span)
            selection = view.selection
            assert selection is not None, name
            assert selection.contains(span), name  # never less; more only to keep a grapheme whole
            session.do("Tag", edits.tag_spans("cue", [selection]))
            if name != "one line":
                session.do("Tag", edits.tag_spans("claim", [select_with_keys(view, span)]))
            scene = Scene(document.text, session.store, CODEBOOK, language("en"))
            session.do("Tag", tag_here(scene, CODEBOOK.tags[2], selection=selection, caret=view.caret).change)
        made = {one.id: (one.tag, one.span.of(document.text)) for one in session.store.annotations}
        save_now(session)
        check(path, ends, made)
        again = Session.load(
            path, Session.read_article(path), layer_id="alice", codebook=CODEBOOK, state=tmp_path / "state"
        )
        assert {one.id: (one.tag, one.span.of(again.document.text)) for one in again.store.annotations} == made, name
        assert again.problems == ()


def check(path: Path, ends: str, made: dict[str, tuple[str, str]]) -> None:
    """Read the sidecar with the standard library only, as the format promises that one can."""
    data = json.loads(path.with_name(f"{path.name}.alice.annotations.json").read_text("utf-8"))
    with path.open(encoding=data["source"]["encoding"]) as file:
        text = file.read()
    assert data["source"]["newline"] == ends
    assert data["text"]["length"] == len(text)
    for one in data["annotations"]:
        assert text[one["start"] : one["end"]] == one["exact"]
    assert {one["id"]: (one["tag"], one["exact"]) for one in data["annotations"]} == made
