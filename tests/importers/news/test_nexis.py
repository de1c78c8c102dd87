"""Nexis and Nexis Uni: cover pages, single articles, corrections, labels in the body and in languages nobody listed."""

from __future__ import annotations

import pytest

from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.news.news_database import read
from tests.importers import samples
from tests.importers.news.exports import BODIES, LANGUAGES, TITLES, Interface, nexis, nexis_uni

ENGLISH = LANGUAGES["en"]
FINNISH = Interface(
    "sanaa", ("4. maaliskuuta 2024", "5. maaliskuuta 2024"), "Asiakirja", "suomi", "Kaikki oikeudet pidätetään",
    ("KIRJOITTAJA", "OSASTO", "PITUUS", "LATAUSPÄIVÄ"), ("Leipäteksti", "Asiakirjan loppu"), "",
)  # fmt: skip
COVER = ("User Name: A ANALYST", "Date and Time: Friday, 5. July 2019 09:31:00 CEST", "Job Number: 1234567",
         "Documents (2)", "1. Depot plan fails", "Client/Matter: -None-", "Search Terms: depot", "Narrowed by:",
         "Content Type | Narrowed by", "News | Sources: Harbour Post", "2. Depot: what next?",
         "Client/Matter: -None-", "Search Terms: depot")  # fmt: skip


def read_text(text: str) -> list[ImportedArticle]:
    return read(text.encode(), "nexis.txt", {"kind": "text"})


def word_file(lines: list[str], title: str = "") -> bytes:
    core = f"""<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>{title}</dc:title></cp:coreProperties>"""
    body = "".join(f"<w:p><w:r><w:t xml:space='preserve'>{line}</w:t></w:r></w:p>" for line in lines)
    return samples.docx(body, **{"docProps/core.xml": core})


def delivered(*, cover: tuple[str, ...] = (), correction: str = "") -> list[str]:
    lines = [line for line in nexis_uni(ENGLISH).split("\n") if line]
    at = lines.index("March 5, 2024")
    return [*cover, *lines[:at], *filter(None, [correction]), *lines[at:]]


@pytest.mark.parametrize("title", ["", "Another headline", "Depot: what next?"])
def test_the_cover_page_and_the_title_of_the_document_are_of_no_article(title: str) -> None:
    found = read(word_file(delivered(cover=COVER), title), "n.docx", {"kind": "docx"})
    assert [a.title for a in found] == list(TITLES)
    assert [a.date for a in found] == ["2024-03-04", "2024-03-05"]
    assert found[0].text == f"{TITLES[0]}\n\n{BODIES[0][0]}\n\n{BODIES[0][1]}\n"
    assert found[0].notes[0] == "2 articles found, the file says 2."
    assert "User Name: A ANALYST" in found[0].notes[1]


def test_an_entry_of_the_contents_that_has_no_article_is_counted() -> None:
    cover = tuple(line.replace("(2)", "(3)") for line in COVER)
    found = read(word_file(delivered(cover=(*cover, "3. A third report"))), "n.docx", {"kind": "docx"})
    assert found[0].notes[0] == "2 articles found, the file says 3."
    assert [a.file_says for a in found] == [3, 3]


@pytest.mark.parametrize("correction", ["Correction Appended", "Korrektur angehängt"])
def test_a_correction_is_no_date_and_no_outlet(correction: str) -> None:
    found = read(word_file(delivered(correction=correction)), "n.docx", {"kind": "docx"})
    assert [(a.outlet, a.date) for a in found] == [("Harbour Post", "2024-03-04"), ("Inland Courier", "2024-03-05")]
    assert any(correction in note for note in found[1].notes)


def test_a_file_of_one_article_is_that_article_with_its_facts() -> None:
    lines = delivered()
    one = lines[: lines.index("End of Document") + 1]
    (found,) = read(word_file(one), "n.docx", {"kind": "docx"})
    assert (found.title, found.outlet, found.author) == ("Depot plan fails", "Harbour Post", "Tom Weiss")
    (classic,) = read_text(nexis(ENGLISH).split("2 of 2")[0].replace("1 of 2 DOCUMENTS", "1 of 1 DOCUMENTS"))
    assert (classic.title, classic.date) == ("Depot plan fails", "2024-03-04")


@pytest.mark.parametrize("maker", [nexis, nexis_uni])
def test_labels_that_no_table_knows_are_told_by_standing_in_every_article(maker: object) -> None:
    found = read_text(maker(FINNISH))  # type: ignore[operator]
    assert [a.title for a in found] == list(TITLES)
    assert [a.text for a in found] == [f"{t}\n\n{a}\n\n{b}\n" for t, (a, b) in zip(TITLES, BODIES, strict=True)]
    assert any("KIRJOITTAJA: Tom Weiss" in note.upper().replace("TOM WEISS", "Tom Weiss") for note in found[0].notes)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_line_ends_marks_and_encodings_make_no_difference(encoding: str) -> None:
    text = nexis(LANGUAGES["de"]).lstrip("\ufeff").replace("\n", "\r\n")
    found = read(text.encode(encoding), "n.txt", {"kind": "text"})
    assert [(a.title, a.date) for a in found] == [(TITLES[0], "2024-03-04"), (TITLES[1], "2024-03-05")]


@pytest.mark.parametrize("title", ["Depot plan fails as council\nvotes: what it means", "خطة المستودع: تفشل", "1. FC"])
@pytest.mark.parametrize("maker", [nexis, nexis_uni])
def test_a_headline_may_have_two_lines_a_colon_a_number_or_be_arabic(maker: object, title: str) -> None:
    found = read_text(maker(ENGLISH).replace(TITLES[0], title))  # type: ignore[operator]
    assert [a.title for a in found] == [" ".join(title.split("\n")), TITLES[1]]


@pytest.mark.parametrize("maker", [nexis, nexis_uni])
def test_a_date_that_nobody_can_read_is_empty_and_its_words_are_told(maker: object) -> None:
    one, two = read_text(maker(ENGLISH).replace("4 March 2024", "Spring 2024"))  # type: ignore[operator]
    assert (one.title, one.outlet, one.date) == (TITLES[0], "Harbour Post", "")
    assert "Its date could not be read: “Spring 2024”." in one.notes
    assert two.date == "2024-03-05"


@pytest.mark.parametrize("maker", [nexis, nexis_uni])
def test_edition_and_time_beside_the_date_stand_in_the_notes(maker: object) -> None:
    printed = "March 5, 2024 Tuesday 9:00 AM GMT, Late Edition"
    _, two = read_text(maker(ENGLISH).replace("March 5, 2024\n", f"{printed}\n", 1))  # type: ignore[operator]
    assert two.date == "2024-03-05"
    assert any(printed in note for note in two.notes)


def test_lines_in_the_body_that_look_like_labels_remain_there() -> None:
    said = ("LANGUAGE: English was not enough, she said.", "Nobody answered.", "NOTE: it was late.")
    text = nexis(ENGLISH).replace(BODIES[0][1], "\n\n".join(said) + "\n\nThe end.")
    one, _ = read_text(text)
    assert one.text == "\n\n".join([TITLES[0], BODIES[0][0], *said, "The end."]) + "\n"


def test_a_body_may_begin_beside_its_label() -> None:
    one, _ = read_text(nexis(ENGLISH).replace(BODIES[0][0], f"BODY: {BODIES[0][0]}"))
    assert one.text == f"{TITLES[0]}\n\n{BODIES[0][0]}\n\n{BODIES[0][1]}\n"


def test_a_page_of_nexis_is_read_as_its_text_is() -> None:
    lines = nexis(LANGUAGES["fr"]).lstrip("\ufeff").split("\n\n")
    markup = "".join(f"<div><p>{block.strip().replace(chr(10), '<br>')}</p></div>" for block in lines if block.strip())
    found = read(f"<html><body>{markup}</body></html>".encode(), "n.html", {"kind": "html"})
    assert [(a.title, a.date) for a in found] == [(TITLES[0], "2024-03-04"), (TITLES[1], "2024-03-05")]
    assert found[0].text == f"{TITLES[0]}\n\n{BODIES[0][0]}\n\n{BODIES[0][1]}\n"


def test_a_cover_page_of_the_classic_form_says_how_many_there_are() -> None:
    cover = "Download Request: Selected Items: 1-3\nTime Of Request: Friday, March 20, 2018  16:51:31\n\n"
    one, _ = read_text(cover + nexis(ENGLISH).lstrip("\ufeff"))
    assert one.notes[0] == "2 articles found, the file says 3."


def test_a_blog_is_named_with_its_outlet() -> None:
    one, _ = read_text(nexis_uni(ENGLISH).replace("Harbour Post\n\n", "Harbour Post Blogs\n\n(Lockers)\n\n", 1))
    assert one.outlet == "Harbour Post Blogs (Lockers)"


def test_labels_and_rights_after_the_body_need_no_table() -> None:
    text = nexis(FINNISH).replace("Copyright 2024", "Tekijänoikeus 2024").replace("SUBJECT:", "AIHE:")
    text = text.replace("Kaikki oikeudet pidätetään", "")
    found = read_text(text)
    assert [a.text for a in found] == [f"{t}\n\n{a}\n\n{b}\n" for t, (a, b) in zip(TITLES, BODIES, strict=True)]
    assert "Tekijänoikeus 2024 Harbour Post" in " ".join(found[0].notes)


def test_a_last_sentence_with_the_outlet_and_a_year_remains() -> None:
    said = "Founded in 2019, so Harbour Post says."
    found = read_text(nexis(ENGLISH).replace(BODIES[0][1], said))
    assert found[0].text.endswith(f"{said}\n")


def test_a_correction_below_the_body_is_no_part_of_it() -> None:
    printed = (
        "CORRECTION: March 9, 2024, Saturday\n\nCORRECTION-DATE: March 9, 2024\n\nAn earlier version was wrong.\n\n"
    )
    found = read_text(nexis(ENGLISH).replace("LOAD-DATE:", f"{printed}LOAD-DATE:"))
    assert [a.text for a in found] == [f"{t}\n\n{a}\n\n{b}\n" for t, (a, b) in zip(TITLES, BODIES, strict=True)]
    assert "An earlier version was wrong." in " ".join(found[0].notes)
    said = "CORRECTION: that is what she wants, said Kim."
    assert said in read_text(nexis(ENGLISH).replace(BODIES[0][1], said))[0].text


@pytest.mark.parametrize("maker", [nexis, nexis_uni])
@pytest.mark.parametrize(
    "said",
    [
        ("NEW DELHI: The council decided on Monday\nto close the depot.", "NEW DELHI: Police on Tuesday held two men."),
        ("Question: Why now?\n\nAnswer: Because we must.", "Question: Why now?\n\nAnswer: Yes."),
        ("MUMBAI: “We stay”", "MUMBAI: “We go”"),
        ("東京：市長は辞任した。", "東京：議会は計画を否決した。"),
        ("UPDATE: The council has voted after all.", "LOCAL: Nobody in town knew of it, she said."),
        ("Live: the council votes on the depot, and all of the town is here today", "Live: it is over."),
    ],
)
def test_a_place_or_a_speaker_before_a_sentence_is_no_label(maker: object, said: tuple[str, str]) -> None:
    text = maker(ENGLISH)  # type: ignore[operator]
    for body, one in zip(BODIES, said, strict=True):
        text = text.replace("\n\n".join(body), f"{one}\n\n{body[0]}\n\n{one}")
    found = read_text(text)
    whole = [one.replace("\n\n", "|").replace("\n", " ").replace("|", "\n\n") for one in said]
    assert [a.text for a in found] == [
        f"{title}\n\n{one}\n\n{body[0]}\n\n{one}\n" for title, one, body in zip(TITLES, whole, BODIES, strict=True)
    ]
    assert [a.date for a in found] == ["2024-03-04", "2024-03-05"]


def test_unknown_labels_with_names_dates_and_one_and_the_same_sentence_remain_labels() -> None:
    more = "YHTIÖ: Acme & Sons Corp.\n\nPÄIVÄYS: 5 марта 2024 г.\n\nHUOMAUTUS: Tämä on osa sarjaa.\n\n"
    found = read_text(nexis(FINNISH).replace("DATELINE:", f"{more}DATELINE:"))
    assert [a.text for a in found] == [f"{t}\n\n{a}\n\n{b}\n" for t, (a, b) in zip(TITLES, BODIES, strict=True)]
