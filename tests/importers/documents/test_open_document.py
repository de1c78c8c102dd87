"""An OpenDocument text is read as it is shown; what is hidden, remarked or listed is named.

Tests of importers.documents.open_document.
"""

from __future__ import annotations

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.open_document import read as read_open
from analyst_app.importers.imported_article import ImportedArticle
from tests.importers import samples

SPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{full}:1.0"'
    for name, full in (
        ("office", "office"),
        ("text", "text"),
        ("table", "table"),
        ("style", "style"),
        ("draw", "drawing"),
        ("meta", "meta"),
    )
)


def opened(body: str, automatic: str = "", **members: str) -> bytes:
    """An OpenDocument file with automatic styles; more members by name."""
    content = (
        f"<office:document-content {SPACES}><office:automatic-styles>{automatic}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    more = {f"{name}.xml": words for name, words in members.items()}
    return samples.zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content} | more)


def read(data: bytes) -> ImportedArticle:
    return read_open(data, "a.odt", {})[0]


def paragraphs(data: bytes) -> list[str]:
    return read(data).text.rstrip("\n").split("\n\n")


def style(name: str, parent: str = "", *, hides: bool = False) -> str:
    display = '<style:text-properties text:display="none"/>' if hides else ""
    return f'<style:style style:name="{name}" style:parent-style-name="{parent}">{display}</style:style>'


def test_text_is_hidden_by_its_style_its_section_or_its_paragraph_and_named() -> None:
    common = f"<office:document-styles {SPACES}>{style('Secret', hides=True)}</office:document-styles>"
    body = (
        '<text:p>Shown <text:span text:style-name="T1">one </text:span><text:span text:style-name="T2">two </text:span>'
        'end.</text:p><text:section text:display="none"><text:p>three</text:p></text:section>'
        '<text:section text:display="condition"><text:p>Also shown.</text:p></text:section>'
        '<text:p>four<text:hidden-paragraph text:is-hidden="true"/></text:p>'
    )
    data = opened(body, style("T1", hides=True) + style("T2", "Secret"), styles=common)
    assert paragraphs(data) == ["Shown end.", "Also shown."]
    assert read(data).notes == ("Left out: 15 characters of hidden text, “one two three four”.",)


def test_footnotes_and_endnotes_are_marked_apart_and_comments_and_contents_named() -> None:
    note = (
        '<text:note text:note-class="{kind}"><text:note-citation>{mark}</text:note-citation>'
        "<text:note-body><text:p>{words}</text:p></text:note-body></text:note>"
    )
    body = (
        "<text:table-of-content><text:index-body><text:p>One 3</text:p></text:index-body></text:table-of-content>"
        f"<text:p>One{note.format(kind='footnote', mark=1, words='Foot.')} "
        f"two{note.format(kind='endnote', mark='i', words='End.')}"
        "<office:annotation><text:p>check this</text:p></office:annotation>.</text:p>"
    )
    data = opened(body)
    assert paragraphs(data) == ["One[1] two[ei].", "[1] Foot.", "[ei] End."]
    assert read(data).notes == (
        "1 footnote of the file: marked in the text, the words at its end.",
        "1 endnote of the file: marked in the text, the words at its end.",
        "Left out: 1 comment, the first: “check this”.",
        "Left out: 1 table of contents.",
    )


def test_text_boxes_follow_their_paragraph_and_a_drop_cap_in_one_joins_its_word() -> None:
    box = "<draw:frame><draw:text-box><text:p>{}</text:p></draw:text-box></draw:frame>"
    body = f"<text:p>Be{box.format('In the box')}fore.</text:p><text:p>{box.format('B')}randt said no.</text:p>"
    assert paragraphs(opened(body)) == ["Before.", "In the box", "Brandt said no."]


def test_a_paragraph_is_one_line_but_two_line_breaks_part_it_and_readings_are_left_out() -> None:
    body = "<text:p>one\n two<text:line-break/>three<text:line-break/><text:line-break/>four</text:p>"
    base, reading = "<text:ruby-base>東京</text:ruby-base>", "<text:ruby-text>とうきょう</text:ruby-text>"
    body += f"<text:p><text:ruby>{base}{reading}</text:ruby></text:p>"
    assert paragraphs(opened(body)) == ["one two three", "four", "東京"]


def test_a_number_of_blanks_that_is_none_is_one_blank() -> None:
    assert paragraphs(
        opened('<text:p>one<text:s text:c="many"/>two<text:s/>three<text:s text:c="-1"/>four</text:p>')
    ) == ["one two three four"]


def test_a_table_that_lays_out_the_page_keeps_its_paragraphs() -> None:
    cell = "<table:table-cell>{}</table:table-cell>"
    three = "".join(f"<text:p>{words}</text:p>" for words in ("One.", "Two.", "Three."))
    row = "<table:table><table:table-row>{}</table:table-row></table:table>"
    assert paragraphs(opened(row.format(cell.format(three) + cell.format("<text:p>Aside.</text:p>")))) == [
        "One.", "Two.", "Three.", "Aside.",
    ]  # fmt: skip


def test_damaged_facts_are_said_and_a_damaged_text_is_refused_with_the_place() -> None:
    article = read(opened("<text:p>It closes.</text:p>", meta="<meta"))
    assert article.text == "It closes.\n"
    assert article.notes[0].startswith(
        "A part could not be read: a.odt (meta.xml) is damaged: its XML cannot be read ("
    )
    with pytest.raises(ImportFailed, match=r"content\.xml\) is damaged: .*line 1, column"):
        read(opened("<text:p>"))
    with pytest.raises(ImportFailed, match=r"content\.xml is missing"):
        read(samples.zipped({"mimetype": "application/vnd.oasis.opendocument.text"}))
