"""UIMA CAS: a zip with XMI and type system for each article and reading, as INCEpTION imports them.

XMI 2.0 serialisation of UIMA 2. Offsets are UTF-16 units, as Java counts. One
span type carries label, id, note and a feature for each attribute; one
relation type has Governor (head) and Dependent (tail). Title and address are
DKPro's DocumentMetaData; MediaSource has the other facts and the readings. XML 1.0 forbids most
control characters, also escaped: those of the text become U+FFFD and are told.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from xml.etree import ElementTree

from analyst_app.core.attribute_types import exact_words
from analyst_app.core.offsets import OffsetMap
from analyst_app.core.refi.own_project import NOT_XML, xml_words
from analyst_app.export.contract import EncodedPiece, Format, Holdings, Options, Seen
from analyst_app.export.facts.layer_row import layers_data
from analyst_app.export.facts.source_row import facts_of
from analyst_app.export.losses import LossTally
from analyst_app.export.rows import ExportArticle, SpanRow
from analyst_app.export.tokens import sentences, words
from analyst_app.export.unheld import file_stem, relations_between, xml_text
from analyst_app.wording import marked

SPAN, RELATION, SOURCE = "MediaSpan", "MediaRelation", "MediaSource"
_SPACE = "http:///webanno/custom.ecore"
_SEGMENTS = "http:///de/tudarmstadt/ukp/dkpro/core/api/segmentation/type.ecore"
_TYPES = "de.tudarmstadt.ukp.dkpro.core.api.segmentation.type"
_METADATA = "de.tudarmstadt.ukp.dkpro.core.api.metadata.type"
_METADATA_SPACE = "http:///de/tudarmstadt/ukp/dkpro/core/api/metadata/type.ecore"
_SOURCE_WORDS = ("outlet", "author", "date", "retrieved")
"""Facts that DKPro's metadata have no feature for."""
_FEATURE = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_ANNOTATION = "uima.tcas.Annotation"
_FIRST = 2
"""Number of the first element; the text itself is 1."""
_ESCAPED = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\n": "&#10;", "\t": "&#9;", "\r": "&#13;", '"': "&quot;"}
_TO_ESCAPE = re.compile('[&<>\n\t\r"]')


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """One reading of an article as a zip.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    losses = LossTally()
    spans = article.everything
    text = xml_text(article.text, article.id, losses)
    body = _xmi(article, spans, relations_between(article, spans, losses), text, losses)
    stem = options.folder(article) + file_stem(article.id)
    name = stem.rpartition("/")[2]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr(_entry(f"{name}.xmi"), body)
        parts.writestr(_entry("TypeSystem.xml"), _types(options.vocabulary.all_attributes))
    kept: list[Seen] = [(xml_words(r.id), r.start, r.end, xml_words(r.label), text[r.start : r.end]) for r in spans]
    there = {(r.annotator, r.id) for r in spans}
    kept += [
        (xml_words(one.type), xml_words(one.head), xml_words(one.tail))
        for one in article.relations
        if (one.annotator, one.head) in there and (one.annotator, one.tail) in there
    ]
    return EncodedPiece({f"{stem}.zip": buffer.getvalue()}, kept, losses)


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans and relations of CASes, cut from their own text.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    seen: list[Seen] = []
    for data in files.values():
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            name = next(name for name in parts.namelist() if name.endswith(".xmi"))
            root = ElementTree.fromstring(parts.read(name))  # noqa: S314 - what this very program has just written
        seen += _seen(root)
    return seen


def type_system(options: Options) -> str:
    """The types: sentences and tokens as DKPro has them, and ours."""
    return _types(options.vocabulary.all_attributes)


@lru_cache(maxsize=8)
def _types(attributes: tuple[str, ...]) -> str:
    """The types for these attributes: the same for every article of an export."""
    names = sorted(filter(_FEATURE.fullmatch, attributes))
    span_features = "".join(
        _feature(name, "uima.cas.String") for name in ("label", "identifier", "note", *map(attribute_feature, names))
    )
    ends = _feature("Governor", f"webanno.custom.{SPAN}") + _feature("Dependent", f"webanno.custom.{SPAN}")
    about = [_feature(name, "uima.cas.String") for name in (*_SOURCE_WORDS, "facts", "layers")]
    metadata = [_feature(name, "uima.cas.String") for name in ("documentTitle", "documentId", "documentUri")]
    types = [
        _type(f"{_METADATA}.DocumentMetaData", "".join(metadata), "uima.tcas.DocumentAnnotation"),
        _type(f"webanno.custom.{SOURCE}", "".join(about)),
        _type(f"{_TYPES}.Sentence", ""),
        _type(f"{_TYPES}.Token", ""),
        _type(f"webanno.custom.{SPAN}", span_features),
        _type(f"webanno.custom.{RELATION}", ends + _feature("label", "uima.cas.String")),
    ]
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<typeSystemDescription xmlns="http://uima.apache.org/resourceSpecifier">\n'
        f"<types>\n{''.join(types)}</types>\n</typeSystemDescription>\n"
    )


def attribute_feature(name: str) -> str:
    """Name of the feature that holds an attribute."""
    return f"attr_{name}"


def _xmi(
    article: ExportArticle, spans: list[SpanRow], relations: list[tuple[int, int, str]], text: str, losses: LossTally
) -> str:
    unit = OffsetMap.of(text).to_utf16
    elements: list[str] = []

    def put(kind: str, start: int, end: int, features: str = "") -> int:
        number = len(elements) + _FIRST
        place = f'begin="{unit(start)}" end="{unit(end)}"'
        elements.append(f'<{kind} xmi:id="{number}" sofa="1" {place}{features}/>\n')
        return number

    for kind, features in _about(article, losses):
        put(kind, 0, len(text), features)
    for sentence in sentences(article.text, article.language):
        put("segment:Sentence", *sentence)
    elements += [
        f'<segment:Token xmi:id="{number}" sofa="1" begin="{unit(start)}" end="{unit(end)}"/>\n'
        for number, (start, end) in enumerate(words(article.text), len(elements) + _FIRST)
    ]
    places = [put(f"custom:{SPAN}", row.start, row.end, _features(row, article.id, losses)) for row in spans]
    for head, tail, kind in relations:
        tail_row, label = spans[tail], _quoted(xml_text(kind, article.id, losses))
        features = f' Governor="{places[head]}" Dependent="{places[tail]}" label="{label}"'
        put(f"custom:{RELATION}", tail_row.start, tail_row.end, features)
    members = map(str, range(_FIRST, len(elements) + _FIRST))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<xmi:XMI xmlns:xmi="http://www.omg.org/XMI" xmlns:cas="http:///uima/cas.ecore"'
        ' xmlns:tcas="http:///uima/tcas.ecore"'
        f' xmlns:metadata="{_METADATA_SPACE}" xmlns:segment="{_SEGMENTS}" xmlns:custom="{_SPACE}" xmi:version="2.0">\n'
        f'<cas:NULL xmi:id="0"/>\n{"".join(elements)}'
        f'<cas:Sofa xmi:id="1" sofaNum="1" sofaID="_InitialView" mimeType="text" sofaString="{_quoted(text)}"/>\n'
        f'<cas:View sofa="1" members="{" ".join(members)}"/>\n</xmi:XMI>\n'
    )


def _features(row: SpanRow, article: str, losses: LossTally) -> str:
    pairs = [("label", row.label), ("identifier", row.id)]
    pairs += [("note", row.note)] if row.note else []
    for name, value in row.attributes.items():
        if _FEATURE.fullmatch(name):
            pairs.append((attribute_feature(name), exact_words(value)))
        else:
            losses.add("attribute", article, f"{name} = {value} of {row.text[:60]}")
    return "".join(f' {name}="{_quoted(xml_text(words, article, losses))}"' for name, words in pairs)


def _seen(root: ElementTree.Element) -> list[Seen]:
    sofa = next(one for one in root if one.tag == "{http:///uima/cas.ecore}Sofa")
    text = sofa.attrib["sofaString"]
    units = OffsetMap.of(text)
    ids: dict[str, str] = {}
    seen: list[Seen] = []
    key = "{http://www.omg.org/XMI}id"
    for one in root.iter(f"{{{_SPACE}}}{SPAN}"):
        start, end = units.to_codepoints(int(one.attrib["begin"])), units.to_codepoints(int(one.attrib["end"]))
        ids[one.attrib[key]] = one.attrib["identifier"]
        seen.append((one.attrib["identifier"], start, end, one.attrib["label"], text[start:end]))
    for one in root.iter(f"{{{_SPACE}}}{RELATION}"):
        seen.append((one.attrib["label"], ids[one.attrib["Governor"]], ids[one.attrib["Dependent"]]))
    return seen


def _about(article: ExportArticle, losses: LossTally) -> list[tuple[str, str]]:
    """The annotations of the whole text: its metadata as DKPro has them, and ours with all else that is known."""
    source, facts = article.source, facts_of(article.source)
    metadata = {"documentTitle": source.title, "documentId": article.id, "documentUri": source.url}
    own = {name: getattr(source, name) for name in _SOURCE_WORDS}
    own |= {"facts": as_xml_json(facts) if facts else "", "layers": as_xml_json(layers_data(article.layers))}
    return [
        ("metadata:DocumentMetaData", ' language="x-unspecified"' + _written(metadata, article.id, losses)),
        (f"custom:{SOURCE}", _written(own, article.id, losses)),
    ]


def _written(features: Mapping[str, str], article: str, losses: LossTally) -> str:
    held = {name: words for name, words in features.items() if words}
    return "".join(f' {name}="{_quoted(xml_text(words, article, losses))}"' for name, words in held.items())


def as_xml_json(value: Any) -> str:
    """A value as JSON in which XML forbids no character."""
    return NOT_XML.sub(lambda sign: f"\\u{ord(sign[0]):04x}", json.dumps(value, ensure_ascii=False))


def _quoted(text: str) -> str:
    return _TO_ESCAPE.sub(lambda sign: _ESCAPED[sign[0]], text)


def _type(name: str, features: str, above: str = _ANNOTATION) -> str:
    return (
        f"<typeDescription><name>{name}</name><description/><supertypeName>{above}</supertypeName>"
        f"<features>{features}</features></typeDescription>\n"
    )


def _feature(name: str, kind: str) -> str:
    return (
        f"<featureDescription><name>{name}</name><description/>"
        f"<rangeTypeName>{kind}</rangeTypeName></featureDescription>"
    )


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)  # dated 1980: equal content gives equal bytes
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o644 << 16
    return entry


FORMAT = Format(
    name="uima-cas",
    seen_as="-",
    holdings=Holdings(
        "a zip (XMI, type system) for each article",
        overlaps="yes",
        relations="yes",
        values="features",
        notes="yes",
        readings="folders; `MediaSource`",
        facts="`DocumentMetaData`, `MediaSource`",
        records="`MediaSource`",
    ),
    title=marked("For INCEpTION and UIMA (XMI)"),
    purpose=marked("UIMA CAS (XMI and type system in a zip for each article) for INCEpTION and UIMA pipelines."),
    encode=encode,
    read=read,
    holds_layers=False,
    needs_vocabulary=True,
    usage='cassis.load_cas_from_xmi(open("ARTICLE.xmi", "rb"), typesystem=…)  # of TypeSystem.xml, both from a zip',
    holds_records=True,
)
