"""Exports of news databases fall apart into their articles, and no date or address is lost silently.

Tests of importers.news.own_rule, importers.news.suspicion and importers.news.news_article.
"""

from __future__ import annotations

from typing import Any

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.files import missing_of, read_bytes
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.news.news_database import READERS, read, rules
from analyst_app.importers.sandbox import ParserProcess
from tests.importers import samples
from tests.importers.news.exports import BODIES, LANGUAGES, factiva_page, nexis

EXPORTS = {
    "nexis": samples.NEXIS,
    "nexis_uni": samples.NEXIS_UNI,
    "factiva": samples.FACTIVA,
    "factiva_codes": samples.FACTIVA_CODES,
    "proquest": samples.PROQUEST,
}
UNKNOWN = """Otsikko: Depot plan fails
Julkaisu: Harbour Post
Päivä: 4.3.2024
Pituus: 120 sanaa

Words of one.

Otsikko: Union rejects offer
Julkaisu: Inland Courier
Päivä: 5.3.2024
Pituus: 90 sanaa

Words of two.
"""


@pytest.mark.parametrize("rule", EXPORTS)
@pytest.mark.parametrize("named", [True, False])
def test_an_export_is_recognised_and_split(rule: str, named: bool) -> None:
    options = {"kind": "text", "rule": rule if named else ""}
    one, two = read(EXPORTS[rule].encode(), "export.txt", options)
    assert one.text == f"Council and union at odds\n\n{samples.FIRST}\n\n{samples.LAST}\n"
    assert two.text == f"Depot: what next?\n\n{samples.SECOND}\n"
    assert [(a.title, a.outlet, a.date) for a in (one, two)] == [
        ("Council and union at odds", "The Daily Lantern", "2024-03-05"),
        ("Depot: what next?", "The Evening Post", "2024-03-06"),
    ]
    assert "Nora" in one.author
    assert one.importer.endswith(f"rule {rule}")


def test_each_reader_has_a_table_with_a_name() -> None:
    assert list(rules()) == list(READERS)
    assert all(table["name"] for table in rules().values())


@pytest.mark.parametrize("text", [
    UNKNOWN,
    "".join(f"Asiakirja {n} / 2\n\nA headline\n\nKoko teksti: Words.\n\n" for n in (1, 2)),
])  # fmt: skip
def test_a_file_that_looks_like_an_export_of_no_known_form_is_asked_about(text: str) -> None:
    with pytest.raises(ImportFailed, match=r"export of a news database, as .*“split exports…”.*--split none"):
        read(text.encode(), "odd.txt", {"kind": "text"})


def test_a_page_that_names_a_database_and_has_no_known_form_is_asked_about() -> None:
    articles = "".join(f'<div class="doc"><h2>Headline {n}</h2><p>{samples.FIRST}</p></div>' for n in range(3))
    markup = f"<html><body><h1>PressReader</h1>{articles}</body></html>"
    with pytest.raises(ImportFailed, match="it names PressReader and holds several articles"):
        read(markup.encode(), "odd.html", {"kind": "html"})


@pytest.mark.parametrize("text", [
    samples.FIRST,
    "Seite 1 von 2\n\nOne.\n\nSeite 2 von 2\n\nTwo.\n",
    "4 March 2024\n\nOne.\n\n5 March 2024\n\nTwo.\n",
    "From: Ada\nTo: Tom\nDate: 4 March 2024\n\nYes.\n\nFrom: Tom\nTo: Ada\nDate: 5 March 2024\n\nNo.\n",
    "Q: Why?\nA: I know.\nQ: When?\nA: On 4 March 2024.\n",
])  # fmt: skip
def test_what_is_no_export_is_none(text: str) -> None:
    assert read(text.encode(), "a.txt", {"kind": "text"}) == []


def test_an_export_whose_last_article_is_missing_says_so() -> None:
    text = nexis(LANGUAGES["es"]).replace("1 of 2", "1 of 3").replace("2 of 2", "2 of 3")
    found = read(text.encode(), "n.txt", {"kind": "text"})
    assert missing_of(found).startswith("2 articles found, the file says 3: ")
    assert missing_of(read(nexis(LANGUAGES["es"]).encode(), "n.txt", {"kind": "text"})) == ""
    assert missing_of([]) == ""


def test_exports_that_were_put_together_in_one_file_are_all_read() -> None:
    one = nexis(LANGUAGES["en"]).lstrip("\ufeff")
    single = one.split("                               2 of 2")[0].replace("1 of 2 DOC", "1 of 1 DOC")
    found = read((one + nexis(LANGUAGES["en"]).lstrip("\ufeff") + single * 3).encode(), "n.txt", {"kind": "text"})
    assert [a.title for a in found] == ["Depot plan fails", "Depot: what next?"] * 2 + ["Depot plan fails"] * 3
    assert found[0].notes[0] == "7 articles found, the file says 7."


def test_a_line_of_the_body_that_looks_like_the_count_remains_there() -> None:
    text = nexis(LANGUAGES["en"]).replace("“We stay”, she said.", "1 of 2 DOCUMENTS")
    _, two = read(text.encode(), "n.txt", {"kind": "text"})
    assert two.text == "Depot: what next?\n\n1 of 2 DOCUMENTS\n\nNobody left the depot.\n"


def test_a_thousand_articles_are_read_in_the_time_that_the_confined_process_has() -> None:
    one = nexis(LANGUAGES["en"]).split("1 of 2 DOCUMENTS")[1].split("                               2 of 2")[0]
    text = "".join(f"                {n} of 1000 DOCUMENTS{one}" for n in range(1, 1001))
    with ParserProcess() as parser:
        found = parser.parse("news", text.encode(), "big.txt", {"kind": "text"})
    assert len(found) == 1000
    assert found[0].notes[0] == "1,000 articles found, the file says 1000."


def test_an_address_that_is_missing_is_said() -> None:
    one, two = read(samples.NEXIS.encode(), "export.txt", {"kind": "text"})
    assert one.url == "https://lantern.example/one"
    assert not any("address" in note for note in one.notes)
    assert any("No address" in note for note in two.notes)


def test_what_is_left_out_of_the_text_stands_in_the_notes() -> None:
    one, _ = read(samples.NEXIS.encode(), "export.txt", {"kind": "text"})
    assert any("SECTION: NEWS; Pg. 3" in note for note in one.notes)


@pytest.mark.parametrize(
    ("rule", "whole"),
    [
        ({"starts": r"^DOC (\d)( of \d)?\n"}, "DOC 1\nOne spoke.\n\nDOC 2 of 2\nTwo left.\n"),
        ({"ends": r"^END( OF)? (\d)\n"}, "One spoke.\n\nEND 1\nTwo left.\n\nEND OF 2\n"),
    ],
    ids=["starts", "ends"],
)
def test_a_group_in_the_expression_between_articles_is_no_article(rule: dict[str, str], whole: str) -> None:
    found = read(whole.encode(), "export.txt", {"kind": "text", "rule": rule})
    assert [one.text for one in found] == ["One spoke.\n", "Two left.\n"]


def test_an_export_in_a_word_file_is_split_too() -> None:
    lines = [line for line in samples.NEXIS_UNI.split("\n") if line]
    body = "".join(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>" for line in lines)
    one, two = read(samples.docx(body), "export.docx", {"kind": "docx"})
    assert (one.date, two.date) == ("2024-03-05", "2024-03-06")
    assert samples.LAST in one.text


def test_an_export_in_a_page_is_split_too() -> None:
    markup = "".join(f"<p>{line}</p>" for line in samples.NEXIS_UNI.split("\n"))
    assert len(read(markup.encode(), "export.html", {"kind": "html"})) == 2


def test_a_rule_of_ones_own_is_used() -> None:
    text = "### Alpha\n2024-03-05\nWords of one.\n### Beta\n2024-03-06\nWords of two.\n"
    rule = {
        "name": "own",
        "recognise": "^### ",
        "starts": "^### ",
        "fields": {"title": [r"\A(.+)$"], "date": [r"^(\d{4}-\d\d-\d\d)$"]},
        "body": {"after": [r"^\d{4}-\d\d-\d\d$"]},
    }
    one, two = read(text.encode(), "own.txt", {"kind": "text", "rule": rule})
    assert (one.title, one.date, one.text) == ("Alpha", "2024-03-05", "Alpha\n\nWords of one.\n")
    assert two.title == "Beta"


def test_a_rule_with_a_wrong_expression_is_refused() -> None:
    with pytest.raises(ImportFailed, match='"starts"'):
        read(b"x", "a.txt", {"kind": "text", "rule": {"name": "bad", "starts": "("}})


def test_an_article_whose_end_is_cut_off_is_said_to_be_left_out() -> None:
    """A download that broke off: its last article has no “End of Document”."""
    cut = samples.NEXIS_UNI + "A third report\nThe Daily Lantern\nMarch 7, 2024\nBody\nNobody knew why.\n"
    one, two = read(cut.encode(), "export.txt", {"kind": "text"})
    assert any(note.startswith("Left out after the last article of the file: ") for note in two.notes)
    assert any("“A third report" in note for note in two.notes)
    assert not any("of the file" in note for note in one.notes)


def test_what_stands_before_the_first_article_is_said_to_be_left_out() -> None:
    one, _ = read(("Results for: depot\n" + samples.NEXIS).encode(), "export.txt", {"kind": "text"})
    assert "Left out before the first article of the file: 18 characters, “Results for: depot”." in one.notes


@pytest.mark.parametrize("fields", [{"date": ["("]}, {"date": ["Body"]}, {"date": [7]}, ["date"]])
def test_a_rule_of_a_persons_own_that_is_wrong_is_blamed_and_not_the_file(fields: object) -> None:
    rule = {"name": "ours", "ends": "^END$", "fields": fields}
    with pytest.raises(ImportFailed, match=r"The rule ours .*docs/import\.md.*Mend it\."):
        read(b"One\nBody\nEND\nTwo\nBody\nEND\n", "export.txt", {"kind": "text", "rule": rule})


HEADS = "Quelle: Hafenpost vom {n:02}.03.2024, Seite {n}\nRessort: Politik\nKennung: HP{n}\n\nDepot {n} schließt."
ROW = (
    "<table><tr><td>{n}</td><td>2024年03月{n:02}日</td><td>朝刊</td><td>社会</td></tr></table><div>車庫計画が頓挫</div>"
)


@pytest.mark.parametrize("parted", ["\n\n", "\n\n=====================\n\n", "\n\n© Hafenpost\n\n"])
def test_a_table_of_labels_over_each_text_is_asked_about(parted: str) -> None:
    text = parted.join(HEADS.format(n=n) for n in (1, 2, 3))
    with pytest.raises(ImportFailed, match=r"the same labels come again and again .Quelle, Ressort, Kennung"):
        read(text.encode(), "odd.txt", {"kind": "text"})


def test_rights_under_each_dated_text_are_asked_about() -> None:
    one = "La Presse du Port\nActualités, lundi {n} mars 2024, p. 3\n\nLe plan {n} échoue\n\nLe conseil a tranché.\n\n"
    text = "".join(one.format(n=n) + "© 2024 La Presse du Port. Tous droits réservés.\n\n" for n in (4, 5, 6))
    with pytest.raises(ImportFailed, match="several texts end with the same words"):
        read(text.encode(), "odd.txt", {"kind": "text"})


@pytest.mark.parametrize("encoding", ["shift_jis", "utf-8"])
def test_a_row_of_facts_over_each_text_of_a_page_is_asked_about(encoding: str) -> None:
    rows = "".join(ROW.format(n=n) for n in (1, 2, 3))
    markup = f'<html><head><meta charset="{encoding}"><title>朝日新聞</title></head><body>{rows}</body></html>'
    with ParserProcess() as parser, pytest.raises(ImportFailed, match="rows of one form stand over its texts"):
        read_bytes(markup.encode(encoding), "odd.html", parser)


@pytest.mark.parametrize("text", [
    "How they count\n\nDocument 1 of 3\n\nlies in the cellar.\n\nDocument 2 of 3\n\nlies on the roof.\n\n"
    "Document 3 of 3\n\nis gone.\n\nLENGTH: 12 metres\n",
    "Interview\n\nQ: What is the plan?\n\nA: None.\n\nQ: Why?\n\nA: No idea.\n\nEnd of Document\n\nwas on the page.\n",
    "4 March 2024\n\nThe page ends with the words\n\nEnd of Document\n\nand then nothing, said Kim.\n",
    "Kim: No.\n\nBrandt: Since 4 March 2024.\n\nWeiss: Why?\n\nKim: So it is.\n\nBrandt: Is it?\n\nWeiss: Yes.\n\n"
    "The three left.\n",
    "Minutes\n\nDate: 4 March 2024\nTime: 30 minutes\nPlace: Depot\n\nThey met.\n\n"
    "Date: 5 March 2024\nTime: 20 minutes\nPlace: Quay\n\nThey met again.\n",
    "The year\n\n© 2024 Photo agency\n\nNo date here.\n\n© 2024 Photo agency\n\nNor here.\n\n© 2024 Photo agency\n",
])  # fmt: skip
def test_an_ordinary_article_with_one_mark_of_an_export_is_none(text: str) -> None:
    assert read(text.encode(), "a.txt", {"kind": "text"}) == []


def test_a_document_that_is_no_export_is_parsed_once() -> None:
    parsed: list[str] = []

    class Counting(ParserProcess):
        def parse(self, kind: str, *args: Any) -> list[ImportedArticle]:
            parsed.append(kind)
            return super().parse(kind, *args)

    with Counting() as parser:
        (text,) = read_bytes(samples.FIRST.encode(), "a.txt", parser)
        (word,) = read_bytes(samples.docx(), "a.docx", parser)
    assert (text.text, text.importer) == (samples.FIRST, "analyst-app text 1")
    assert samples.FIRST in word.text
    assert parsed == ["news", "news"]


def test_a_page_with_a_table_of_data_is_no_export() -> None:
    rows = "".join(f"<tr><td>{n} March 2024</td><td>Depot {n}</td><td>closed</td></tr>" for n in range(1, 6))
    markup = f"<html><body><p>{samples.FIRST}</p><table>{rows}</table><p>{samples.LAST}</p></body></html>"
    assert read(markup.encode(), "a.html", {"kind": "html"}) == []


def test_a_page_about_a_database_is_none_of_its_exports() -> None:
    paras = "".join(
        f'<div class="para"><p>{words}</p></div>' for words in (samples.FIRST, samples.SECOND, samples.LAST)
    )
    markup = f"<html><body><h1>LexisNexis sues a depot in Port Merrow</h1>{paras}</body></html>"
    assert read(markup.encode(), "a.html", {"kind": "html"}) == []


def test_the_guessed_encoding_of_a_page_is_said_with_its_words() -> None:
    words = "Der Bürgermeister sagte, die Brücke über die Förde müsse für längere Zeit geschlossen bleiben."
    page = factiva_page(LANGUAGES["de"]).replace(BODIES[0][0], words).encode("cp1252")
    found = read(page, "a.html", {"kind": "html"})
    assert words in found[0].text
    assert found[0].notes[0].startswith("The encoding was guessed to be cp1252, which reads so: “")
