"""The facts of a web page: linked data, then its head, then what it shows; authors of other articles never.

Tests of importers.pages.linked_data, importers.pages.page_bylines and importers.pages.page_facts.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from analyst_app.importers.documents import web_page
from analyst_app.importers.imported_article import ImportedArticle
from tests.importers import samples

PROSE = f"<p>{samples.FIRST}</p><p>{samples.SECOND}</p><p>{samples.LAST}</p>"
ADDRESS = "https://lantern.example/news/depot"


def read(*, head: str = "", above: str = "", inside: str = "", below: str = "") -> ImportedArticle:
    markup = (
        f"<html><head><title>Depot vote</title>{head}</head><body><article><h1>Depot vote</h1>{inside}{PROSE}"
        f"</article>{below}<footer>Imprint</footer></body></html>"
    ).replace("<article>", f"{above}<article>")
    return web_page.read(markup.encode(), "a.html", {})[0]


def linked(**facts: Any) -> str:
    data = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Depot vote", **facts}
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


ADA, OMAR = {"@type": "Person", "name": "Ada Brandt"}, {"@type": "Person", "name": "Omar Hall"}


@pytest.mark.parametrize(("author", "names"), [
    (ADA, "Ada Brandt"), ([ADA, OMAR], "Ada Brandt; Omar Hall"), ("Ada Brandt", "Ada Brandt"),
    (["Ada Brandt", "Omar Hall"], "Ada Brandt; Omar Hall"),
    ({"name": ["Ada Brandt", "Omar Hall"]}, "Ada Brandt; Omar Hall"),
    ([[ADA], ADA], "Ada Brandt"), ({"@type": "Person", "name": "By Zo&euml; Brandt"}, "Zoë Brandt"),
    ({"url": "https://lantern.example/ada"}, ""), ("https://lantern.example/ada", ""), (None, ""), (7, ""),
])  # fmt: skip
def test_authors_of_linked_data_come_in_every_form(author: Any, names: str) -> None:
    assert read(head=linked(author=author)).author == names


def test_an_author_who_is_named_by_an_id_is_found() -> None:
    graph = [
        {"@type": "Article", "headline": "Depot vote", "author": {"@id": "#a"}},
        {"@id": "#a", "name": "Ada Brandt"},
    ]
    assert (
        read(head=f'<script type="application/ld+json">{json.dumps({"@graph": graph})}</script>').author == "Ada Brandt"
    )


def test_linked_data_of_another_article_says_nothing_of_this_one() -> None:
    assert (
        read(head=linked(headline="The ferry sinks", author="Other Writer", url="https://lantern.example/ferry")).author
        == ""
    )


def test_authors_come_from_linked_data_before_the_head_and_from_the_head_before_a_byline() -> None:
    meta, byline = '<meta name="author" content="Omar Hall">', '<p class="byline">By Lena Ortiz</p>'
    assert read(head=linked(author="Ada Brandt") + meta, inside=byline).author == "Ada Brandt"
    assert read(head=meta, inside=byline).author == "Omar Hall"
    assert read(inside=byline).author == "Lena Ortiz"


@pytest.mark.parametrize(("byline", "names"), [
    ('<p class="byline">By Ada Brandt</p>', "Ada Brandt"),
    ('<div class="byline">By <a href=a>Ada Brandt</a> and <a href=o>Omar Hall</a></div>', "Ada Brandt; Omar Hall"),
    ('<span itemprop="author"><span itemprop="name">Ada Brandt</span>, Reporter</span>', "Ada Brandt"),
    ('<a rel="author" href="/ada">Ada Brandt</a>', "Ada Brandt"),
    ('<div class="AuthorName">ADA BRANDT</div>', "ADA BRANDT"),
    ('<div class="byline">By Ada Brandt, Political Editor</div>', "Ada Brandt"),
    ('<div class="byline"><span>Ada Brandt</span><time>March 5, 2024</time></div>', "Ada Brandt"),
    ('<p class="author">Von Anna Meier und Jörg Graf von Hohenfels</p>', "Anna Meier; Jörg Graf von Hohenfels"),
    ("<p>By Ada Brandt</p>", "Ada Brandt"),
    ('<p class="author">山田太郎</p>', "山田太郎"),
    ('<p class="byline">Last updated 5 minutes ago</p>', ""),
    ('<p class="byline">Staff reporter</p>', ""),
])  # fmt: skip
def test_a_byline_in_the_article_names_its_author(byline: str, names: str) -> None:
    assert read(inside=byline).author == names


@pytest.mark.parametrize("box", [
    '<div class="related"><a class="author" href="/a">Other Writer</a><h3>Another story</h3></div>',
    '<aside><span class="byline">By Other Writer</span></aside>',
    '<div class="comments"><p class="comment-author">Other Writer</p><p>I like trams.</p></div>',
    f'<ul class="authors">{"".join(f"<li><a rel=author href=/{n}>Other Writer {n}</a></li>" for n in "ABCDEF")}</ul>',
    '<nav><a rel="author" href="/o">Other Writer</a></nav>',
    '<section class="teaser-list"><article><h3>Ferry</h3><p class="byline">By Other Writer</p></article></section>',
])  # fmt: skip
def test_an_author_in_another_box_is_nobody(box: str) -> None:
    assert read(below=box).author == ""
    assert read(inside=box).author == ""


def test_the_outlet_is_the_one_that_the_address_bears_out() -> None:
    canonical = f'<link rel="canonical" href="{ADDRESS}">'
    agency = linked(publisher={"@type": "Organization", "name": "Northern Press Agency"})
    assert (
        read(head=canonical + agency + '<meta property="og:site_name" content="The Daily Lantern">').outlet
        == "The Daily Lantern"
    )
    assert (
        read(
            head=canonical
            + linked(publisher={"name": "Lantern"})
            + '<meta property="og:site_name" content="lantern.example">'
        ).outlet
        == "Lantern"
    )
    assert read(head=linked(publisher={"name": "The Daily Lantern"})).outlet == "The Daily Lantern"


def test_the_headline_that_the_page_shows_is_the_title() -> None:
    page = samples.page(
        title="Council and union at odds over the depot", head=linked(headline="Council, union at odds over the depot")
    )
    assert web_page.read(page.encode(), "a.html", {})[0].title == "Council and union at odds over the depot"


def test_the_name_of_the_site_is_no_title() -> None:
    page = samples.page().replace("<header>", "<header><h1>The Daily Lantern</h1>")
    assert web_page.read(page.encode(), "a.html", {})[0].title == "Council and union at odds over the depot"


LATE = linked(datePublished="2024-03-06T04:30:00Z")


@pytest.mark.parametrize(("facts", "day"), [
    (linked(datePublished="2024-03-05T09:30:00+01:00"), "2024-03-05"),
    (linked(datePublished="2024-03-05") + '<meta name="pubdate" content="2024-03-09">', "2024-03-05"),
    ('<meta name="dc.date" content="2024-03-05">', "2024-03-05"),
    (linked(datePublished="0001-01-01T00:00:00Z") + '<meta name="date" content="2024-03-05">', "2024-03-05"),
    (LATE + '<link rel="canonical" href="https://a.example/2024/03/05/depot">', "2024-03-05"),
    (LATE + '<link rel="canonical" href="https://a.example/2023/03/05/depot">', "2024-03-06"),
    (LATE + '<meta name="date" content="2024-03-05T23:30:00-05:00">', "2024-03-05"),
])  # fmt: skip
def test_the_day_of_publication_is_the_one_that_readers_saw(facts: str, day: str) -> None:
    assert read(head=facts).date == day


@pytest.mark.parametrize(("facts", "url"), [
    (f'<link rel="canonical" href="{ADDRESS}"><meta property="og:url" content="https://m.example/x">', ADDRESS),
    (f'<meta property="og:url" content="{ADDRESS}">', ADDRESS),
    (f'<link rel="canonical" href="https://lantern.example/"><meta property="og:url" content="{ADDRESS}">', ADDRESS),
    (linked(mainEntityOfPage={"@id": ADDRESS}), ADDRESS),
    (linked(url=ADDRESS), ADDRESS),
    ('<link rel="canonical" href="javascript:void(0)">', ""),
])  # fmt: skip
def test_the_address_is_the_canonical_one(facts: str, url: str) -> None:
    assert read(head=facts).url == url
