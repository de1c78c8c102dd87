"""The codebook's page takes codes of other programs in, and gives its own out."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QPushButton

from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.ui.codebook.codebook_page import CodebookPage
from tests.importers.annotations.refi_samples import guid
from tests.ui.conftest import OpenText


def test_codes_come_in_and_go_out(open_text: OpenText, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_text("Words.\n")
    person.choose("corpus.codebook")
    person.wait(lambda: person.window.findChild(CodebookPage) is not None and person.is_idle)
    editor = person.part(CodebookPage)
    book = tmp_path / "book.qdc"
    codes = (
        f'<Code guid="{guid(1)}" name="Actor" isCodable="true">'
        f'<Code guid="{guid(2)}" name="elected" isCodable="true"/><Code guid="{guid(4)}" name="Kind" isCodable="false">'
        f'<Code guid="{guid(5)}" name="robot" isCodable="true"/></Code></Code>'
        f'<Code guid="{guid(3)}" name="Rumour" isCodable="true" color="#123456"/>'
    )
    book.write_text(f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{codes}</Codes></CodeBook>', "utf-8")
    before = editor.tags.count()
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(book), ""))
    editor.findChild(QAction, "codebook_import").trigger()
    person.wait(lambda: editor.is_dirty and person.is_idle, "taken in")
    assert editor.tags.count() == before + 1
    assert "Rumour" in [editor.tags.item(row).text().strip() for row in range(editor.tags.count())]
    assert editor.said.text().startswith("1 new tag.")
    out = tmp_path / "out.qdc"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(out), ""))
    editor.findChild(QAction, "codebook_export").trigger()
    person.wait(lambda: out.is_file() and person.is_idle, "written")
    found = read_annotated(out).codebook
    assert found is not None
    tags = {tag["id"]: tag for tag in found["tags"]}
    assert tags["rumour"]["colour"] == "#123456"
    assert "elected" in [one["id"] for one in tags["actor"]["attributes"]]
    [kind] = [one for one in tags["actor"]["attributes"] if one["id"] == "kind"]
    assert "robot" in [one["id"] for one in kind["values"]]
    assert len(kind["values"]) > 1
    assert not (tmp_path / "codebook.json").exists()
    book.write_text("<a/>", "utf-8")
    editor.findChild(QAction, "codebook_import").trigger()
    person.wait(lambda: "no REFI-QDA codebook" in editor.said.text(), "refused")
    monkeypatch.setattr("analyst_app.ui.codebook.codebook_page.ask", lambda *_: "Discard")
    editor.close()


def test_what_most_say_is_proposed_once_the_menu_says_so_and_undo_takes_it_back(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = open_text("Words.\n")
    person.choose("corpus.codebook")
    person.wait(lambda: person.window.findChild(CodebookPage) is not None and person.is_idle)
    editor = person.part(CodebookPage)
    entry, undo = editor.findChild(QAction, "codebook_majority"), editor.findChild(QPushButton, "codebook_undo")
    entry.associatedObjects()[0].aboutToShow.emit()
    assert not entry.isChecked()
    assert not editor.is_dirty
    entry.trigger()
    assert editor.is_dirty
    undo.click()
    assert not editor.is_dirty
    entry.associatedObjects()[0].aboutToShow.emit()
    assert not entry.isChecked()
    entry.trigger()
    assert editor.acts.proposes_majority
    monkeypatch.setattr("analyst_app.ui.codebook.codebook_page.ask", lambda *_: "Discard")
    editor.close()
