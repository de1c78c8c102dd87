"""The pages of a report, read by another parser: the very text, the very places, and no markup of others.

Tests of export.report.text_html, export.report.reading_html, export.report.article_page, export.report.corpus_page,
export.report.contents, export.report.html_page, export.report.html_reading_back, export.report.reading_style,
export.report.tag_style and export.formats.report.
"""

from __future__ import annotations

import json
import re
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import lxml.html
import pytest

from analyst_app.core.annotation import LayerFacts
from analyst_app.core.looks.colour import Colour, contrast
from analyst_app.errors import ExportRefused, UsageError
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.facts.layer_row import with_reviewer
from analyst_app.export.formats import report
from analyst_app.export.report.answer_script import SCRIPT, script_source
from analyst_app.export.report.article_page import article_page
from analyst_app.export.report.contents import contents_row
from analyst_app.export.report.corpus_page import contents_page
from analyst_app.export.report.html_reading_back import articles_in
from analyst_app.export.report.printed_reading import PrintedReading
from analyst_app.export.rows import ExportArticle, add_layer
from tests.export.report.readings import CODEBOOK, FACTS, HOSTILE, TEXT, decided, deep, reading, span_of
from tests.export.torture import TEXTS, options, write_corpus

ELEMENTS = set(
    "html head meta title style body a nav main article header section h1 h2 p ul ol li dl dt dd div span b q strong"  # noqa: SIM905
    " bdi mark".split()
)
SIDECARS = ".alice.annotations.json"


def page_of(article: ExportArticle) -> bytes:
    return article_page(PrintedReading(article, CODEBOOK))


def parsed(data: bytes) -> Any:
    return lxml.html.document_fromstring(data, parser=lxml.html.HTMLParser(encoding="utf-8", huge_tree=True))


def texts(page: Any) -> Iterator[tuple[str, str]]:
    """Each article's id and the text that its page shows, as lxml sees it."""
    for article in page.iter("article"):
        yield article.get("data-article"), "".join(p.text_content() for p in article.find_class("t"))


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A corpus of articles that break exporters, and its report in one file."""
    corpus = tmp_path_factory.mktemp("corpus")
    write_corpus(corpus)
    target = tmp_path_factory.mktemp("out") / "report.html"
    export(ExportRequest(corpus=corpus, format_name="report", output=target, workers=1))
    return corpus, target


def test_another_parser_finds_the_text_and_every_annotation_of_the_sidecars(exported: tuple[Path, Path]) -> None:
    corpus, target = exported
    page = parsed(target.read_bytes())
    shown = dict(texts(page))
    entries = {(li.get("data-article"), li.get("data-annotation")): li for li in page.xpath("//li[@data-annotation]")}
    held = 0
    for name in TEXTS:
        sidecar = json.loads((corpus / f"{name}{SIDECARS}").read_text("utf-8"))
        assert shown[name] == sidecar["text"]["content"], name
        for one in sidecar["annotations"]:
            entry = entries.pop((name, one["id"]))
            assert (int(entry.get("data-start")), int(entry.get("data-end"))) == (one["start"], one["end"])
            assert (entry.get("data-tag"), entry.get("data-layer")) == (one["tag"], "alice")
            article = entry.iterancestors("article").__next__()
            marks = article.xpath(f".//mark[contains(concat(' ', @data-n, ' '), ' {entry.get('value')} ')]")
            words = "".join(mark.text_content() for mark in marks)
            assert words == one["exact"], (name, one)
            held += 1
    assert held > 40
    assert not entries


def test_every_link_in_the_page_leads_somewhere_and_no_id_stands_twice(exported: tuple[Path, Path]) -> None:
    page = parsed(exported[1].read_bytes())
    ids = [one.get("id") for one in page.xpath("//*[@id]")]
    assert len(set(ids)) == len(ids)
    inner = {one.get("href")[1:] for one in page.xpath("//a[starts-with(@href, '#')]")}
    assert inner <= set(ids)
    named = {name for one in page.xpath("//*[@aria-labelledby]") for name in one.get("aria-labelledby").split()}
    assert named <= set(ids)


def test_a_hostile_word_is_a_word_wherever_it_stands() -> None:
    text = f"{HOSTILE}\n\nSaid “{HOSTILE}”.\n"
    article = reading(facts={**FACTS, "title": HOSTILE, "outlet": HOSTILE, "url": "javascript:alert(3)"})
    plain = page_of(article)
    document = ExportArticle(f"{HOSTILE}.txt", text, [], [], [], article.source, [], language=HOSTILE)
    span = span_of(HOSTILE, HOSTILE, 1, text, attributes=((HOSTILE, HOSTILE),), note=HOSTILE)
    add_layer(document, HOSTILE, annotations=[span], links=[], facts=LayerFacts(HOSTILE, HOSTILE))
    for data in (plain, page_of(decided(document, HOSTILE))):
        page = parsed(data)
        (form,), (script,) = page.xpath("//*[@id='answer-form']"), page.xpath("//script")
        assert script.text_content() == SCRIPT, "the one script, which the policy names"
        for one in (form, script):
            one.getparent().remove(one)
        assert {one.tag for one in page.iter() if isinstance(one.tag, str)} <= ELEMENTS
        names = {name for one in page.iter() for name in one.attrib if isinstance(one.tag, str)}
        assert not {name for name in names if name.startswith("on") or name in ("src", "style")}
        assert not [one.get("href") for one in page.xpath("//a[@href]") if re.match(r"\s*javascript", one.get("href"))]
        assert f"script-src {script_source()};".encode() in data
        assert b"default-src 'none'" in data
    assert dict(texts(parsed(page_of(document))))[f"{HOSTILE}.txt"] == text


def test_what_turns_the_direction_of_writing_is_set_apart_and_named_and_still_in_the_text() -> None:
    text = "Evil \u202egnp.exe\u202c and \u2067open\n"
    article = ExportArticle("a.txt", text, [], [], [], reading().source, [])
    (paragraph,) = parsed(page_of(article)).find_class("t")
    assert paragraph.text_content() == text
    assert [(one.tag, one.get("data-u")) for one in paragraph.find_class("ctl")] == [
        ("bdi", "U+202E"),
        ("bdi", "U+202C"),
        ("bdi", "U+2067"),
    ]


ARABIC = "صحيفة الميناء"


def test_words_from_right_to_left_keep_their_order_to_themselves(tmp_path: Path) -> None:
    """A date after an Arabic outlet reads 2026-03-06 and not 06-03-2026: so wherever Arabic words stand, but in the
    text, which finds its own direction, an element holds them whose direction is theirs (HTML: ``bdi`` and ``dir``).
    """
    facts = {"title": ARABIC, "outlet": ARABIC, "author": ARABIC, "date": "2026-03-06", ARABIC: ARABIC}
    article = reading("alice", "gold-max", facts=facts)
    more = [span_of("Monday", ARABIC, 9, attributes=((ARABIC, ARABIC),), note=ARABIC)]
    add_layer(article, ARABIC, annotations=more, links=[], facts=LayerFacts("done", ARABIC))
    article.layers = [with_reviewer(one, ARABIC) if one.annotator == "gold-max" else one for one in article.layers]
    row = contents_row(PrintedReading(article, CODEBOOK), "a.html")
    contents = contents_page([row], options())
    for data in (page_of(decided(article, comment=ARABIC)), contents):
        found = list(parsed(data).xpath(f"//body//*[text()[contains(., '{ARABIC}')]]"))
        assert len(found) >= 5
        for one in found:
            around = [one, *one.iterancestors()]
            assert any(e.tag == "bdi" or e.get("dir") == "auto" or "t" in e.get("class", "").split() for e in around), (
                lxml.html.tostring(one, encoding="unicode")
            )
    kicker = parsed(page_of(article)).find_class("kicker")[0]
    assert [one.tag for one in kicker] == ["bdi", "bdi"]
    assert kicker.getparent().get("dir") == "rtl"  # it stands where the title stands


def test_the_page_says_what_a_reader_asks_for() -> None:
    words = " ".join(parsed(page_of(decided(reading("alice", "gold-max")))).find("body").text_content().split())
    for said in (
        *("Kova Evening Post · 2026-11-03", "The depot", "speaker: Ada Brandt", "Mode: direct", "the heart of it"),
        *("Words or content given as someone's.", "→ Ada Brandt", "decided by max", "note of alice"),
        *("words that are gone", "one reading was taken", f"{CODEBOOK.name}, version 1", "news/depot.txt"),
    ):
        assert said in words, said


def test_lanes_letters_and_initials_show_who_marked_what() -> None:
    page = parsed(page_of(reading("alice", "bob")))
    letters = page.find_class("m")
    assert [one.get("data-l") for one in letters] == ["A", "V", "Q", "A", "C", "C", "X"]
    (more,) = page.find_class("more")  # a sixth begins beside the same line: it is in the list
    assert (more.get("data-l"), more.get("href")) == ("+2", "#a-alice-id-4")
    assert {one.get("data-w") for one in letters} == {"A B"}
    (remark,) = page.find_class("side")[0].iter("li")  # both say the same
    assert " ".join(remark.text_content().split()).endswith("→ Ada Brandt the heart of it A B")
    crossing = [one.get("class") for one in page.xpath("//mark[.='the depot']/ancestor-or-self::mark")]
    assert len({re.search(r"k\d", classes)[0] for classes in crossing}) == 3  # type: ignore[index]
    assert sum(" i" in classes for classes in crossing) == 1


def test_what_has_no_letter_is_counted_by_a_sign_that_leads_to_it_in_the_list() -> None:
    """Of twelve claims the eight innermost have lanes, and of those the first five have letters. The sign stands for
    the seven others and for what bob marked like the last, and leads to the first of them.
    """
    page = parsed(page_of(deep()))
    assert [one.get("href") for one in page.find_class("m")] == [f"#a-alice-id-{number}" for number in range(4, 9)]
    (more,) = page.find_class("more")
    assert (more.get("data-l"), more.get("href")) == ("+8", "#a-alice-id-0")
    assert more.get("title").startswith("8 more begin here")
    assert "1, 2, 3, 4, 10, 11, 12, 13" in more.get("aria-label")


def test_a_lane_runs_through_under_the_letters_of_what_begins_in_it() -> None:
    page = parsed(page_of(deep()))
    around = [len(list(one.iterancestors("mark"))) for one in page.find_class("m")]
    assert around == [0, 1, 2, 3, 4]


def test_every_ink_can_be_read_on_its_tint_in_light_and_dark() -> None:
    style = parsed(page_of(reading())).xpath("//style")[0].text
    light, dark = style.split("@media screen and (prefers-color-scheme:dark){.g0")
    for part, text, paper in ((light, "#1f2226", "#f5f3ef"), (f".g0{dark}", "#e5e2dc", "#121315")):
        found = re.findall(r"\.g\d+\{--i:(#\w{6});(?:--t:(#\w{6}))?", part.partition("}.k0")[0])
        assert len(found) >= 5
        for ink, tint in found:
            assert contrast(Colour.of(ink), Colour.of(paper)) >= 4.5
            if tint:
                assert contrast(Colour.of(ink), Colour.of(tint)) >= 4.5
                assert contrast(Colour.of(text), Colour.of(tint)) >= 7


def test_a_folder_has_contents_people_tables_and_a_page_each(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    request = ExportRequest(corpus=tmp_path / "corpus", format_name="report", output=tmp_path / "out", workers=1)
    export(request)
    index = parsed((tmp_path / "out" / "index.html").read_bytes())
    assert [one.text for one in index.iter("h1", "h2")] == [
        "Reading of corpus",
        "Contents",
        "People",
        "By tag",
        "By outlet",
    ]
    pages = [one.get("href") for one in index.xpath("//table[1]//th[@scope='row']/a")]
    assert len(pages) == len(TEXTS)
    for href in pages:
        data = (tmp_path / "out" / href.replace("%20", " ")).read_bytes()
        (back,) = parsed(data).xpath("//nav/a")
        assert ((tmp_path / "out" / href.replace("%20", " ")).parent / back.get("href")).resolve().name == "index.html"


def test_a_copied_layer_does_not_lead_into_the_other_article(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write_corpus(corpus)
    for name in ("emoji.txt", f"emoji.txt{SIDECARS}"):
        shutil.copy(corpus / name, corpus / name.replace("emoji", "twin"))
    export(ExportRequest(corpus=corpus, format_name="report", output=tmp_path / "r.html", workers=1))
    page = parsed((tmp_path / "r.html").read_bytes())
    for article in page.xpath("//article"):
        own = {one.get("id") for one in article.xpath(".//*[@id]")}
        assert {one.get("href")[1:] for one in article.xpath(".//a[starts-with(@href, '#')]")} <= own


def test_a_page_that_no_mail_would_carry_is_refused_with_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_corpus(tmp_path / "corpus")
    monkeypatch.setattr(report, "LARGEST_FILE", 10_000)
    request = ExportRequest(corpus=tmp_path / "corpus", format_name="report", output=tmp_path / "r.html", workers=1)
    with pytest.raises(ExportRefused, match="Name a folder instead of a file"):
        export(request)
    assert not list(tmp_path.glob("r*"))


def test_the_command_line_says_where_a_pdf_comes_from(tmp_path: Path) -> None:
    write_corpus(tmp_path / "corpus")
    request = ExportRequest(corpus=tmp_path / "corpus", format_name="report", output=tmp_path / "r.pdf", workers=1)
    with pytest.raises(UsageError, match="in the window it is File ▸ Save reading as"):
        export(request)
    assert not (tmp_path / "r.pdf").exists()


def test_a_tag_that_no_survey_found_is_no_trouble_and_a_preview_shows_the_contents() -> None:
    article = reading()
    add_layer(article, "bob", annotations=[span_of("Monday", "frame", 9)], links=[], facts=LayerFacts())
    for is_one_file in (True, False):
        piece = report.encode(article, options(is_one_file=is_one_file))
        assert next(iter(piece.files)) == "contents.jsonl"
        assert b'"title":"The depot"' in piece.files["contents.jsonl"]
        assert b'data-tag="frame"' in piece.files["articles/news/depot.html"]


def test_the_same_report_is_told_to_be_wrong_if_a_word_moves() -> None:
    data = page_of(reading())
    (right,) = articles_in(data)
    assert (right.text, len(right.entries)) == (TEXT, 8)
    (wrong,) = articles_in(data.replace(b">Ada Brandt</mark>", b">Ada Brand</mark>t"))
    assert wrong.text == TEXT
    assert wrong.marked[1] == "Ada Brand"


def test_time_grows_with_the_annotations_and_not_with_their_square() -> None:
    def seconds(times: int) -> float:
        text = "".join(TEXT.replace("Monday", f"day {n}") for n in range(times))
        article = ExportArticle("a.txt", text, [], [], [], reading().source, [])
        at = 0
        for number in range(times):
            one = reading(text=TEXT.replace("Monday", f"day {number}"))
            for row in one.spans:
                article.spans.append(type(row)(f"{number}-{row.id}", row.label, row.start + at, row.end + at, row.text,
                                               row.attributes, "alice"))  # fmt: skip
            at += len(one.text)
        begun = time.process_time()
        page_of(article)
        return time.process_time() - begun

    few, many = min(seconds(60) for _ in range(3)), min(seconds(600) for _ in range(2))
    assert many < 50 * few  # by the square it would be 100 times
