"""Every format read by somebody else's program: each span is where its article says, or is a named loss."""

from __future__ import annotations

import io
import json
import subprocess
import sys
import warnings
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.exporters.exports import ROOT, copy_of, corpus, exported, need
from tests.exporters.torture import articles

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("outside readers")]


def expected(*labels: str) -> Counter:
    return Counter(
        (one.id, row.label, row.start, row.end, row.text)
        for one in articles()
        for row in one.everything
        if not labels or row.label in labels
    )


def without_zones() -> Counter:
    return Counter({key: n for key, n in expected().items() if key[1] != "skip"})


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
            assert all(cell.data_type in ("s", "n", "inlineStr") and cell.hyperlink is None for cell in line)


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
        lost_here = sum(1 for loss in _overlaps(done) if loss.startswith(f"{label}:"))
        assert sum(map(len, entities.entities)) == by_label - lost_here
    assert lost["overlap"] == len(_overlaps(done))


def _overlaps(done) -> list[str]:
    return [loss.words for loss in done.outcome.losses.examples.get("overlap", ())]


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
    folder, _ = exported("spacy")
    found = json.loads(python(code, str(folder / "data.spacy")))
    assert Counter(map(tuple, found["spans"])) == without_zones()
    assert found["texts"] == [one.text for one in articles()]
    assert found["score"] == 1.0


def test_label_studio_with_its_sdk() -> None:
    interpreter = ROOT / ".venv-oracles-label-studio" / "bin" / "python"
    if not interpreter.exists():
        pytest.skip("outside reader not installed: label-studio-sdk (.venv-oracles-label-studio)")
    code = """
import json, sys
from label_studio_sdk.label_interface import LabelInterface
folder = sys.argv[1]
interface = LabelInterface(open(folder + "/labelling-config.xml", encoding="utf-8").read())
interface.validate()
tasks = json.load(open(folder + "/tasks.json", encoding="utf-8"))
found = []
for task in tasks:
    for reading in task["annotations"]:
        assert interface.validate_annotation(reading), task["data"]["document"]
        for region in reading["result"]:
            if region["type"] == "labels":
                v = region["value"]
                words = task["data"]["text"][v["start"]:v["end"]]
                found.append([task["data"]["document"], v["labels"][0], v["start"], v["end"], words])
json.dump(found, sys.stdout)
"""
    folder, _ = exported("label-studio")
    done = subprocess.run([interpreter, "-c", code, folder], capture_output=True, text=True, encoding="utf-8")
    assert done.returncode == 0, done.stderr[-2000:]
    assert Counter(map(tuple, json.loads(done.stdout))) == expected()


def test_doccano_with_its_own_parser() -> None:
    need("chardet", "pyexcel", "seqeval", "pandas")
    backend = copy_of("doccano") / "backend" / "data_import"
    code = """
import json, sys
sys.path.insert(0, sys.argv[1])
from pipeline.parsers import JSONLParser
from pipeline.readers import Reader, FileName
found = {}
for shape in ("labels", "relations"):
    parser = JSONLParser(encoding="Auto")
    rows = list(parser.parse(f"{sys.argv[2]}/doccano-{shape}.jsonl"))
    assert not parser.errors, parser.errors
    found[shape] = []
    for r in rows:
        for e in r.get("label", r.get("entities")):
            triple = e if isinstance(e, list) else [e["start_offset"], e["end_offset"], e["label"]]
            found[shape].append([r["document"], triple[2], triple[0], triple[1], r["text"]])
json.dump(found, sys.stdout)
"""
    folder, _ = exported("doccano")
    for rows in json.loads(python(code, str(backend), str(folder))).values():
        found = Counter((document, label, start, end, text[start:end]) for document, label, start, end, text in rows)
        assert found == expected()


def test_prodigy_with_spacy_tokens() -> None:
    need("spacy")
    code = """
import json, sys
import spacy
from spacy.tokens import Doc
vocab = spacy.blank("xx").vocab
found = []
for line in open(sys.argv[1], encoding="utf-8", newline="\\n"):
    task = json.loads(line)
    doc = Doc(vocab, words=[t["text"] for t in task["tokens"]], spaces=[t["ws"] for t in task["tokens"]])
    assert doc.text == task["text"], task["meta"]
    assert [t.idx for t in doc] == [t["start"] for t in task["tokens"]]
    for s in task["spans"]:
        span = doc.char_span(s["start"], s["end"], label=s["label"])
        assert (span.start, span.end - 1) == (s["token_start"], s["token_end"])
        found.append([task["meta"]["document"], span.label_, span.start_char, span.end_char, span.text])
json.dump(found, sys.stdout)
"""
    folder, _ = exported("prodigy")
    assert Counter(map(tuple, json.loads(python(code, str(folder / "data.jsonl"))))) == expected()


def test_brat_with_its_own_server_code(tmp_path: Path) -> None:
    server = copy_of("brat") / "server" / "src"
    (tmp_path / "config.py").write_text(
        f"BASE_DIR = '/'\nDATA_DIR = WORK_DIR = {str(tmp_path)!r}\nDEBUG = False\n"
        "BACKUP_DIR = None\nUSER_PASSWORD = {}\nLOG_LEVEL = 50\n"
    )
    code = """
import json, sys, warnings
warnings.simplefilter("ignore")
sys.path[:0] = [sys.argv[1], sys.argv[2]]
import annotation, projectconfig
from annotation import TextAnnotations
reading = lambda name, mode="r": open(name, mode.replace("U", ""), encoding="utf-8")
annotation.open_textfile = projectconfig.open_textfile = reading  # its mode "rU" is gone from Python
from projectconfig import ProjectConfiguration
import verify_annotations, os, glob
folder = sys.argv[3]
found = []
for ann in sorted(glob.glob(folder + "/**/*.ann", recursive=True)):
    stem = ann[:-4]
    with TextAnnotations(stem, read_only=True) as document:
        for one in document.get_textbounds():
            text = open(stem + ".txt", encoding="utf-8", newline="").read()
            start, end = one.first_start(), one.last_end()
            found.append([os.path.relpath(stem, folder) + ".txt", one.type, start, end, text[start:end]])
        assert not document.failed_lines, document.failed_lines
        problems = verify_annotations.verify_annotation(document, ProjectConfiguration(folder))
        assert not problems, [str(p) for p in problems]
json.dump(found, sys.stdout)
"""
    folder, done = exported("brat")
    found = Counter(map(tuple, json.loads(python(code, str(tmp_path), str(server), str(folder)))))
    missing = expected() - found
    assert {key[4].strip() for key in missing} == {key[4].strip() for key in found - expected()}
    assert sum(missing.values()) == done.outcome.losses.counts.get("edge white space", 0)


def test_web_annotation_with_pyld() -> None:
    need("pyld")
    from pyld import jsonld

    folder, _ = exported("web-annotation")
    pages = sorted(folder.glob("**/*.jsonld"))
    assert len(pages) == len(articles())
    terms = {  # those of the W3C's context that the pages use; the context itself is on the web only
        "oa": "http://www.w3.org/ns/oa#", "as": "http://www.w3.org/ns/activitystreams#",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#", "dcterms": "http://purl.org/dc/terms/",
        "dc": "http://purl.org/dc/elements/1.1/", "foaf": "http://xmlns.com/foaf/0.1/", "id": "@id", "type": "@type",
        "items": {"@id": "as:items", "@type": "@id", "@container": "@list"}, "startIndex": "as:startIndex",
        "body": {"@id": "oa:hasBody", "@type": "@id"}, "target": {"@id": "oa:hasTarget", "@type": "@id"},
        "source": {"@id": "oa:hasSource", "@type": "@id"}, "selector": {"@id": "oa:hasSelector", "@type": "@id"},
        "motivation": "oa:motivatedBy", "purpose": "oa:hasPurpose",
        "creator": {"@id": "dcterms:creator", "@type": "@id"},
        "nickname": "foaf:nick", "value": "rdf:value", "format": "dc:format", "exact": "oa:exact",
        "prefix": "oa:prefix", "suffix": "oa:suffix", "start": "oa:start", "end": "oa:end",
        "AnnotationPage": "as:OrderedCollectionPage", "Annotation": "oa:Annotation", "TextualBody": "oa:TextualBody",
        "TextPositionSelector": "oa:TextPositionSelector", "TextQuoteSelector": "oa:TextQuoteSelector",
        "Person": "foaf:Person",
    }  # fmt: skip

    def loader(url: str, options: object) -> dict:
        return {"contextUrl": None, "documentUrl": url, "document": {"@context": terms}}

    for page in pages:
        expanded = jsonld.expand(json.loads(page.read_text("utf-8")), {"documentLoader": loader})
        items = expanded[0]["http://www.w3.org/ns/activitystreams#items"][0]["@list"]
        data = json.loads(page.read_text("utf-8"))
        assert len(items) == len(data["items"])
        text = page.with_name(page.name.removesuffix(".jsonld")).read_bytes().decode("utf-8")
        for item in items:
            target = item["http://www.w3.org/ns/oa#hasTarget"][0]
            selectors = target.get("http://www.w3.org/ns/oa#hasSelector", [])
            if selectors:
                start, end = (selectors[0][f"http://www.w3.org/ns/oa#{name}"][0]["@value"] for name in ("start", "end"))
                assert text[start:end] == selectors[1]["http://www.w3.org/ns/oa#exact"][0]["@value"]


def test_web_annotation_with_the_schemas_of_w3c() -> None:
    need("jsonschema", "referencing")
    import jsonschema
    from referencing import Registry, Resource
    from referencing.jsonschema import DRAFT4

    copies = copy_of("w3c")

    def retrieve(uri: str) -> Resource:
        name = uri.rpartition("/")[2]
        return Resource.from_contents(json.loads((copies / "definitions" / name).read_text("utf-8")), DRAFT4)

    registry: Registry = Registry(retrieve=retrieve)
    folder, _ = exported("web-annotation")
    musts = json.loads((copies / "annotations" / "annotationMusts.test").read_text("utf-8"))["assertions"]
    checked = 0
    for name in musts:
        path = copies / name
        if not path.exists():
            continue
        schema = json.loads(path.read_text("utf-8"))
        if schema.get("expectedResult", "valid") != "valid" or schema.get("assertionType") != "must":
            continue
        validator = jsonschema.Draft4Validator(schema | {"id": f"http://localhost/{path.name}"}, registry=registry)
        for page in sorted(folder.glob("**/*.jsonld")):
            for item in json.loads(page.read_text("utf-8"))["items"]:
                item = {"@context": "http://www.w3.org/ns/anno.jsonld", **item}
                errors = list(validator.iter_errors(item))
                assert not errors, (name, errors[0].message, item)
                checked += 1
    assert checked > 100


def test_refi_qda_with_the_schema_of_the_standard() -> None:
    need("lxml")
    from lxml import etree

    schemas = copy_of("refi/Project.xsd").parent
    folder, _ = exported("refi-qda")
    with zipfile.ZipFile(folder / "project.qdpx") as parts:
        project = etree.fromstring(parts.read("project.qde"))
        texts = {Path(name).stem: parts.read(name) for name in parts.namelist() if name.startswith("sources/")}
    etree.XMLSchema(etree.parse(str(schemas / "Project.xsd"))).assertValid(project)
    etree.XMLSchema(etree.parse(str(schemas / "Codebook.xsd"))).assertValid(etree.parse(str(folder / "codebook.qdc")))
    assert not [text for text in texts.values() if b"\r" in text or text.startswith(b"\xef\xbb\xbf")]


def test_refi_qda_spans_by_their_codes() -> None:
    from xml.etree import ElementTree

    folder, _ = exported("refi-qda")
    space = "{urn:QDA-XML:project:1.0}"
    with zipfile.ZipFile(folder / "project.qdpx") as parts:
        project = ElementTree.fromstring(parts.read("project.qde"))
        names = {code.get("guid"): code.get("name") for code in project.iter(f"{space}Code")}
        found = Counter()
        for source in project.iter(f"{space}TextSource"):
            text = parts.read(source.get("plainTextPath").replace("internal://", "sources/")).decode("utf-8")
            for one in source.iter(f"{space}PlainTextSelection"):
                start, end = int(one.get("startPosition")), int(one.get("endPosition"))
                label = names[next(one.iter(f"{space}CodeRef")).get("targetGUID")]
                found[source.get("name"), label, start, end, text[start:end]] += 1
    assert found == expected()


def test_uima_cas_with_cassis() -> None:
    need("cassis")
    import cassis

    folder, _ = exported("uima-cas")
    found = Counter()
    for path in sorted(folder.glob("**/*.zip")):
        with zipfile.ZipFile(path) as parts:
            types = cassis.load_typesystem(io.BytesIO(parts.read("TypeSystem.xml")))
            name = next(name for name in parts.namelist() if name.endswith(".xmi"))
            cas = cassis.load_cas_from_xmi(io.BytesIO(parts.read(name)), typesystem=types)
        document = path.relative_to(folder).with_suffix(".txt").as_posix()
        for one in cas.select("webanno.custom.MediaSpan"):
            found[document, one.label, one.begin, one.end, one.get_covered_text()] += 1
        for one in cas.select("webanno.custom.MediaRelation"):
            assert one.Governor.identifier
            assert one.Dependent.identifier
    controls = str.maketrans(dict.fromkeys((7, 27, 11), "�"))
    assert found == Counter((d, la, s, e, text.translate(controls)) for d, la, s, e, text in expected())


def test_there_is_something_to_read() -> None:
    assert sum(expected().values()) > 40
    assert (corpus() / "emoji.txt").exists()


def python(code: str, *arguments: str, **environment: str) -> str:
    """What another interpreter prints that runs the code."""
    import os

    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "ignore"} | environment,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
