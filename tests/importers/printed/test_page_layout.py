"""A PDF gives paragraphs and facts, and says what it left out, changed or could not read.

Tests of importers.printed.page_layout, importers.printed.layout_notes, importers.printed.letter_forms,
importers.printed.page_paragraphs, importers.printed.printed_facts and importers.printed.running_heads.
"""

from __future__ import annotations

from contextlib import suppress

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.printed.page_layout import MOST_PAGES, read
from tests.importers.page_setter import column, prose
from tests.importers.pdf_writer import PICTURE, Text, pdf


def imported(*pages: list[Text], title: str = "", author: str = "") -> ImportedArticle:
    return read(pdf(pages, title=title, author=author), "a.pdf", {})[0]


def lines(*words: str, left: float = 60, top: float = 700, step: float = 13) -> list[Text]:
    return [Text(left, top - step * number, line) for number, line in enumerate(words)]


BODY = lines("The council met on Monday and talked about the depot", "until late, and then the mayor left.")


def test_radicals_and_ligatures_become_letters_and_nothing_else_changes() -> None:
    article = imported(lines("市⻑は⽉曜⽇、⾞庫を閉めた。", "The oﬃce ﬁled Ａ² № 3.", step=40))
    assert article.text == "市長は月曜日、車庫を閉めた。\n\nThe office filed Ａ² № 3.\n"
    (note,) = article.notes
    assert "⻑ to 長" in note
    assert note.startswith("Ligatures and radicals were folded to plain letters")


def test_lines_of_Japanese_are_joined_without_spaces() -> None:
    assert imported(lines("市長は月曜日、車庫の閉鎖は避けられ", "ないと述べた。")).text == (
        "市長は月曜日、車庫の閉鎖は避けられないと述べた。\n"
    )


def test_a_soft_hyphen_at_the_end_of_a_line_joins_the_word() -> None:
    assert imported(lines("The mayor of Port Merrow told the coun\u00ad", "cil that she stays.")).text == (
        "The mayor of Port Merrow told the council that she stays.\n"
    )


@pytest.mark.parametrize(("first", "second", "joined"), [
    ("The council heard Jean-", "Luc Kim on Monday.", "heard Jean-Luc Kim"),
    ("The council heard the U.S.-", "Canadian envoy on Monday.", "the U.S.-Canadian envoy"),
    ("The council heard the U.S.-", "led mission on Monday.", "the U.S.-led mission"),
    ("The council closed it in 2019-", "2020 without a word.", "in 2019-2020 without"),
    ("Der Rat von Bad Tölz-", "Wolfratshausen tagte.", "Bad Tölz-Wolfratshausen tagte"),
    ("Der Rat sperrte die Haupt-", "und Nebenwege zum Hafen.", "die Haupt- und Nebenwege"),
    ("The council said nothing -", "Kim did.", "nothing - Kim did"),
])  # fmt: skip
def test_a_hyphen_at_the_end_of_a_line_that_belongs_to_its_word_stays(first: str, second: str, joined: str) -> None:
    assert joined in imported(lines(first, second)).text


def test_a_word_broken_at_the_end_of_a_column_goes_on_in_the_next() -> None:
    left, right = column(prose(60, 1), 60, 700, 230), column(prose(60, 2), 305, 700, 230)
    left.append(Text(60, left[-1].baseline - 11.4, "and then all members of the coun-", 9.5))
    right.insert(0, Text(305, 700, "cil left the room.", 9.5))
    assert "all members of the council left the room." in imported([*left, *right]).text


def test_an_initial_over_three_lines_begins_its_paragraph() -> None:
    page = [
        *lines("The chair said no.", top=760),
        Text(60, 674, "D", 42),
        *lines("ockers left the harbour early", "on Monday, and the council", "said nothing about it for", left=94),
        *lines("weeks. Then it met.", top=661),
    ]
    assert imported(page).text.split("\n\n")[1] == (
        "Dockers left the harbour early on Monday, and the council said nothing about it for weeks. Then it met.\n"
    )


def test_heads_and_feet_of_left_and_right_pages_are_left_out_and_named() -> None:
    pages = []
    for number, roman in enumerate(("iv", "xi", "i", "ii", "v")):
        head = f"The Daily Lantern {12 + number}" if number % 2 else f"{12 + number} Harbour news"
        pages.append([Text(60, 800, head), *column(prose(90, number), 60, 700, 475), Text(290, 40, roman)])
    article = imported(*pages)
    assert "Lantern" not in article.text
    assert "Harbour news" not in article.text
    assert article.text.split() == [word for number in range(5) for word in prose(90, number)]
    assert article.notes == (
        "Heads and feet that come again on other pages were left out: “12 Harbour news”, “iv”, “The Daily Lantern 13”.",
    )


def test_figures_at_the_foot_of_two_pages_are_no_page_numbers() -> None:
    pages = [[*column(prose(90, n), 60, 700, 475), Text(60, 300, f"{n} 17 23 4{n}")] for n in range(2)]
    assert "1 17 23 41" in imported(*pages).text


def test_a_page_that_is_a_picture_is_named() -> None:
    article = imported(BODY, [PICTURE, Text(60, 30, "Scan 4")], BODY)
    assert article.notes[0] == (
        "Pictures, probably scanned, so missing from the text: page 2. Run text recognition (OCR) first."
    )


def test_letters_that_the_file_does_not_name_are_counted() -> None:
    article = imported([*BODY, *lines("gr\ue001\ue001n \ufffd", top=600)])
    assert article.notes == ("The file does not say which letters some of its signs are: 3 of them, on page 1.",)


def test_Japanese_set_from_the_top_down_is_read_from_the_right_and_said() -> None:
    sentence = "市長は月曜日に車庫の閉鎖は避けられないと述べた組合は反論した"
    page = [Text(500 - 20 * (n // 10), 700 - 11 * (n % 10), letter) for n, letter in enumerate(sentence)]
    article = imported(page)
    assert article.text == sentence + "\n"
    assert article.notes[-1] == "The lines on page 1 run from the top down: check the order there."


NO_TITLES = (
    "Microsoft Word - budget_v3.doc",
    "untitled",
    "Untitled-1",
    "budget final.docx",
    "/home/nora/budget",
    "C:\\Users\\nora\\budget",
    "20240305",
    "LaTeX2e \\title{budget}",
    "Layout 1",
    "無題",
    "PowerPoint Presentation",
    "budget_final_2",
    "nora@lantern.example",
    "Adobe InDesign CS6",
    "report",
)


@pytest.mark.parametrize("stated", NO_TITLES)
def test_what_is_no_title_is_not_taken_and_the_largest_type_is(stated: str) -> None:
    page = [Text(60, 780, "Depot closes by May", 20), *BODY]
    assert imported(page, title=stated).title == "Depot closes by May"
    assert imported(BODY, title=stated).title == ""


@pytest.mark.parametrize(
    "stated", ["Council and union at odds", "Losing the Cabin: 1995–2005", "2007 budget, read aloud"]
)
def test_what_looks_like_a_title_is_one(stated: str) -> None:
    assert imported(BODY, title=stated).title == stated


@pytest.mark.parametrize(
    "stated",
    ["Administrator", "user1", "office-2007", "jsmith", "W:CAR:MP:FP", "nora@lantern.example", "12", "Adobe Acrobat"],
)
def test_what_is_no_person_is_no_author(stated: str) -> None:
    assert imported(BODY, author=stated).author == ""


@pytest.mark.parametrize("stated", ["Nora Field", "Yawney, John", "O'Neil, Ada; Brandt, Eva", "Statistics Office"])
def test_a_person_or_an_office_is_an_author(stated: str) -> None:
    assert imported(BODY, author=stated).author == stated


def test_a_single_word_is_an_author_only_where_it_is_printed() -> None:
    assert imported(BODY, author="Reuters").author == ""
    assert imported([*BODY, *lines("(Reuters) The mayor left.", top=600)], author="Reuters").author == "Reuters"


def test_a_pdf_of_5000_pages_is_refused_in_a_sentence() -> None:
    with pytest.raises(ImportFailed, match=rf"a.pdf has 5000 pages; import an extract of at most {MOST_PAGES:,}\."):
        read(pdf([[]] * 5000), "a.pdf", {})


def test_a_pdf_without_pages_is_refused_in_a_sentence() -> None:
    with pytest.raises(ImportFailed, match=r"^a\.pdf (has no pages|is damaged)"):
        read(pdf([]), "a.pdf", {})


def test_letters_beyond_the_first_plane_come_in() -> None:
    assert imported(lines("吉野家は𠮷野家と書く😀。")).text == "吉野家は𠮷野家と書く😀。\n"


def test_text_that_is_the_same_on_two_pages_is_no_head() -> None:
    pages = [column(["The", "same", "words", "again", "and", *prose(60, 7)], 60, 780, 475) for _page in range(2)]
    article = imported(*pages)
    assert article.text.split() == ["The", "same", "words", "again", "and", *prose(60, 7)] * 2
    assert article.notes == ()


def test_scanned_pages_and_drawings_are_told_apart() -> None:
    with pytest.raises(ImportFailed, match=r"its pages are pictures, probably scanned\..*OCR"):
        imported([PICTURE])
    with pytest.raises(ImportFailed, match=r"its pages are empty or drawings\..*OCR"):
        imported([])


def test_words_that_text_recognition_laid_under_a_picture_are_named() -> None:
    under = [Text(*line[:3], is_unseen=True) for line in BODY]
    article = imported([PICTURE, *under], [PICTURE, *BODY])
    assert article.text.count("the mayor left") == 2
    assert article.notes[0] == (
        "Scanned, with words that a program recognised: page 1. Compare them with the original."
    )


def test_a_headline_of_two_lines_is_one_paragraph_and_the_title() -> None:
    page = [
        Text(60, 780, "The depot in the harbour", 20),
        Text(60, 756, "closes by May", 20),
        *column(prose(80, 8), 60, 720, 475),
    ]
    article = imported(page, title="main.dvi", author="nora")
    assert article.text.startswith("The depot in the harbour closes by May\n\n")
    assert (article.title, article.author) == ("The depot in the harbour closes by May", "")


@pytest.mark.parametrize(
    "place", [Text(1e9, 1e9, "far away"), Text(60, 500, "tiny", 0.01), Text(-1e7, 60, "left", 1e6)]
)
def test_letters_at_impossible_places_or_sizes_do_no_harm(place: Text) -> None:
    assert "and then the mayor left." in imported([*BODY, place]).text
    with suppress(ImportFailed):
        imported([place])
