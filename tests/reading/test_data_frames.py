"""Tests of reading.data_frames, reading.portion, reading.columns and reading.growing_table."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import analyst_app as aa
from analyst_app.reading.columns import SparseValues, TypedColumn
from analyst_app.reading.growing_table import GrowingTable
from tests.commands.corpora import write_article, write_layer
from tests.reading.samples import CLAIM, NAME, QUOTE, TEXT, write_corpus

pytest.importorskip("pandas")
pytest.importorskip("pyarrow")


def test_spans_links_and_articles_are_rows_with_typed_columns(tmp_path: Path) -> None:
    frames = aa.open(write_corpus(tmp_path)).to_pandas()
    spans = frames.spans
    assert list(zip(spans.article, spans.layer, spans.tag, spans.exact, strict=True)) == [
        ("depot.txt", "alice", "actor", NAME),
        ("depot.txt", "alice", "quote", QUOTE),
        ("depot.txt", "alice", "claim", CLAIM),
        ("depot.txt", "bob", "claim", CLAIM[4:]),
        ("sub/harbour.txt", "alice", "claim", CLAIM),
    ]
    assert [TEXT[start:end] for start, end in zip(spans.start[:4], spans.end[:4], strict=True)] == [*spans.exact[:4]]
    assert {name: str(kind) for name, kind in spans.dtypes.items() if name in (
        "start", "is_gold", "score", "created", "value.hedged", "value.kind")} == {
        "start": "Int64", "is_gold": "boolean", "score": "float64", "created": "datetime64[s, UTC]",
        "value.hedged": "boolean", "value.kind": "str"}  # fmt: skip
    assert [*spans["value.kind"].dropna()] == ["person"]
    claims = spans[spans.tag == "claim"]
    assert [*claims["value.hedged"]] == [True, False, False]  # a switch that is not on is off
    assert spans[spans.tag == "quote"]["value.hedged"].isna().all()  # a quote has no such switch
    (link,) = frames.links.itertuples()
    assert (link.role, link.from_tag, link.from_exact, link.to_tag, link.to_exact) == (
        "speaker", "quote", QUOTE, "actor", NAME)  # fmt: skip
    article = frames.articles.iloc[0]
    assert (article.article, article.title, article["fact.desk"], article["fact.reach"]) == (
        "depot.txt", "The depot", "city", 1200)  # fmt: skip
    assert (str(article.day), article.characters, list(article.layers)) == (
        "2026-11-28 00:00:00+00:00", len(TEXT), ["alice", "bob"])  # fmt: skip
    assert frames.articles.text[0] == TEXT
    assert frames.problems == ()


def test_the_tables_of_arrow_have_the_same_rows(tmp_path: Path) -> None:
    corpus = aa.open(write_corpus(tmp_path))
    tables, frames = corpus.to_arrow(), corpus.to_pandas()
    for table, frame in zip(tables[:3], frames[:3], strict=True):
        assert table.column_names == list(frame.columns)
        assert table.num_rows == len(frame)
    assert str(tables.spans.schema.field("start").type) == "int64"
    assert str(tables.spans.schema.field("created").type) == "timestamp[s, tz=UTC]"


def test_what_a_program_made_is_there_only_if_it_is_named(tmp_path: Path) -> None:
    write_layer(write_corpus(tmp_path) / "depot.txt", "model-x", ("claim", CLAIM))
    corpus = aa.open(tmp_path)
    assert set(corpus.to_pandas().spans.layer) == {"alice", "bob"}
    assert set(corpus.to_pandas(["model-x"]).spans.layer) == {"model-x"}
    with pytest.raises(aa.AnalystError, match="no layer model-y here; did you mean model-x"):
        corpus.to_pandas(["model-y"])


def test_a_damaged_file_is_told_beside_the_frames(tmp_path: Path) -> None:
    (write_corpus(tmp_path) / "depot.txt.bob.annotations.json").write_text("{", "utf-8")
    frames = aa.open(tmp_path).to_pandas()
    assert set(frames.spans.layer) == {"alice"}
    assert len(frames.problems) == 1
    assert "bob.annotations.json" in frames.problems[0]


def test_a_corpus_without_annotations_has_frames_without_rows_and_all_columns(tmp_path: Path) -> None:
    write_article(tmp_path)
    frames, full = aa.open(tmp_path).to_pandas(), aa.open("resources/samples").to_pandas()
    assert (len(frames.spans), len(frames.links), len(frames.articles)) == (0, 0, 1)
    assert dict(frames.spans.dtypes) == dict(full.spans.dtypes)
    assert dict(frames.links.dtypes) == dict(full.links.dtypes)


def test_portions_make_one_table_and_values_of_two_kinds_make_words(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = aa.open("resources/samples").to_arrow()
    monkeypatch.setattr("analyst_app.reading.data_frames._PORTION", 1)
    parts = aa.open("resources/samples").to_arrow()
    assert parts.spans.equals(whole.spans.unify_dictionaries())
    assert parts.links.equals(whole.links)
    table = GrowingTable()
    table.add(2, {"reach": TypedColumn("number", [1.5, None])})
    table.add(1, {"reach": TypedColumn("text", ["many"]), "late": TypedColumn("flag", [True])})
    made = table.table({"reach": "number", "usual": "whole"})
    assert made.to_pylist() == [
        {"reach": "1.5", "usual": None, "late": None},
        {"reach": None, "usual": None, "late": None},
        {"reach": "many", "usual": None, "late": True},
    ]


def test_a_value_that_is_not_of_its_kind_makes_words_of_the_column_and_none_is_left_out() -> None:
    values = SparseValues()
    values.take(0, [{"sure": 1}, {}, {"sure": "very"}, {"sure": [1, {"a": None}]}])
    assert values.column("sure", 4, "number") == TypedColumn("text", ["1", None, "very", '[1, {"a": null}]'])
    values = SparseValues()
    values.take(0, [{"tags": ["a", "b"]}, {"tags": "c"}])
    assert values.column("tags", 2, "texts") == TypedColumn("texts", [["a", "b"], ["c"]])
    assert values.column("none", 2) == TypedColumn("flag", [None, None])


def test_odd_times_are_none_and_no_error(tmp_path: Path) -> None:
    path = write_corpus(tmp_path) / "depot.txt.bob.annotations.json"
    data = json.loads(path.read_text("utf-8"))
    data["annotations"][0]["created"] = "2026-11-22T23:00:00+14:00"
    data["annotations"][0]["modified"] = "last week"
    path.write_text(json.dumps(data), "utf-8")
    row = aa.open(tmp_path).to_pandas(["bob"]).spans.iloc[0]
    assert (str(row.created), str(row.modified)) == ("2026-11-22 09:00:00+00:00", "NaT")


def test_a_whole_number_of_many_digits_is_not_rounded(tmp_path: Path) -> None:
    """A number with a fraction has 53 bits for its digits, so 2**53 + 1 has no place among such numbers."""
    odd = 2**53 + 1
    for name, facts in {
        "a": {"record": odd, "share": odd, "vast": 2**64, "reach": 7},
        "b": {"record": -(2**63), "share": 0.5, "reach": 0.5},
    }.items():
        (tmp_path / f"{name}.txt").write_text(f"{name}\n", "utf-8")
        (tmp_path / f"{name}.txt.source.json").write_text(json.dumps(facts), "utf-8")
    corpus = aa.open(tmp_path)
    table, frame = corpus.to_arrow().articles, corpus.to_pandas().articles
    assert table["fact.record"].to_pylist() == [*frame["fact.record"]] == [odd, -(2**63)]
    assert str(frame["fact.record"].dtype) == "Int64"
    assert table["fact.share"].to_pylist() == ["9007199254740993", "0.5"]
    assert table["fact.vast"].to_pylist() == ["18446744073709551616", None]
    assert table["fact.reach"].to_pylist() == [7.0, 0.5]


def test_an_attribute_keeps_a_number_that_would_be_rounded() -> None:
    values = SparseValues()
    values.take(0, [{"id": 2**53 + 1}, {"id": 2.5}])
    assert values.column("id", 2, "number") == TypedColumn("text", ["9007199254740993", "2.5"])


@pytest.mark.parametrize(("whole", "kept"), [(3, [3.0, 2.5]), (2**53 + 1, ["9007199254740993", "2.5"])])
def test_portions_of_whole_numbers_and_of_others_are_numbers_where_none_is_rounded(
    whole: int, kept: list[object]
) -> None:
    table = GrowingTable()
    table.add(1, {"reach": TypedColumn("whole", [whole])})
    table.add(1, {"reach": TypedColumn("number", [2.5])})
    assert table.table({})["reach"].to_pylist() == kept
