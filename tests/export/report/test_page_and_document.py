"""The page and the Word document say the same of a reading: both are made of the same one."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import lxml.html
import pytest

from analyst_app.core.annotation import Annotation, LayerFacts, Link, pairs
from analyst_app.core.document import Document
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.formats import report, report_docx
from analyst_app.export.report.article_page import article_page
from analyst_app.export.report.docx_document import word_report
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.rows import ExportArticle, add_layer, source_row
from analyst_app.language.known_people import KnownPeople, Person
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
    assert form.encode(article, options()).losses.counts == {"unknown key": 2}
