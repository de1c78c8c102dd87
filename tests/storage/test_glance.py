from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core import edits
from analyst_app.core.annotation import new_id
from analyst_app.core.document import Document
from analyst_app.core.span import Span
from analyst_app.corpus.articles import built_in
from analyst_app.session.session import Session
from analyst_app.storage.glance import LOOK_BACK, MOST, glance
from tests.saves import save_now

STEP = 40


@pytest.fixture(scope="module")
def article(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("glance") / "a.txt"
    path.write_text("🔥 Words that somebody said on Monday. \n" * 5_000, "utf-8")
    document = Session.read_article(path)
    session = Session.load(path, document, layer_id="alice", codebook=built_in(), state=path.parent / "state")
    spans = [Span(at, at + 12) for at in range(0, len(document) - 20, STEP)]
    made = [edits.new_annotation("claim", span) for span in spans]
    session.do("Tag", edits.add(*made, edits.new_link("about", made[0].id, made[1].id)))
    session.do("Delete", edits.remove(session.store, made[7:9]))
    save_now(session)
    return path


@pytest.mark.parametrize("share", [0.0, 0.001, 0.3, 0.5, 0.999, 1.0])
def test_a_glance_holds_what_is_on_the_screen(article: Path, share: float) -> None:
    document = Session.read_article(article)
    whole = Session.load(article, document, layer_id="alice", codebook=built_in(), state=article.parent / "state")
    start = int(share * (len(document) - 2_000))
    seen = glance(whole.sidecar, document, Span(start, start + 2_000))
    expected = [a for a in whole.store.annotations if start - LOOK_BACK <= a.start < start + 2_000]
    assert seen == expected
    assert expected


def test_a_glance_is_short_however_large_the_screen(article: Path) -> None:
    document = Session.read_article(article)
    assert len(glance(article.with_name("a.txt.alice.annotations.json"), document, Span(0, len(document)))) == MOST


def test_a_layer_of_another_text_gives_nothing(article: Path) -> None:
    other = Document.from_bytes(article.read_bytes().replace(b"Monday", b"Friday"), name="a.txt")
    assert glance(article.with_name("a.txt.alice.annotations.json"), other, Span(0, 2_000)) == []


def test_what_is_no_sidecar_gives_nothing(article: Path, tmp_path: Path) -> None:
    document = Session.read_article(article)
    path = tmp_path / "x.json"
    for data in (b"", b"{}", b"\0" * 9_000, new_id().encode() * 300):
        path.write_bytes(data)
        assert glance(path, document, Span(0, 2_000)) == []
    assert glance(tmp_path, document, Span(0, 2_000)) == []
    assert glance(tmp_path / "nowhere", document, Span(0, 2_000)) == []


def test_every_prefix_gives_annotations_that_are_right_or_none(article: Path, tmp_path: Path) -> None:
    document = Session.read_article(article)
    data = article.with_name("a.txt.alice.annotations.json").read_bytes()
    path = tmp_path / "cut.json"
    for length in range(0, len(data), len(data) // 40):
        path.write_bytes(data[:length])
        for annotation in glance(path, document, Span(90_000, 92_000)):
            assert annotation.span.of(document.text).startswith("🔥") or annotation.start % STEP == 0


def test_a_place_of_five_thousand_digits_gives_nothing(article: Path, tmp_path: Path) -> None:
    sidecar = article.with_name("a.txt.alice.annotations.json").read_bytes()
    path = tmp_path / "x.json"
    path.write_bytes(sidecar.replace(b'"start":0,', b'"start":' + b"9" * 5_000 + b","))
    assert len(glance(path, Session.read_article(article), Span(0, 2_000))) < MOST
