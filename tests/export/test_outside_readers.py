"""Every format read by somebody else's program: each span is where its article says, or is a named loss.

Tests of export.formats.jsonl, export.formats.hub_folder, export.formats.tables, export.formats.table_csv,
export.formats.workbook, export.formats.conll and export.formats.spacy_docs.
"""

from __future__ import annotations

import json
import warnings
from collections import Counter

import pytest

from tests.export.exports import corpus, expected, exported, in_whole_words, need, python, without_zones
from tests.export.torture import articles

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("outside readers")]


def test_jsonl_with_the_json_module() -> None:
    folder, _ = exported("jsonl")
    lines = [json.loads(line) for line in (folder / "data.jsonl").read_text("utf-8").split("\n")[:-1]]
    spans = Counter(
        (line["id"], s["label"], s["start"], s["end"], line["text"][s["start"] : s["end"]])
        for line in lines
        for s in line["spans"]
    )
    assert spans == without_zones()
    assert sum(len(line["relations"]) for line in lines) == sum(len(one.relations) for one in articles())
    first = next(line for line in lines if line["id"] == "emoji.txt")
    quote = next(s for s in first["spans"] if s["label"] == "quote")
    speaker = next(r for r in first["relations"] if r["type"] == "speaker")
    assert speaker["head"] == quote["id"]


def test_jsonl_and_parquet_with_datasets() -> None:
    need("datasets")
    code = """
import json, sys, datasets
datasets.disable_progress_bars()
folder, kind, cache = sys.argv[1:]
rows = datasets.load_dataset(folder, cache_dir=cache) if kind == "folder" else datasets.load_dataset(
    "json", data_files=folder + "/data.jsonl", cache_dir=cache)
found = [[r["id"], s["label"], s["start"], s["end"], r["text"][s["start"]:s["end"]]]
         for r in rows["train"] for s in r["spans"]]
json.dump(found, sys.stdout)
"""
    for name, kind in (("huggingface", "folder"), ("jsonl", "json")):
        folder, _ = exported(name)
        environment = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(folder.parent / "hf")}
        found = python(code, str(folder), kind, str(folder.parent / "cache"), **environment)
        assert Counter(map(tuple, json.loads(found))) == without_zones(), name


def test_csv_with_pandas() -> None:
    need("pandas")
    import pandas

    folder, _ = exported("csv")
    columns = ["document", "label", "start", "end", "text"]
    frame = pandas.read_csv(folder / "spans.csv", keep_default_na=False, lineterminator="\n")
    assert Counter(map(tuple, frame[columns].itertuples(index=False))) == without_zones()
    assert frame["attr.mode"].eq("direct").sum() == 7


QUERY = """
import json, sys, duckdb
json.dump(duckdb.sql(sys.argv[1]).fetchall(), sys.stdout)
"""
"""In a process of its own: at its end duckdb tells of leaks of its own."""


def test_csv_with_duckdb() -> None:
    need("duckdb")
    folder, _ = exported("csv")
    source = f"read_csv('{folder}/spans.csv', header=true, all_varchar=true, nullstr='\\0')"
    found = json.loads(python(QUERY, f'select document, label, start, "end", text from {source}'))
    assert Counter((name, label, int(s), int(e), text or "") for name, label, s, e, text in found) == without_zones()


def test_csv_for_excel_with_pandas_opens_without_formulas() -> None:
    need("pandas")
    import pandas

    folder, _ = exported("csv-excel")
    frame = pandas.read_csv(folder / "spans.csv", keep_default_na=False, encoding="utf-8-sig", dtype=str)
    cells = [cell for column in frame for cell in frame[column]]
    assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n＝＋－＠")]
    assert (folder / "spans.csv").read_bytes().startswith(b"\xef\xbb\xbf")


def test_parquet_with_duckdb() -> None:
    need("duckdb", "pyarrow")
    folder, _ = exported("huggingface")
    rows = f"select id, unnest(spans) as s from read_parquet('{folder}/data/*.parquet')"
    found = json.loads(python(QUERY, f'select id, s.label, s.start, s."end", s.text from ({rows})'))
    assert Counter(map(tuple, found)) == without_zones()


def test_quotes_with_pandas() -> None:
    need("pandas")
    import pandas

    folder, _ = exported("quotes")
    frame = pandas.read_csv(folder / "quotes.csv", keep_default_na=False, encoding="utf-8-sig", dtype=str)
    row = frame[frame.document == "emoji.txt"].iloc[0]
    assert (row.outlet, row.date, row.title) == ("The Gazette", "2024-05-01", "Taxes “fell”")
    assert (row.text, row.speaker, row.kind, row.cue) == ("“taxes fell 😀 by 12%”", "Lena Ortiz", "person", "said")
    nested = frame[frame.document == "nested.txt"].iloc[0]
    assert (nested.speaker, nested.paragraph, nested.words) == ("Brandt, Ada", "1", "11")
    continued = frame[frame.document == "right-to-left.txt"]
    assert set(continued.speaker) == {"ليلى حداد"}


def test_xlsx_with_openpyxl() -> None:
    need("openpyxl", "xlsxwriter")
    import openpyxl
    from openpyxl.utils.escape import unescape

    folder, _ = exported("xlsx")
    book = openpyxl.load_workbook(folder / "data.xlsx")
    header, *rows = book["spans"].iter_rows(values_only=True)
    place = {name: number for number, name in enumerate(header)}
    names = ("document", "label", "start", "end")
    found = Counter((*(row[place[name]] for name in names), unescape(row[place["text"]])) for row in rows)
    assert found == without_zones()
    for sheet in book:
        for line in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n", "b", "d", "inlineStr") and cell.hyperlink is None for cell in line)


@pytest.mark.parametrize("scheme", ["IOB2", "IOBES"])
def test_conll_with_seqeval_strict_and_nltk(scheme: str) -> None:
    need("seqeval", "nltk")
    import nltk
    from nltk.corpus.reader import ConllCorpusReader
    from seqeval.scheme import IOB2, IOBES, Entities

    folder, done = exported("conll", scheme=scheme)
    nltk.data.path.append(str(folder))  # else it reads nothing from there
    lost = Counter(done.outcome.losses.counts)
    for label in ("claim", "quote", "actor", "skip", "cue"):
        reader = ConllCorpusReader(str(folder), f"{label}.conll", ("words", "ignore", "pos", "ne"))
        sentences = [
            [line.split(" ") for line in block.split("\n") if line]
            for block in (folder / f"{label}.conll").read_text("utf-8").split("\n\n")
        ]
        tags = [[row[3] for row in block] for block in sentences if block]
        entities = Entities(tags, IOB2 if scheme == "IOB2" else IOBES)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert sum(map(len, reader.sents())) == sum(map(len, tags)) - len(articles())  # -DOCSTART-
        by_label = sum(n for key, n in expected(label).items())
        lost_here, again = (
            sum(1 for loss in _told(done, kind) if loss.startswith(f"{label}:"))
            for kind in ("overlap", "span of sentences")
        )
        assert sum(map(len, entities.entities)) == by_label - lost_here + again, "begun anew in one more sentence"
    assert lost["overlap"] == len(_told(done, "overlap"))
    assert lost["span of sentences"] == 2 * len(_told(done, "span of sentences")), "pieces"


def _told(done, kind: str) -> list[str]:
    return [loss.words for loss in done.outcome.losses.examples.get(kind, ())]


def test_spacy_with_its_corpus_and_spancat_scorer() -> None:
    need("spacy")
    code = """
import json, sys, warnings
import spacy
from spacy.training import Corpus, Example
from spacy.pipeline.spancat import spancat_score
nlp = spacy.blank("xx")
examples = list(Corpus(sys.argv[1])(nlp))
docs = [example.reference for example in examples]
for doc in docs:
    doc.spans.setdefault("zones", [])
scored = spancat_score([Example(doc, doc) for doc in docs], spans_key="sc", allow_overlap=True)
found = [[doc.user_data["analyst"]["document"], s.label_, s.start_char, s.end_char, s.text]
         for doc in docs for s in doc.spans["sc"]]
json.dump({"score": scored["spans_sc_f"], "spans": found, "texts": [doc.text for doc in docs]}, sys.stdout)
"""
    folder, done = exported("spacy")
    found = json.loads(python(code, str(folder / "data.spacy")))
    assert Counter(map(tuple, found["spans"])) == in_whole_words(without_zones())
    assert {kind: len(_told(done, kind)) for kind in ("widened span", "edge white space")} == {
        "widened span": 2,
        "edge white space": 2,
    }
    assert found["texts"] == [one.text for one in articles()]
    assert found["score"] == 1.0


def test_there_is_something_to_read() -> None:
    assert sum(expected().values()) > 40
    assert (corpus() / "emoji.txt").exists()
