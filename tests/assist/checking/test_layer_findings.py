"""The slips that the linter finds in one layer, each with a neighbour that is none.

Tests of assist.checking.layer_findings, assist.checking.checked_layer, assist.checking.name_checks,
assist.checking.speaker_checks, assist.checking.mark_checks, assist.checking.style_rules and
corpus.muted_checks.
"""

from __future__ import annotations

import copy
from typing import Any

import pytest

from analyst_app import resources
from analyst_app.assist.checking.checked_layer import CheckedLayer, Cover, StyleFinding
from analyst_app.assist.checking.layer_findings import CHECKS, layer_findings
from analyst_app.assist.checking.style_rules import style_rules
from analyst_app.core.annotation import Annotation, Link, pairs
from analyst_app.core.codebook import Codebook
from analyst_app.core.span import Span
from analyst_app.corpus.muted_checks import muted_in, with_muted
from tests.calls import calls_counted
from tests.frames import frames

BUILT_IN = Codebook.from_data(resources.built_in_codebook())


def marked(
    text: str, *marks: tuple[Any, ...], links: tuple[tuple[int, str, int], ...] = (), codebook: Codebook = BUILT_IN
) -> CheckedLayer:
    """A layer: each mark is a tag, some words (their first place from the last mark of these words on), values."""
    made: list[Annotation] = []
    after: dict[str, int] = {}
    for number, (tag, words, *values) in enumerate(marks):
        start = text.index(words, after.get(words, 0))
        after[words] = start + 1
        made.append(Annotation(f"a{number}", tag, start, start + len(words), pairs(values[0] if values else {})))
    joined = [Link(f"l{n}", role, f"a{one}", f"a{other}") for n, (one, role, other) in enumerate(links)]
    return CheckedLayer(text, sorted(made, key=lambda one: (one.start, -one.end)), joined, codebook, "en")


def found(layer: CheckedLayer) -> list[tuple[str, str]]:
    return [(one.rule, one.span.of(layer.text)) for one in layer_findings(layer)]


def only(layer: CheckedLayer) -> StyleFinding:
    (one,) = layer_findings(layer)
    return one


NAMED = "Ada Brandt left. Then Ada Brandt spoke, and Ada Brandt sang. Nobody knew why Ada Brandt wept.\n"


def test_a_name_that_is_tagged_in_most_places_and_left_in_one_is_named_with_its_numbers() -> None:
    layer = marked(NAMED, *[("actor", "Ada Brandt", {"kind": "person"})] * 3)
    finding = only(layer)
    assert finding.rule == "left_mentions"
    assert finding.words == "“Ada Brandt” is tagged 3 times and left 1 time"
    assert finding.places == (Span(77, 87),)
    assert [(one.tag, one.span, one.attribute("kind")) for one in finding.like] == [("actor", Span(77, 87), "person")]


@pytest.mark.parametrize(
    "text",
    [
        "Brandt left. Brandt spoke. Omar Brandt wept.\n",  # perhaps another one
        "Brandt left. Brandt spoke. The Brandt Foundation pays.\n",
        "Brandt left. Brandt spoke. The Brandts pay.\n",
    ],
)
def test_a_word_of_a_longer_name_is_no_mention_left(text: str) -> None:
    assert found(marked(text, ("actor", "Brandt"), ("actor", "Brandt"))) == []


def test_a_title_before_a_name_makes_no_other_name_of_it() -> None:
    layer = marked("Brandt left. Brandt spoke. Mayor Brandt wept.\n", ("actor", "Brandt"), ("actor", "Brandt"))
    assert found(layer) == [("left_mentions", "Brandt")]


def test_a_name_in_text_that_is_skipped_is_not_left() -> None:
    text = "Brandt left. Brandt spoke.\nPhoto: Brandt\n"
    layer = marked(text, ("actor", "Brandt"), ("actor", "Brandt"), ("skip", "Photo: Brandt"))
    assert found(layer) == []


SAID = "“We stay,” said Ada Brandt. She said they would not go.\n"


def test_a_quote_without_a_speaker_is_named() -> None:
    assert found(marked(SAID, ("quote", "“We stay,”", {"mode": "direct"}))) == [("no_speaker", "“We stay,”")]


@pytest.mark.parametrize("values", [{"speaker_not_stated": True}, {"mode": "term"}])
def test_a_quote_that_nobody_speaks_or_that_says_so_is_not(values: dict[str, Any]) -> None:
    assert found(marked(SAID, ("quote", "“We stay,”", values))) == []


def test_a_part_has_the_speaker_of_the_part_that_it_continues() -> None:
    text = "“We stay,” said Ada Brandt, “whatever comes.”\n"
    marks = (("quote", "“We stay,”"), ("quote", "“whatever comes.”"), ("actor", "Ada Brandt"))
    assert found(marked(text, *marks, links=((0, "speaker", 2), (1, "continues", 0)))) == []
    assert found(marked(text, *marks, links=((1, "continues", 0),))) == [("no_speaker", "“We stay,”")]


def test_a_speaker_that_is_tagged_as_a_claim_is_named() -> None:
    layer = marked(SAID, ("quote", "“We stay,”"), ("claim", "Ada Brandt"), links=((0, "speaker", 1),))
    finding = only(layer)
    assert (finding.rule, finding.annotation_id) == ("speaker_no_actor", "a1")
    assert finding.words == "“Ada Brandt” speaks, but is tagged Claim"


@pytest.mark.parametrize("cut", ["“We stay", "We stay,”", "said Ada Brandt: “We"])
def test_a_claim_with_one_of_two_marks_is_named(cut: str) -> None:
    text = "“We stay,” and then said Ada Brandt: “We go.”\n"
    assert ("half_marks", cut) in found(marked(text, ("claim", cut)))


@pytest.mark.parametrize("whole", ["“We stay,”", "We stay", "“We stay,” and then said Ada Brandt"])
def test_both_marks_or_none_are_fine(whole: str) -> None:
    text = "“We stay,” and then said Ada Brandt: “We go.”\n"
    assert found(marked(text, ("claim", whole))) == []


def test_each_part_of_a_quotation_over_two_paragraphs_has_one_mark() -> None:
    text = "“We stay.\n\n“We said so,” Ada Brandt said.\n"
    marks = (("quote", "“We stay."), ("quote", "“We said so,”"), ("actor", "Ada Brandt"))
    assert found(marked(text, *marks, links=((0, "speaker", 2), (1, "continues", 0)))) == []


@pytest.mark.parametrize("cut", ["axes fell", "Taxes fel", "axes fel"])
def test_a_claim_that_is_cut_inside_a_word_is_named(cut: str) -> None:
    assert found(marked("Taxes fell by a fifth.\n", ("claim", cut))) == [("cut_word", cut)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Taxes fell.\n", "Taxes fell"),
        ("Brandt’s plan.\n", "Brandt"),
        ("税收下降了。\n", "税收"),
        ("🔥Taxes\n", "Taxes"),
    ],
)
def test_whole_words_are_fine_also_where_no_spaces_part_them(text: str, words: str) -> None:
    assert found(marked(text, ("claim", words))) == []


@pytest.mark.parametrize(
    ("mode", "words", "is_named"),
    [
        ("direct", "they would not go", True),
        ("mixed", "they would not go", True),
        ("indirect", "they would not go", False),
        ("indirect", "“We stay,”", True),
        ("indirect", "We stay,", True),
        ("direct", "We stay", False),
        ("direct", "“We stay,”", False),
    ],
)
def test_a_mode_that_contradicts_the_marks_is_named(mode: str, words: str, is_named: bool) -> None:
    layer = marked(SAID, ("quote", words, {"mode": mode, "speaker_not_stated": True}))
    assert [rule for rule, _ in found(layer) if rule == "mode_and_marks"] == ["mode_and_marks"] * is_named


def test_a_reporting_word_that_no_quote_is_linked_to_is_named() -> None:
    quote = ("quote", "“We stay,”", {"speaker_not_stated": True})
    assert found(marked(SAID, quote, ("cue", "said"))) == [("orphan_cue", "said")]
    assert found(marked(SAID, quote, ("cue", "said"), links=((0, "cue", 1),))) == []


def test_a_muted_rule_is_not_asked_and_a_codebook_with_odd_words_mutes_nothing() -> None:
    layer = marked(SAID, ("quote", "“We stay,”"))
    assert layer_findings(layer, muted_in({"muted_checks": ["no_speaker", 7]})) == []
    assert muted_in({"muted_checks": "no_speaker"}) == frozenset()


def test_a_rule_is_muted_and_asked_again_and_nothing_else_of_the_codebook_changes() -> None:
    codebook = {"tags": [1], "muted_checks": ["cut_word"], "other": {"kept": True}}
    muted = with_muted(codebook, "no_speaker", muted=True)
    assert muted_in(muted) == {"cut_word", "no_speaker"}
    assert with_muted(muted, "no_speaker", muted=False) == codebook
    assert "muted_checks" not in with_muted(codebook, "cut_word", muted=False)


def test_the_rules_follow_what_the_tags_play_and_not_their_ids() -> None:
    codebook = Codebook.from_data(copy.deepcopy(frames()))
    layer = marked(SAID, ("statement", "“We stay,”"), codebook=codebook)
    assert [one.rule for one in layer_findings(layer)] == ["no_speaker"]


def test_every_rule_of_the_file_is_known_here_and_says_why_it_is_there() -> None:
    rules = style_rules()
    assert set(rules) == {*CHECKS, "unlike_repeats"}
    assert all(rule.why.endswith(".") and rule.mend for rule in rules.values())


def test_a_cover_finds_a_span_that_began_long_before() -> None:
    cover = Cover([Span(0, 100), Span(10, 12), Span(20, 22)])
    assert cover.touches(Span(50, 51))
    assert not cover.touches(Span(100, 101))
    assert list(cover.touching(Span(21, 22))) == [Span(20, 22), Span(0, 100)]


def test_the_marks_of_a_paragraph_are_read_once_for_all_its_quotes() -> None:
    count = 40
    text = " ".join(f'"We will go to house {n} now," she said.' for n in range(count)) + "\n"
    quotes = [("quote", f'"We will go to house {n} now,"', {"mode": "indirect"}) for n in range(count)]
    layer = marked(text, *quotes)
    with calls_counted() as calls:
        rules = [one.rule for one in layer_findings(layer)]
    assert rules.count("mode_and_marks") == count
    assert calls["_paired"] <= 2
