"""Exports for other annotation tools, read by a tool's own code or another's: every span is where its article says.

Tests of export.formats.label_studio, export.formats.doccano, export.formats.prodigy, export.formats.brat,
export.formats.web_annotation, export.formats.uima_cas and core.webannotation.
"""

from __future__ import annotations

import io
import json
import subprocess
import zipfile
from collections import Counter
from pathlib import Path

import pytest

from tests.export.exports import ROOT, copy_of, expected, exported, in_whole_words, need, python
from tests.export.torture import articles

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("outside readers")]


def test_label_studio_with_its_sdk() -> None:
    own = ROOT / ".venv-oracles-label-studio"
    if not list(own.glob(".installed-*")):
        pytest.skip("outside reader not installed: label-studio-sdk (.venv-oracles-label-studio, which ./check makes)")
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
    done = subprocess.run(
        [own / "bin" / "python", "-c", code, folder], capture_output=True, text=True, encoding="utf-8"
    )
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
    assert Counter(map(tuple, json.loads(python(code, str(folder / "data.jsonl"))))) == in_whole_words(expected())


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


def test_refi_qda_with_models_made_from_the_schema_of_the_standard(tmp_path: Path) -> None:
    need("pyrefiqda")
    from pyrefiqda import RefiCodebook, RefiProject  # refuses elements that the standard's schema does not have

    folder, _ = exported("refi-qda")
    project = RefiProject.load(folder / "project.qdpx", str(tmp_path))
    names: dict[str, str] = {}
    below = list(project.code_book.codes.code)
    while below:
        code = below.pop()
        names[code.guid] = code.name
        below += code.code
    found: Counter = Counter()
    for source in project.sources.text_source:
        data = RefiProject.resolve_source_path(source.plain_text_path, tmp_path).read_bytes()
        assert b"\r" not in data
        assert not data.startswith(b"\xef\xbb\xbf")
        for one in source.plain_text_selection:
            start, end = one.start_position, one.end_position
            label = names[one.coding[0].code_ref.target_guid]
            found[source.name, label, start, end, data.decode("utf-8")[start:end]] += 1
    assert found == expected()
    both_ends = {one.guid for source in project.sources.text_source for one in source.plain_text_selection}
    ends = {end for one in project.links.link for end in (one.origin_guid, one.target_guid)}
    assert ends <= both_ends
    codebook = RefiCodebook.load(folder / "codebook.qdc")
    assert {code.name for code in codebook.codes.code} >= {"claim", "quote", "actor", "cue", "skip"}


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
