"""Each reader finds the article, its facts, and nothing else in a file of its kind.

Tests of importers.kinds, importers.document_readers, importers.imported_article, importers.documents.electronic_book,
importers.documents.mail_message, importers.documents.markdown_text, importers.documents.markup_paragraphs,
importers.documents.open_document, importers.printed.page_layout, importers.documents.plain_text,
importers.printed.reading_order, importers.documents.rich_text, importers.documents.text_paragraphs,
importers.documents.web_page and importers.documents.word_document.
"""

from __future__ import annotations

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.document_readers import load
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.kinds import READERS, kind_of
from tests.importers import samples
from tests.importers.pdf_writer import pdf

NAMES = {"markdown": "a.md", "text": "a.txt", "news": "a.txt"}


def read(kind: str, data: bytes, **options: str) -> ImportedArticle:
    return load(READERS[kind])(data, NAMES.get(kind, f"a.{kind}"), options)[0]


def paragraphs(article: ImportedArticle) -> list[str]:
    assert article.text.endswith("\n")
    return article.text.rstrip("\n").split("\n\n")


def test_a_page_gives_its_body_and_facts_without_navigation() -> None:
    article = read("html", samples.page().encode())
    assert paragraphs(article) == [article.title, samples.FIRST, samples.SECOND, samples.LAST]
    assert (article.title, article.outlet) == ("Council and union at odds over the depot", "The Daily Lantern")
    assert (article.author, article.date) == ("Nora Field", "2024-03-05")
    assert article.url == "https://lantern.example/news/depot"
    assert not any(words in article.text for words in samples.NAVIGATION)


def test_a_page_in_cp1251_is_read_by_the_encoding_that_it_names() -> None:
    markup = samples.page((samples.RUSSIAN_FIRST, samples.RUSSIAN_LAST), title="Депо закроют", charset="windows-1251")
    article = read("html", markup.encode("cp1251"))
    assert paragraphs(article) == ["Депо закроют", samples.RUSSIAN_FIRST, samples.RUSSIAN_LAST]


def test_a_page_that_names_no_encoding_says_what_was_guessed() -> None:
    markup = samples.page((samples.RUSSIAN_FIRST, samples.RUSSIAN_LAST), title="Депо закроют").replace(
        '<meta charset="utf-8">', ""
    )
    article = read("html", markup.encode("cp1251"))
    assert samples.RUSSIAN_LAST in article.text
    assert "cp1251" in article.notes[0]


def test_an_Arabic_page_is_read_whole() -> None:
    markup = samples.page((samples.ARABIC_FIRST, samples.ARABIC_LAST), title="المجلس والنقابة", lang="ar")
    assert paragraphs(read("html", markup.encode()))[1:] == [samples.ARABIC_FIRST, samples.ARABIC_LAST]


def test_a_page_saved_by_a_browser_keeps_its_address_and_time() -> None:
    mark = "<!--\n Page saved with SingleFile \n url: https://lantern.example/saved \n"
    mark += " saved date: Tue Mar 05 2024 10:11:12 GMT+0100 (CET)\n-->"
    bare = samples.page().replace('<link rel="canonical" href="https://lantern.example/news/depot">', "")
    article = read("html", (mark + bare).encode())
    assert article.url == "https://lantern.example/saved"
    assert article.retrieved == "2024-03-05T09:11:12Z"


def test_a_page_without_an_article_is_refused_in_a_sentence() -> None:
    with pytest.raises(ImportFailed, match=r"No article was found in a\.html"):
        read("html", b"<html><body><div id=app></div><script>load()</script></body></html>")


def test_a_pdf_in_two_columns_is_read_column_by_column() -> None:
    article = read("pdf", samples.two_columns())
    assert paragraphs(article) == [
        "Council and union at odds over the depot",
        "The harbour council voted on Tuesday to close the old depot by May, after a debate that lasted six hours.",
        "Ada Brandt, who chairs the Russian-led dockers union, said that nobody will leave"
        " before every locker is empty.",
        "The mayor declined to answer.",
    ]
    assert article.title == "Council and union at odds"


def test_page_breaks_of_a_pdf_are_noted_as_offsets() -> None:
    article = read("pdf", samples.two_columns())
    assert [article.text[place:][:9] for place in article.pages] == ["Council a", "The mayor"]


def test_a_compound_that_is_spelled_with_a_hyphen_elsewhere_keeps_it_at_a_line_end() -> None:
    lines = ["The Russian-led coalition met and said that the Russian-", "led plan had failed, then it ad-", "journed."]
    article = read("pdf", pdf([[(60, 700 - 13 * n, words) for n, words in enumerate(lines)]]))
    assert (
        article.text
        == "The Russian-led coalition met and said that the Russian-led plan had failed, then it adjourned.\n"
    )


def test_a_scanned_pdf_is_refused_with_advice() -> None:
    with pytest.raises(ImportFailed, match=r"no text layer.*OCR"):
        read("pdf", pdf([[]]))


def test_a_pdf_that_is_none_is_refused() -> None:
    with pytest.raises(ImportFailed, match="damaged or no PDF"):
        read("pdf", b"%PDF-1.4 nothing more")


def test_a_word_file_is_read_with_changes_accepted_and_footnotes_at_the_end() -> None:
    article = read("docx", samples.docx())
    assert paragraphs(article) == [
        "Council and union at odds",
        f"{samples.FIRST}[1]",
        "The plan is now public.",
        "votes for | 31",
        samples.LAST,
        "[1] Minutes of the meeting.",
    ]
    assert (article.title, article.author, article.date) == ("Council and union at odds", "Nora Field", "")
    assert any("tracked changes" in note for note in article.notes)
    assert any("2024-03-05" in note for note in article.notes)


def test_an_open_document_is_read_without_what_was_deleted() -> None:
    assert paragraphs(read("odt", samples.odt())) == [
        "Council and union at odds",
        f"{samples.FIRST}[1]",
        "two words more",
        "votes for | 31",
        samples.LAST,
        "[1] Minutes.",
    ]


def test_a_book_is_read_in_the_order_of_its_spine() -> None:
    article = read("epub", samples.epub())
    assert paragraphs(article) == ["The depot", "One", samples.FIRST, "a\xa0b c", "Two", samples.LAST]
    assert (article.author, article.outlet, article.date) == ("Nora Field", "Lantern Books", "2024-03-05")


def test_a_chapter_that_a_book_lacks_is_said() -> None:
    book = samples.epub().replace(b"OPS/two.xhtml", b"OPS/tow.xhtml")
    article = read("epub", book)
    assert paragraphs(article) == ["The depot", "One", samples.FIRST, "a\xa0b c"]
    assert article.notes == ("Missing in the file: 1 chapter, the first is OPS/two.xhtml.",)


def test_markdown_loses_its_marks_and_gives_its_front_matter() -> None:
    article = read("markdown", samples.MARKDOWN.encode())
    assert paragraphs(article) == ["Council and union", samples.FIRST, "one item", "two", samples.SECOND]
    assert (article.title, article.outlet) == ("Council and union", "The Daily Lantern")
    assert (article.date, article.url) == ("2024-03-05", "https://lantern.example/x")


def test_a_mail_in_quoted_printable_is_decoded_and_unwrapped() -> None:
    article = read("eml", samples.eml())
    assert paragraphs(article) == [
        "The dépôt",
        "The dépôt will close, the council said on Tuesday.",
        "Nobody objected.",
    ]
    assert (article.title, article.author, article.date) == ("The dépôt", "Café Lantern", "2024-03-05")
    assert article.outlet == "lantern.example"
    assert article.notes == ("Left out: 1 attached file: a.pdf.",)


def test_a_web_archive_is_read_as_the_page_in_it() -> None:
    head = "From: <Saved by Blink>\r\nSnapshot-Content-Location: https://lantern.example/saved\r\nMIME-Version: 1.0\r\n"
    body = 'Content-Type: multipart/related; boundary="x"\r\n\r\n--x\r\nContent-Type: text/html\r\n\r\n'
    article = load(READERS["eml"])(f"{head}{body}{samples.page()}\r\n--x--".encode(), "a.eml", {})[0]
    assert samples.LAST in article.text
    assert article.importer.startswith("trafilatura")


def test_rich_text_gives_its_paragraphs_and_information() -> None:
    article = read("rtf", samples.RTF.encode("ascii"))
    assert paragraphs(article) == ["Council and union", "The dépôt will close.", "Nobody “objected”."]
    assert (article.title, article.author) == ("Council and union", "Nora Field")


def test_text_in_an_unknown_encoding_is_guessed_and_the_guess_is_said() -> None:
    article = read("text", (samples.RUSSIAN_FIRST + "\n" + samples.RUSSIAN_LAST).encode("cp1251"))
    assert article.text == samples.RUSSIAN_FIRST + "\n" + samples.RUSSIAN_LAST
    assert "cp1251" in article.notes[0]


def test_a_chosen_encoding_is_used_without_a_guess() -> None:
    article = read("text", "Кратко".encode("koi8_r"), encoding="koi8_r")
    assert (article.text, article.notes) == ("Кратко", ())


@pytest.mark.parametrize(("name", "head", "kind"), [
    ("page", b"<!DOCTYPE html><html>", "html"),
    ("report.txt", b"%PDF-1.7\n", "pdf"),
    ("letter.doc", b"{\\rtf1\\ansi", "rtf"),
    ("a.zip", samples.docx()[:4096], "docx"),
    ("a.zip", samples.epub()[:4096], "epub"),
    ("a.zip", samples.odt()[:4096], "odt"),
    ("mail.eml", b"From: a\r\n", "eml"),
    ("photo.jpg", b"\xff\xd8\xff", ""),
])  # fmt: skip
def test_what_a_file_begins_with_counts_more_than_its_name(name: str, head: bytes, kind: str) -> None:
    assert kind_of(name, head) == kind
