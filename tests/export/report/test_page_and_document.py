"""The page and the Word document say the same of a reading: both are made of the same one."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import lxml.html
import pytest

from analyst_app.core.annotation import Annotation, LayerFacts, Link, pairs
from analyst_app.core.document import Document
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.formats import report, report_docx
from analyst_app.export.report.article_page import article_page
from analyst_app.export.report.docx_document import word_report
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.rows import ExportArticle, add_layer, source_row
from analyst_app.language.known_people import KnownPeople, Person
from tests.commands.corpora import write_article, write_layer
from tests.export.report.readings import CODEBOOK, decided, reading, span_of
from tests.export.torture import options

OPTIONS = Options(CODEBOOK, Vocabulary.of(CODEBOOK), annotators=("alice",))


class Told(NamedTuple):
    """What a report tells of an article, white space aside."""

    title: str
    people: list[tuple[str, list[str], list[str]]]
    """Name and kind, the numbers of mentions, and the quotes with their numbers."""
    tags: dict[str, str]
    """Numbers of annotations by tag."""
    decisions: list[str]
    unplaced: list[str]
    about: list[tuple[str, str]]


def plain(words: str) -> str:
    return " ".join(re.sub("[\u2066-\u2069\u200e]", "", words).split())


def told_by_page(printed: PrintedReading) -> Told:
    page = lxml.html.document_fromstring(article_page(printed))

    def items(heading: str) -> Iterator[Any]:
        for section in page.iter("section"):
            if plain(section[0].text_content()) == heading:
                yield from section.xpath("./ul/li")

    people = []
    for one in items("People"):
        kind = "".join(plain(span.text_content()) for span in one.xpath("./span[@class='muted']"))
        name = plain(one.xpath("./bdi")[0].text_content())
        quotes = [plain(quote.text_content()) for quote in one.xpath("./ul/li")]
        people.append((plain(f"{name} {kind}"), [a.text for a in one.xpath("./a")], quotes))
    tags = {plain(one.xpath("./strong")[0].text): plain(one.xpath("./span[@class='muted']")[0].text) for one in
            items("Tags") if one.xpath("./span[@class='muted']")}  # fmt: skip
    names, values = page.iter("dt"), page.iter("dd")
    about = [(plain(dt.text_content()), plain(dd.text_content())) for dt, dd in zip(names, values, strict=True)]
    return Told(
        plain(page.xpath("//h1")[0].text_content()),
        people,
        tags,
        [plain(" ".join(one.itertext())) for one in items("Decisions")],
        [plain(" ".join(one.itertext())) for one in items("Without a place in the text")],
        about,
    )


def told_by_document(printed: PrintedReading) -> Told:
    docx = pytest.importorskip("docx", reason="python-docx is not installed")
    document = docx.Document(io.BytesIO(word_report([printed], OPTIONS, day="2026-12-01")))
    title, below, heading = "", {}, ""
    for one in document.iter_inner_content():
        if hasattr(one, "rows"):
            below[heading] = [[cell.text for cell in row.cells] for row in one.rows]
        elif one.style.name.endswith("Headline"):
            title = plain(one.text)
        else:
            heading = one.text
    people = []
    for name, said in below.get("People", []):
        mentions, *quotes = said.split("\n")
        people.append((plain(name), mentions.rpartition(": ")[2].split(), [plain(one) for one in quotes[1:]]))
    return Told(
        title,
        people,
        {plain(row[0]): row[1] for row in below.get("Tags", [])},
        [plain(" ".join(row)) for row in below.get("Decisions", [])],
        [plain(" ".join(row)) for row in below.get("Without a place in the text", [])],
        [(plain(name), plain(words)) for name, words in below["About this reading"]],
    )


def of(article: ExportArticle, *people: Person) -> PrintedReading:
    return PrintedReading(article, CODEBOOK, KnownPeople(people))


def renamed() -> ExportArticle:
    """A mention with a name that the annotator gave, and one of a role without a name."""
    article = reading()
    given = (("name", "Ada Brandt"),)
    chair = span_of("the union’s chair", "actor", 21, attributes=pairs({"kind": "person", "naming": "role"}))
    add_layer(article, "bob", annotations=[span_of("Brandt", "actor", 20, attributes=given), chair], links=[],
              facts=LayerFacts())  # fmt: skip
    return article


def bare(text: str, name: str = "empty.txt") -> ExportArticle:
    document = Document.from_bytes(text.encode(), name=name)
    article = ExportArticle(name, text, [], [], [], source_row(document, {}), [])
    add_layer(article, "alice", annotations=[], links=[], facts=LayerFacts())
    return article


def in_arabic() -> ExportArticle:
    text = "المحطة ستغلق\n\nقالت نورا الفيق: «سنغلق المحطة في 2027».\n"
    document = Document.from_bytes(text.encode(), name="arabic.txt")
    facts = {"outlet": "صحيفة كوفا", "date": "2026-03-06", "language": "ar"}
    article = ExportArticle("arabic.txt", text, [], [], [], source_row(document, facts), [])
    named = Annotation("n", "actor", text.index("نورا"), text.index(":"), pairs({"kind": "person"}))
    add_layer(article, "نورا", annotations=[named], links=[], facts=LayerFacts("done", "ملاحظة"))
    return article


@pytest.mark.parametrize(
    "printed",
    [
        of(reading()),
        of(reading("alice", "bob")),
        of(decided(reading("gold-max"))),
        of(renamed()),
        of(renamed(), Person("p1", "Dr Ada Brandt", ("Ada Brandt", "Brandt"), "person")),
        of(bare("")),
        of(bare("\n \n")),
        of(bare(f"{'word ' * 90}\n\nAnd more.\n")),
        of(in_arabic()),
    ],
    ids="one two gold renamed known empty blank long-line arabic".split(),  # noqa: SIM905
)
def test_page_and_document_say_the_same(printed: PrintedReading) -> None:
    page, document = told_by_page(printed), told_by_document(printed)
    for name in Told._fields:
        assert getattr(document, name) == getattr(page, name), name


def test_what_both_say_is_what_the_reading_holds() -> None:
    told = told_by_document(of(decided(renamed(), "bob")))
    assert told.title == "The depot"
    quote = "“we trust Omar Reyes to act, and the depot will close by May”"
    number = next(mark.number for mark in of(renamed()).marks if mark.row.label == "quote")
    assert [(name, quotes) for name, _, quotes in told.people] == [
        ("Ada Brandt person", [f"{number} {quote}"]),
        ("Omar Reyes", []),
    ]
    assert len(told.people[0][1]) == 2, "the name that the annotator gave counts; the role is nobody's name"
    assert told.tags["Actor"] == "4"
    assert told.unplaced == ["its words are gone from the article claim: words that are gone bob"]
    assert ("Note", "note of alice") in told.about


@pytest.mark.parametrize("form", [report, report_docx])
def test_keys_that_mean_nothing_to_this_version_are_losses_and_those_that_are_said_are_none(form: Any) -> None:
    article = reading()
    extra = pairs({"later": [1], "codebook": 2, "origins": ["alice:id-1"]})
    add_layer(article, "bob", annotations=[Annotation("x", "claim", 0, 5, extra=extra)],
              links=[Link("l", "speaker", "x", "x", extra=pairs({"why": "so"}))], facts=LayerFacts())  # fmt: skip
    assert form.encode(article, options()).losses.counts == {"unknown key": 2, "origin": 1}


def test_page_and_document_of_a_folder_say_the_same(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    titled = write_article(corpus, "titled.txt", "Ada Brandt said “no”.\n")
    Path(f"{titled}.source.json").write_text(
        json.dumps(
            {"format": "media-source", "version": 1, "title": "The depot", "outlet": "Kova", "date": "2026-03-06"}
        ),
        "utf-8",
    )
    write_layer(titled, "alice", ("actor", "Ada Brandt"), ("quote", "“no”"), links=(("speaker", 1, 0),))
    plain_one = write_article(corpus, "plain.txt", "A short brief.\n\nAda Brandt said “yes” to Omar Reyes.\n")
    spans = (("actor", "Ada Brandt"), ("quote", "“yes”"), ("actor", "Omar Reyes"))
    write_layer(plain_one, "alice", *spans, links=(("speaker", 1, 0),))
    for name in ("report.html", "report.docx"):
        export(ExportRequest(corpus, "report" if name.endswith("l") else "report-docx", tmp_path / name, workers=1))
    page = lxml.html.document_fromstring((tmp_path / "report.html").read_bytes())
    document = pytest.importorskip("docx").Document(str(tmp_path / "report.docx"))
    tables = [[[cell.text for cell in row.cells] for row in table.rows] for table in document.tables[:4]]

    heading = next(one.text for one in document.paragraphs if one.style.name == "Heading 1")
    assert heading == page.xpath("//h1")[0].text_content() == document.core_properties.title == "Reading of corpus"
    titles = [one.text_content() for one in page.xpath("//section[@aria-labelledby='s-contents']//th[@scope='row']")]
    assert [row[0].partition("\n")[0] for row in tables[0][1:]] == titles == ["A short brief.", "The depot"]
    people = page.xpath("//section[@aria-labelledby='s-people']/ul/li")
    assert [row[0] for row in tables[1]] == [one.xpath("./bdi")[0].text_content() for one in people]
    said = [plain(one.text_content()).split(" · ")[1:3] for one in people]
    assert [row[1].partition("\n")[0].split(" · ") for row in tables[1]] == said
    assert said[0] == ["2 quotes", "2 mentions"]
    for place, name in ((2, "tags"), (3, "outlets")):
        rows = page.xpath(f"//section[@aria-labelledby='s-{name}']//tbody/tr")
        counts = [[plain(cell.text_content()) for cell in row][:3] for row in rows]
        assert [[plain(cell) for cell in row[:3]] for row in tables[place][1:]] == counts
