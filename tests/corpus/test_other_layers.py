"""Layers beside an article, read to be compared: quickly where a file is just as the app writes it, else in full."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core.document import Document
from analyst_app.corpus import other_layers
from analyst_app.corpus.other_layers import layer_beside
from analyst_app.storage.file_names import sidecar_path
from tests.corpus.corpora import annotate

FILE = "depot.txt.bob.annotations.json"
TEXT = "Ada Brandt said “we will not leave”.\nThe depot will close.\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    annotate(path, "bob", ("actor", "Ada Brandt"), ("quote", "“we will not leave”"), links=((1, "speaker", 0),))
    return path


def document(article: Path) -> Document:
    return Document.from_bytes(article.read_bytes(), name=article.name)


def full_readings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Names of the files that the full reader is asked for from now on."""
    asked: list[str] = []
    parse = other_layers.parse_sidecar

    def noting(data: bytes, *, name: str, document: Document | None) -> object:
        asked.append(name)
        return parse(data, name=name, document=document)

    monkeypatch.setattr(other_layers, "parse_sidecar", noting)
    return asked


def test_a_file_as_the_app_writes_it_needs_no_full_reading(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = full_readings(monkeypatch)
    layer = layer_beside(article, "bob", document(article))
    assert asked == []
    assert [(one.tag, TEXT[one.start : one.end]) for one in layer.annotations] == [
        ("actor", "Ada Brandt"),
        ("quote", "“we will not leave”"),
    ]
    actor, quote = layer.annotations
    assert [link[1:4] for link in layer.links] == [("speaker", quote.id, actor.id)]
    assert (layer.layer_id, layer.said, layer.waiting) == ("bob", (), 0)


def test_both_ways_of_reading_find_the_same(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    quick = layer_beside(article, "bob", document(article))
    monkeypatch.setattr(other_layers, "_QUICK", 0)
    asked = full_readings(monkeypatch)
    assert layer_beside(article, "bob", document(article)) == quick
    assert asked == ["depot.txt.bob.annotations.json"]


@pytest.mark.parametrize(
    ("was", "is_now", "said"),
    [
        ('"exact":"Ada Brandt"', '"exact":"Ada Grandt"', f"{FILE}: 2 items without a place left out."),
        ('"start":0,', '"start":1,', None),
    ],
)
def test_words_that_are_not_those_of_the_text_are_read_in_full(
    article: Path, monkeypatch: pytest.MonkeyPatch, was: str, is_now: str, said: str | None
) -> None:
    file = sidecar_path(article, "bob")
    data = file.read_text("utf-8")
    assert was in data
    file.write_text(data.replace(was, is_now), "utf-8")
    asked = full_readings(monkeypatch)
    layer = layer_beside(article, "bob", document(article))
    assert asked == [file.name]
    if said is not None:
        assert layer.said == (said,)


def test_an_article_that_changed_is_told(article: Path) -> None:
    article.write_text(f"Now: {TEXT}", "utf-8")
    layer = layer_beside(article, "bob", document(article))
    assert layer.said[0].startswith(f"{FILE} was made on another text: ")
