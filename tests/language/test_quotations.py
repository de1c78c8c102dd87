"""Tests of language.quotations and language.quotation_marks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.span import Span
from analyst_app.language.quotations import all_quotations, quotation_at, quotations_in
from tests.language.reading import LANGUAGE, find
from tests.texts import TEXTS


def quoted(text: str) -> list[str]:
    return ["…".join(s.of(text) for s in q.segments) for q in all_quotations(text, LANGUAGE)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("“Yes,” she said, “no.”", ["“Yes,”", "“no.”"]),
        ('"Yes," she said, "no."', ['"Yes,"', '"no."']),
        ("‘Yes,’ she said, ‘don’t.’", ["‘Yes,’", "‘don’t.’"]),
        ("'Yes,' she said, 'don't.'", ["'Yes,'", "'don't.'"]),
        ("„Nein“, sagte sie, „das ‚Amt‘ nicht“.", ["„Nein“", "„das ‚Amt‘ nicht“", "‚Amt‘"]),
        ("»Nein«, sagte er, »wir „gehen“ nicht.«", ["»Nein«", "»wir „gehen“ nicht.«", "„gehen“"]),
        ("«\u00a0Non\u00a0», dit-il. « Oui », dit-elle.", ["«\u00a0Non\u00a0»", "« Oui »"]),
        ("«Он сказал „нет“», – ответил он.", ["«Он сказал „нет“»", "„нет“"]),
        ("«Он «там» был», – сказал он.", ["«Он «там» был»", "«там»"]),
        ("قالت «المرفأ سيُغلق»، وأضافت: «لن نغادر».", ["«المرفأ سيُغلق»", "«لن نغادر»"]),
        ("市长说：“税收下降。”记者问：「为『什么』？」", ["“税收下降。”", "「为『什么』？」", "『什么』"]),
        ("”Ja”, sa hon. „Tak”, powiedział.", ["”Ja”", "„Tak”"]),
        ("דובר אמר ״הנמל ייסגר״ בצה״ל", ["״הנמל ייסגר״"]),
        ('He said:"Yes" and ("no").', ['"Yes"', '"no"']),
        ("She called it “so-called “peace””.", ["“so-called “peace””", "“peace”"]),
    ],
)
def test_quotation_marks_of_many_languages_are_paired(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The drivers’ union and Brandt’s aides don’t agree.",
        "The drivers' union, Brandt's aides and rock 'n' roll don't.",
        "Back in the '90s, ’twas fine; ‘em and ‘til are words.",
        "He is 6'2\" tall, the board 5' by 12\" wide.",
        "Nothing here ” closes » anything.",
    ],
)
def test_apostrophes_feet_inches_and_stray_marks_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


def test_apostrophes_inside_single_marks_do_not_close_them() -> None:
    text = "‘The governors’ plan is dead, isn’t it,’ he said."
    assert quoted(text) == ["‘The governors’ plan is dead, isn’t it,’"]
    assert quoted('"A 12" gun fired," he said.') == ['"A 12" gun fired,"']


def test_nested_quotations_know_their_depth_and_inside() -> None:
    text = "“He said ‘no’ twice,” Brandt said."
    outer, inner = quotations_in(text, Span(0, len(text)), LANGUAGE)
    assert (outer.depth, inner.depth) == (0, 1)
    assert outer.inside.of(text) == "He said ‘no’ twice,"
    assert inner.inside.of(text) == "no"


RUNNING = "“One goes on.\n\n“Two has ‘three’ words.\n\n“Four ends,” Brandt said. “Five.”"


def test_a_quotation_runs_over_paragraphs_that_open_it_again() -> None:
    running, nested, last = all_quotations(RUNNING, LANGUAGE)
    assert [s.of(RUNNING) for s in running.segments] == ["“One goes on.", "“Two has ‘three’ words.", "“Four ends,”"]
    assert [s.of(RUNNING) for s in running.insides] == ["One goes on.", "Two has ‘three’ words.", "Four ends,"]
    assert running.is_closed
    assert nested.depth == 1
    assert last.span.of(RUNNING) == "“Five.”"


@pytest.mark.parametrize("words", ["One goes", "Two has", "Four ends"])
def test_a_running_quotation_is_whole_from_each_of_its_paragraphs(words: str) -> None:
    found = quotation_at(RUNNING, find(RUNNING, words).start, LANGUAGE)
    assert found is not None
    assert len(found.segments) == 3


@pytest.mark.parametrize(
    "text", ["« Un.\n\n« Deux. »\n\nFin", "« Un.\n\n» Deux. »\n\nFin", '"Un.\n"Deux."\nFin', "‘Un.\n\n‘Deux.’\n\nFin"]
)
def test_other_marks_are_reopened_too(text: str) -> None:
    (found,) = all_quotations(text, LANGUAGE)
    assert len(found.segments) == 2


def test_a_missing_closing_mark_costs_its_paragraph_at_most() -> None:
    text = "“No closing mark. He left.\n\nA new paragraph “ok” here.\n\nThe end."
    first, second = all_quotations(text, LANGUAGE)
    assert first.span.of(text) == "“No closing mark. He left."
    assert not first.is_closed
    assert second.span.of(text) == "“ok”"


def test_an_unclosed_mark_gives_way_to_a_closed_one_of_its_kind() -> None:
    assert quoted("“No close. He said “yes” then.\n\nThe end.") == ["“yes”"]


def test_the_innermost_quotation_is_found_at_a_caret_and_at_its_edges() -> None:
    text = "so “he said ‘no’ to” us"
    for position, expected in ((3, "“he said ‘no’ to”"), (13, "‘no’"), (20, "“he said ‘no’ to”")):
        found = quotation_at(text, position, LANGUAGE)
        assert found is not None
        assert found.span.of(text) == expected
    assert quotation_at(text, 2, LANGUAGE) is None
    assert quotation_at(text, 22, LANGUAGE) is None


@pytest.mark.parametrize("name", sorted(TEXTS))
def test_a_caret_sees_the_same_quotations_as_the_whole_article(name: str) -> None:
    text = TEXTS[name][:20_000]
    every = list(all_quotations(text, LANGUAGE))
    for quotation in every[:20]:
        assert quotation in quotations_in(text, Span(quotation.span.start, quotation.span.start), LANGUAGE)


@given(text=st.text(alphabet="ab ,.\n\"'“”‘’„«»", max_size=60))
def test_quotations_are_nested_or_apart_and_found_again_at_a_caret(text: str) -> None:
    every = list(all_quotations(text, LANGUAGE))
    assert [q.span.start for q in every] == sorted(q.span.start for q in every)
    for quotation in every:
        assert all(s.length >= 1 and "\n" not in s.of(text) for s in quotation.segments)
        assert all(s.contains(i) for s, i in zip(quotation.segments, quotation.insides, strict=True))
        for other in every:
            for one, two in zip(quotation.segments, other.segments, strict=False):
                assert not one.overlaps(two) or one.contains(two) or two.contains(one)
        assert quotation in quotations_in(text, Span(quotation.span.start, quotation.span.start), LANGUAGE)


def test_a_line_of_nothing_but_marks_is_read_in_bounded_time() -> None:
    for marks in ("“", "'", "‘", '"', "’ ‘", "« »", "“\n\n"):
        list(all_quotations(marks * 20_000, LANGUAGE))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("''We won,'' she said. ''It's the '90s.''", ["''We won,''", "''It's the '90s.''"]),
        ("``No,'' he said, ``no.''", ["``No,''", "``no.''"]),
        ("''He said 'no','' she said, and the boys' dog ran.", ["''He said 'no',''", "'no'"]),
        ("'''Yes' is a word,'' he said.", ["'''Yes' is a word,''", "'Yes'"]),
        ("''He told me 'go.''' Then she left.", ["''He told me 'go.'''", "'go.'"]),
        ("''The ''peace'''' was cold.", ["''The ''peace''''", "''peace''"]),
        (",,Nein'', sagte er. ,,Ja“, sagte sie.", [",,Nein''", ",,Ja“"]),
        ("‘‘Go,’’ he said.", ["‘‘Go,’’"]),
        ("‘He said ‘no’’ again.", ["‘He said ‘no’’", "‘no’"]),
        ("She did the \"bar 'two-step' \" and left.", ["\"bar 'two-step' \"", "'two-step'"]),
        ("''One goes on.\n\n''Two ends,'' she said.", ["''One goes on.…''Two ends,''"]),
    ],
)
def test_two_signs_in_a_row_are_one_mark(text: str, expected: list[str]) -> None:
    assert quoted(text) == expected


@pytest.mark.parametrize("text", ["''We won,'' she said.", "``We won,'' she said.", ",,We won“, she said."])
def test_a_mark_of_two_signs_is_left_out_whole(text: str) -> None:
    (quotation,) = all_quotations(text, LANGUAGE)
    assert quotation.inside.of(text).rstrip(",") == "We won"


def test_values_in_the_tags_of_a_page_are_no_quotations() -> None:
    text = '<a class="big red." href=\'y\'>Go</a> He said: "Yes." alt="a b;" title="foo." src=\'q!\''
    assert quoted(text) == ['"Yes."']


@pytest.mark.parametrize(
    "text", ["He is 5'10\" tall, the ring 6″ wide and 3′ deep.", 'a 6\'2" door, a 12" disc', "'' and ''"]
)
def test_primes_and_empty_marks_are_no_quotations(text: str) -> None:
    assert quoted(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "He wrote: “The ship sank —\nand nobody cared.” Then “he” left.",
            [["“The ship sank —", "and nobody cared.”"], ["“he”"]],
        ),
        ('She sang "the sea\nand the day,"\nand left. "No," he said.', [['"the sea', 'and the day,"'], ['"No,"']]),
        ("“The sea\n‘roars’ at night,” he sang.", [["“The sea", "‘roars’ at night,”"], ["‘roars’"]]),
        ("“We go, said Brandt.\nHe left. “No,” she said.", [["“We go, said Brandt."], ["“No,”"]]),
        ("“We go, said Brandt.\n\nHe left,” she said.", [["“We go, said Brandt."]]),
    ],
)
def test_a_single_line_break_does_not_end_a_quotation(text: str, expected: list[list[str]]) -> None:
    found = list(all_quotations(text, LANGUAGE))
    assert [[segment.of(text) for segment in quotation.segments] for quotation in found] == expected
    for caret in range(len(text) + 1):
        near = [q for q in quotations_in(text, Span(caret, caret), LANGUAGE) if q.segment_at(caret) is not None]
        assert near == [q for q in found if q.segment_at(caret) is not None]


@pytest.mark.parametrize("text", ["Ada Brandt said: “", "Ada Brandt said: “ …\n"])
def test_a_mark_without_words_is_no_quotation(text: str) -> None:
    assert list(all_quotations(text, LANGUAGE)) == []
