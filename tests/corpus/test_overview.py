"""The numbers of a corpus are right, and each leads to its passages.

Tests of corpus.listing and corpus.charting.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core.codebook import Codebook
from analyst_app.corpus.articles import built_in
from analyst_app.corpus.charting import chart_of
from analyst_app.corpus.concordance import Query, hits
from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.listing import KnownLayer, known_articles, known_lines, ordered
from analyst_app.corpus.overview import Cell, Table, layer_choices, overview
from analyst_app.resources import built_in_codebook
from tests import frames
from tests.corpus.corpora import annotate, write_article

ONE = "Ada Brandt said “we stay”. Brandt said she would wait. “Who knows”, someone said. Later: “never”.\n"
TWO = "The mayor, Jon Reed, promised calm.\n"


@pytest.fixture
def index(tmp_path: Path) -> CorpusIndex:
    folder = tmp_path / "corpus"
    one = write_article(folder, "one.txt", ONE, title="One", outlet="Lantern", date="2024-03-05")
    annotate(
        one, "alice", ("quote", "“we stay”", {"mode": "direct"}), ("quote", "she would wait", {"mode": "indirect"}),
        ("quote", "“Who knows”", {"mode": "direct"}), ("actor", "Ada Brandt"),
        ("actor", "Brandt", {"name": "Ada Brandt"}),
        ("skip", "Later"), ("quote", "“never”", {"mode": "direct"}),
        links=((0, "speaker", 3), (1, "speaker", 4), (6, "continues", 0)), status="done",
    )  # fmt: skip
    annotate(one, "bob", ("claim", "we stay"))
    two = write_article(folder, "two.txt", TWO, date="2024-04-01")
    annotate(two, "alice", ("actor", "Jon Reed"))
    write_article(folder, "three.txt", "Nothing yet.\n")
    index = CorpusIndex(folder, tmp_path / "cache")
    index.refreshed()
    return index


def table(tables: list[Table], title: str) -> Table:
    return next(table for table in tables if table.title == title)


def values(table: Table) -> list[list[object]]:
    return [[cell.value for cell in row] for row in table.rows]


def test_progress_counts_articles(index: CorpusIndex) -> None:
    tables = overview(index, built_in(), ["alice"])
    assert values(table(tables, "Articles")) == [["Done", 1, 1 / 3], ["Begun", 1, 1 / 3], ["Not begun", 1, 1 / 3]]


def test_speakers_are_counted_by_their_canonical_name(index: CorpusIndex) -> None:
    tables = overview(index, built_in(), ["alice"])
    assert values(table(tables, "Who is quoted")) == [["Ada Brandt", 2, 1, 0.5]]
    assert values(table(tables, "Quotes without a speaker")) == [["All articles", 3, 1, 1 / 3]]


def test_every_number_leads_to_its_passages(index: CorpusIndex) -> None:
    tables = overview(index, built_in(), ["alice"])
    for each in tables:
        for row in each.rows:
            for cell in row:
                if cell.query is not None:
                    assert len(list(hits(index, cell.query))) == cell.value
    (row,) = table(tables, "Quotes without a speaker").rows
    assert row[2].query is not None
    assert [hit.text for hit in hits(index, row[2].query)] == ["“Who knows”"]


def test_tags_are_counted_by_outlet_month_and_article(index: CorpusIndex) -> None:
    tables = overview(index, built_in())
    outlets = table(tables, "Tags by outlet")
    assert outlets.columns == ("Outlet", "Articles", "Claim", "Quote", "Actor")
    assert values(outlets) == [["Lantern", 1, 1, 4, 2], ["(not stated)", 2, 0, 0, 1]]
    assert [row[0] for row in values(table(tables, "Tags by month"))] == ["2024-03", "2024-04", "(not stated)"]
    assert values(table(tables, "Tags by article"))[0] == ["One (one.txt)", 1, 1, 4, 2]


def test_layers_are_offered_by_how_frequent_they_are(index: CorpusIndex) -> None:
    assert layer_choices(index) == [("alice", 2), ("bob", 1)]


def test_a_table_for_a_spreadsheet_holds_no_formula() -> None:
    rows = ((Cell("=1+1"), Cell(3)), (Cell("Ada, “x”"), Cell(None)))
    assert Table("T", ("a", "b"), rows).to_csv() == 'a,b\r\n\'=1+1,3\r\n"Ada, “x”",\r\n'


def test_an_empty_corpus_has_tables_too(tmp_path: Path) -> None:
    index = CorpusIndex(tmp_path, tmp_path / "cache")
    index.refreshed()
    tables = overview(index, built_in())
    assert values(table(tables, "Quotes without a speaker")) == [["All articles", 0, 0, None]]


def test_the_list_knows_titles_progress_and_who_else_reads(index: CorpusIndex) -> None:
    articles = {article.path: article for article in known_articles(index)}
    assert articles["one.txt"].title == "One"
    assert articles["one.txt"].layers["alice"] == KnownLayer("done", 7)
    assert articles["one.txt"].others("alice") == ("bob",)
    assert articles["three.txt"].layers == {}


@pytest.mark.parametrize(("by", "first", "last"), [
    ("name", "one.txt", "two.txt"),
    ("title", "three.txt", "two.txt"),
    ("date", "one.txt", "three.txt"),
    ("progress", "three.txt", "one.txt"),
    ("annotations", "one.txt", "three.txt"),
])  # fmt: skip
def test_the_list_can_be_sorted(index: CorpusIndex, by: str, first: str, last: str) -> None:
    articles = [article.name for article in ordered(known_lines(index, "alice"), by)]
    assert (articles[0], articles[-1]) == (first, last)


def test_quotations_are_counted_by_the_tags_that_play_them(index: CorpusIndex) -> None:
    data = frames.frames()
    data["tags"] = [{**tag, "plays": "quotation"} for tag in data["tags"] if tag["id"] == "frame"]
    data["tags"] += [{"id": "quote", "plays": "quotation"}, {"id": "actor", "plays": "actor"}]
    tables = overview(index, frames.codebook(data), ["alice"])
    assert values(table(tables, "Who is quoted")) == [["Ada Brandt", 2, 1, 0.5]]
    passages = table(tables, "Who is quoted").rows[0][1].query
    assert passages is not None
    assert passages.tags == ("frame", "quote")
    assert len(list(hits(index, passages))) == 2


def test_without_a_quotation_there_are_no_tables_of_speakers(index: CorpusIndex) -> None:
    titles = [one.title for one in overview(index, frames.codebook(frames.without_quotation()), ["alice"])]
    assert titles == ["Articles", "Tags by outlet", "Tags by month", "Tags by article"]


def test_what_is_no_date_is_no_month_and_in_no_span_of_time(tmp_path: Path) -> None:
    folder = tmp_path / "corpus"
    odd = write_article(folder, "odd.txt", ONE, date="Correction Appended")
    year = write_article(folder, "year.txt", TWO, date="2024")
    for article, words in ((odd, "Ada Brandt"), (year, "Jon Reed")):
        annotate(article, "alice", ("actor", words))
    index = CorpusIndex(folder, tmp_path / "cache")
    index.refreshed()
    tables = overview(index, built_in(), ["alice"])
    months = next(table for table in tables if table.title.casefold().endswith("month"))
    assert [row[0].value for row in months.rows] == ["(not stated)"]
    assert [hit.article for hit in hits(index, Query(tags=("actor",), since="2000"))] == ["year.txt"]


@pytest.fixture
def meeting(tmp_path: Path) -> CorpusIndex:
    """Roe and Lund are quoted together in two articles, Roe and Ott in one."""
    folder = tmp_path / "met"
    for name, month, people in (("a.txt", "03", "Roe Lund"), ("b.txt", "04", "Roe Lund"), ("c.txt", "04", "Roe Ott")):
        text = "".join(f"{person} said “word {person}”. " for person in people.split())
        marks = [(tag, words) for person in people.split() for tag, words in
                 (("quote", f"“word {person}”"), ("actor", person))]  # fmt: skip
        article = write_article(folder, name, text, title=name, date=f"2024-{month}-01")
        annotate(article, "alice", *marks, links=((0, "speaker", 1), (2, "speaker", 3)))
    index = CorpusIndex(folder, tmp_path / "cache")
    index.refreshed()
    return index


def test_people_of_the_same_articles_are_counted_with_each_other(meeting: CorpusIndex) -> None:
    met = table(overview(meeting, built_in()), "Who with whom")
    assert values(met) == [["Lund", "Roe", 2], ["Ott", "Roe", 1]]
    query = met.rows[0][2].query
    assert query is not None
    found = hits(meeting, query)
    assert sorted(hit.text for hit in found) == ["“word Lund”", "“word Lund”", "“word Roe”", "“word Roe”"]


def test_a_chart_has_a_square_for_each_two_people_on_both_sides(meeting: CorpusIndex) -> None:
    chart = chart_of(table(overview(meeting, built_in()), "Who with whom"))
    assert chart is not None
    assert (chart.shape, chart.rows) == ("grid", ("Roe", "Lund", "Ott"))
    numbers = {(chart.rows[v.row], chart.series[v.column]): v.number for v in chart.values}
    assert numbers == {("Roe", "Lund"): 2, ("Lund", "Roe"): 2, ("Roe", "Ott"): 1, ("Ott", "Roe"): 1}


def test_months_are_columns_divided_by_tag(meeting: CorpusIndex) -> None:
    chart = chart_of(table(overview(meeting, built_in()), "Tags by month"))
    assert chart is not None
    assert (chart.shape, chart.rows) == ("columns", ("2024-03", "2024-04"))
    assert [v.words for v in chart.values] == [
        "2024-03: 2 Quote", "2024-03: 2 Actor", "2024-04: 4 Quote", "2024-04: 4 Actor",
    ]  # fmt: skip


def test_a_chart_says_what_it_leaves_out() -> None:
    rows = tuple((Cell(f"Speaker {n}"), Cell(30 - n), Cell(0), Cell(0.0, is_share=True)) for n in range(20))
    chart = chart_of(Table("Who is quoted", ("Speaker", "Quotes", "Direct", "Share direct"), rows))
    assert chart is not None
    assert (len(chart.rows), chart.note) == (14, "14 of 20 are drawn; the table has all.")


def test_nothing_is_drawn_of_a_table_without_numbers() -> None:
    assert chart_of(Table("Who with whom", ("Speaker", "With", "Articles"))) is None
    assert chart_of(Table("Tags by month", ("Month", "Articles", "Claim"))) is None


def test_groups_of_tags_are_summed_and_each_sum_leads_to_its_passages(index: CorpusIndex) -> None:
    data = built_in_codebook()
    data["tags"][1]["under"] = "claim"
    data["tags"].append({"id": "slogan", "name": "Slogan", "under": "quote"})
    tables = overview(index, Codebook.from_data(data))
    groups = table(tables, "Tags in groups")
    assert values(groups) == [
        ["Claim", 5, 1],
        ["Claim / Quote", 4, 4],
        ["Claim / Quote / Slogan", 0, 0],
        ["Actor", 3, 3],
    ]
    query = groups.rows[0][1].query
    assert query is not None
    assert len(list(hits(index, query))) == 5
    assert "Tags in groups" not in [one.title for one in overview(index, built_in())]
