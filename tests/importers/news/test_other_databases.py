"""ProQuest's fields, Europresse's pages, the archives of Asahi and Yomiuri, and Integrum's codes.

Tests of importers.news.proquest, importers.news.europresse, importers.news.japanese and importers.news.integrum.
"""

from __future__ import annotations

import pytest

from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.news.news_database import read
from tests.importers.news.exports import BODIES, LANGUAGES, TITLES, proquest

RIGHTS = "<p>© 2024 Harbour Post. Tous droits réservés.</p><p>Numéro de document : news·20240304·HP·1</p>"


def pages(markup: str, *, encoding: str = "utf-8") -> list[ImportedArticle]:
    return read(f"<html><head><title>x</title></head><body>{markup}</body></html>".encode(encoding), "p.html",
                {"kind": "html"})  # fmt: skip


# -- ProQuest --------------------------------------------------------------------------


def test_lines_of_a_body_are_its_paragraphs_where_they_are_long() -> None:
    long = "A sentence of the body that goes on and on, as it was not broken at a width, " * 2
    one, _ = read(proquest(LANGUAGES["en"]).replace("LENGTH: 5 words, her note read.", f"{long}\nShe left.").encode(),
                  "p.txt", {"kind": "text"})  # fmt: skip
    assert one.text.split("\n\n")[-2:] == [long.strip(), "She left.\n"]


def test_without_a_full_text_the_abstract_is_taken_and_that_is_said() -> None:
    text = proquest(LANGUAGES["en"]).replace("Full text: By", "Abstract: By")
    one, _ = read(text.encode(), "p.txt", {"kind": "text"})
    assert "By Friday the council" in one.text
    assert "The export holds no full text of it, but an abstract, which was taken." in one.notes


def test_a_text_whose_label_no_table_has_is_the_body_all_the_same() -> None:
    text = proquest(LANGUAGES["nl"]).replace("Volledige tekst: ", "Heel de inhoud: ")
    one, two = read(text.encode(), "p.txt", {"kind": "text"})
    assert one.text == f"{TITLES[0]}\n\n{BODIES[0][0]}\n\n{BODIES[0][1]}\n"
    assert two.text == f"{TITLES[1]}\n\n{BODIES[1][0]}\n\n{BODIES[1][1]}\n"


def test_outlet_and_date_may_stand_in_one_field() -> None:
    info = "Publication info: Harbour Post ; Port Merrow, P.M. [Port Merrow]04 Mar 2024: A.2."
    text = f"{'_' * 60}\n\nDepot plan fails\n\nAuthor: Weiss, Tom\n\n{info}\n\nFull text: Words.\n\n{'_' * 60}\n\n"
    (one,) = read(text.encode(), "p.txt", {"kind": "text"})
    assert (one.title, one.outlet, one.date) == ("Depot plan fails", "Harbour Post", "2024-03-04")
    assert one.author == "Weiss, Tom"


def test_what_stands_under_the_last_article_is_of_none() -> None:
    foot = f"{'_' * 60}\n\nContact us at: http://about.proquest.example\nTerms and Conditions: https://x.example\n"
    _, two = read((proquest(LANGUAGES["en"]) + foot).encode(), "p.txt", {"kind": "text"})
    assert "Contact us" not in two.text
    assert any(note.startswith("Left out after the last article") for note in two.notes)


def test_a_stretch_that_is_no_article_is_named_with_its_words() -> None:
    stray = f"{'_' * 60}\n\nA letter about the depot\n\nThe words of the letter.\n\n"
    article = "Depot plan fails\n\nFull text: Words.\n\nPublication title: Harbour Post\n\n"
    text = f"My list of articles\n\n{'_' * 60}\n\n{article}{stray}{'_' * 60}\n\n{article}"
    found = read(text.encode(), "p.txt", {"kind": "text", "rule": "proquest"})
    assert [one.title for one in found] == ["Depot plan fails"] * 2
    assert any(note.startswith("Left out before") and "My list of articles" in note for note in found[0].notes)
    assert any(note.startswith("Left out after") and "A letter about the depot" in note for note in found[-1].notes)


# -- Europresse ------------------------------------------------------------------------


def europresse(number: int, *, author: str = '<p class="sm-margin-bottomNews">Par Tom Weiss</p>') -> str:
    return f"""<article><header><div class="rdp__DocPublicationName"><span class="DocPublicationName">Harbour Post
</span></div><div class="rdp__DocHeader"><span class="DocHeader">Politique, lundi {number} mars 2024, p. 4</span></div>
<div class="titreArticle"><p class="sm-margin-bottom">ENQUETE</p>
<p class="sm-margin-TopNews titreArticleVisu rdp__articletitle">Le plan {number} échoue</p></div>{author}</header>
<section><div class="DocText clearfix"><div class="docOcurrContainer"><p>Ada Brandt a dit <mark>non</mark>.</p>
<p>Personne n'est parti.</p></div></div></section><aside><p>Note(s) : rien.</p></aside>
<footer>{RIGHTS}</footer></article>"""


def test_a_page_of_europresse_is_taken_apart_by_its_marks() -> None:
    one, two = pages(europresse(4) + europresse(5, author=""))
    assert [(a.title, a.outlet, a.author, a.date) for a in (one, two)] == [
        ("Le plan 4 échoue", "Harbour Post", "Tom Weiss", "2024-03-04"),
        ("Le plan 5 échoue", "Harbour Post", "", "2024-03-05"),
    ]
    assert one.text == "Le plan 4 échoue\n\nAda Brandt a dit non.\n\nPersonne n'est parti.\n"
    kept = " ".join(one.notes)
    assert all(words in kept for words in ("ENQUETE", "p. 4", "Note(s) : rien.", "news·20240304·HP·1"))


def test_a_sentence_under_the_headline_is_of_the_text_and_no_author() -> None:
    one, _ = pages(europresse(4, author="<div>Le conseil a voté lundi.</div>") + europresse(5))
    assert (one.author, one.text.split("\n\n")[1]) == ("", "Le conseil a voté lundi.")


def test_an_old_page_of_europresse_marks_no_text() -> None:
    unit = f"""<table><tr><td><span class="DocPublicationName">Harbour Post</span><br>
<span class="DocHeader">Politique, </span><span class="DocHeader">lundi </span>
<span class="DocHeader">4 mars 2024</span>
<br><br><span class="TitreArticleVisu">Le plan échoue</span><br><br>Tom Weiss<br><p></p>Ada Brandt a dit non.<p></p>
Personne n'est parti.<p></p>{RIGHTS}</td></tr></table>"""
    one, two = pages(unit + unit)
    assert (one.title, one.author, one.date) == ("Le plan échoue", "Tom Weiss", "2024-03-04")
    assert one.text == two.text == "Le plan échoue\n\nAda Brandt a dit non.\n\nPersonne n'est parti.\n"


# -- Japanese archives -----------------------------------------------------------------


def kikuzo(day: str) -> str:
    heads = "".join(
        f'<th class="topic-list">{head}</th>' for head in ("No.", "発行日", "朝夕刊", "面名", "ページ", "文字数")
    )
    cells = "".join(
        f'<td class="topic-list">{cell}</td>' for cell in ("00001", day, "朝刊", "１総", "001", "00733文字")
    )
    return f"""<table class="topic-inside"><tr><td>
<table class="topic-list"><tr>{heads}</tr><tr>{cells}</tr></table></td></tr></table>
<table class="topic-detail"><tr><td>
<span class="font002">倉庫計画が<span style="x">白紙</span>に</span><br><br></td></tr>
<tr><td><span class="font003"><div class="detail001">　市議会は月曜に決めた。<br>　だれも去らなかった。</div></span>
</td></tr></table>"""


def test_a_page_of_kikuzo_has_a_row_of_facts_over_each_article() -> None:
    one, two = pages(kikuzo("<nobr>2024年</nobr><nobr>03月04日</nobr>") + kikuzo("不明"))
    assert (one.title, one.outlet, one.date) == ("倉庫計画が白紙に", "朝日新聞", "2024-03-04")
    assert one.text == "倉庫計画が白紙に\n\n市議会は月曜に決めた。\n\nだれも去らなかった。\n"
    assert any("朝刊 · １総 · 001" in note for note in one.notes)
    assert two.date == ""
    assert "Its date could not be read: “不明”." in two.notes


def test_a_page_of_yomidasu_has_the_headline_in_its_row() -> None:
    cells = ("1", "2024.03.04", '<th class="wp50">倉庫計画が白紙に</th>', "東京朝刊", "解説", "09頁", "1796字")
    row = "".join(cell if cell.startswith("<") else f"<th>{cell}</th>" for cell in cells)
    unit = f"""<div id="heiseiDetailArea"><table class="contentsTable"><tr>{row}</tr></table></div>
<div id="heiseiDetailContents"><p class="mb10">　市議会は月曜に決めた。<br/>　だれも去らなかった。</p></div>"""
    one, two = pages(unit + unit.replace("2024.03.04", "2024.03.05"))
    assert (one.title, one.outlet, one.date) == ("倉庫計画が白紙に", "読売新聞", "2024-03-04")
    assert one.text == "倉庫計画が白紙に\n\n市議会は月曜に決めた。\n\nだれも去らなかった。\n"
    assert two.date == "2024-03-05"


# -- Integrum --------------------------------------------------------------------------


def integrum(*days: str) -> str:
    listed = "".join(
        f'{n}. <a href="#{n}">ПЛАН</a> <small>Вестник; {day};</small><br>' for n, day in enumerate(days, 1)
    )
    units = "".join(
        f"""<div><a name="{n}"></a><table><tr>
<td>^ИС: Вестник <br>^РБ: ПОРТ<br>^ДТ: {day}<br>^АВ: <br>^ЗГ: ПЛАН {n}<br></td>
</tr></table><h3>ПЛАН {n}</h3><pre>
     Совет решил в понедельник,
что депо закроют.
     Никто не ушел.</pre></div>"""
        for n, day in enumerate(days, 1)
    )
    return f"<h3>Report 12.05.2024</h3>{listed}{units}"


def test_a_page_of_integrum_lists_its_articles_and_has_codes_over_each() -> None:
    one, two = pages(integrum("04.03.2024", "05.03.2024"), encoding="utf-8")
    assert [(a.title, a.outlet, a.author, a.date) for a in (one, two)] == [
        ("ПЛАН 1", "Вестник", "", "2024-03-04"),
        ("ПЛАН 2", "Вестник", "", "2024-03-05"),
    ]
    assert one.text == "ПЛАН 1\n\nСовет решил в понедельник, что депо закроют.\n\nНикто не ушел.\n"
    assert one.notes[0] == "2 articles found, the file says 2."
    assert any("РБ: ПОРТ" in note for note in one.notes)


@pytest.mark.parametrize("encoding", ["utf-8", "cp1251"])
def test_a_text_of_integrum_is_read_like_its_page(encoding: str) -> None:
    text = "^ИС: Вестник\n^ДТ: 04.03.2024\n^ЗГ: ПЛАН\n\nСовет решил в понедельник, что депо закроют.\n\n"
    one, two = read((text + text.replace("04.03", "05.03")).encode(encoding), "i.txt",
                    {"kind": "text", "encoding": encoding})  # fmt: skip
    assert (one.title, one.outlet, one.date, two.date) == ("ПЛАН", "Вестник", "2024-03-04", "2024-03-05")
    assert one.text == "ПЛАН\n\nСовет решил в понедельник, что депо закроют.\n"


def test_a_run_of_two_codes_that_is_no_article_of_integrum_is_named_with_its_words() -> None:
    text = "^ИС: Вестник\n^ДТ: 04.03.2024\n^ЗГ: ПЛАН\n\nСовет решил, что депо закроют.\n\n"
    (one,) = read(f"{text}^ИС: Правда\n^РБ: ПОРТ\n\nНикто не ушел.\n".encode(), "i.txt", {"kind": "text"})
    assert one.text == "ПЛАН\n\nСовет решил, что депо закроют.\n"
    assert any(
        note.startswith("Left out after") and "^ИС: Правда ^РБ: ПОРТ Никто не ушел." in note for note in one.notes
    )
