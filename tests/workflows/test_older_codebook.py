"""Annotations made under an older version of the codebook: listed alone, gone through by N, and called right by a key.

Tests of ui.annotate.older_commands and ui.panels.fields.annotation_sentences.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QLabel, QWidget

from analyst_app.resources import built_in_codebook
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import put_layer, sidecar, spans

TEXT = "The harbour was closed on Monday. Nobody was told of it. The mayor said nothing about it."


def _folder(tmp_path: Path, version: int = 2) -> Path:
    """Two claims and an actor of ben's under version 1, and a codebook that is at a higher one."""
    article = write(tmp_path, "depot.txt", TEXT)
    put_layer(article, "ben", spans("ben", ("claim", 0, 32), ("claim", 34, 55), ("actor", 57, 66)))
    raw = {**built_in_codebook(), "version": version}
    (tmp_path / "codebook.json").write_text(json.dumps(raw), "utf-8")
    return article


def _said(article: Path) -> dict[str, Any]:
    file = json.loads(sidecar(article, "ben").read_text("utf-8"))
    return {one["id"]: one.get("codebook") for one in file["annotations"]}


def test_older_annotations_are_gone_through_and_called_right_by_one_key_each(tmp_path: Path) -> None:
    article = _folder(tmp_path)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.choose("go.older")
        person.keys("N")
        version = person.window.findChild(QLabel, "inspector_version")
        told = "Made under version 1 of the codebook; version 2 applies."
        assert version.text() == f"{told} It is not known whether this tag has changed since."
        first = person.bridge.current
        assert first is not None
        person.keys("Ctrl+Shift+K")
        assert person.bridge.current is not None
        assert person.bridge.current.id != first.id, "it goes on to the next"
        person.keys("Ctrl+Shift+K Ctrl+Shift+K")
        assert not person.window.findChild(QWidget, "annotation_older_filter").isVisible(), "none is left"
        person.keys("Ctrl+Z")
        person.keys("Ctrl+S")
        person.wait(lambda: person.bridge.session.is_saved and person.is_idle)

    at_the_window(article, "--annotator", "ben", script=script)
    assert _said(article) == {"ben-0": 2, "ben-1": 2, "ben-2": None}
    assert json.loads(sidecar(article, "ben").read_text("utf-8"))["codebook"]["version"] == 1


def test_only_older_ones_are_listed_and_gone_through_cues_too_and_the_sentence_counts_by_tag(tmp_path: Path) -> None:
    article = write(tmp_path, "depot.txt", TEXT)
    claim, actor, cue = spans("ben", ("claim", 0, 32), ("actor", 57, 66), ("cue", 67, 71))
    put_layer(article, "ben", [claim, actor._replace(extra=(("codebook", 2),)), cue])
    (tmp_path / "codebook.json").write_text(json.dumps({**built_in_codebook(), "version": 2}), "utf-8")

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.choose("go.older")
        assert "than 2: Claim 1, Cue 1." in person.label("key_hints")
        assert [one.tag for one in person.part(AnnotationPanel).listed] == ["claim", "cue"]
        person.keys("N Ctrl+Shift+K")
        assert person.bridge.current is not None
        assert person.bridge.current.tag == "cue"
        person.keys("Ctrl+Shift+K")
        person.wait(lambda: not person.autosave.unsaved and person.is_idle, "saved")

    at_the_window(article, "--annotator", "ben", script=script)
    assert set(_said(article).values()) == {2}


def test_what_is_tagged_after_the_version_rose_says_so_in_the_file(tmp_path: Path) -> None:
    article = _folder(tmp_path, version=4)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.select("nothing")
        person.keys("C")
        person.keys("Ctrl+S")
        person.wait(lambda: person.bridge.session.is_saved and person.is_idle)

    at_the_window(article, "--annotator", "ben", script=script)
    assert sorted(map(str, _said(article).values())) == ["4", "None", "None", "None"]


def test_where_nothing_is_older_the_reason_is_said_and_nothing_is_hidden(tmp_path: Path) -> None:
    article = _folder(tmp_path, version=1)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.choose("go.older")
        person.wait(lambda: "older version of the codebook than 1" in person.label("key_hints"), "the reason")
        assert person.window.findChild(QWidget, "annotation_older_filter") is None, "all is listed"

    at_the_window(article, "--annotator", "ben", script=script)
