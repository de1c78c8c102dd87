"""Files of every kind that is imported, made by hand; the articles in them are invented."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

from tests.importers.pdf_writer import pdf

FIRST = "The harbour council voted on Tuesday to close the old depot by May, after a debate that lasted six hours."
SECOND = "“We will not leave until every last locker is empty,” said Ada Brandt, who chairs the dockers’ union."
LAST = "A final decision on the site’s future is expected before the summer, the mayor’s office said in a statement."
ARABIC_FIRST = (
    "قالت ليلى حداد رئيسة نقابة عمال المرفأ إن المجلس قرر إغلاق المستودع القديم في شهر مايو المقبل بعد نقاش طويل."
)
ARABIC_LAST = (
    "ومن المتوقع أن يصدر القرار النهائي بشأن مستقبل الموقع قبل حلول فصل الصيف بحسب بيان صادر عن مكتب رئيس البلدية."
)
RUSSIAN_FIRST = (
    "Городской совет во вторник проголосовал за закрытие старого депо к маю после шестичасовых прений в зале."
)
RUSSIAN_LAST = (
    "Окончательное решение о будущем участка ожидается до начала лета, говорится в заявлении администрации мэра."
)

NAVIGATION = ("Home", "Subscribe now", "Most read today", "Cookie settings")

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_ODF = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "text", "table", "meta")
)


def page(
    paragraphs: tuple[str, ...] = (FIRST, SECOND, LAST),
    *,
    title: str = "Council and union at odds over the depot",
    head: str = "",
    lang: str = "en",
    charset: str = "utf-8",
) -> str:
    """A news page with navigation, advertisement, related links and a foot around the article."""
    links = "".join(f'<li><a href="/{n}">{words}</a></li>' for n, words in enumerate(NAVIGATION[:2]))
    body = "".join(f"<p>{words}</p>" for words in paragraphs)
    filler = "".join(
        f'<li><a href="/story-{n}">Another story that has nothing to do with it {n}</a></li>' for n in range(6)
    )
    return f"""<!DOCTYPE html><html lang="{lang}"><head><meta charset="{charset}">
<title>{title} | The Daily Lantern</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="The Daily Lantern">
<meta name="author" content="Nora Field"><meta property="article:published_time" content="2024-03-05T09:30:00+00:00">
<link rel="canonical" href="https://lantern.example/news/depot">{head}</head><body>
<header><nav><ul>{links}</ul></nav></header>
<main><article><h1>{title}</h1>{body}</article></main>
<aside><h2>{NAVIGATION[2]}</h2><ul>{filler}</ul></aside>
<footer><p><a href="/c">{NAVIGATION[3]}</a></p><script>var x = "never shown";</script></footer></body></html>"""


def zipped(members: Mapping[str, str | bytes]) -> bytes:
    """A zip file; the member ``mimetype`` is stored first and uncompressed, as EPUB and ODT want it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            method = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(zipfile.ZipInfo(name), content, method)
    return out.getvalue()


def docx(body: str = "", **members: str) -> bytes:
    """A Word file with footnotes, tracked changes, a table, hidden text and a text box."""
    content = (
        body
        or f"""
<w:p><w:r><w:t>Council and union at odds</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">{FIRST[:20]}</w:t></w:r><w:r><w:t>{FIRST[20:]}</w:t></w:r>
<w:r><w:footnoteReference w:id="2"/></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">The plan </w:t></w:r>
<w:del w:id="1"><w:r><w:delText>was never</w:delText></w:r></w:del>
<w:ins w:id="3"><w:r><w:t>is now</w:t></w:r></w:ins><w:r><w:t xml:space="preserve"> public.</w:t></w:r>
<w:r><w:rPr><w:vanish/></w:rPr><w:t>hidden words</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>votes for</w:t></w:r></w:p></w:tc>
<w:tc><w:p><w:r><w:t>31</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
<w:p><w:r><w:t>{LAST}</w:t></w:r></w:p>"""
    )
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "word/document.xml": f"<w:document {_W}><w:body>{content}</w:body></w:document>",
            "word/footnotes.xml": f"""<w:footnotes {_W}>
<w:footnote w:id="0"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:id="2"><w:p><w:r><w:footnoteRef/></w:r><w:r><w:t>Minutes of the meeting.</w:t></w:r></w:p></w:footnote>
</w:footnotes>""",
            "docProps/core.xml": """<cp:coreProperties
xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">
<dc:title>Council and union at odds</dc:title><dc:creator>Nora Field</dc:creator>
<dcterms:created>2024-03-05T08:00:00Z</dcterms:created></cp:coreProperties>""",
        }
        | members
    )


def odt() -> bytes:
    """An OpenDocument text with a note, a tracked deletion, spaces, a table."""
    content = f"""<office:document-content {_ODF}><office:body><office:text>
<text:tracked-changes><text:changed-region><text:deletion><text:p>was never</text:p></text:deletion>
</text:changed-region></text:tracked-changes><text:h>Council and union at odds</text:h>
<text:p>{FIRST}<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Minutes.</text:p>
</text:note-body></text:note></text:p>
<text:p>two<text:s text:c="2"/>words<text:line-break/>more</text:p>
<table:table><table:table-row><table:table-cell><text:p>votes for</text:p></table:table-cell><table:table-cell>
<text:p>31</text:p></table:table-cell></table:table-row></table:table>
<text:p>{LAST}</text:p></office:text></office:body></office:document-content>"""
    meta = f"""<office:document-meta {_ODF} xmlns:dc="http://purl.org/dc/elements/1.1/"><office:meta>
<dc:title>Council and union at odds</dc:title><meta:initial-creator>Nora Field</meta:initial-creator>
</office:meta></office:document-meta>"""
    members = {"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content, "meta.xml": meta}
    return zipped(members)


def epub(**members: str) -> bytes:
    """A book of two chapters, listed in the spine in another order than in the zip."""
    package = """<package xmlns="http://www.idpf.org/2007/opf" xmlns:dc="http://purl.org/dc/elements/1.1/"><metadata>
<dc:title>The depot</dc:title><dc:creator>Nora Field</dc:creator><dc:publisher>Lantern Books</dc:publisher>
<dc:date>2024-03-05T00:00:00Z</dc:date></metadata><manifest>
<item id="b" href="two.xhtml" media-type="application/xhtml+xml"/>
<item id="a" href="one%20first.xhtml" media-type="application/xhtml+xml"/>
<item id="n" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/></manifest>
<spine><itemref idref="n"/><itemref idref="a"/><itemref idref="b"/></spine></package>"""
    chapter = "<html xmlns='http://www.w3.org/1999/xhtml'><head><title>t</title></head><body>{}</body></html>"
    return zipped(
        {
            "mimetype": "application/epub+zip",
            "META-INF/container.xml": """<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>""",
            "OPS/book.opf": package,
            "OPS/two.xhtml": chapter.format(f"<h2>Two</h2><p>{LAST}</p>"),
            "OPS/one first.xhtml": chapter.format(f"<h2>One</h2><p>{FIRST}</p><p>a&nbsp;b<br/>c</p>"),
            "OPS/nav.xhtml": chapter.format("<p>Contents</p>"),
        }
        | members
    )


def two_columns() -> bytes:
    """A PDF of two pages with running heads; page one is set line by line across both columns."""
    left = [
        "The harbour council voted on",
        "Tuesday to close the old de-",
        "pot by May, after a debate",
        "that lasted six hours.",
    ]
    right = [
        "Ada Brandt, who chairs the",
        "Russian-led dockers union,",
        "said that nobody will leave",
        "before every locker is empty.",
    ]
    one = [(60, 800, "THE DAILY LANTERN"), (60, 760, "Council and union at odds over the depot")]
    for row, (one_side, other_side) in enumerate(zip(left, right, strict=True)):
        one += [(60, 720 - 13 * row, one_side), (310, 720 - 13 * row, other_side)]
    one.append((290, 30, "Page 1"))
    two = [(60, 800, "THE DAILY LANTERN"), (60, 760, "The mayor declined to answer."), (290, 30, "Page 2")]
    return pdf([one, two], title="Council and union at odds")


def eml() -> bytes:
    """A newsletter with a quoted-printable plain part, an encoded subject and an attachment."""
    return (
        "From: =?utf-8?q?Caf=C3=A9_Lantern?= <news@lantern.example>\r\n"
        "Subject: =?utf-8?q?The_d=C3=A9p=C3=B4t?=\r\nDate: Tue, 05 Mar 2024 10:00:00 +0100\r\n"
        'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="x"\r\n\r\n'
        "--x\r\nContent-Type: text/plain; charset=iso-8859-1\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
        "The d=E9p=F4t will close, the coun=\r\ncil said\r\non Tuesday.\r\n\r\nNobody objected.\r\n"
        "--x\r\nContent-Type: application/pdf\r\nContent-Disposition: attachment; filename=a.pdf\r\n\r\nxx\r\n--x--\r\n"
    ).encode("ascii")


MARKDOWN = f"""---
title: "Council and union"
date: 5 March 2024
author: Nora Field
source: The Daily Lantern
url: https://lantern.example/x
---
# Council and union

{FIRST}

- one *item*
- two

> {SECOND}
"""

RTF = (
    r"{\rtf1\ansi\ansicpg1252{\info{\title Council and union}{\author Nora Field}}"
    r"{\fonttbl{\f0 Arial;}}\f0 The d\'e9p\'f4t will close.\par\par Nobody \u8220?objected\u8221?.\par}"
)

NEXIS = f"""                               1 of 2 DOCUMENTS

                               The Daily Lantern

                            March 5, 2024 Tuesday

Council and union at odds

BYLINE: Nora Field

SECTION: NEWS; Pg. 3

LENGTH: 120 words

{FIRST[:60]}
{FIRST[60:]}

{LAST}

LOAD-DATE: March 5, 2024

URL: https://lantern.example/one

Copyright 2024 The Daily Lantern
All Rights Reserved

                               2 of 2 DOCUMENTS

                               The Evening Post

                            March 6, 2024 Wednesday

Depot: what next?

LENGTH: 20 words

{SECOND}

LOAD-DATE: March 6, 2024
"""

FACTIVA = f"""Council and union at odds
By Nora Field
120 words
5 March 2024
09:15
The Daily Lantern
LANT
English
Copyright 2024. The Daily Lantern.

{FIRST}

{LAST}

Document LANT000020240305ek350000x

Depot: what next?
20 words
6 March 2024
The Evening Post
POST
English
(c) 2024 Evening Post

{SECOND}

Document POST000020240306ek360000y
"""

PROQUEST = f"""____________________________________________________________

Document 1 of 2

Council and union at odds

Author: Field, Nora

Full text: {FIRST}

{LAST}

Title: Council and union at odds

Publication title: The Daily Lantern

Publication date: Mar 5, 2024

Document URL: https://search.proquest.com/docview/1

____________________________________________________________

Document 2 of 2

Depot: what next?

Full text: {SECOND}

Title: Depot: what next?

Publication title: The Evening Post

Publication date: Mar 6, 2024

Document URL: https://search.proquest.com/docview/2
"""

FACTIVA_CODES = f"""HD  Council and union
    at odds
BY  Nora Field
PD  5 March 2024
SN  The Daily Lantern
LP  {FIRST}

TD  {LAST}

NS  gcat : News
AN  Document LANT000020240305ek350000x

HD  Depot: what next?
PD  6 March 2024
SN  The Evening Post
LP  {SECOND}
AN  Document POST000020240306ek360000y
"""

NEXIS_UNI = f"""Council and union at odds

The Daily Lantern

March 5, 2024 Tuesday

Copyright 2024 The Daily Lantern All Rights Reserved

Section: NEWS; Pg. 3

Length: 120 words

Byline: Nora Field

Body

{FIRST}

{LAST}

Load-Date: March 5, 2024

End of Document

Depot: what next?

The Evening Post

March 6, 2024 Wednesday

Length: 20 words

Body

{SECOND}

Load-Date: March 6, 2024

End of Document
"""

EVERY_KIND: dict[str, bytes] = {
    "html": page().encode(),
    "pdf": two_columns(),
    "docx": docx(),
    "odt": odt(),
    "epub": epub(),
    "markdown": MARKDOWN.encode(),
    "eml": eml(),
    "rtf": RTF.encode("ascii"),
    "text": "Über das Dépôt.\n".encode("cp1252"),
}
