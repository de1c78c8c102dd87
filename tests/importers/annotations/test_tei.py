"""TEI's elements within paragraphs become spans at the places of their words; CATMA's pointers are followed."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated

HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?><TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader>'
    "<fileDesc><titleStmt><title>The depot</title></titleStmt></fileDesc>{}</teiHeader>"
    "<text>{}</text></TEI>"
)


def tei(folder: Path, body: str, header: str = "") -> Path:
    (folder / "a.xml").write_text(HEAD.format(header, body), "utf-8")
    return folder / "a.xml"


def test_elements_in_paragraphs_are_spans_and_pointers_links(tmp_path: Path) -> None:
    path = tei(
        tmp_path,
        """<body>
      <head>At the harbour</head>
      <p><persName xml:id="lo">Lena
         Ortiz</persName> said <q who="#lo" type="direct">the <emph>harbour</emph> is safe 🔥</q>.<note>From page
         3.</note></p>
      <p>Later<lb/>she left.</p></body>""",
    )
    assert kind_of(path) == "tei"
    [article] = read_annotated(path).articles
    assert article.text == "At the harbour\n\nLena Ortiz said the harbour is safe 🔥.\n\nLater she left.\n"
    [(annotations, links)] = article.layers.values()
    by_id = {a.id: a for a in annotations}
    assert {(a.tag, article.text[a.start : a.end]) for a in annotations} == {
        ("persName", "Lena Ortiz"), ("q", "the harbour is safe 🔥"), ("emph", "harbour"),
    }  # fmt: skip
    [link] = links
    assert (link.role, by_id[link.from_id].tag, by_id[link.to_id].tag) == ("who", "q", "persName")
    assert next(a for a in annotations if a.tag == "q").attribute("type") == "direct"
    assert article.losses.places["text note"] == ["From page 3."]
    assert article.facts == {"title": "The depot"}


def test_who_speaks_stays_a_value_where_nobody_is_marked(tmp_path: Path) -> None:
    path = tei(tmp_path, '<body><p><q who="#lo #ka">Yes</q></p></body>')
    [article] = read_annotated(path).articles
    [(annotations, _)] = article.layers.values()
    assert [dict(a.attributes)["who"] for a in annotations] == ["lo ka"]


def test_a_quote_in_a_paragraph_is_a_span_and_one_of_its_own_a_paragraph(tmp_path: Path) -> None:
    body = (
        '<body><p><persName xml:id="k">Kim</persName> left. Also <quote corresp="#k" type="direct">this</quote>.</p>'
        "<quote>Alone.</quote><ab>He <stage>aside</stage> said <quote><p>One.</p><p>Two.</p></quote></ab></body>"
    )
    [article] = read_annotated(tei(tmp_path, body)).articles
    assert article.text == "Kim left. Also this.\n\nAlone.\n\nHe aside said\n\nOne.\n\nTwo.\n"
    [(annotations, links)] = article.layers.values()
    assert sorted((a.tag, article.text[a.start : a.end]) for a in annotations) == [
        ("persName", "Kim"), ("quote", "One.\n\nTwo."), ("quote", "this"), ("stage", "aside"),
    ]  # fmt: skip
    assert [link.role for link in links] == ["corresp"]
    assert not article.losses.counts


def test_items_and_cells_run_into_nothing(tmp_path: Path) -> None:
    body = (
        "<body><p>They want<list><item>peace</item><item>bread</item></list>, and<figure><head>a map</head></figure>of"
        " it.</p><table><row><cell>Ann</cell><cell>Bo</cell></row></table></body>"
    )
    [article] = read_annotated(tei(tmp_path, body)).articles
    assert article.text == "They want peace bread, and a map of it.\n\nAnn Bo\n"
    [(annotations, _)] = article.layers.values()
    assert {(a.tag, article.text[a.start : a.end]) for a in annotations} == {
        ("list", "peace bread"), ("item", "peace"), ("item", "bread"), ("figure", "a map"), ("head", "a map"),
        ("cell", "Ann"), ("cell", "Bo"),
    }  # fmt: skip


def test_whose_words_a_whole_paragraph_is_is_counted_where_it_has_no_place(tmp_path: Path) -> None:
    found = read_annotated(tei(tmp_path, '<body><quote who="#k">Alone.</quote><p n="2">Two.</p></body>'))
    assert found.all_losses().places == {"attribute of no span": ["quote who=#k"]}


def test_catma_points_into_the_text_beside_in_units_of_java(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The 🔥 mayor said so.\n", "utf-8")
    header = (
        '<encodingDesc><fsdDecl xml:id="S" n="My tags"><fsDecl xml:id="T1" type="T1"><fsDescr>actor</fsDescr>'
        "</fsDecl></fsdDecl></encodingDesc>"
    )
    pointer = '<ptr target="catma://X#char={},{}" type="inclusion"/>'
    body = (
        f'<body><ab type="catma">{pointer.format(0, 7)}<seg ana="#I1">{pointer.format(7, 12)}</seg>'
        f'{pointer.format(12, 17)}<seg ana="#I1 #gone">{pointer.format(17, 20)}</seg></ab></body>'
        '<fs xml:id="I1" type="T1"><f name="catma_displaycolor"><string>-1</string></f>'
        '<f name="stance"><string>pro</string></f></fs>'
    )
    found = read_annotated(tei(tmp_path, body, header))
    [article] = found.articles
    [(annotations, links)] = article.layers.values()
    assert [(a.tag, article.text[a.start : a.end]) for a in sorted(annotations, key=lambda a: a.start)] == [
        ("actor", "mayor"), ("actor", " so"),
    ]  # fmt: skip
    assert [link.role for link in links] == ["continues"]
    assert sorted(annotations, key=lambda a: a.start)[0].attributes == (("stance", "pro"),)
    assert found.all_losses().counts == {"unreadable item": 1}


def test_a_text_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    body = '<body><ab><seg ana="#I"><ptr target="catma://X#char=0,2"/></seg></ab></body><fs xml:id="I" type="T"/>'
    with pytest.raises(ImportFailed, match="points into a text that is not beside it"):
        read_annotated(tei(tmp_path, body))


def test_other_xml_is_no_tei(tmp_path: Path) -> None:
    (tmp_path / "b.xml").write_text("<PcGts/>")
    assert kind_of(tmp_path / "b.xml") == ""


def test_the_facts_of_a_header_come_in(tmp_path: Path) -> None:
    path = tei(tmp_path, "<body><p>Words.</p></body>")
    source = (
        "<sourceDesc><bibl><title>At odds</title><author>Ada Brandt</author><publisher>Harbour Post</publisher>"
        '<date when="2024-03-05">Tuesday</date><ref target="https://post.example/1"/></bibl></sourceDesc>'
    )
    path.write_text(path.read_text("utf-8").replace("</fileDesc>", f"{source}</fileDesc>"), "utf-8")
    [article] = read_annotated(path).articles
    assert article.facts == {
        "title": "At odds", "author": "Ada Brandt", "outlet": "Harbour Post", "date": "2024-03-05",
        "url": "https://post.example/1",
    }  # fmt: skip


def test_words_as_printed_stay_but_where_a_choice_has_others_and_gaps_are_told(tmp_path: Path) -> None:
    path = tei(
        tmp_path,
        "<body><p>We <choice><sic>wil</sic><corr>will</corr></choice> not <sic>leav</sic> the "
        "<gap reason='illegible'/> depot of <abbr>Mr.</abbr> "
        "<choice><abbr>Dr.</abbr><sic>Hol</sic></choice>.</p></body>",
    )
    [article] = read_annotated(path).articles
    assert article.text == "We will not leav the depot of Mr. Dr.Hol.\n"
    assert article.losses.places["other reading"] == ["wil"]
    assert article.losses.places["gap"] == ["reason=illegible"]
