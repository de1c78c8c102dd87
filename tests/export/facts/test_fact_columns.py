"""Facts in tables: a column each, of the type of all its values, as pandas, openpyxl and pyarrow read it.

Tests of export.facts.value_kinds, export.facts.data_package, export.facts.packed_facts and
importers.annotations.own_tables, too.
"""

from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.facts.value_kinds import joined_kind, kind_of
from tests.corpus.corpora import annotate
from tests.export.exports import need

FACTS: dict[str, dict[str, Any]] = {
    "a.txt": {
        "title": "Depot", "date": "2024-05-01", "copies": 41000, "share": 0.25, "is_local": True, "seen": "2024-06-30",
        "desk": "City", "tags": ["union", "harbour"], "odd": 12, "place": {"lat": 1.5}, "year": "2024",
    },
    "b.txt": {"date": "1899-12-31", "copies": -7, "share": 1, "is_local": False, "seen": "2024-02-29", "odd": "12"},
    "c.txt": {"author": ["Ada", "Lena"], "desk": "true"},
}  # fmt: skip


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("facts") / "corpus"
    folder.mkdir()
    for name, facts in FACTS.items():
        (folder / name).write_text(f"{name}: “Ada left”.\n", "utf-8")
        annotate(folder / name, "alice", ("quote", "“Ada left”", {"mode": "direct", "weight": 2.5}))
        (folder / f"{name}.source.json").write_text(json.dumps({"format": "media-source", "version": 1, **facts}))
    return folder


@pytest.mark.parametrize(
    ("value", "kind"),
    [(True, "boolean"), (3, "integer"), (2**63, "object"), (0.5, "number"), ("2024-02-29", "date"), (["a"], "list"),
     ("2023-02-29", "text"), ("2024-05", "text"), ("0001-01-01", "text"), ([1], "object"), ({"a": 1}, "object")],
)  # fmt: skip
def test_each_value_has_a_kind(value: object, kind: str) -> None:
    assert kind_of(value) == kind


@pytest.mark.parametrize(
    ("kinds", "joined"),
    [("integer number", "number"), ("date text", "text"), ("text integer", "mixed"), ("list object", "object"),
     ("boolean integer", "mixed"), ("mixed text", "mixed")],
)  # fmt: skip
def test_a_column_has_the_kind_of_all_its_values(kinds: str, joined: str) -> None:
    one, other = kinds.split()
    assert joined_kind(one, other) == joined_kind(other, one) == joined


def written(corpus: Path, name: str, output: Path) -> Path:
    losses = export(ExportRequest(corpus, name, output, workers=1)).outcome.losses
    assert losses.total == 0, losses.counts
    return output


def test_csv_with_pandas_and_its_schema(corpus: Path, tmp_path: Path) -> None:
    need("pandas")
    import pandas

    folder = written(corpus, "csv", tmp_path / "out")
    package = json.loads((folder / "datapackage.json").read_text("utf-8"))
    schemas = {one["name"]: {f["name"]: f["type"] for f in one["schema"]["fields"]} for one in package["resources"]}
    assert {name: schemas["documents"][name] for name in schemas["documents"] if "fact." in name} == {
        "fact.copies": "integer", "fact.share": "number", "fact.is_local": "boolean", "fact.seen": "date",
        "fact.desk": "string", "fact.tags": "array", "fact.odd": "any", "fact.place": "object", "fact.year": "string",
    }  # fmt: skip
    assert (schemas["documents"]["date"], schemas["spans"]["attr.weight"]) == ("date", "number")
    assert list(schemas) == ["spans", "relations", "zones", "documents", "layers", "records"]
    frame = pandas.read_csv(folder / "documents.csv", index_col="document")
    for table, schema in schemas.items():
        assert (folder / f"{table}.csv").read_text("utf-8").split("\n")[0] == ",".join(schema)
    assert frame["fact.copies"].dropna().tolist() == [41000, -7]
    assert frame["fact.share"].dropna().tolist() == [0.25, 1.0]
    assert frame["fact.is_local"].dropna().tolist() == [True, False]
    assert frame["fact.odd"].dropna().tolist() == ["12", '"12"']


def test_xlsx_with_openpyxl(corpus: Path, tmp_path: Path) -> None:
    need("openpyxl", "xlsxwriter")
    import openpyxl

    folder = written(corpus, "xlsx", tmp_path / "out")
    book = openpyxl.load_workbook(folder / "data.xlsx")
    header, *rows = book["documents"].iter_rows(values_only=True)
    first, second, third = (dict(zip(header, row, strict=True)) for row in rows)
    assert (first["fact.copies"], first["fact.share"], first["fact.is_local"]) == (41000, 0.25, True)
    assert first["fact.seen"] == first["date"].replace(month=6, day=30) == datetime.datetime(2024, 6, 30)
    assert (second["date"], second["fact.is_local"]) == ("1899-12-31", False), "before the days of spreadsheets"
    assert (third["author"], third["fact.desk"], third["fact.copies"]) == ('["Ada", "Lena"]', "true", None)
    weight = next(row for row in book["columns"].iter_rows(values_only=True) if row[1] == "attr.weight")
    assert weight == ("spans", "attr.weight", "number")
    header, row, *_ = book["spans"].iter_rows(values_only=True)
    assert row[header.index("attr.weight")] == 2.5


def test_parquet_with_pyarrow(corpus: Path, tmp_path: Path) -> None:
    need("pyarrow")
    from pyarrow import parquet

    folder = written(corpus, "huggingface", tmp_path / "out")
    table = parquet.read_table(next(folder.rglob("*.parquet")))
    first, second, third = table.column("source").to_pylist()
    assert first["date"] == datetime.date(2024, 5, 1)
    assert first["extra"]["copies"] == 41000
    assert (first["extra"]["is_local"], first["extra"]["seen"]) == (True, datetime.date(2024, 6, 30))
    assert (first["extra"]["tags"], first["extra"]["place"]) == (["union", "harbour"], '{"lat": 1.5}')
    assert (second["extra"]["share"], second["extra"]["odd"], second["extra"]["desk"]) == (1.0, '"12"', None)
    assert (third["author"], third["extra"]["author"]) == ("Ada; Lena", ["Ada", "Lena"])


@pytest.mark.parametrize("name", ["csv", "csv-excel", "xlsx", "huggingface", "jsonl", "spacy", "refi-qda", "uima-cas"])
def test_they_come_back_with_their_types(corpus: Path, tmp_path: Path, name: str) -> None:
    pytest.importorskip({"huggingface": "pyarrow", "spacy": "spacy", "xlsx": "openpyxl"}.get(name, "json"))
    folder = written(corpus, name, tmp_path / "out")
    assert main(["import", str(folder), "--to", str(tmp_path / "back"), "--json"]) == 0
    for article, facts in FACTS.items():
        back = json.loads((tmp_path / "back" / f"{article}.source.json").read_text("utf-8"))
        assert {key: back[key] for key in facts} == facts, article
        assert [type(back[key]) for key in facts] in (
            [type(value) for value in facts.values()],
            [float if value == 1 else type(value) for value in facts.values()],  # one of a column of numbers
        )
        assert set(back) - set(facts) <= {"format", "version", "original", "importer"}
