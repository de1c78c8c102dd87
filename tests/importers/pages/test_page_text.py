"""The text of a web page: what its reader sees, in paragraphs, with captions noted as zones.

Tests of importers.pages.page_article, importers.pages.page_blocks, importers.pages.page_markup,
importers.pages.page_shapes, importers.pages.page_tree and importers.documents.unpacking.
"""

from __future__ import annotations

import gzip

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents import web_page
from analyst_app.importers.imported_article import ImportedArticle
from tests.importers import samples

FIRST, SECOND, LAST = samples.FIRST, samples.SECOND, samples.LAST
CAPTION = "Lockers in the old depot, where dockers keep their clothes."


def read(markup: str | bytes, name: str = "a.html") -> ImportedArticle:
    return web_page.read(markup.encode() if isinstance(markup, str) else markup, name, {})[0]


def paragraphs(markup: str) -> list[str]:
    return read(markup).text.rstrip("\n").split("\n\n")


def article(inside: str, around: str = "") -> str:
    body = f"<article><h1>Depot vote</h1>{inside}</article>{around}"
    return f"<html><head><title>Depot vote</title></head><body>{body}</body></html>"


@pytest.mark.parametrize("breaks", [
    "<br><br>", "<br/> <br>", "<BR>\n<br />", "<br>&nbsp;<br>", "<br>\xa0<br>", "<br><!-- an ad --><br>",
    "<br><br><br>", "<br><b></b><br>", "<br></br>",
])  # fmt: skip
@pytest.mark.parametrize(("before", "after"), [
    ("<p>", "</p>"),
    ("<div>", "</div>"),
    ("<p><span>", "</span></p>"),
    ("<table><tr><td>", "</td></tr></table>"),
    ("<blockquote>", "</blockquote>"),
])  # fmt: skip
def test_two_line_breaks_end_a_paragraph_wherever_they_stand(breaks: str, before: str, after: str) -> None:
    inside = f"{before}{FIRST}{breaks}{SECOND}{breaks}{LAST}{after}"
    assert paragraphs(article(inside)) == ["Depot vote", FIRST, SECOND, LAST]


def test_one_line_break_is_a_space() -> None:
    half = len(FIRST) // 2
    cut = FIRST.index(" ", half)
    inside = f"<p>{FIRST[:cut]}<br>{FIRST[cut + 1 :]}</p><p>{SECOND}</p>"
    assert paragraphs(article(inside))[1:] == [FIRST, SECOND]


UNSEEN = "What no reader of the page ever sees, though it stands in its markup as a sentence."


@pytest.mark.parametrize("element", [
    f"<p hidden>{UNSEEN}</p>", f"<p hidden=''>{UNSEEN}</p>", f'<div aria-hidden="true"><p>{UNSEEN}</p></div>',
    f'<p style="display:none">{UNSEEN}</p>', f'<p style="color:red; DISPLAY : none !important">{UNSEEN}</p>',
    f'<section style="visibility: hidden"><p>{UNSEEN}</p></section>', f"<template><p>{UNSEEN}</p></template>",
    f"<noscript><p>{UNSEEN}</p></noscript>", f"<dialog><p>{UNSEEN}</p></dialog>",
    f'<p class="lead sr-only">{UNSEEN}</p>', f"<blockquote hidden><p>{UNSEEN}</p></blockquote>",
])  # fmt: skip
def test_what_no_reader_sees_is_left_out_and_said(element: str) -> None:
    found = read(article(f"<p>{FIRST}</p>{element}<p>{SECOND}</p><p>{LAST}</p>"))
    assert found.text == f"Depot vote\n\n{FIRST}\n\n{SECOND}\n\n{LAST}\n"
    assert f"1 passage, {len(UNSEEN)} characters." in found.notes[0]


def test_unseen_words_inside_a_paragraph_are_left_out_of_it() -> None:
    inside = "<p>The council <span hidden>secretly </span>voted on Tuesday to close the old depot by May.</p>"
    assert (
        paragraphs(article(f"{inside}<p>{SECOND}</p>"))[1]
        == "The council voted on Tuesday to close the old depot by May."
    )


def test_a_drop_cap_that_screen_readers_skip_stays_with_its_word() -> None:
    inside = f'<p><span aria-hidden="true" class="drop">{FIRST[0]}</span>{FIRST[1:]}</p><p>{SECOND}</p>'
    assert paragraphs(article(inside))[1] == FIRST


def test_a_page_that_is_hidden_as_a_whole_is_read_and_that_is_said() -> None:
    behind = (
        f'<div aria-hidden="true">{article(f"<p>{FIRST}</p><p>{SECOND}</p>")}</div><div role="dialog">Cookies?</div>'
    )
    found = read(f"<html><body>{behind}</body></html>")
    assert FIRST in found.text
    assert "hidden" in found.notes[0]


@pytest.mark.parametrize("ruby", [
    "<ruby>東京<rt>とうきょう</rt></ruby>", "<ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>",
    "<ruby><rb>東京</rb><rt>とうきょう</rt></ruby>", "<ruby>東<rt>とう</rt>京<rt>きょう</rt></ruby>",
    "<ruby><rb>東<rt>とう<rb>京<rt>きょう</ruby>", "<ruby>東京<rt><span>とうきょう</span></rt></ruby>",
])  # fmt: skip
def test_readings_of_ruby_are_not_prose(ruby: str) -> None:
    words = "{}都知事は月曜日、車庫の閉鎖は避けられないと述べた。組合は反論し、誰も私たちに尋ねなかったと語った。"
    assert words.format("東京") in paragraphs(article(f"<p>{words.format(ruby) * 2}</p>"))[1]
    assert "とう" not in read(article(f"<p>{words.format(ruby) * 3}</p>")).text


@pytest.mark.parametrize("figure", [
    f"<figure><img src=a.jpg><figcaption>{CAPTION}</figcaption></figure>",
    f'<div class="wp-caption"><img src=a.jpg><p class="wp-caption-text">{CAPTION}</p></div>',
    f'<div class="photo"><img src=a.jpg><span class="caption">{CAPTION}</span></div>',
    f'<img src=a.jpg><p class="image-caption">{CAPTION}</p>',
    f'<div class="figure"><div class="figure__caption"><p>{CAPTION}</p></div></div>',
])  # fmt: skip
def test_a_caption_is_a_paragraph_of_its_own_that_is_noted_as_a_zone(figure: str) -> None:
    found = read(article(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{LAST}</p>"))
    assert found.text == f"Depot vote\n\n{FIRST}\n\n{CAPTION}\n\n{SECOND}\n\n{LAST}\n"
    assert [(found.text[one["start"] : one["end"]], one["kind"]) for one in found.zones] == [(CAPTION, "caption")]


def test_places_of_zones_count_code_points() -> None:
    fire = f"🔥 {FIRST} Й"
    found = read(article(f"<p>{fire}</p><figure><img><figcaption>🚋 {CAPTION}</figcaption></figure><p>{SECOND}</p>"))
    assert found.text[found.zones[0]["start"] : found.zones[0]["end"]] == f"🚋 {CAPTION}"


def test_the_caption_above_the_first_paragraph_stands_below_the_title() -> None:
    figure = f"<figure><img><figcaption>{CAPTION}</figcaption></figure>"
    page = f"<html><body><main><header><h1>Depot vote</h1>{figure}</header>"
    assert paragraphs(f"{page}<div><p>{FIRST}</p><p>{SECOND}</p></div></main></body></html>")[:3] == [
        "Depot vote",
        CAPTION,
        FIRST,
    ]


def test_captions_of_related_articles_are_left_out() -> None:
    other = f"<figure><img><figcaption>{CAPTION}</figcaption></figure>"
    inside = f'<p>{FIRST}</p><aside>{other}</aside><div class="related-stories">{other}</div><p>{SECOND}</p>'
    found = read(article(inside, around=f"<div>{other}</div>"))
    assert (found.text, found.zones) == (f"Depot vote\n\n{FIRST}\n\n{SECOND}\n", ())


def test_a_caption_that_a_gallery_repeats_stands_once() -> None:
    figures = "".join(f"<figure><img><figcaption>{n}{CAPTION}</figcaption></figure>" for n in ("", "Image 1 of 3 "))
    assert len(read(article(f"<p>{FIRST}</p>{figures}<p>{SECOND}</p>")).zones) == 1


STANDFIRST = "After six hours of debate the depot closes, and the dockers call it a betrayal"


@pytest.mark.parametrize("element", [
    f'<p class="standfirst">{STANDFIRST}</p>', f'<div class="article__sub-headline">{STANDFIRST}</div>',
    f'<h2 class="dek">{STANDFIRST}</h2>', f"<h2>{STANDFIRST}</h2>",
    f'<div data-testid="standfirst"><p>{STANDFIRST}</p></div>',
    f'<p itemprop="alternativeHeadline">{STANDFIRST}</p>', f'<div class="articleSubtitle">{STANDFIRST}</div>',
])  # fmt: skip
def test_a_standfirst_stands_between_title_and_text_once(element: str) -> None:
    head = f"<header><h1>Depot vote</h1>{element}</header>"
    page = f"<title>Depot vote</title><main>{head}<article><p>{FIRST}</p><p>{SECOND}</p></article></main>"
    assert paragraphs(f"<html>{page}</html>") == ["Depot vote", STANDFIRST, FIRST, SECOND]
    assert paragraphs(article(f"{element}<p>{FIRST}</p><p>{SECOND}</p>")) == ["Depot vote", STANDFIRST, FIRST, SECOND]


def test_a_gzipped_page_is_unpacked_and_a_damaged_one_is_refused() -> None:
    packed = gzip.compress(samples.page().encode())
    assert LAST in read(packed).text
    with pytest.raises(ImportFailed, match="cut off"):
        read(packed[:-30])


def test_a_small_file_that_unpacks_to_much_is_refused() -> None:
    with pytest.raises(ImportFailed, match="too large when it is unpacked"):
        read(gzip.compress(bytes(257 << 20), 1))


def test_a_page_in_utf_16_without_a_mark_is_read() -> None:
    markup = samples.page((samples.RUSSIAN_FIRST, samples.RUSSIAN_LAST), title="Депо закроют", charset="utf-16")
    assert samples.RUSSIAN_LAST in read(markup.encode("utf-16-le")).text
    assert samples.RUSSIAN_LAST in read(markup.encode("utf-16-be")).text


@pytest.mark.parametrize(("markup", "why"), [
    ("<html><div id=app></div><script>load()</script></html>", "loaded by a script"),
    ("<html><head></head></html>", "hardly any words"),
    ("<html><frameset><frame src='story.html'></frameset></html>", "frames other pages .1 frame, .* story.html"),
    ("<html><body>" + "<div>" * 5000 + f"<p>{FIRST}</p>" * 9, "nested too deeply"),
    ("<html><body>" + "<p>words</p>" * (2 << 20), "too large for a web page: 24 MB"),
])  # fmt: skip
def test_a_page_without_an_article_is_refused_for_the_true_reason(markup: str, why: str) -> None:
    with pytest.raises(ImportFailed, match=why):
        read(markup)


@pytest.mark.parametrize("ballast", [
    f'<img src="data:image/png;base64,{"A" * (12 << 20)}">', f"<script>{'var x = 1;' * (1 << 20)}</script>",
    f"<style>{'p {} ' * (1 << 20)}</style>",
])  # fmt: skip
def test_pictures_and_scripts_in_a_page_do_not_make_it_too_large(ballast: str) -> None:
    assert read(samples.page().replace("<main>", f"{ballast}<main>")).text == read(samples.page()).text


@pytest.mark.parametrize(("element", "shown"), [
    ("<ul><li><p>No, said Kim.</p><p>Yes, said Brandt.</p></li></ul>", ["No, said Kim.", "Yes, said Brandt."]),
    ("<ol><li><h3>What now?</h3><p>Nobody knows.</p></li></ol>", ["What now?", "Nobody knows."]),
    ("<ul><li><div>Kim: no</div><div>Brandt: yes</div></li></ul>", ["Kim: no", "Brandt: yes"]),
    ("<ul><li>Harbours<ul><li>Port Merrow</li><li>Old <b>Quay</b></li></ul></li></ul>",
     ["Harbours", "Port Merrow", "Old Quay"]),
    ("<dl><dt>Who?</dt><dd><p>Kim.</p><p>Brandt.</p></dd></dl>", ["Who?", "Kim.", "Brandt."]),
    ("<table><tr><td><div>Kim</div><div>Brandt</div></td><td>2019</td></tr></table>", ["Kim", "Brandt", "2019"]),
])  # fmt: skip
def test_blocks_in_an_entry_are_paragraphs(element: str, shown: list[str]) -> None:
    inside = f"<p>{FIRST}</p>{element}<p>{SECOND}</p><p>{LAST}</p>"
    assert paragraphs(article(inside)) == ["Depot vote", FIRST, *shown, SECOND, LAST]


SAID = "“Not one metre more,” said Brandt on Monday."


@pytest.mark.parametrize("element", [
    f"<figure><blockquote>{SAID}</blockquote></figure>",
    f'<figure class="wp-block-pullquote"><blockquote><p>{SAID}</p></blockquote></figure>',
    f"<figure><p>{SAID}</p></figure>", f"<center>{SAID}</center>", f"<center><p>{SAID}</p></center>",
    f"<x-para>{SAID}</x-para>", f"<story-body><x-para>{SAID}</x-para></story-body>",
])  # fmt: skip
def test_words_in_unusual_elements_are_kept(element: str) -> None:
    inside = f"<p>{FIRST}</p>{element}<p>{SECOND}</p><p>{LAST}</p>"
    assert paragraphs(article(inside)) == ["Depot vote", FIRST, SAID, SECOND, LAST]


def test_a_quotation_in_a_figure_stands_above_its_caption() -> None:
    figure = f"<figure><blockquote>{SAID}</blockquote><figcaption>Ada Brandt, chair</figcaption></figure>"
    shown = paragraphs(article(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{LAST}</p>"))
    assert shown == ["Depot vote", FIRST, SAID, "Ada Brandt, chair", SECOND, LAST]


def test_an_own_element_inside_a_sentence_stays_in_it() -> None:
    inside = (
        f"<p>The <x-link>old depot</x-link> closes.</p><div>So says <x-name>Kim</x-name>, chair.</div><p>{LAST}</p>"
    )
    assert paragraphs(article(f"<p>{FIRST}</p>{inside}"))[2:] == [
        "The old depot closes.", "So says Kim, chair.", LAST,
    ]  # fmt: skip


@pytest.mark.parametrize(("language", "shown"), [
    ("en", "“He said ‘no’ to me.”"), ("de-AT", "„He said ‚no‘ to me.“"), ("fr", "«He said “no” to me.»"),
])  # fmt: skip
def test_quotations_have_the_marks_that_a_browser_shows(language: str, shown: str) -> None:
    inside = f'<p>{FIRST}</p><p lang="{language}"><q>He said <q>no</q> to me.</q></p><p>{LAST}</p>'
    assert paragraphs(article(inside))[2] == shown


@pytest.mark.parametrize("element", [
    '<span style="display:none">Secret</span>', "<span hidden>Secret</span>", '<span class="sr-only">Secret</span>',
])  # fmt: skip
def test_a_short_unseen_passage_in_the_article_is_said_too(element: str) -> None:
    found = read(article(f"<p>{FIRST}</p><p>Some {element} words of this article.</p><p>{LAST}</p>"))
    assert "Secret" not in found.text
    assert any("1 passage, 6 characters." in note for note in found.notes)


@pytest.mark.parametrize("between", ["", f"<p>{SECOND}</p>"])
def test_a_paragraph_that_stands_twice_comes_in_twice(between: str) -> None:
    inside = f"<p>{FIRST}</p>{between}<p>{FIRST}</p>{between}<p><b>{FIRST}</b></p><p>{LAST}</p>"
    middle = [SECOND] if between else []
    assert paragraphs(article(inside)) == ["Depot vote", FIRST, *middle, FIRST, *middle, FIRST, LAST]


@pytest.mark.parametrize("words", ["Ada Brandt", "The harbour council"])
def test_a_caption_whose_words_stand_in_a_sentence_too_is_kept(words: str) -> None:
    figure = f"<figure><img src=a.jpg><figcaption>{words}</figcaption></figure>"
    shown = paragraphs(article(f"<p>{FIRST}</p>{figure}<p>{SECOND}</p><p>{LAST}</p>"))
    assert shown == ["Depot vote", FIRST, words, SECOND, LAST]


def test_entities_that_a_page_declares_are_no_words() -> None:
    page = article(f"<p>{FIRST}</p><p>{SECOND}</p><p>{LAST}</p>").replace("<article>", "").replace("</article>", "")
    assert paragraphs(f'<!DOCTYPE html [<!ENTITY x "y">]>\n{page}') == ["Depot vote", FIRST, SECOND, LAST]
