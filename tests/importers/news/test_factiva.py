"""Factiva's pages, texts and field codes: the section is no headline, and no sentence of the body is an author."""

from __future__ import annotations

import pytest

from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.news.news_database import read
from tests.importers.news.exports import LANGUAGES, factiva_page, factiva_text

CODED = """HD|Depot plan fails, council
 says|
BY|By Tom Weiss|
WC|120 words|
PD|4 March 2024|
SN|Harbour Post|
LP|AN old man left.|

IN Berlin nobody knew.|
TD|She stayed.|
NS|gcat : News|
AN|Document POST000020240304ek350000x|
"""


def read_text(text: str, *, kind: str = "text") -> list[ImportedArticle]:
    return read(text.encode(), "factiva", {"kind": kind})


def row(code: str, value: str) -> str:
    return f'<tr><td class="index"><b>{code}</b>&nbsp;</td><td>{value}</td></tr>'


def test_a_page_with_field_codes_keeps_its_paragraphs_apart() -> None:
    rows = [
        row("SE", "News"), row("HD", "<b class='enHeadline'>Depot plan fails</b>"), row("PD", "4 March 2024"),
        row("SN", "Harbour Post"),
        row("LP", "<p class='articleParagraph'>One.</p><p class='articleParagraph'>Two.</p>"),
        row("TD", "<p class='articleParagraph'>Three.</p>"), row("AN", "Document POST000020240304ek350000x"),
    ]  # fmt: skip
    (one,) = read_text(f'<html><body><div class="article enArticle"><table>{"".join(rows)}</table></div>', kind="html")
    assert (one.title, one.outlet, one.date) == ("Depot plan fails", "Harbour Post", "2024-03-04")
    assert one.text == "Depot plan fails\n\nOne.\n\nTwo.\n\nThree.\n"


@pytest.mark.parametrize("parted", ["  ", "\t", "|", "\u00a0\u00a0"])
def test_words_that_look_like_codes_remain_in_the_body(parted: str) -> None:
    (one,) = read_text(CODED.replace("|\n", "\n").replace("|", parted))
    assert one.text == "Depot plan fails, council says\n\nAN old man left.\n\nIN Berlin nobody knew.\n\nShe stayed.\n"
    assert (one.title, one.author, one.date) == ("Depot plan fails, council says", "Tom Weiss", "2024-03-04")
    assert any("NS gcat : News" in note for note in one.notes)


def test_the_fields_may_stand_in_any_order() -> None:
    rows = ["AN  POST000020240304ek350000x", "SN  Harbour Post", "LP  One.", "HD  Depot plan fails", "PD  4 March 2024"]
    one, two = read_text("\n".join(rows) + "\n" + "\n".join(rows).replace("Depot", "Locker") + "\n")
    assert (one.title, one.outlet, one.date) == ("Depot plan fails", "Harbour Post", "2024-03-04")
    assert two.title == "Locker plan fails"


def test_an_article_without_body_or_date_is_kept_and_that_is_said() -> None:
    page = factiva_page(LANGUAGES["en"]).replace("<div>4 March 2024</div>", "<div>Spring 2024</div>")
    one, _ = read_text(page, kind="html")
    assert (one.date, one.outlet) == ("", "Harbour Post")
    assert "Its date could not be read: “Spring 2024”." in one.notes


def test_an_author_in_a_text_is_told_by_the_word_before_it() -> None:
    text = factiva_text(LANGUAGES["de"]).replace("Depot plan fails\n", "Depot plan fails\nVon Tom Weiss\n")
    one, two = read_text(text)
    assert (one.title, one.author, two.author) == ("Depot plan fails", "Tom Weiss", "")


def test_a_headline_of_several_lines_is_one() -> None:
    long = "Depot plan fails as the council of the port votes\nagainst it in the night"
    text = factiva_text(LANGUAGES["en"]).replace("News\nDepot plan fails\n", f"News\n{long}\nBy Tom Weiss\n")
    one, _ = read_text(text)
    assert (one.title, one.author) == (" ".join(long.split("\n")), "Tom Weiss")


def test_an_rtf_file_is_read_with_codes_in_a_table_and_without() -> None:
    def rtf(lines: list[str]) -> list[ImportedArticle]:
        head = r"{\rtf1\ansi{\info{\title Factiva RTF Display Format}}"
        return read(f"{head}{''.join(lines)}}}".encode("ascii"), "f.rtf", {"kind": "rtf"})

    plain = rtf(
        [f"{line}\\par\n" for line in factiva_text(LANGUAGES["en"]).replace("“", "").replace("”", "").split("\n")]
    )
    assert [a.title for a in plain] == ["Depot plan fails", "Depot: what next?"]
    cells = [line.split("|")[:2] for line in CODED.replace("\n says", " says").split("\n") if "|" in line]
    table = rtf([rf"\trowd\cellx900\cellx9000\pard\intbl {code}\cell {value}\cell\row " for code, value in cells])
    assert [(a.title, a.outlet) for a in table] == [("Depot plan fails, council says", "Harbour Post")]


def test_a_headline_that_is_told_by_its_length_only_is_said_to_be() -> None:
    text = factiva_text(LANGUAGES["en"]).replace("News\n", "Views of the port\n", 1)
    one, _ = read_text(text)
    assert one.title == "Views of the port"
    assert any(note.startswith("The headline was told from other lines by its length alone: ") for note in one.notes)


def test_a_text_that_is_cut_off_says_what_is_left_out() -> None:
    text = factiva_text(LANGUAGES["en"])
    *_, last = read_text(text + "News\nA third report\n120 words\n6 March 2024\nHarbour Post\n")
    assert any(note.startswith("Left out after the last article of the file: ") for note in last.notes)
