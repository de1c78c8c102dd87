"""The parts of a Word file around its text, and the file itself: the same parts give the same bytes.

Written after ECMA-376 part 2 (packages). No library makes the file: those that
are there look a comment up among all others, which takes minutes for thousands.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import BinaryIO
from xml.sax.saxutils import escape

from analyst_app import __version__
from analyst_app.core.refi.own_project import xml_words
from analyst_app.export.report.docx_words import HEAD, SPACES

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = (
    ("styles", f"{_OFFICE}/styles", f"{_WORD}.styles+xml"),
    ("settings", f"{_OFFICE}/settings", f"{_WORD}.settings+xml"),
    ("comments", f"{_OFFICE}/comments", f"{_WORD}.comments+xml"),
    (
        "commentsExtended",
        "http://schemas.microsoft.com/office/2011/relationships/commentsExtended",
        f"{_WORD}.commentsExtended+xml",
    ),
    (
        "commentsIds",
        "http://schemas.microsoft.com/office/2016/09/relationships/commentsIds",
        f"{_WORD}.commentsIds+xml",
    ),
    ("people", "http://schemas.microsoft.com/office/2011/relationships/people", f"{_WORD}.people+xml"),
    ("footer1", f"{_OFFICE}/footer", f"{_WORD}.footer+xml"),
)
"""Parts beside the body: name, type of the relation to it, type of its content."""
_PROPERTIES = "application/vnd.openxmlformats-officedocument"
_CORE = "application/vnd.openxmlformats-package.core-properties+xml"
_PAGE = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId7"/><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1304" w:right="1418" w:bottom="1304" w:left="1418" w:header="709" w:footer="567" w:gutter="0"/>'
    "</w:sectPr>"
)
_SETTINGS = (
    f'{HEAD}<w:settings {SPACES}><w:zoom w:percent="100"/><w:defaultTabStop w:val="709"/>'
    '<w:characterSpacingControl w:val="doNotCompress"/><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)
_FOOTER = (
    f'{HEAD}<w:ftr {SPACES}><w:p><w:pPr><w:pStyle w:val="Muted"/><w:jc w:val="center"/></w:pPr>'
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    "</w:p></w:ftr>"
)
_OLDEST = (1980, 1, 1, 0, 0, 0)
"""The time of every part: the earliest that a zip file can tell."""


def package(target: BinaryIO | Path, body: Iterable[str], parts: Mapping[str, str], title: str) -> None:
    """Write a Word file.

    Args:
        target: takes it.
        body: the blocks of its text, as XML.
        parts: the parts ``styles``, ``comments``, ``commentsExtended``, ``commentsIds`` and ``people``.
        title: of the document.
    """
    document = f"{HEAD}<w:document {SPACES}><w:body>{''.join(body)}{_PAGE}</w:body></w:document>"
    held = {**parts, "settings": _SETTINGS, "footer1": _FOOTER, "document": document}
    files = {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _top_relations(),
        "word/_rels/document.xml.rels": _relations((kind, f"{name}.xml") for name, kind, _ in _PARTS),
        "docProps/core.xml": _core(title),
        "docProps/app.xml": _app(),
    }
    files |= {f"word/{name}.xml": held[name] for name in ("document", *(name for name, _, _ in _PARTS))}
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in files.items():
            info = zipfile.ZipInfo(name, _OLDEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, xml.encode())


def _content_types() -> str:
    kinds = [
        ("/word/document.xml", f"{_WORD}.document.main+xml"),
        *((f"/word/{name}.xml", kind) for name, _, kind in _PARTS),
        ("/docProps/core.xml", _CORE),
        ("/docProps/app.xml", f"{_PROPERTIES}.extended-properties+xml"),
    ]
    overrides = "".join(f'<Override PartName="{part}" ContentType="{kind}"/>' for part, kind in kinds)
    return (
        f'{HEAD}<Types xmlns="{_TYPES}"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    )


def _relations(targets: Iterable[tuple[str, str]]) -> str:
    inside = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, 1)
    )
    return f'{HEAD}<Relationships xmlns="{_RELATIONS}">{inside}</Relationships>'


def _top_relations() -> str:
    return _relations(
        [
            (f"{_OFFICE}/officeDocument", "word/document.xml"),
            (f"{_RELATIONS}/metadata/core-properties", "docProps/core.xml"),
            (f"{_OFFICE}/extended-properties", "docProps/app.xml"),
        ]
    )


def _core(title: str) -> str:
    return (
        f'{HEAD}<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{escape(xml_words(title))}</dc:title></cp:coreProperties>"
    )


def _app() -> str:
    return (
        f'{HEAD}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties">'
        f"<Application>Analyst App {escape(__version__)}</Application></Properties>"
    )
