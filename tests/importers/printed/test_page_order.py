"""The words of a PDF come in the order in which a person reads its columns.

Tests of importers.printed.reading_order, importers.printed.reading_flow, importers.printed.page_letters,
importers.printed.page_lines and importers.printed.turned_words.
"""

from __future__ import annotations

import random

import pytest

from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.importers.printed.page_layout import read
from tests.importers.page_setter import column, prose, row_by_row, width
from tests.importers.pdf_writer import Text, pdf

GUTTERS = (8, 9, 10, 12, 14, 16, 18, 20)
STAMP = Text(30, 300, "press:2611.03642v1 [cs.CL] 12 Nov 2026", 16, 90)


def imported(*pages: list[Text], **facts: str) -> ImportedArticle:
    return read(pdf(pages, **facts), "a.pdf", {})[0]


def centred(words: list[str], baseline: float, size: float) -> Text:
    line = " ".join(words)
    return Text(60 + (475 - width(line, size)) / 2, baseline, line, size)


def pair(
    gutter: float, seed: int, top: float, count: int, justified: bool = True
) -> tuple[list[list[Text]], list[str]]:
    """Two columns of about so many words each, between margins of 60 points, and the words as they are read."""
    measure = (475 - gutter) / 2
    left, right = prose(count, seed), prose(count - 10, seed + 1)
    columns = [
        column(left, 60, top, measure, justified=justified),
        column(right, 60 + measure + gutter, top, measure, justified=justified),
    ]
    return columns, left + right


@pytest.mark.parametrize("gutter", GUTTERS)
def test_two_columns_are_read_one_after_the_other_though_the_file_goes_across(gutter: int) -> None:
    columns, words = pair(gutter, gutter, 760, 220)
    assert imported(row_by_row(*columns)).text.split() == words


@pytest.mark.parametrize("gutter", GUTTERS)
def test_a_centred_headline_comes_before_both_columns_and_a_stamp_in_the_margin_is_named(gutter: int) -> None:
    headline = prose(7, 90 + gutter)
    columns, words = pair(gutter, 100 + gutter, 730, 200)
    article = imported([centred(headline, 770, 18), *columns[0], *columns[1], STAMP])
    assert article.text.split() == headline + words
    assert article.notes == ("Turned words on page 1 were left out: “press:2611.03642v1 [cs.CL] 12 Nov 2026”.",)


@pytest.mark.parametrize("gutter", GUTTERS)
def test_notes_at_the_foot_of_both_columns_do_not_part_a_sentence(gutter: int) -> None:
    columns, words = pair(gutter, 200 + gutter, 760, 200)
    notes = ["1", *prose(15, 300 + gutter)], ["2", *prose(12, 400 + gutter)]
    foot = min(line.baseline for lines in columns for line in lines) - 14
    measure = (475 - gutter) / 2
    columns[0] += column(notes[0], 60, foot, measure, size=7.5)
    columns[1] += column(notes[1], 60 + measure + gutter, foot, measure, size=7.5)
    for page in (row_by_row(*columns), columns[0] + columns[1]):
        assert imported(page).text.split() == words + notes[0] + notes[1]


@pytest.mark.parametrize("gutter", GUTTERS)
@pytest.mark.parametrize("justified", [True, False])
@pytest.mark.parametrize("goes_across", [True, False])
def test_a_heading_between_two_pairs_of_columns_ends_the_pair_above(
    gutter: int, justified: bool, goes_across: bool
) -> None:
    upper, first = pair(gutter, 500 + gutter, 760, 200, justified)
    heading = prose(6, 600 + gutter)
    foot = min(line.baseline for lines in upper for line in lines) - 30
    lower, second = pair(gutter, 700 + gutter, foot - 10, 70, justified)
    pairs = [row_by_row(*columns) if goes_across else columns[0] + columns[1] for columns in (upper, lower)]
    article = imported([*pairs[0], Text(60, foot, " ".join(heading), 14), *pairs[1]])
    assert article.text.split() == first + heading + second


@pytest.mark.parametrize("gutter", GUTTERS)
def test_three_columns_are_read_one_after_the_other(gutter: int) -> None:
    measure = (475 - 2 * gutter) / 3
    words = [prose(130, 800 + gutter + number) for number in range(3)]
    columns = [column(words[n], 60 + n * (measure + gutter), 760, measure, size=9) for n in range(3)]
    assert imported(row_by_row(*columns)).text.split() == [*words[0], *words[1], *words[2]]


@pytest.mark.parametrize("gutter", GUTTERS)
def test_lines_across_both_columns_above_and_below_are_read_before_and_after_them(gutter: int) -> None:
    summary, end = prose(75, 900 + gutter), prose(40, 950 + gutter)
    above = column(summary, 60, 800, 475, size=9.5)
    columns, words = pair(gutter, 1000 + gutter, above[-1].baseline - 16, 150)
    foot = min(line.baseline for lines in columns for line in lines) - 16
    below = column(end, 60, foot, 475, size=9.5)
    for page in ([*above, *row_by_row(*columns), *below], [*above, *columns[0], *columns[1], *below]):
        assert imported(page).text.split() == summary + words + end


@pytest.mark.parametrize("gutter", GUTTERS)
def test_a_short_column_beside_a_long_one_is_still_a_column(gutter: int) -> None:
    measure = (475 - gutter) / 2
    left, right = prose(230, 1100 + gutter), prose(45, 1150 + gutter)
    long, short = column(left, 60, 760, measure), column(right, 60 + measure + gutter, 760, measure)
    assert imported(long + short).text.split() == left + right
    assert imported(row_by_row(long, short)).text.split() == left + right


def test_wide_gaps_in_a_justified_column_are_no_gutter() -> None:
    words = [
        word for seed in range(40) for word in ("responsibility", "administration", *prose(2, seed), "nevertheless")
    ]
    lines = column(words, 60, 790, 200)
    assert imported(lines).text.split() == words


def test_where_the_file_reads_on_better_than_the_columns_its_order_is_taken_and_said() -> None:
    boxes = []
    words: list[str] = []
    for number, (left, top) in enumerate([(60, 760), (330, 600), (60, 560), (330, 760)]):
        sentence = prose(60, 1200 + number)
        boxes += column(sentence, left, top, 190, justified=False)
        words += sentence
    article = imported(boxes)
    assert sorted(article.text.split()) == sorted(words)
    assert [note for note in article.notes if "differ" in note]


def test_lines_that_a_file_draws_in_any_order_are_read_from_the_top_down() -> None:
    columns, words = pair(12, 1300, 760, 200)
    lines = columns[0] + columns[1]
    random.Random(5).shuffle(lines)
    article = imported(lines)
    assert article.text.split() == words
    assert "columns' order was taken" in article.notes[0]


def test_a_page_that_is_turned_is_read_as_it_stands() -> None:
    words = prose(60, 1400)
    lines = [Text(842 - line.baseline, line.left, line.words, line.size, 90) for line in column(words, 60, 700, 475)]
    assert imported([line._replace(left=line.left - 300) for line in lines]).text.split() == words


def test_much_that_is_turned_stays_at_the_end_of_its_page() -> None:
    columns, words = pair(12, 1500, 760, 120)
    table = [Text(400 + 12 * n, 80, " ".join(prose(12, 1600 + n)), 9, 90) for n in range(6)]
    turned = [word for line in table for word in line.words.split()]
    article = imported([*columns[0], *columns[1], *table], column(prose(30, 1650), 60, 700, 475))
    assert article.text.split()[: len(words + turned)] == words + turned
    assert article.notes[0] == "Turned words on page 1 stand at the end of their page."


@pytest.mark.parametrize("gutter", GUTTERS)
def test_headings_within_columns_stay_in_their_columns(gutter: int) -> None:
    measure = (475 - gutter) / 2
    columns: list[list[Text]] = [[], []]
    words: list[str] = []
    for side, left in enumerate((60, 60 + measure + gutter)):
        top = 770.0
        for number in range(4):
            heading, text = prose(3, 1700 + 10 * side + number), prose(45 + 7 * side, 1800 + 10 * side + number)
            columns[side] += [Text(left, top - 22, " ".join(heading), 13), *column(text, left, top - 30, measure)]
            words += heading + text
            top = columns[side][-1].baseline
    for page in (row_by_row(*columns), columns[0] + columns[1]):
        assert imported(page).text.split() == words


def test_marks_of_notes_make_a_line_no_larger_and_notes_no_dispute() -> None:
    columns, words = pair(12, 1900, 760, 200)
    notes = ["Minutes", *prose(40, 1950)], ["Letter", *prose(45, 1951)]
    foot = min(line.baseline for lines in columns for line in lines) - 14
    for side, left in enumerate((60, 303.5)):
        columns[side].append(Text(left, foot - 6, str(side + 1), 6))
        columns[side] += column(notes[side], left + 6, foot, 220, size=8)
    article = imported(columns[0] + columns[1])
    assert article.notes == ()
    assert article.text.split() == [*words, "1", *notes[0], "2", *notes[1]]


def test_a_page_number_that_stands_alone_is_a_paragraph_and_joins_no_words() -> None:
    first, second = prose(40, 1960), prose(40, 1961)
    pages = [column(words, 60, 700, 475) for words in (first, second)]
    pages[0][-1] = pages[0][-1]._replace(words="and so the coun-")
    pages[1].insert(0, Text(290, 790, "-2-"))
    assert "\n\n-2-\n\n" in imported(*pages).text


def test_a_table_that_the_file_draws_row_by_row_is_read_so_and_said() -> None:
    rows = [(f"Hurricane Katrina {n}", f"Louisiana and New Orleans {n}") for n in range(1, 9)]
    page = [Text(left, 700 - 14 * n, row[side]) for n, row in enumerate(rows) for side, left in ((0, 60), (1, 220))]
    article = imported([*column(prose(40, 2000), 60, 790, 475), *page])
    assert article.text.split()[40:] == [word for row in rows for cell in row for word in cell.split()]
    assert "the file's own order was taken" in article.notes[0]


def test_columns_in_Arabic_are_read_from_the_right() -> None:
    first = (
        *("قالت رئيسة البلدية يوم الاثنين", "إن المستودع سيغلق أبوابه في"),
        *("شهر مايو بعد نقاش طويل مع", "ممثلي النقابة في المدينة"),
    )
    second = (
        *("ورفض العمال هذا القرار وقالوا", "إنهم سيواصلون العمل في الميناء"),
        *("حتى نهاية العام القادم ولن", "يغادروا قبل ذلك الموعد"),
    )
    page = [
        Text(right - 6 * len(line), 700 - 14 * number, line[::-1])
        for lines, right in ((first, 535), (second, 285))
        for number, line in enumerate(lines)
    ]
    assert imported(page).text.split() == " ".join(first + second).split()
