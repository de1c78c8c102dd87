"""Exports of Factiva, Nexis, Nexis Uni and ProQuest fall apart alike in ten languages of their interfaces.

Tests of importers.news.factiva, importers.news.nexis, importers.news.proquest, importers.news.labels and
importers.news.marked_blocks.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.news.marked_blocks import marked_blocks
from analyst_app.importers.news.news_database import read
from tests.importers.news import exports
from tests.importers.news.exports import BODIES, LANGUAGES, OUTLETS, TITLES, Interface

MAKERS: dict[str, Callable[[Interface], str]] = {
    "factiva page": exports.factiva_page,
    "factiva text": exports.factiva_text,
    "nexis": exports.nexis,
    "nexis_uni": exports.nexis_uni,
    "proquest": exports.proquest,
}


def articles(markup: str, *, kind: str = "text") -> list[ImportedArticle]:
    return read(markup.encode(), "export", {"kind": kind})


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", MAKERS)
def test_headline_outlet_date_and_body_are_told_apart(rule: str, language: str) -> None:
    made = MAKERS[rule](LANGUAGES[language])
    found = articles(made, kind="html" if rule == "factiva page" else "text")
    assert [(a.title, a.outlet, a.date) for a in found] == [
        (TITLES[0], OUTLETS[0], "2024-03-04"),
        (TITLES[1], OUTLETS[1], "2024-03-05"),
    ]
    assert [a.text for a in found] == [f"{title}\n\n{one}\n\n{two}\n" for title, (one, two) in zip(TITLES, BODIES)]  # noqa: B905
    assert all(a.importer.endswith(f"rule {rule.split()[0]}") for a in found)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", ["factiva page", "nexis", "nexis_uni"])
def test_an_author_is_who_the_label_or_the_page_names_and_no_sentence(rule: str, language: str) -> None:
    made = MAKERS[rule](LANGUAGES[language])
    found = articles(made, kind="html" if rule == "factiva page" else "text")
    assert [a.author for a in found] == ["Tom Weiss", ""]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("rule", MAKERS)
def test_every_line_is_in_the_text_the_facts_or_the_notes(rule: str, language: str) -> None:
    made = MAKERS[rule](LANGUAGES[language])
    found = articles(made, kind="html" if rule == "factiva page" else "text")
    kept = "\n".join(part for a in found for part in (a.text, a.outlet, a.author, a.url, *a.notes))
    words = LANGUAGES[language]
    for line in ("PORT MERROW", "LOCKERS (70%)", words.rights, f"120 {words.words}", "1; National", "a locker."):
        assert line in kept or line not in made


def test_a_page_whose_tags_are_never_closed_takes_no_room_for_each_before() -> None:
    blocks = marked_blocks("<html><body>" + "<br><font color=red>word" * 5_000)
    assert [block.text for block in blocks] == ["word"] * 5_000
    assert max(len(block.within) for block in blocks) < 600
