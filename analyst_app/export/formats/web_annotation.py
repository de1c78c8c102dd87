"""W3C Web Annotations: a JSON-LD AnnotationPage for each article.

The text is named by its hash (``ni:///sha-256;…``) and stands beside the page
as ``.txt``, so the page needs no server and finds its text again anywhere. The
page's ``source`` has the facts; ``analyst`` has all of them, and the readings.
"""

from __future__ import annotations

import json
from typing import Any

import msgspec

from analyst_app.core import webannotation
from analyst_app.core.document import text_sha256
from analyst_app.export.contract import EncodedPiece, Format, Holdings, Options, Seen
from analyst_app.export.facts.source_row import OURS
from analyst_app.export.rows import ExportArticle
from analyst_app.wording import marked

_TERMS = {
    "title": "dc:title", "outlet": "dc:publisher", "author": "dc:creator", "date": "dc:date", "url": "dc:source",
    "language": "dc:language", "retrieved": "dcterms:dateAccepted",
}  # fmt: skip
"""The term of each usual fact."""


def page(article: ExportArticle, options: Options) -> dict[str, Any]:
    """An article's annotations as one AnnotationPage.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    source = webannotation.text_uri(text_sha256(article.text) if article.cut else article.source.text_sha256)
    items = [
        webannotation.span_annotation(
            annotation_id=row.id,
            tag=row.label,
            start=row.start,
            end=row.end,
            text=article.text,
            source=source,
            annotator=row.annotator,
            attributes=row.attributes,
            note=row.note,
            quote_length=None if options.with_text else len(options.quote(row.text, row.label)),
        )
        for row in article.everything
    ]
    items += [
        webannotation.link_annotation(
            link_id=one.id, role=one.type, from_id=one.head, to_id=one.tail, annotator=one.annotator
        )
        for one in article.relations
    ]
    return {
        "@context": webannotation.CONTEXT,
        "id": f"{source}#annotations",
        "type": "AnnotationPage",
        "startIndex": 0,
        "source": _source(article, source),
        OURS: article.about(),
        "items": items,
    }


def _source(article: ExportArticle, uri: str) -> dict[str, Any]:
    """The text with the facts of its origin, by terms that the annotation context knows (Dublin Core)."""
    said = {term: getattr(article.source, name) for name, term in _TERMS.items()}
    return {"id": uri, "type": "Text", "format": "text/plain"} | {term: words for term, words in said.items() if words}


def encode(article: ExportArticle, options: Options) -> EncodedPiece:
    """An article's page, and its text if texts are given.

    Args:
        article: the article as flat rows.
        options: the choices of the export, the same for every article.
    """
    stem = options.folder(article) + article.id
    files = {f"{stem}.jsonld": _indented(page(article, options)) + b"\n"}
    if options.with_text:
        files[f"{stem.removesuffix('.txt')}.txt"] = article.text.encode("utf-8")
    kept: list[Seen] = [
        (row.id, row.start, row.end, row.label, options.quote(row.text, row.label)) for row in article.everything
    ]
    kept += [(one.id, one.type, one.head, one.tail) for one in article.relations]
    return EncodedPiece(files, kept)


def _indented(page: dict[str, Any]) -> bytes:
    """A page as JSON, a space deeper a level: json would indent in Python, msgspec does it to what is written."""
    data = json.dumps(page, ensure_ascii=False).encode("utf-8", "backslashreplace")
    try:
        return msgspec.json.format(data, indent=1)
    except msgspec.DecodeError:  # half a character, which JSON can hold and msgspec does not read
        return json.dumps(page, ensure_ascii=False, indent=1).encode("utf-8", "backslashreplace")


def read(files: dict[str, bytes], options: Options) -> list[Seen]:
    """The spans and links of a page, its positions applied to the text beside it.

    Args:
        files: the files by name, each as bytes.
        options: the choices of the export, the same for every article.
    """
    text = next((data.decode("utf-8") for name, data in files.items() if name.endswith(".txt")), None)
    seen: list[Seen] = []
    for name, data in files.items():
        for item in json.loads(data)["items"] if name.endswith(".jsonld") else ():
            tags, _, _, linked = webannotation.bodies_of(item)
            key = item["id"].removeprefix("urn:uuid:")
            target, position, quote = webannotation.selectors_of(item)
            if item["motivation"] == "linking":
                seen.append((key, tags[0], target.removeprefix("urn:uuid:"), linked[0].removeprefix("urn:uuid:")))
            elif position:
                words = quote.get("exact", "")
                if text is not None and text[slice(*position)] != words:
                    words = text[slice(*position)]  # then it differs from its source, and is named
                seen.append((key, *position, tags[0], words))
    return seen


FORMAT = Format(
    name="web-annotation",
    holdings=Holdings(
        "W3C JSON-LD, a page for each article",
        overlaps="yes",
        relations="yes",
        values="yes",
        notes="yes",
        readings="`creator`; `analyst`",
        facts="`source`; `analyst`",
        records="`analyst`",
    ),
    title=marked("For archives and annotation servers (JSON-LD)"),
    purpose=marked("W3C Web Annotations (JSON-LD) for archives and annotation servers such as Hypothesis."),
    encode=encode,
    read=read,
    holds_standoff=True,
    usage='json.load(open("PATH/ARTICLE.txt.jsonld"))["items"]',
    holds_records=True,
)
