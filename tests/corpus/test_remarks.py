"""Notes, comments, names of actors and facts are found, shown as what they are, and follow their files."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.core.span import Span
from analyst_app.corpus.concordance import Hit, Query, as_row, hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.sealing import Seal
from analyst_app.storage.file_names import facts_path, sidecar_path
from tests.corpus.corpora import annotate, write_article

TEXT = "Ada Brandt said the council would wait.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    write_article(folder, "a.txt", TEXT, title="Quiet harbour", outlet="The Harbour Bell", author="Kim Lee")
    annotate(folder / "a.txt", "alice", ("actor", "Ada Brandt", {"name": "A. Brandt, chair"}), ("claim", "would wait"))
    change(folder / "a.txt", "alice", lambda data: data["annotations"][1].update(note="Is that in the minutes?"))
    return folder


@pytest.fixture
def index(corpus: Path, tmp_path: Path) -> CorpusIndex:
    index = CorpusIndex(corpus, tmp_path / "cache")
    index.refreshed()
    return index


def change(article: Path, layer: str, how: Any) -> None:
    """Change the data of a sidecar as a colleague's program might."""
    sidecar = sidecar_path(article, layer)
    data = json.loads(sidecar.read_text("utf-8"))
    how(data)
    sidecar.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


def found(index: CorpusIndex, words: str, **filters: Any) -> list[tuple[str, str]]:
    return [(hit.kind, hit.text) for hit in hits(index, Query(words, **filters))]


def one(index: CorpusIndex, words: str) -> Hit:
    (hit,) = hits(index, Query(words))
    return hit


def test_a_fact_is_a_hit_of_its_kind(index: CorpusIndex) -> None:
    assert found(index, "harbour") == [("title", "harbour"), ("outlet", "Harbour")]
    assert found(index, '"kim lee"') == [("author", "Kim Lee")]
    hit = one(index, "quiet")
    assert (hit.article, hit.span, hit.before, hit.after, hit.layer) == ("a.txt", Span(0, 0), "", " harbour", "")


def test_a_note_leads_to_its_annotation(index: CorpusIndex) -> None:
    hit = one(index, "minutes")
    assert (hit.kind, hit.text, hit.before, hit.layer, hit.tag) == (
        "note",
        "minutes",
        "Is that in the ",
        "alice",
        "claim",
    )
    assert hit.span.of(TEXT) == "would wait"
    assert as_row(hit)["kind"] == "note"
    assert not hit.is_in_text


def test_the_name_of_an_actor_is_found(index: CorpusIndex) -> None:
    hit = one(index, "chair")
    assert (hit.kind, hit.text, hit.span.of(TEXT)) == ("actor", "chair", "Ada Brandt")
    assert found(index, "brandt") == [("text", "Brandt"), ("actor", "Brandt")]


def test_all_of_a_question_stands_in_one_of_them(index: CorpusIndex) -> None:
    assert found(index, "quiet lee") == []
    assert found(index, "*arbou* OR min?tes OR /chai./") == [
        ("title", "harbour"), ("outlet", "Harbour"), ("actor", "chair"), ("note", "minutes"),
    ]  # fmt: skip


def test_a_note_on_the_whole_layer_and_a_comment_are_found(index: CorpusIndex, corpus: Path) -> None:
    def say(data: dict[str, Any]) -> None:
        data["layer"]["note"] = "Ask the clerk."
        data.setdefault("replies", []).append(
            {"id": "r1", "rev": 1, "to": "d1", "round": 1, "answer": "comment", "comment": "The clerk agrees.",
             "created": "2026-11-01T10:00:00Z", "modified": "2026-11-01T10:00:00Z"}
        )  # fmt: skip

    change(corpus / "a.txt", "alice", say)
    index.refreshed()
    assert found(index, "clerk") == [("note", "clerk"), ("comment", "clerk")]


def test_what_changed_or_is_gone_is_found_as_it_is_now(index: CorpusIndex, corpus: Path) -> None:
    change(corpus / "a.txt", "alice", lambda data: data["annotations"][1].update(note="Ask the press office."))
    facts_path(corpus / "a.txt").write_text(
        '{"format": "media-source", "version": 1, "title": "Loud harbour"}', "utf-8"
    )
    index.refreshed()
    assert found(index, "minutes OR bell OR quiet OR lee") == []
    assert found(index, "press OR loud") == [("title", "Loud"), ("note", "press")]
    sidecar_path(corpus / "a.txt", "alice").unlink()
    facts_path(corpus / "a.txt").unlink()
    index.refreshed()
    assert found(index, "press OR loud OR chair") == []
    with index.connected() as connection:
        for table in ("remarks", "remark_words"):
            assert connection.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_with_a_filter_only_what_is_said_on_such_annotations_counts(index: CorpusIndex) -> None:
    words = "harbour OR minutes OR chair"
    assert found(index, words, tags=("claim",)) == [("note", "minutes")]
    assert found(index, words, annotators=("alice",)) == [("actor", "chair"), ("note", "minutes")]
    assert found(index, words, annotators=("bob",)) == []
    assert found(index, words, attributes=(("name", ""),)) == [("actor", "chair")]
    assert found(index, words, outlet="bell") == [
        ("title", "harbour"), ("outlet", "Harbour"), ("actor", "chair"), ("note", "minutes"),
    ]  # fmt: skip


def test_the_facts_of_an_article_that_cannot_be_read_are_found(index: CorpusIndex, corpus: Path) -> None:
    write_article(corpus, "odd.txt", "", title="Odd barge")
    (corpus / "odd.txt").write_bytes("Дом".encode("cp1251"))
    index.refreshed()
    assert found(index, "barge") == [("title", "barge")]


def test_notes_of_others_stay_unread_where_a_corpus_is_read_blind(corpus: Path, tmp_path: Path) -> None:
    (corpus / "codebook.json").write_text(
        json.dumps({"format": "media-codebook", "version": 1, "id": "x", "name": "x", "sealed": True, "tags": []}),
        "utf-8",
    )
    annotate(corpus / "a.txt", "bob", ("claim", "council"))
    change(corpus / "a.txt", "bob", lambda data: data["annotations"][0].update(note="My own minutes"))
    index = CorpusIndex(corpus, tmp_path / "sealed", lambda: Seal("bob", [corpus]))
    index.refreshed()
    assert found(index, "minutes OR quiet OR chair") == [("title", "Quiet"), ("note", "minutes")]
    assert [hit.layer for hit in hits(index, Query("minutes"))] == ["bob"]
    broken = CorpusIndex(corpus, tmp_path / "sealed", lambda: Seal("bob", [corpus], is_broken=True))
    assert [hit.layer for hit in hits(broken, Query("minutes"))] == ["alice", "bob"]
